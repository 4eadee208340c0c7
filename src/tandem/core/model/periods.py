"""Dates, periods, weeks and windows: the time of a household plan.

Times of day are minutes since local midnight (0 to 1440). Dates are calendar dates without a time
zone: a plan is lived in local time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

MINUTES_A_DAY = 24 * 60
DAYS_A_WEEK = 7
MINUTES_A_WEEK = DAYS_A_WEEK * MINUTES_A_DAY
MONDAY = 0
SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of whole days, both ends included; `None` is an open end."""

    first: date | None = None
    last: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether no day lies in it (its end lies before its start)."""
        return self.first is not None and self.last is not None and self.last < self.first

    def contains(self, day: date) -> bool:
        """Whether this day lies in the period."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def covers(self, first: date, last: date) -> bool:
        """Whether every day from `first` to `last` lies in the period."""
        return self.contains(first) and self.contains(last)

    def intersect(self, other: Period) -> Period:
        """Return the days that lie in both; may be empty."""
        first, last = self.first, self.last
        if other.first is not None and (first is None or first < other.first):
            first = other.first
        if other.last is not None and (last is None or other.last < last):
            last = other.last
        if first is self.first and last is self.last:
            return self
        return Period(first, last)

    def overlaps(self, other: Period) -> bool:
        """Whether at least one day lies in both."""
        return not self.intersect(other).is_empty and not self.is_empty and not other.is_empty


ALWAYS = Period()


@dataclass(frozen=True, slots=True)
class Horizon:
    """The weeks that are looked at: `weeks` whole weeks from the Monday `start`.

    Raises ValueError when `start` is not a Monday or there is no week.
    """

    start: date
    weeks: int = 26

    def __post_init__(self) -> None:
        if self.start.weekday() != MONDAY:
            message = f"a horizon starts on a Monday, {self.start.isoformat()} is not one"
            raise ValueError(message)
        if self.weeks < 1:
            message = "a horizon has at least one week"
            raise ValueError(message)

    @property
    def last(self) -> date:
        """The last day, a Sunday."""
        return self.start + timedelta(days=self.weeks * DAYS_A_WEEK - 1)

    @property
    def period(self) -> Period:
        """The horizon as a period."""
        return Period(self.start, self.last)

    def monday(self, week: int) -> date:
        """Return the Monday of week number `week`, counted from 0."""
        return self.start + timedelta(days=week * DAYS_A_WEEK)

    def week_of(self, day: date) -> int:
        """Return the number of the week in which this day lies (may lie outside the horizon)."""
        return (day - self.start).days // DAYS_A_WEEK

    def months(self) -> tuple[date, ...]:
        """Return the calendar months (as their first day) that end within the horizon.

        A horizon in which no month ends gives the month of its first day, so that money is always
        looked at.
        """
        months = tuple(m for m in self._touched_months() if month_end(m) <= self.last)
        return months or (self.start.replace(day=1),)

    def _touched_months(self) -> Iterator[date]:
        month = self.start.replace(day=1)
        while month <= self.last:
            yield month
            month = month_end(month) + timedelta(days=1)


@lru_cache(maxsize=1200)
def month_end(month: date) -> date:
    """Return the last day of the calendar month in which this day lies."""
    next_month = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
    return next_month - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """From `start` to `end` (minutes since midnight) on each of `days` (0 = Monday, 6 = Sunday).

    Raises ValueError for a day that does not exist, or a window that ends before it starts.
    """

    days: tuple[int, ...]
    start: int
    end: int

    def __post_init__(self) -> None:
        if not self.days or any(not MONDAY <= d <= SUNDAY for d in self.days):
            message = f"days are 0 (Monday) to 6 (Sunday), not {self.days}"
            raise ValueError(message)
        if not 0 <= self.start < self.end <= MINUTES_A_DAY:
            message = f"a window ends after it starts, within one day: {self.start}-{self.end}"
            raise ValueError(message)

    @property
    def minutes(self) -> int:
        """How long the window is, on one day."""
        return self.end - self.start
