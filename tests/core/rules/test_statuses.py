"""Status rules: what follows from them, and rule bases that are refused."""

from __future__ import annotations

from datetime import date

import pytest

from tandem.core.model import ALWAYS, Period
from tandem.core.rules import (
    ChangeCosts,
    RuleRelation,
    Status,
    StatusRule,
    StatusRules,
    UnsatisfiableRulesError,
)

IMPLIES, EXCLUDES = RuleRelation.IMPLIES, RuleRelation.EXCLUDES
NAMES = tuple(Status(n, n, n, n, n) for n in "abcd")


def rule(
    number: int, one: str, relation: RuleRelation, other: str, valid: Period = ALWAYS
) -> StatusRule:
    return StatusRule(f"r{number}", relation, one, other, "test", valid)


def test_implications_are_followed_with_the_rules_they_rest_on() -> None:
    rules = StatusRules(NAMES, (rule(1, "a", IMPLIES, "b"), rule(2, "b", IMPLIES, "c")))
    assert [(held.status, held.rules) for held in rules.implied("a")] == [
        ("a", ()),
        ("b", ("r1",)),
        ("c", ("r1", "r2")),
    ]


def test_exclusion_reaches_through_implications_and_both_ways() -> None:
    rules = StatusRules(NAMES, (rule(1, "a", IMPLIES, "b"), rule(2, "c", EXCLUDES, "b")))
    assert [i.rules for i in rules.incompatibilities("a", "c")] == [("r1", "r2")]
    assert [i.rules for i in rules.incompatibilities("c", "a")] == [("r1", "r2")]
    assert list(rules.incompatibilities("a", "d")) == []


def test_a_rule_holds_only_in_its_own_period() -> None:
    spring = Period(date(2027, 3, 1), date(2027, 5, 31))
    rules = StatusRules(NAMES, (rule(1, "a", EXCLUDES, "b", valid=spring),))
    assert [i.period for i in rules.incompatibilities("a", "b")] == [spring]


def test_rules_in_a_circle_end() -> None:
    rules = StatusRules(NAMES, (rule(1, "a", IMPLIES, "b"), rule(2, "b", IMPLIES, "a")))
    assert {held.status for held in rules.implied("a")} == {"a", "b"}


def test_a_status_nobody_could_have_is_refused() -> None:
    with pytest.raises(UnsatisfiableRulesError, match=r"'a'.*r1, r2, r3"):
        StatusRules(
            NAMES,
            (
                rule(1, "a", IMPLIES, "b"),
                rule(2, "a", IMPLIES, "c"),
                rule(3, "b", EXCLUDES, "c"),
            ),
        )


def test_rules_that_never_hold_at_once_are_no_contradiction() -> None:
    before, after = Period(None, date(2026, 12, 31)), Period(date(2027, 1, 1), None)
    StatusRules(
        NAMES,
        (rule(1, "a", IMPLIES, "b", valid=before), rule(2, "a", EXCLUDES, "b", valid=after)),
    )


def test_a_rule_about_a_status_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="'x', which does not exist"):
        StatusRules(NAMES, (rule(1, "a", IMPLIES, "x"),))


def test_costs_that_prefer_ending_are_refused() -> None:
    with pytest.raises(ValueError, match="rise"):
        ChangeCosts(alternative=30)
