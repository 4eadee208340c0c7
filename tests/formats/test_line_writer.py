"""An agreement written as one line means the same when it is read, or it is not written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tandem.core.model import Agreement, Form, Household
from tandem.core.rules import RuleBase
from tandem.formats import rulebase, to_core
from tandem.formats.document import HouseholdDoc
from tandem.formats.household import read_path
from tandem.formats.one_line import LineError, context_of, read_line
from tandem.formats.one_line.write import line_of, place_words

EXAMPLES = sorted(Path("examples").glob("*.yaml"))
RULES = rulebase.load()


def reader(household: Household, rules: RuleBase) -> object:
    context = context_of(
        rules.kinds,
        ((one.id, one.name) for one in household.members),
        ((one.id, one.name) for one in household.professionals),
        ((one.id, one.name) for one in household.network),
        household.horizon.start,
    )

    def read(line: str) -> Form | None:
        try:
            document = read_line(line, context).document
        except LineError:
            return None
        plain = {
            "id": "x",
            "name": "x",
            "horizon": {"from": household.horizon.start.isoformat()},
            "members": [{"id": one.id, "name": one.name} for one in household.members],
            "professionals": [{"id": one.id, "name": one.name} for one in household.professionals],
            "agreements": [{"owner": household.members[0].id, **document, "id": "a"}],
        }
        return to_core.household(HouseholdDoc.model_validate(plain), rules).agreements[0].form

    return read


def written(household: Household, agreement: Agreement) -> str | None:
    kind = next(one for one in RULES.kinds if one.id == agreement.kind)
    names = {one.id: one.name for one in household.members}
    return line_of(agreement, kind, names, reader(household, RULES))  # type: ignore[arg-type]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_is_written_means_the_same(path: Path) -> None:
    household = read_path(path, RULES)
    read = reader(household, RULES)
    for agreement in household.agreements:
        line = written(household, agreement)
        if line is not None:
            assert read(line) == agreement.form  # type: ignore[operator]


def test_most_of_case_c1_can_be_said_in_one_line() -> None:
    household = read_path(Path("examples/five-plans.yaml"), RULES)
    lines = {one.id: written(household, one) for one in household.agreements}
    assert (
        lines["therapy"] == 'therapie: Kevin, di do 10:00-12:00, bij "GGZ De Oever", 40 min reizen'
    )
    assert sum(line is not None for line in lines.values()) >= 5


def test_what_one_line_cannot_say_is_not_written() -> None:
    household = read_path(Path("examples/five-plans.yaml"), RULES)
    repayment = next(one for one in household.agreements if one.id == "repayment")
    assert repayment.form.demands.statuses
    assert written(household, repayment) is None


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("bij GGZ De Oever", 'bij "GGZ De Oever"'),
        ("op het mbo", 'op "het mbo"'),
        ("De Werkschuur", 'bij "De Werkschuur"'),
    ],
)
def test_a_place_keeps_its_words(place: str, words: str) -> None:
    assert place_words(place) == words
