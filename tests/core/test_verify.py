"""The verifier is strict: whatever way a witness is spoilt, it is refused."""

from __future__ import annotations

from functools import cache
from itertools import islice
from random import Random

import pytest

from tandem.core.check import check, verify
from tandem.core.check.answer import Verdict, Witness
from tandem.core.model import After, Order, Period, Relation, StatusDemand
from tandem.core.rules import RuleRelation
from tests.core.households import Case, case_of
from tests.core.mutants import MUTATIONS
from tests.core.oracle.build import agreement, day, household, rule_base, status

KILLED_AT_LEAST = 12
TRIED = 400
"""Households from which the spoilt witnesses come."""


@cache
def fitting() -> tuple[Case, ...]:
    """Return random households that fit."""
    cases = (case_of(seed) for seed in range(20_000, 20_000 + 4 * TRIED))
    fit = (case for case in cases if case.oracle.verdict() is Verdict.FEASIBLE)
    return tuple(islice(fit, TRIED))


def witness_of(case: Case) -> Witness:
    witness = check(case.household, case.rules, proposals=0).witness
    assert witness is not None
    return witness


@pytest.mark.parametrize("name", MUTATIONS)
def test_every_kind_of_spoilt_witness_is_refused(name: str) -> None:
    killed = 0
    for case in fitting():
        spoilt = MUTATIONS[name](case.household, witness_of(case), Random(case.seed))
        if spoilt is None:
            continue
        wrong = case.oracle.witness_problems(spoilt)
        found = verify(case.household, case.rules, spoilt)
        assert found or not wrong, (case.seed, wrong)
        killed += bool(wrong)
        if killed == KILLED_AT_LEAST:
            return
    pytest.fail(f"only {killed} witnesses could be spoilt in this way")


REQUIRES, MAKES, BARS = Relation.REQUIRES, Relation.MAKES, Relation.EXCLUDES
BUSY = rule_base(("school", RuleRelation.IMPLIES, "busy"), ("job", RuleRelation.EXCLUDES, "busy"))


@pytest.mark.parametrize(
    "more",
    [
        status(BARS, "busy"),
        status(MAKES, "job"),
        status(REQUIRES, "school", Period(day(9), day(9))),
        Order(after=(After("gone"),)),
        Order(after=(After("a"),)),
        Order(starts_before=day(-200)),
    ],
    ids=["barred", "excluded", "unsupported", "after-nothing", "after-what-stays", "too-late"],
)
def test_a_witness_of_another_plan_is_refused(more: StatusDemand | Order) -> None:
    """The weeks, the budget and the days are those of a plan that asks for less."""
    first = agreement("a", status(MAKES, "school"), until=day(8))
    less = household(first, agreement("b", until=day(20), start=day(-100)))
    witness = check(less, BUSY).witness
    assert witness is not None
    assert verify(less, BUSY, witness) == ()
    plan = household(first, agreement("b", more, until=day(20), start=day(-100)))
    assert verify(plan, BUSY, witness) != ()
