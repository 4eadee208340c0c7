"""What asks something in which week: the meaning of periods and rhythms, for drawing.

It follows docs/explanation/plan-check.md: a session binds in whole weeks of its period, a home on
each day for itself. It knows nothing of clashes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tandem.core.model import (
    DAYS_A_WEEK,
    Agreement,
    Away,
    Household,
    Period,
    Sessions,
    SomebodyHome,
    Where,
    in_force,
)
from tandem.core.rules import Holidays


@dataclass(frozen=True, slots=True)
class BoundSession:
    """A session demand that takes time in some week; windows are (day, start, end)."""

    agreement: Agreement
    demand: Sessions
    windows: tuple[tuple[int, int, int], ...]
    period: Period
    times: int
    fallen: frozenset[date] = frozenset()
    """The days of the horizon on which it falls out: holidays, or at the other parent."""

    def in_week(self, monday: date) -> BoundSession | None:
        """Return what it asks in the week of this Monday; None when that is nothing."""
        if not self.binds(monday):
            return None
        gone = {day for day, _, _ in self.windows if monday + timedelta(days=day) in self.fallen}
        if not gone:
            return self
        windows = tuple(one for one in self.windows if one[0] not in gone)
        times = min(self.times, len({day for day, _, _ in windows}))
        return replace(self, windows=windows, times=times) if times else None

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
            and len(self.windows) == len(days) == self.times
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
    child_away: tuple[Away, ...]
    fallen: frozenset[date] = frozenset()
    """The days of the horizon on which it is not asked: holidays."""

    def days(self, monday: date) -> tuple[int, ...]:
        """Return the days of the week of this Monday on which it binds."""
        asked = sorted({day for day, _, _ in self.windows})
        return tuple(day for day in asked if self._binds(monday + timedelta(days=day)))

    def _binds(self, day: date) -> bool:
        if not self.period.contains(day) or day in self.fallen:
            return False
        return not any(away.contains(day) for away in self.child_away)


def bound_sessions(household: Household, holidays: Holidays) -> Iterator[BoundSession]:
    """Yield the session demands of the plan that take time, in the order of the plan."""
    elsewhere = {
        member.id: tuple(away for away in member.away if away.other_parent)
        for member in household.members
    }
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
            gone = (
                () if demand.also_away else tuple(a for m in demand.members for a in elsewhere[m])
            )
            yield BoundSession(
                agreement,
                demand,
                tuple(sorted(windows)),
                period,
                demand.times or 0,
                _fallen(household, holidays, demand, gone),
            )


def _fallen(
    household: Household,
    holidays: Holidays,
    demand: Sessions | SomebodyHome,
    gone: Sequence[Away] = (),
) -> frozenset[date]:
    """Return the days of the horizon on which a demand falls out."""
    if not (demand.not_in or demand.only_in or gone):
        return frozenset()
    start = household.horizon.start
    days = (start + timedelta(days=n) for n in range(household.horizon.weeks * DAYS_A_WEEK))
    return frozenset(
        day
        for day in days
        if any(one.contains(day) for one in gone)
        or not holidays.asks(demand, day, household.region)
    )


def bound_homes(household: Household, holidays: Holidays) -> Iterator[BoundHome]:
    """Yield the somebody-home demands of the plan."""
    away = {member.id: member.away for member in household.members}
    for agreement in household.agreements:
        if not agreement.enters_check:
            continue
        whole = in_force(agreement.form)
        for demand in agreement.form.demands.somebody_home:
            windows = {(day, w.start, w.end) for w in demand.windows for day in w.days}
            period = whole.intersect(demand.period)
            child_away = away.get(demand.child or "", ())
            fallen = _fallen(household, holidays, demand)
            yield BoundHome(agreement, demand, tuple(sorted(windows)), period, child_away, fallen)


def days_away(household: Household, monday: date) -> dict[str, frozenset[int]]:
    """Return for each member who is away in the week of this Monday: on which days."""
    found: dict[str, frozenset[int]] = {}
    for member in household.members:
        days = frozenset(
            day
            for day in range(DAYS_A_WEEK)
            if any(a.contains(monday + timedelta(days=day)) for a in member.away)
        )
        if days:
            found[member.id] = days
    return found
