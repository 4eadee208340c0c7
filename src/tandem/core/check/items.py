"""Agreements as the solver sees them: one item for one agreement in one form.

An item asks *sessions* (who, how long, where in the week) and *homes* (when somebody has to be at
home), each in some weeks. Weeks are bits of an integer: bit w is week w of the
horizon. Members are strings; times are minutes since Monday 00:00 of the week.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from tandem.core.check.apart import Near, near_places
from tandem.core.model import (
    DAYS_A_WEEK,
    MINUTES_A_DAY,
    MINUTES_A_WEEK,
    Agreement,
    Away,
    DaysOff,
    Form,
    Horizon,
    Household,
    Period,
    Sessions,
    SomebodyHome,
    Where,
    in_force,
)
from tandem.core.rules import Holidays

ALL_DAYS = (1 << DAYS_A_WEEK) - 1
Days = dict[int, int]
"""Days of some weeks: week → days of the week, as bits."""


@dataclass(frozen=True)
class Session:
    """A session demand, whenever it binds: who, how long, where in the week it may lie."""

    agreement: str
    demand: int
    members: tuple[str, ...]
    times: int
    minutes: int
    travel: int
    where: Where
    same_day: bool
    visit: str | None
    windows: tuple[tuple[int, int, int], ...]
    """Day, first start and last end, in minutes of that day; only windows that are long enough."""
    place: str = ""
    near: Near = field(default=(), compare=False)
    """Known places, with the minutes to go there straight from its own; follows from `place`."""

    @cached_property
    def days(self) -> tuple[int, ...]:
        """The days on which one session may lie, sorted."""
        return tuple(sorted({day for day, _, _ in self.windows}))

    @cached_property
    def extent(self) -> int:
        """Every minute of the week that it could take, travel included, as bits."""
        extent = 0
        for day, start, end in self.windows:
            first = max(minute_of_week(day, start) - self.travel, 0)
            last = min(minute_of_week(day, end) + self.travel, MINUTES_A_WEEK)
            extent |= (1 << last) - (1 << first)
        return extent

    @cached_property
    def is_fixed(self) -> bool:
        """Whether its times leave no choice: as many days as times, one start on each."""
        return (
            not self.same_day
            and len(self.windows) == self.times == len(self.days)
            and all(end - start == self.minutes for _, start, end in self.windows)
        )

    def straight_to(self, other: Session) -> int | None:
        """Return the minutes straight on to another session; None when one goes by home."""
        for place, minutes in self.near if other.near else ():
            if place == other.place:
                return minutes
        return None

    @property
    def length(self) -> int:
        """Minutes that one session takes, travel included."""
        return self.minutes + 2 * self.travel

    @property
    def needed(self) -> int:
        """On how many different days it needs a place (each copy of `same_day` one)."""
        return 1 if self.same_day else self.times


@dataclass(frozen=True)
class Home:
    """A somebody-home demand on one day of the week, whenever it binds."""

    agreement: str
    demand: int
    child: str | None
    adults: tuple[str, ...]
    day: int
    windows: tuple[tuple[int, int], ...]

    @cached_property
    def extent(self) -> int:
        """Every minute of the week at which somebody has to be at home, as bits."""
        extent = 0
        for start, end in self.windows:
            extent |= (1 << minute_of_week(self.day, end)) - (1 << minute_of_week(self.day, start))
        return extent


Demand = Session | Home


@dataclass(frozen=True, slots=True)
class Turn:
    """How often a session demand takes place in some weeks, and on which days it does not."""

    weeks: int
    times: int
    off: int = 0
    """Days of the week, as bits: holidays, or a member present is at the other parent."""


@dataclass(frozen=True, slots=True)
class Item:
    """One agreement in one form, with its place in the list of items."""

    index: int
    agreement: Agreement
    form: Form
    period: Period

    @property
    def id(self) -> str:
        """The identifier of the agreement."""
        return self.agreement.id


class Calendar:
    """The weeks of a household's horizon, who is away on which days, and which are holidays."""

    def __init__(self, household: Household, holidays: Holidays) -> None:
        self.horizon: Horizon = household.horizon
        self.all_weeks = (1 << self.horizon.weeks) - 1
        self._holidays = holidays
        self._region = household.region
        self.near = near_places(household.places) if household.places else {}
        self._facts = {m.id: m.away for m in household.members if m.away}
        self._days_off: dict[tuple[tuple[DaysOff, ...], tuple[DaysOff, ...]], Days] = {}
        self._fallen: dict[int, tuple[Sessions, Days]] = {}
        self._turns: dict[tuple[int, int], tuple[Period, Sessions, tuple[Turn, ...]]] = {}
        self._binding: dict[tuple[int, int], tuple[Period, Sessions, int]] = {}
        self._bound: dict[tuple[str, int], tuple[Item, tuple[tuple[Demand, int], ...]]] = {}
        """By agreement and form: an item keeps what it asks when others come before it."""

    def is_as(self, other: Calendar) -> bool:
        """Whether another has the same weeks, absences, days off and short ways."""
        return (
            self.horizon == other.horizon
            and self._facts == other._facts
            and self._region == other._region
            and self.near == other.near
            and self._holidays == other._holidays
        )

    @property
    def kept(self) -> int:
        """How many answers it keeps."""
        return len(self._bound) + len(self._binding)

    @cached_property
    def away(self) -> dict[str, dict[int, int]]:
        """For each member that is ever away: week → mask of days away."""
        return self._gone(self._facts)

    @cached_property
    def elsewhere(self) -> dict[str, dict[int, int]]:
        """For each member that is ever at the other parent: week → mask of days there."""
        return self._gone(
            {member: [f for f in facts if f.other_parent] for member, facts in self._facts.items()}
        )

    def _gone(self, facts: Mapping[str, Sequence[Away]]) -> dict[str, Days]:
        result: dict[str, Days] = {}
        for member, own in facts.items():
            weeks: Days = {}
            for fact in own:
                turn = self.every(self.all_weeks, fact.every_weeks, fact.first_week)
                days = sum(1 << day for day in set(fact.days)) if fact.days else ALL_DAYS
                gone = self.days_in(fact.period)
                _add_days(weeks, {w: m & days for w, m in gone.items() if turn >> w & 1})
            if weeks:
                result[member] = weeks
        return result

    def days_off(self, not_in: tuple[DaysOff, ...], only_in: tuple[DaysOff, ...]) -> Days:
        """Return the days (week → mask) on which what heeds these days off asks nothing.

        On a day of which nobody knows whether it is a day off, it asks nothing either.
        """
        if not (not_in or only_in):
            return {}
        key = not_in, only_in
        if key not in self._days_off:
            off: Days = {}
            for kind in not_in:
                _add_days(off, self._days_of(self._holidays.days_off(kind, self._region)))
            if only_in:
                on: Days = {}
                for kind in only_in:
                    _add_days(on, self._days_of(self._holidays.days_off(kind, self._region)))
                _add_days(off, self._others(on))
            for kind in {*not_in, *only_in}:
                known = self._days_of(self._holidays.known(kind, self._region))
                _add_days(off, self._others(known))
            self._days_off[key] = off
        return self._days_off[key]

    def _days_of(self, periods: Iterable[Period]) -> Days:
        days: Days = {}
        for period in periods:
            _add_days(days, self.days_in(period))
        return days

    def _others(self, days: Days) -> Days:
        """Return all days of the horizon but these."""
        return {week: ALL_DAYS & ~days.get(week, 0) for week in range(self.horizon.weeks)}

    def falls_out(self, demand: Sessions) -> Days:
        """Return the days (week → mask) on which a session demand does not take place."""
        if not (demand.not_in or demand.only_in or self.elsewhere):
            return {}
        known = self._fallen.get(id(demand))
        if known is None:
            days = dict(self.days_off(demand.not_in, demand.only_in))
            for member in () if demand.also_away else demand.members:
                _add_days(days, self.elsewhere.get(member, {}))
            known = self._fallen[id(demand)] = demand, days
        return known[1]

    def turns(self, period: Period, demand: Sessions) -> tuple[Turn, ...]:
        """Return how often a session demand takes place in which weeks, in a period.

        In a week in which days fall out, it asks no more than the days that are left.
        """
        key = id(period), id(demand)
        known = self._turns.get(key)
        if known is None:
            known = self._turns[key] = period, demand, self._make_turns(period, demand)
        return known[2]

    def _make_turns(self, period: Period, demand: Sessions) -> tuple[Turn, ...]:
        weeks, times = self.binding(period, demand), demand.times or 0
        if not weeks or not times:
            return ()
        off = self.falls_out(demand)
        if not off:
            return (Turn(weeks, times),)
        own = _days_of_windows(demand)
        by_days: dict[int, int] = {}
        for week in bit_numbers(weeks):
            gone = off.get(week, 0) & own
            by_days[gone] = by_days.get(gone, 0) | 1 << week
        asked = (
            Turn(bits, min(times, (own & ~gone).bit_count()) if gone else times, gone)
            for gone, bits in by_days.items()
        )
        return tuple(turn for turn in asked if turn.times)

    def is_settled(self, demand: Demand) -> bool:
        """Whether a demand leaves no choice, and is the same in every week in which it binds."""
        if isinstance(demand, Session):
            return demand.is_fixed and not any(m in self.away for m in demand.members)
        return not any(adult in self.away for adult in demand.adults)

    def absences(self, members: set[str]) -> list[tuple[int, tuple[tuple[str, int], ...]]]:
        """Return the weeks (bits) in which the same of these members are away on the same days."""
        groups: dict[tuple[tuple[str, int], ...], int] = {}
        concerned = {m: weeks for m, weeks in self.away.items() if m in members}
        if not concerned:
            return [(self.all_weeks, ())]
        for week in range(self.horizon.weeks):
            away = tuple((m, weeks[week]) for m, weeks in concerned.items() if week in weeks)
            groups[away] = groups.get(away, 0) | 1 << week
        return [(weeks, away) for away, weeks in groups.items()]

    def binding(self, period: Period, demand: Sessions) -> int:
        """Return the weeks in which a session demand binds, as bits; each is worked out once."""
        key = id(period), id(demand)
        known = self._binding.get(key)
        if known is None:
            whole = self.whole_weeks(period.intersect(demand.period))
            weeks = self.every(whole, demand.every_weeks, demand.first_week)
            known = self._binding[key] = period, demand, weeks
        return known[2]

    def bound(self, item: Item) -> tuple[tuple[Demand, int], ...]:
        """Return what an item asks of the agenda, each with the weeks (bits) in which it binds."""
        key = item.id, id(item.form)
        known = self._bound.get(key)
        if known is None:
            known = self._bound[key] = item, tuple(_bound_demands(item, self))
        return known[1]

    def days_in(self, period: Period) -> dict[int, int]:
        """Return, for each week touched by the period, the mask of its days."""
        shared = period.intersect(self.horizon.period)
        if period.is_empty or shared.is_empty or shared.first is None or shared.last is None:
            return {}
        first = (shared.first - self.horizon.start).days
        last = (shared.last - self.horizon.start).days
        result: dict[int, int] = {}
        for week in range(first // DAYS_A_WEEK, last // DAYS_A_WEEK + 1):
            low = max(first - week * DAYS_A_WEEK, 0)
            high = min(last - week * DAYS_A_WEEK, DAYS_A_WEEK - 1)
            result[week] = ((1 << (high - low + 1)) - 1) << low
        return result

    def whole_weeks(self, period: Period) -> int:
        """Return the weeks that lie in the period from Monday to Sunday, as bits."""
        if period.is_empty:
            return 0
        start = self.horizon.start
        low, high = 0, self.horizon.weeks - 1
        if period.first is not None:
            low = max(low, -((start - period.first).days // DAYS_A_WEEK))
        if period.last is not None:
            high = min(high, ((period.last - start).days + 1) // DAYS_A_WEEK - 1)
        return ((1 << (high - low + 1)) - 1) << low if low <= high else 0

    def every(self, weeks: int, step: int, first: date | None) -> int:
        """Keep of these weeks those that lie a multiple of `step` from the week of `first`."""
        if step == 1:
            return weeks
        phase = 0 if first is None else self.horizon.week_of(first) % step
        chosen = 0
        for week in range(phase, self.horizon.weeks, step):
            chosen |= 1 << week
        return weeks & chosen


def _add_days(days: Days, more: Mapping[int, int]) -> None:
    for week, mask in more.items():
        if mask:
            days[week] = days.get(week, 0) | mask


def _days_of_windows(demand: Sessions) -> int:
    """Return the days on which one session may lie, as bits; all days when nothing is known."""
    if demand.windows is None:
        return ALL_DAYS
    days = 0
    for window in demand.windows:
        if window.minutes >= (demand.minutes or 0):
            for day in window.days:
                days |= 1 << day
    return days


def make_items(household: Household) -> tuple[Item, ...]:
    """Return the plan as it stands: an item for each agreement, by identifier."""
    return tuple(
        Item(index, agreement, agreement.form, in_force(agreement.form))
        for index, agreement in enumerate(household.plan())
    )


def bound_demands(item: Item, calendar: Calendar) -> tuple[tuple[Demand, int], ...]:
    """Return what an item asks of the agenda, each with the weeks (bits) in which it binds."""
    return calendar.bound(item)


def _bound_demands(item: Item, calendar: Calendar) -> Iterator[tuple[Demand, int]]:
    yield from bound_sessions(item, calendar)
    for number, demand in enumerate(item.form.demands.somebody_home):
        yield from _homes(item, number, demand, calendar)


def bound_sessions(item: Item, calendar: Calendar) -> Iterator[tuple[Session, int]]:
    """Yield the session demands of an item that take time, with the weeks in which they bind."""
    for number, demand in enumerate(item.form.demands.sessions):
        for turn in calendar.turns(item.period, demand) if demand.has_times else ():
            yield _session(item, number, turn, calendar.near), turn.weeks


def _session(item: Item, number: int, turn: Turn, near: Mapping[str, Near]) -> Session:
    demand = item.form.demands.sessions[number]
    minutes = demand.minutes or 0
    windows = {
        (day, window.start, window.end)
        for window in demand.windows or ()
        if window.minutes >= minutes
        for day in window.days
        if not turn.off >> day & 1
    }
    return Session(
        agreement=item.id,
        demand=number,
        members=demand.members,
        times=turn.times,
        minutes=minutes,
        travel=demand.travel if demand.where is Where.OUT else 0,
        where=demand.where,
        same_day=demand.same_day,
        visit=demand.visit,
        windows=tuple(sorted(windows)),
        place=demand.place,
        near=near.get(demand.place, ()) if near and demand.where is Where.OUT else (),
    )


def _homes(
    item: Item, number: int, demand: SomebodyHome, calendar: Calendar
) -> Iterator[tuple[Home, int]]:
    binding = calendar.days_in(item.period.intersect(demand.period))
    child_away = calendar.away.get(demand.child or "", {})
    off = calendar.days_off(demand.not_in, demand.only_in)
    for day in range(DAYS_A_WEEK):
        windows = sorted((w.start, w.end) for w in demand.windows if day in w.days)
        weeks = 0
        for week, days in binding.items():
            if (days & ~child_away.get(week, 0) & ~off.get(week, 0)) >> day & 1:
                weeks |= 1 << week
        if windows and weeks:
            home = Home(item.id, number, demand.child, demand.adults, day, tuple(windows))
            yield home, weeks


def bit_numbers(bits: int) -> Iterator[int]:
    """Yield the numbers of the bits that are set, the lowest first: weeks, or minutes."""
    digits = f"{bits:b}"[::-1]
    number = digits.find("1")
    while number >= 0:
        yield number
        number = digits.find("1", number + 1)


def minute_of_week(day: int, minute: int) -> int:
    """Return minutes since Monday 00:00."""
    return day * MINUTES_A_DAY + minute
