"""Contacts and money: sums against what somebody can carry, and what must stay free."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tandem.core.check import check
from tandem.core.check.answer import Answer, Verdict
from tandem.core.check.why import ContactsReason, MoneyReason
from tandem.core.model import (
    Account,
    Agreement,
    Direction,
    EndsIncome,
    FixedCost,
    Household,
    Income,
    Member,
    Money,
    Period,
    Sessions,
)
from tests.core.oracle.build import MON, TUE, agreement, household, rule_base, session

KEVIN = (Member("kevin", "Kevin", contacts_a_week=1),)


def answer(one: Household) -> Answer:
    return check(one, rule_base())


def talk(
    day: int, *, visit: str | None = None, every_weeks: int = 1, first_week: date | None = None
) -> Sessions:
    return session(
        [day],
        "10:00-11:00",
        contact_of=("kevin",),
        visit=visit,
        every_weeks=every_weeks,
        first_week=first_week,
    )


def contacts(*agreements: Agreement) -> ContactsReason | None:
    found = answer(household(*agreements, members=KEVIN))
    if not found.limits:
        return None
    (reason,) = found.limits[0].reasons
    assert isinstance(reason, ContactsReason)
    return reason


def test_two_contacts_where_one_can_be_carried() -> None:
    reason = contacts(
        agreement("a", talk(MON)),
        agreement("b", talk(TUE, every_weeks=2, first_week=date(2027, 1, 11))),
    )
    assert reason is not None
    assert (reason.contacts, reason.capacity, reason.too_many) == (2, 1, 1)
    assert (reason.worst_week, reason.span.count) == (date(2027, 1, 11), 2)
    assert reason.parts == (("a", 1), ("b", 1))


def test_one_visit_counts_once() -> None:
    both = (talk(MON, visit="together"), talk(MON, visit="together"))
    agreements = [agreement(n, t) for n, t in zip("ab", both, strict=True)]
    assert contacts(*agreements) is None


def test_contacts_of_known_frequency_count_without_times() -> None:
    unknown = replace(talk(TUE), windows=None)
    assert contacts(agreement("a", talk(MON)), agreement("b", unknown)) is not None
    never = replace(unknown, times=None)
    assert contacts(agreement("a", talk(MON)), agreement("b", never)) is None


def test_who_never_said_what_can_be_carried_has_no_limit() -> None:
    free = (Member("kevin", "Kevin"),)
    one = household(agreement("a", talk(MON)), agreement("b", talk(TUE)), members=free)
    assert answer(one).verdict is Verdict.FEASIBLE


def account(
    floor: int | None, *, costs: tuple[FixedCost, ...] = (), income_known: bool = True
) -> Account:
    incomes = (Income("bijstand", "Bijstand", 35_000),)
    return Account("kevin", floor, incomes, costs, income_known)


def pays(cents: int) -> Agreement:
    return agreement("pays", Money("kevin", Direction.OUT, cents))


def money(one: Household) -> MoneyReason | None:
    found = answer(one)
    if not found.limits:
        return None
    (reason,) = found.limits[0].reasons
    assert isinstance(reason, MoneyReason)
    return reason


def test_one_cent_makes_the_difference() -> None:
    assert money(household(pays(2_000), accounts=(account(33_000),), weeks=26)) is None
    reason = money(household(pays(2_001), accounts=(account(33_000),), weeks=26))
    assert reason is not None
    assert (reason.short, reason.months, reason.first_month) == (1, 6, date(2027, 1, 1))


def test_no_floor_is_no_floor_of_nought() -> None:
    assert money(household(pays(99_999), accounts=(account(None),), weeks=26)) is None
    assert money(household(pays(99_999), accounts=(account(0),), weeks=26)) is not None


def test_a_begun_month_is_read_leniently_and_says_so() -> None:
    work = agreement(
        "work",
        Money("kevin", Direction.IN, 95_000),
        EndsIncome("bijstand"),
        start=date(2027, 1, 11),
    )
    found = answer(household(work, accounts=(account(33_000),), weeks=12))
    january, february = found.budget[:2]
    assert (january.free, february.free) == (130_000, 95_000)
    assert all(line.is_begun for line in january.lines)
    assert not any(line.is_begun for line in february.lines)
    assert next(line.ended_by for line in february.lines if not line.cents) == ("work",)


def test_unknown_income_is_not_checked_and_coverage_says_so() -> None:
    found = answer(
        household(pays(99_999), accounts=(account(33_000, income_known=False),), weeks=26)
    )
    assert found.verdict is Verdict.FEASIBLE
    assert found.coverage.unchecked_accounts == ("kevin",)
    assert not found.coverage.is_full


def test_accounts_are_not_pooled() -> None:
    rich = Account("household", None, (Income("wage", "Loon", 500_000),))
    one = household(pays(10_000), accounts=(account(33_000), rich), weeks=26)
    assert money(one) is not None


def test_a_fixed_cost_counts_only_in_months_it_fills() -> None:
    rent = FixedCost("Huur", 5_000, Period(date(2027, 1, 20), date(2027, 2, 28)))
    reason = money(household(accounts=(account(33_000, costs=(rent,)),), weeks=26))
    assert reason is not None
    assert (reason.worst_month, reason.months) == (date(2027, 2, 1), 1)
