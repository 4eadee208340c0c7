"""What a plan asks of each week, and what a witness shows of it: read anew for the verifier.

Weeks are bits of an integer: bit w is week w of the horizon.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from tandem.core.check.answer import Placement, WitnessWeek
from tandem.core.model import (
    DAYS_A_WEEK,
    Away,
    DaysOff,
    Household,
    Period,
    Place,
    Sessions,
    SomebodyHome,
    in_force,
)
from tandem.core.rules import Holidays

Key = tuple[str, int]
"""An agreement, and which of its demands."""
Weeks = int


class Asked:
    """What the plan asks, each with the weeks in which it is asked."""

    def __init__(self, household: Household, holidays: Holidays) -> None:
        start = household.horizon.start
        self._days = [start + timedelta(days=n) for n in range(household.horizon.weeks * 7)]
        self._known: dict[Period, tuple[Weeks, ...]] = {}
        self._holidays, self._region = holidays, household.region
        self.away: dict[tuple[str, int], Weeks] = {}
        self._elsewhere: dict[tuple[str, int], Weeks] = {}
        for member in household.members:
            for day in range(DAYS_A_WEEK):
                self.away[member.id, day] = any_of([self._gone(a, day) for a in member.away])
                there = [self._gone(a, day) for a in member.away if a.other_parent]
                if there:
                    self._elsewhere[member.id, day] = any_of(there)
        self.near = _apart(household.places)
        self.members = [member.id for member in household.members]
        self.sessions: dict[Key, tuple[Sessions, Weeks]] = {}
        self.homes: list[tuple[str, SomebodyHome, int, Weeks]] = []
        for agreement in household.plan():
            period, demands = in_force(agreement.form), agreement.form.demands
            for number, demand in enumerate(demands.sessions):
                bits = self._binding(demand, period) if demand.has_times else 0
                if bits:
                    self.sessions[agreement.id, number] = demand, bits
            for home in demands.somebody_home:
                for day, bits in self._asking(home, period):
                    self.homes.append((agreement.id, home, day, bits))

    def away_on(self, member: str | None, day: int) -> Weeks:
        """Return the weeks in which a member is away on this day."""
        return self.away.get((member or "", day), 0)

    def _gone(self, fact: Away, day: int) -> Weeks:
        """Return the weeks in which a fact takes somebody away on a day of the week."""
        bits = self._in(fact.period)[day]
        if fact.days or fact.every_weeks > 1:
            for number, one in enumerate(self._days[day::DAYS_A_WEEK]):
                bits &= ~(0 if fact.contains(one) else 1 << number)
        return bits

    def may_fall_out(self, demand: Sessions) -> bool:
        """Whether there can be days on which a demand does not take place."""
        return bool(demand.not_in or demand.only_in or self._elsewhere)

    def fallen_out(self, demand: Sessions, day: int) -> Weeks:
        """Return the weeks in which a demand does not take place on a day of the week."""
        bits = self._off(demand, day)
        for member in () if demand.also_away else demand.members:
            bits |= self._elsewhere.get((member, day), 0)
        return bits

    def _off(self, demand: Sessions | SomebodyHome, day: int) -> Weeks:
        """Return the weeks in which a day is one on which a demand asks nothing, or may not."""
        bits = 0
        for kind in demand.not_in:
            bits |= self._days_off(kind, day)
        if demand.only_in:
            bits |= ~any_of([self._days_off(kind, day) for kind in demand.only_in])
        for kind in (*demand.not_in, *demand.only_in):
            known = self._holidays.known(kind, self._region)
            bits |= ~any_of([self._in(period)[day] for period in known])
        return bits

    def _days_off(self, kind: DaysOff, day: int) -> Weeks:
        periods = self._holidays.days_off(kind, self._region)
        return any_of([self._in(period)[day] for period in periods])

    def _in(self, period: Period) -> tuple[Weeks, ...]:
        """Return for each day of the week the weeks in which it lies in a period."""
        if period not in self._known:
            start, after = self._days[0], len(self._days)
            first = 0 if period.first is None else max((period.first - start).days, 0)
            if period.last is not None:
                after = min((period.last - start).days + 1, after)
            found = [0] * DAYS_A_WEEK
            for number in range(first, after):
                found[number % DAYS_A_WEEK] |= 1 << number // DAYS_A_WEEK
            self._known[period] = tuple(found)
        return self._known[period]

    def _binding(self, demand: Sessions, period: Period) -> Weeks:
        """Return the weeks that lie in both periods from Monday to Sunday, and have their turn."""
        bits = -1
        for held in (period, demand.period):
            for days in self._in(held):
                bits &= days
        if demand.every_weeks == 1 or demand.first_week is None:
            return bits
        first = demand.first_week - timedelta(days=demand.first_week.weekday())
        for number, monday in enumerate(self._days[::DAYS_A_WEEK]):
            if (monday - first).days // DAYS_A_WEEK % demand.every_weeks != 0:
                bits &= ~(1 << number)
        return bits

    def _asking(self, home: SomebodyHome, period: Period) -> Iterator[tuple[int, Weeks]]:
        for day in range(DAYS_A_WEEK):
            if any(day in window.days for window in home.windows):
                bits = self._in(period)[day] & self._in(home.period)[day]
                bits &= ~self.away_on(home.child, day) & ~self._off(home, day)
                if bits:
                    yield day, bits


def _apart(places: Sequence[Place]) -> dict[tuple[str, str], int]:
    """Return how many minutes known places are apart, by the shortest way that there is."""
    apart = {(place.name, place.name): 0 for place in places}
    ways = [(place.name, way.place, way.minutes) for place in places for way in place.ways]
    ways += [(other, one, minutes) for one, other, minutes in ways]
    changed = True
    while changed:
        changed = False
        for (start, by), so_far in list(apart.items()):
            for one, other, minutes in ways:
                known = apart.get((start, other))
                if one == by and (known is None or so_far + minutes < known):
                    apart[start, other] = so_far + minutes
                    changed = True
    return apart


class Shown:
    """What the weeks of a witness show, each with the weeks in which it is shown."""

    def __init__(self, weeks: Sequence[WitnessWeek], household: Household) -> None:
        self.wrong_mondays: list[str] = []
        self.weeks: list[tuple[WitnessWeek, Weeks]] = []
        self.placements: dict[tuple[int, int], tuple[Placement, Weeks]] = {}
        """Each placement, by which object it is and how often that stood in its week before."""
        mondays = [household.horizon.monday(n) for n in range(household.horizon.weeks)]
        number_of = {monday: number for number, monday in enumerate(mondays)}
        seen = 0
        for week in weeks:
            bits = self._numbers(week, number_of, seen)
            seen |= bits
            self.weeks.append((week, bits))
            stood: dict[int, int] = {}
            for placement in week.placements:
                number = id(placement)
                key = number, stood.get(number, 0)
                stood[number] = key[1] + 1
                known = self.placements.get(key)
                self.placements[key] = placement, bits | (known[1] if known else 0)
        self.wrong_mondays += [
            f"no week for {monday}"
            for number, monday in enumerate(mondays)
            if not seen >> number & 1
        ]

    def _numbers(self, week: WitnessWeek, number_of: dict[date, int], seen: Weeks) -> Weeks:
        bits = 0
        for monday in week.mondays:
            if monday not in number_of:
                self.wrong_mondays.append(f"{monday} is no week of the horizon")
                continue
            bit = 1 << number_of[monday]
            if (seen | bits) & bit:
                self.wrong_mondays.append(f"two weeks for {monday}")
            bits |= bit
        return bits


def any_of(weeks: Sequence[Weeks]) -> Weeks:
    """Return the weeks that are in any of these."""
    bits = 0
    for one in weeks:
        bits |= one
    return bits
