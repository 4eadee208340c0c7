"""What the check answered is read back exactly as it was."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tandem.core.check import check
from tandem.core.model import State
from tandem.formats import rulebase
from tandem.formats.household import read_path
from tandem.records.plans.verdicts import (
    answer_from_json,
    answer_to_json,
    digest_of,
    digest_of_rules,
)
from tests.core.households import Case, cases, in_shards

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.yaml"))
LARGEST = 60_000
"""Characters of the answer for five plans."""


def require_round_trip(case: Case) -> None:
    written = json.loads(json.dumps(answer_to_json(case.answer, case.household)))
    assert answer_from_json(written, case.household) == case.answer


@in_shards
def test_random_households(shard: int) -> None:
    for case in cases(shard):
        require_round_trip(case)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples(path: Path) -> None:
    rules = rulebase.load()
    require_round_trip(Case(read_path(path, rules), rules))


def test_what_is_kept_is_small() -> None:
    rules = rulebase.load()
    household = read_path(EXAMPLES[0].parent / "five-plans.yaml", rules)
    text = json.dumps(answer_to_json(check(household, rules), household))
    assert len(text) < LARGEST


def test_asking_the_rules_something_does_not_make_them_new() -> None:
    rules = replace(rulebase.load(), statuses=replace(rulebase.load().statuses, _closure={}))
    before = digest_of_rules(rules)
    rules.statuses.implied("never-heard-of")
    _forget_rules()
    assert digest_of_rules(rules) == before


def _forget_rules() -> None:
    digest_of_rules(replace(rulebase.load()))


def test_a_yes_changes_nothing_for_the_check_and_anything_else_does() -> None:
    rules = rulebase.load()
    household = read_path(EXAMPLES[0].parent / "five-plans.yaml", rules)
    digest = digest_of(household, rules)
    first, *others = household.agreements
    agreed = replace(first, state=State.AGREED)
    held = replace(first, state=State.ON_HOLD)
    proposed = replace(first, state=State.PROPOSED)
    as_proposed = digest_of(replace(household, agreements=(proposed, *others)), rules)
    assert digest_of(replace(household, agreements=(agreed, *others)), rules) == as_proposed
    assert digest_of(replace(household, agreements=(held, *others)), rules) != as_proposed
    assert digest_of(replace(household, grid=1), rules) != digest
    cheaper = replace(rules, costs=replace(rules.costs, end=19))
    assert digest_of(household, cheaper) != digest
    assert digest_of(household, rules) == digest
