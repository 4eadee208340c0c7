"""Free starts: the days that matter for each form.

Two days of one form are alike when the form asks the same on both: the same sessions and homes in
the same weeks, the same statuses on the same days, the same money in the same months. Of days that
are alike only the last is looked at. Where the day itself counts, for an order or for another
agreement that ends on it, every day is looked at.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property

from tandem.core.check.items import Calendar, Item, bound_demands
from tandem.core.check.limits import cost_in, ends, income_in
from tandem.core.check.order import NO_ORDER
from tandem.core.check.status import item_claims
from tandem.core.model import (
    Agreement,
    Direction,
    Form,
    Household,
    Period,
    free_start,
    in_force,
    month_end,
    starting,
)

ONE_DAY = timedelta(days=1)


class StartDays:
    """The days on which forms with a free start may start, those that are alike once."""

    def __init__(self, household: Household, calendar: Calendar) -> None:
        self._household = household
        self._calendar = calendar

    @cached_property
    def _dated(self) -> frozenset[str]:
        return frozenset(_dated(self._household.plan()))

    def of(self, agreement: Agreement, form: Form) -> tuple[date, ...]:
        """Return the days that matter, the last first; empty when the start is not free."""
        free = free_start(form, self._household.horizon)
        if free is None or free.first is None or free.last is None:
            return ()
        days = [free.last - ONE_DAY * n for n in range((free.last - free.first).days + 1)]
        if agreement.id in self._dated or form.demands.order != NO_ORDER:
            return tuple(days)
        asks = form.demands
        if not (asks.somebody_home or asks.statuses or asks.money or asks.ends_income):
            return self._by_weeks(form, days)
        return self._by_all(agreement, form, days)

    def _by_weeks(self, form: Form, days: Sequence[date]) -> tuple[date, ...]:
        """Return the days of a form that asks sessions alone: only its whole weeks count."""
        known: dict[tuple[bool, int], Hashable] = {}
        first_of: dict[Hashable, date] = {}
        for day in days:
            period = _in_force(form, day)
            whole = self._calendar.whole_weeks(period)
            key = period.is_empty, whole
            if key not in known:
                known[key] = key[0], tuple(self._turns(form, period))
            first_of.setdefault(known[key], day)
        return tuple(first_of.values())

    def _turns(self, form: Form, period: Period) -> Iterator[Hashable]:
        """Yield for each session demand the weeks in which it binds, and how."""
        calendar = self._calendar
        for demand in form.demands.sessions:
            if calendar.falls_out(demand):
                yield calendar.turns(period, demand)
            elif demand.times:
                whole = calendar.whole_weeks(period.intersect(demand.period))
                yield calendar.every(whole, demand.every_weeks, demand.first_week)

    def _by_all(self, agreement: Agreement, form: Form, days: Sequence[date]) -> tuple[date, ...]:
        first_of: dict[Hashable, date] = {}
        for day in days:
            first_of.setdefault(self._asked(agreement, starting(form, day)), day)
        return tuple(first_of.values())

    def _asked(self, agreement: Agreement, form: Form) -> Hashable:
        """Return all that a form asks, in a shape that can be compared."""
        item = Item(-1, agreement, form, in_force(form))
        homes = bound_demands(item, self._calendar) if form.demands.somebody_home else ()
        return (
            item.period.is_empty,
            tuple(self._turns(form, item.period)),
            homes,
            tuple(item_claims(item, self._household.horizon)),
            tuple(self._money(item)),
        )

    def _money(self, item: Item) -> Iterator[Hashable]:
        """Yield for each month what counts of an item, and the incomes that it ends."""
        demands = item.form.demands
        if not (demands.money or demands.ends_income):
            return
        incomes = [income for account in self._household.accounts for income in account.incomes]
        for month in self._household.horizon.months():
            whole = Period(month, month_end(month))
            for money in demands.money:
                period = item.period.intersect(money.period)
                count = income_in if money.direction is Direction.IN else cost_in
                is_there = not (item.period.is_empty or money.period.is_empty)
                yield count(1, money.due, period, month) if is_there else None
            for income in incomes if demands.ends_income else ():
                yield ends(item, income.id, income.period.intersect(whole))


def _in_force(form: Form, day: date) -> Period:
    """Return the days on which a form is in force that starts on a day."""
    if form.until is None and form.lasts_days is not None:
        return Period(day, date.fromordinal(day.toordinal() + form.lasts_days - 1))
    return Period(day, form.until)


def _dated(plan: Sequence[Agreement]) -> Iterator[str]:
    """Yield the agreements of which the very day on which they start may matter to another."""
    for agreement in plan:
        for form in (agreement.form, *(one.form for one in agreement.alternatives)):
            yield from (after.agreement for after in form.demands.order.after)
        for alternative in agreement.alternatives:
            if alternative.ends_when:
                yield agreement.id
                yield from alternative.ends_when
