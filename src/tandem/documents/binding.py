"""What asks something in which week: the meaning of periods and rhythms, for drawing.

It follows docs/explanation/plan-check.md: a session binds in whole weeks of its period, a home on
each day for itself. It knows nothing of clashes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tandem.core.model import (
    DAYS_A_WEEK,
    Agreement,
    Household,
    Period,
    Sessions,
    SomebodyHome,
    Where,
    in_force,
)


@dataclass(frozen=True, slots=True)
class BoundSession:
    """A session demand that takes time in some week; windows are (day, start, end)."""

    agreement: Agreement
    demand: Sessions
    windows: tuple[tuple[int, int, int], ...]
    period: Period

    @property
    def travel(self) -> int:
        """Minutes each way; only for what is out of the house."""
        return self.demand.travel if self.demand.where is Where.OUT else 0

    @property
    def is_fixed(self) -> bool:
        """Whether its times leave no choice: one start on each day, as many days as times."""
        days = {day for day, _, _ in self.windows}
        return (
            not self.demand.same_day
            and len(self.windows) == len(days) == self.demand.times
            and all(end - start == self.demand.minutes for _, start, end in self.windows)
        )

    def binds(self, monday: date) -> bool:
        """Whether it takes place in the week of this Monday."""
        if not self.period.covers(monday, monday + timedelta(days=DAYS_A_WEEK - 1)):
            return False
        first = self.demand.first_week
        if self.demand.every_weeks == 1 or first is None:
            return True
        weeks = (monday - first + timedelta(days=first.weekday())).days // DAYS_A_WEEK
        return weeks % self.demand.every_weeks == 0


@dataclass(frozen=True, slots=True)
class BoundHome:
    """A somebody-home demand; windows are (day, start, end)."""

    agreement: Agreement
    demand: SomebodyHome
    windows: tuple[tuple[int, int, int], ...]
    period: Period
    child_away: tuple[Period, ...]

    def days(self, monday: date) -> tuple[int, ...]:
        """Return the days of the week of this Monday on which it binds."""
        asked = sorted({day for day, _, _ in self.windows})
        return tuple(day for day in asked if self._binds(monday + timedelta(days=day)))

    def _binds(self, day: date) -> bool:
        return self.period.contains(day) and not any(p.contains(day) for p in self.child_away)


def bound_sessions(household: Household) -> Iterator[BoundSession]:
    """Yield the session demands of the plan that take time, in the order of the plan."""
    for agreement in household.agreements:
        if not agreement.enters_check:
            continue
        whole = in_force(agreement.form)
        for demand in agreement.form.demands.sessions:
            if not demand.has_times:
                continue
            minutes = demand.minutes or 0
            windows = {
                (day, window.start, window.end)
                for window in demand.windows or ()
                if window.minutes >= minutes
                for day in window.days
            }
            period = whole.intersect(demand.period)
            yield BoundSession(agreement, demand, tuple(sorted(windows)), period)


def bound_homes(household: Household) -> Iterator[BoundHome]:
    """Yield the somebody-home demands of the plan."""
    away = {m.id: tuple(a.period for a in m.away) for m in household.members}
    for agreement in household.agreements:
        if not agreement.enters_check:
            continue
        whole = in_force(agreement.form)
        for demand in agreement.form.demands.somebody_home:
            windows = {(day, w.start, w.end) for w in demand.windows for day in w.days}
            period = whole.intersect(demand.period)
            child_away = away.get(demand.child or "", ())
            yield BoundHome(agreement, demand, tuple(sorted(windows)), period, child_away)


def days_away(household: Household, monday: date) -> dict[str, frozenset[int]]:
    """Return for each member who is away in the week of this Monday: on which days."""
    found: dict[str, frozenset[int]] = {}
    for member in household.members:
        days = frozenset(
            day
            for day in range(DAYS_A_WEEK)
            if any(a.period.contains(monday + timedelta(days=day)) for a in member.away)
        )
        if days:
            found[member.id] = days
    return found
