"""The kinds of agreement and the costs of changes, as they come with Tandem."""

from __future__ import annotations

from tandem.core.model import Where
from tandem.core.rules import ChangeCosts
from tandem.formats.rulebase import load

RULES = load()
ASKED_FOR = {
    *("office-talk", "home-visit", "call", "therapy", "treatment", "day-activities", "school"),
    *("work", "traject", "repayment", "payment", "child-care", "form", "medical", "own"),
}


def test_the_kinds_that_everybody_needs_are_there() -> None:
    assert {kind.id for kind in RULES.kinds} >= ASKED_FOR
    assert len(RULES.kinds) <= 20


def test_treatment_and_protection_are_protected() -> None:
    protected = {kind.id for kind in RULES.kinds if kind.protected}
    assert protected == {"therapy", "treatment", "medical", "child-care"}


def test_what_counts_as_a_contact() -> None:
    contacts = {kind.id for kind in RULES.kinds if kind.contact}
    assert contacts == {
        *("office-talk", "home-visit", "call", "team-talk", "therapy", "treatment", "medical"),
    }


def test_where_a_kind_is() -> None:
    assert RULES.kind("call").where is Where.REMOTE
    assert {kind.id for kind in RULES.kinds if kind.where is Where.HOME} == {
        "home-visit",
        "child-care",
    }


def test_money_has_a_direction() -> None:
    money = {kind.id: kind.money for kind in RULES.kinds if kind.money is not None}
    assert money == {"repayment": "out", "payment": "out", "benefit": "in"}


def test_what_a_kind_makes_is_a_status() -> None:
    made = {kind.id: kind.makes for kind in RULES.kinds if kind.makes}
    assert made == {"school": ("full-time-education",), "work": ("works",)}
    assert all(status in RULES.statuses for statuses in made.values() for status in statuses)


def test_the_costs_of_changes() -> None:
    assert RULES.costs == ChangeCosts(
        alternative=1, move=1, remote=1, merge=1, shorten=2, fewer=2, postpone=3, halve=4, end=20
    )
