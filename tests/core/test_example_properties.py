"""The example households against the brute force: what they are said to show is so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tandem.core.check import check
from tandem.core.model import Household
from tandem.formats.household import read_path
from tests.core.compare import finding_differences, outline, outline_of, proposal_differences
from tests.core.oracle import Oracle, Rigid
from tests.core.oracle.proposals import choices_up_to, fits_but_for, kept_after, way
from tests.formats.households import RULES

FOLDER = Path(__file__).parents[2] / "examples"
EXAMPLES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
MOST_WAYS = 5000


def example(name: str) -> Household:
    return read_path(FOLDER / f"{name}.yaml", RULES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_equals_the_brute_force(name: str) -> None:
    oracle, answer = Oracle(example(name), RULES), check(example(name), RULES)
    assert list(finding_differences(oracle, answer)) == []
    if oracle.count_ways() <= MOST_WAYS:
        assert list(proposal_differences(oracle, answer)) == []


@pytest.mark.slow
def test_no_way_that_is_as_cheap_is_better_for_the_five_plans() -> None:
    oracle = Oracle(example("five-plans"), RULES)
    proposal = check(example("five-plans"), RULES).proposals[0]
    ways = [way(oracle.world, c) for c in choices_up_to(oracle.world, proposal.cost)]
    ways = sorted((w for w in ways if not w.given_up), key=lambda w: w.rank)
    assert len(ways) > 1000
    fitting = (
        w
        for w in ways
        if any(
            fits_but_for(oracle.world, plan, Rigid())
            for plan in kept_after(oracle.world, dict(w.choice))
        )
    )
    assert outline_of(next(fitting)) == outline(RULES, proposal)
