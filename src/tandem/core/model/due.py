"""When money falls due: every month, or less evenly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

FOUR_WEEKS = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class Due:
    """When an amount comes: every month, unless one of these is said.

    In these `months` of every year (1 = January); every four weeks, of which `four_weeks_from` is
    one day of payment; or `once`, in the month of that day.
    """

    months: tuple[int, ...] = ()
    four_weeks_from: date | None = None
    once: date | None = None

    def times_in(self, month: date) -> int:
        """Return how many times it comes in the calendar month of this day: 0, 1 or 2."""
        if self.once is not None:
            return int((self.once.year, self.once.month) == (month.year, month.month))
        if self.four_weeks_from is not None:
            first = month.replace(day=1)
            following = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
            day = timedelta(days=1)
            since, until = (one - day - self.four_weeks_from for one in (first, following))
            return until // FOUR_WEEKS - since // FOUR_WEEKS
        return int(not self.months or month.month in self.months)


MONTHLY = Due()
