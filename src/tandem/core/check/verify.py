"""Checks a witness against the plan, without any solver and from the plan's own words.

This is what makes "it fits" a proof: everything is read anew from the household, and the searching
code is not used. It shares with the search nothing but the model.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tandem.core.check.answer import BudgetMonth, Witness
from tandem.core.check.verify_claims import verify_days, verify_statuses
from tandem.core.check.verify_weeks import verify_weeks
from tandem.core.model import (
    Account,
    Direction,
    EndsIncome,
    Household,
    Income,
    Money,
    Period,
    in_force,
    month_end,
    with_starts,
)
from tandem.core.rules import RuleBase


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a witness that does not keep the plan."""

    text: str


def verify(household: Household, rules: RuleBase, witness: Witness) -> tuple[Problem, ...]:
    """Return what is wrong with a witness: nothing, when with it the plan can be lived.

    The weeks must keep every session and home, the budget every floor, the days every order; the
    statuses of the plan itself must go together and have their support on every day. An agreement
    with a free start is read as starting on the day that the witness names, for all of this.
    """
    started = with_starts(household, {one.agreement: one.first for one in witness.days})
    found = (
        *verify_days(household, witness.days),
        *verify_weeks(started, rules.holidays, witness.weeks),
        *_budget(started, witness),
        *verify_statuses(started, rules.statuses),
    )
    return tuple(Problem(text) for text in found)


# --- money ----------------------------------------------------------------------------------


def _budget(household: Household, witness: Witness) -> Iterator[str]:
    expected = [(a, m) for a in household.accounts for m in household.horizon.months()]
    if [(b.account, b.month) for b in witness.budget] != [(a.of, m) for a, m in expected]:
        yield "the budget does not have every account in every month, in order"
        return
    asked = _Money(household)
    for (account, month), shown in zip(expected, witness.budget, strict=True):
        yield from (
            f"{account.of} in {month}: {text}" for text in _month(asked, account, month, shown)
        )


class _Money:
    """What the plan asks of accounts, each with the period of its agreement."""

    def __init__(self, household: Household) -> None:
        self.demands: list[tuple[Money, Period]] = []
        self.endings: list[tuple[EndsIncome, Period]] = []
        for agreement in household.plan():
            period, demands = in_force(agreement.form), agreement.form.demands
            if not period.is_empty:
                self.demands.extend((demand, period) for demand in demands.money)
                self.endings.extend((ending, period) for ending in demands.ends_income)


def _month(asked: _Money, account: Account, month: date, shown: BudgetMonth) -> Iterator[str]:
    free, known = _free(asked, account, month)
    if shown.free != free or sum(line.cents for line in shown.lines) != free:
        yield f"{shown.free} cents stay free according to the witness, {free} by the plan"
    if shown.is_checked != known or shown.floor != account.floor:
        yield "the floor, or whether the income is known, is not as in the plan"
    if known and account.floor is not None and free < account.floor:
        yield f"{free} cents stay free, less than {account.floor}"


def _free(asked: _Money, account: Account, month: date) -> tuple[int, bool]:
    """Return what stays free in a month, and whether all income is known."""
    known = account.income_known
    last = month_end(month)
    free = sum(
        income.cents * income.due.times_in(month)
        for income in account.incomes
        if income.period.overlaps(Period(month, last)) and not _is_ended(asked, income, month)
    )
    free -= sum(
        cost.cents * cost.due.times_in(month)
        for cost in account.costs
        if cost.period.covers(month, last)
    )
    for demand, period in asked.demands:
        if demand.account != account.of:
            continue
        held, times = period.intersect(demand.period), demand.due.times_in(month)
        if held.is_empty or not times:
            continue
        if demand.direction is Direction.OUT:
            free -= (demand.cents or 0) * times if held.covers(month, last) else 0
        elif held.overlaps(Period(month, last)):
            known = known and demand.cents is not None
            free += (demand.cents or 0) * times
    return free, known


def _is_ended(asked: _Money, income: Income, month: date) -> bool:
    held = income.period.intersect(Period(month, month_end(month)))
    if held.first is None or held.last is None:
        return False
    return any(
        ending.income == income.id and period.intersect(ending.period).covers(held.first, held.last)
        for ending, period in asked.endings
    )
