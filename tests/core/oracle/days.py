"""Days as numbers, and stretches of days, for the brute force.

Written without the helpers of the model, so that a mistake there is found.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from tandem.core.model import Form, Household, Period

LONG_AGO = -10_000_000
FAR_AHEAD = 10_000_000


@dataclass(frozen=True, slots=True)
class Span:
    """Whole days from `lo` to `hi`, both ends included; empty when `hi` lies before `lo`."""

    lo: int = LONG_AGO
    hi: int = FAR_AHEAD

    def has(self, day: int) -> bool:
        return self.lo <= day <= self.hi

    def and_(self, other: Span) -> Span:
        return Span(max(self.lo, other.lo), min(self.hi, other.hi))


NEVER = Span(FAR_AHEAD, LONG_AGO)


def number(day: date) -> int:
    """Return a day as a number."""
    return day.toordinal()


def day_of(day: int) -> date:
    """Return the day with this number."""
    return date.fromordinal(day)


def span(period: Period) -> Span:
    """Return the days of a period."""
    return Span(
        LONG_AGO if period.first is None else number(period.first),
        FAR_AHEAD if period.last is None else number(period.last),
    )


def counted_start(form: Form) -> int | None:
    """Return the start as late as allowed; None for a form that is in force already."""
    start = form.start if form.latest_start is None else form.latest_start
    return None if start is None else number(start)


def counted_span(form: Form) -> Span:
    """Return the days on which a form asks something, its start counted as late as allowed."""
    if not form.start_known:
        return NEVER
    start = counted_start(form)
    last = FAR_AHEAD
    if form.until is not None:
        last = number(form.until)
    elif form.lasts_days is not None and start is not None:
        last = start + form.lasts_days - 1
    return Span(LONG_AGO if start is None else start, last)


def free_days(form: Form, first_day: int) -> range:
    """Return the days on which a form may start, when there is more than one; else nothing."""
    if not form.start_known or form.latest_start is None:
        return range(0)
    last = number(form.latest_start)
    first = min(first_day, last) if form.start is None else number(form.start)
    return range(first, last + 1) if first < last else range(0)


def started(form: Form, day: int) -> Form:
    """Return a form that starts on this day."""
    return replace(form, start=day_of(day), latest_start=None)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The weeks, days and months that are looked at."""

    mondays: tuple[int, ...]

    @property
    def first(self) -> int:
        return self.mondays[0]

    @property
    def last(self) -> int:
        return self.mondays[-1] + 6

    @property
    def days(self) -> range:
        return range(self.first, self.last + 1)

    @property
    def months(self) -> tuple[tuple[int, ...], ...]:
        """All the days of each calendar month that is looked at."""
        ends = [d for d in self.days if (day_of(d) + timedelta(days=1)).day == 1]
        return tuple(month_around(d) for d in ends or [self.first])


def month_around(day: int) -> tuple[int, ...]:
    """Return all the days of the calendar month of a day."""
    first = day - day_of(day).day + 1
    month = day_of(day).month
    return tuple(d for d in range(first, first + 31) if day_of(d).month == month)


def calendar(household: Household) -> Calendar:
    """Return the calendar of a household's horizon."""
    start = number(household.horizon.start)
    return Calendar(tuple(start + 7 * week for week in range(household.horizon.weeks)))
