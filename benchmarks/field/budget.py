"""What comes in and goes out, month by month, read from docs/explanation/plan-check.md."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.field.reading import NotReadError, Reading, Span, all_forms, span_of
from tandem.core.model import Account, Direction, Form
from tandem.core.model.due import MONTHLY


@dataclass(frozen=True, slots=True)
class Facts:
    """One account in one month, as far as facts go."""

    month: Span
    free: int
    """Cents that stay free by the facts, without incomes that an agreement may end."""
    incomes: tuple[tuple[str, int, Span], ...]
    """Each income by its name, with its cents and the days of the month on which it holds."""


def months(reading: Reading) -> list[Span]:
    """Return the calendar months that end within the horizon, or else that of its first day."""
    day = date.fromordinal(reading.horizon.first).replace(day=1)
    found: list[Span] = []
    while day.toordinal() <= reading.horizon.last:
        following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
        month = Span(day.toordinal(), following.toordinal() - 1)
        if month.last <= reading.horizon.last or not found:
            found.append(month)
        day = following
    ended = [month for month in found if month.last <= reading.horizon.last]
    return ended or found[:1]


def facts(reading: Reading, account: Account) -> Iterator[Facts]:
    """Yield the months of an account, as far as facts go."""
    dues = [one.due for one in account.incomes] + [one.due for one in account.costs]
    for form in all_forms(reading.plan.values()):
        dues += [money.due for money in form.demands.money]
    if any(due != MONTHLY for due in dues):
        raise NotReadError("amounts that do not fall due every month")
    for month in months(reading):
        held = [(one.id, one.cents, span_of(one.period).within(month)) for one in account.incomes]
        incomes = tuple(one for one in held if not one[2].is_empty)
        costs = (one.cents for one in account.costs if span_of(one.period).covers(month))
        yield Facts(month, -sum(costs), incomes)


def adds(reading: Reading, form: Form, account: str, month: Span) -> int | None:
    """Return what a form adds to an account in a month; None when that is not known."""
    total, held = 0, reading.lay(form).span
    for money in form.demands.money:
        if money.account != account:
            continue
        span = held.within(span_of(money.period))
        if money.direction is Direction.OUT:
            total -= (money.cents or 0) if span.covers(month) else 0
        elif not span.within(month).is_empty:
            if money.cents is None:
                return None
            total += money.cents
    return total


def ends(reading: Reading, form: Form, income: str, days: Span) -> bool:
    """Whether a form ends an income on all these days on which it holds."""
    held = reading.lay(form).span
    return any(
        held.within(span_of(one.period)).covers(days)
        for one in form.demands.ends_income
        if one.income == income
    )
