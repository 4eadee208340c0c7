"""Statuses that exclude one another, support that is missing, and orders that cannot be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tandem.core.check import check
from tandem.core.check.answer import Answer, Verdict
from tandem.core.check.why import OrderReason, StatusReason
from tandem.core.model import (
    After,
    Agreement,
    Household,
    Order,
    Period,
    Relation,
    State,
    StatusDemand,
    StatusFact,
)
from tandem.core.rules import RuleBase, RuleRelation, Status, StatusRule, StatusRules
from tests.core.oracle.build import agreement, household

REQUIRES, EXCLUDES, MAKES = Relation.REQUIRES, Relation.EXCLUDES, Relation.MAKES


def status(name: str) -> Status:
    return Status(name, name, name, name, name)


RULES = RuleBase(
    StatusRules(
        tuple(map(status, ("full-time-school", "at-school", "works-32", "works"))),
        (
            StatusRule("r1", RuleRelation.IMPLIES, "full-time-school", "at-school", "test"),
            StatusRule("r2", RuleRelation.EXCLUDES, "full-time-school", "works-32", "test"),
            StatusRule("r3", RuleRelation.IMPLIES, "works-32", "works", "test"),
        ),
    )
)


def demand(relation: Relation, name: str, period: Period | None = None) -> StatusDemand:
    return StatusDemand(relation, "kevin", name, period or Period())


def answer(*agreements: Agreement) -> Answer:
    return check(household(*agreements), RULES)


def sets(found: Answer) -> list[tuple[str, ...]]:
    return [clash.agreements for clash in found.clashes]


def test_what_one_makes_excludes_what_another_requires() -> None:
    found = answer(
        agreement("school", demand(MAKES, "full-time-school")),
        agreement("work", demand(MAKES, "works-32")),
        agreement("repayment", demand(REQUIRES, "works-32")),
    )
    assert sets(found) == [("repayment", "school"), ("school", "work")]
    (reason,) = found.clashes[0].reasons
    assert isinstance(reason, StatusReason)
    assert reason.rules == ("r2",)
    assert {reason.left.agreement, reason.right.agreement} == {"repayment", "school"}


def test_requires_clashes_with_excludes_also_when_something_makes_it() -> None:
    found = answer(
        agreement("a", demand(REQUIRES, "works")),
        agreement("b", demand(EXCLUDES, "works")),
        agreement("c", demand(MAKES, "works-32")),
    )
    assert sets(found) == [("a", "b"), ("b", "c")]


def test_statuses_at_different_times_go_together() -> None:
    found = answer(
        agreement("school", demand(MAKES, "full-time-school"), until=date(2027, 1, 17)),
        agreement("work", demand(MAKES, "works-32"), start=date(2027, 1, 18)),
    )
    assert sets(found) == []


def with_fact(one: Household, fact: StatusFact) -> Household:
    members = tuple(replace(m, statuses=(fact,)) if m.id == "kevin" else m for m in one.members)
    return replace(one, members=members)


def test_a_fact_gives_way_and_never_clashes() -> None:
    plan = household(agreement("school", demand(MAKES, "full-time-school")))
    assert check(with_fact(plan, StatusFact("works-32")), RULES).verdict is Verdict.FEASIBLE


def test_a_requirement_that_nothing_gives_is_missing_support_and_no_clash() -> None:
    found = answer(agreement("repayment", demand(REQUIRES, "works")))
    assert found.clashes == ()
    assert found.verdict is Verdict.INFEASIBLE
    (missing,) = found.missing_support
    assert (missing.agreement, missing.member, missing.status) == ("repayment", "kevin", "works")


def test_support_may_come_from_what_implies_it() -> None:
    found = answer(
        agreement("repayment", demand(REQUIRES, "works")),
        agreement("work", demand(MAKES, "works-32")),
    )
    assert found.verdict is Verdict.FEASIBLE


def test_support_that_stops_too_soon_names_the_days() -> None:
    found = answer(
        agreement("repayment", demand(REQUIRES, "works")),
        agreement("work", demand(MAKES, "works-32"), until=date(2027, 1, 17)),
    )
    (missing,) = found.missing_support
    assert missing.period.first == date(2027, 1, 18)


def test_support_in_a_circle_counts_and_is_shown() -> None:
    found = answer(
        agreement("house", demand(MAKES, "works"), demand(REQUIRES, "at-school")),
        agreement("benefit", demand(MAKES, "at-school"), demand(REQUIRES, "works")),
    )
    assert found.verdict is Verdict.FEASIBLE
    assert [circle.agreements for circle in found.circles] == [("benefit", "house")]


def after(*names: str, gap: int = 0) -> Order:
    return Order(tuple(After(name, gap) for name in names))


def test_one_after_another_in_a_circle_cannot_be() -> None:
    found = answer(
        agreement("a", after("b")), agreement("b", after("c")), agreement("c", after("a"))
    )
    assert sets(found) == [("a", "b", "c")]


def test_too_late_by_days_is_counted() -> None:
    found = answer(
        agreement("form", start=date(2027, 1, 4), lasts_days=14),
        agreement("plan", after("form", gap=7), start=date(2027, 1, 20)),
    )
    (clash,) = found.clashes
    (reason,) = clash.reasons
    assert isinstance(reason, OrderReason)
    assert reason.days_short == 5
    assert {step.agreement for step in reason.steps} == {"form", "plan"}


def test_a_free_start_waits_for_what_comes_first() -> None:
    found = answer(
        agreement("form", start=date(2027, 1, 4), lasts_days=14),
        agreement("plan", after("form"), start=date(2027, 1, 4), latest_start=date(2027, 2, 1)),
    )
    assert found.verdict is Verdict.FEASIBLE
    assert found.witness is not None
    days = {one.agreement: one.first for one in found.witness.days}
    assert days["plan"] == date(2027, 1, 18)


def test_a_date_before_which_it_must_be_finished() -> None:
    def plan(before: date) -> Answer:
        return answer(
            agreement("a", Order(finishes_before=before), start=date(2027, 1, 4), lasts_days=7)
        )

    assert plan(date(2027, 1, 11)).verdict is Verdict.FEASIBLE
    assert sets(plan(date(2027, 1, 10))) == [("a",)]


def test_after_what_is_over_or_gone() -> None:
    over = agreement("a", state=State.ENDED, until=date(2026, 12, 31))
    gone = agreement("a", state=State.WITHDRAWN)
    next_one = agreement("b", after("a"), start=date(2027, 1, 4))
    assert answer(over, next_one).verdict is Verdict.FEASIBLE
    (missing,) = answer(gone, next_one).missing_support
    assert (missing.agreement, missing.after) == ("b", "a")
