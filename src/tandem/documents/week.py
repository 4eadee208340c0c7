"""One week to draw: what lies where, where one person is needed twice, where nobody is home.

A *wish* week shows a plan as it is agreed, fitting or not: every session whose times leave no
choice, at its time. A *witness* week shows the concrete week that the check found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tandem.core.check.answer import Placement, WitnessWeek
from tandem.core.check.apart import Near, near_places
from tandem.core.model import MINUTES_A_DAY, Agreement, Household, Where
from tandem.core.rules import Holidays
from tandem.documents.binding import (
    BoundHome,
    BoundSession,
    bound_homes,
    bound_sessions,
    days_away,
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One session: of whom, on which day, from when to when (minutes), with travel each way."""

    agreement: str
    title: str
    members: tuple[str, ...]
    day: int
    start: int
    end: int
    travel: int
    where: Where
    is_own: bool
    """Whether it is the family's own: a member or somebody from the network answers for it."""
    visit: str | None = None
    place: str = ""

    @property
    def leaves(self) -> int:
        """When it begins to take somebody, travel included."""
        return max(self.start - self.travel, 0)

    @property
    def returns(self) -> int:
        """When it stops taking somebody, travel included."""
        return min(self.end + self.travel, MINUTES_A_DAY)


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody is at home from start to end; nobody when `member` is None."""

    member: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class HomeBar:
    """A stretch in which somebody should be at home, and who is."""

    agreement: str
    title: str
    child: str | None
    day: int
    start: int
    end: int
    stays: tuple[Stay, ...]

    @property
    def gaps(self) -> tuple[Stay, ...]:
        """The parts in which nobody is at home."""
        return tuple(stay for stay in self.stays if stay.member is None)


@dataclass(frozen=True, slots=True)
class Crowd:
    """A stretch in which one member is needed in `count` places at the same time."""

    member: str
    day: int
    start: int
    end: int
    count: int


@dataclass(frozen=True, slots=True)
class Flexible:
    """A demand whose times leave a choice: it has no fixed place in a wish week."""

    agreement: str
    title: str
    members: tuple[str, ...]
    times: int
    minutes: int
    windows: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class WeekView:
    """Everything there is to draw of one week."""

    mondays: tuple[date, ...]
    bars: tuple[Bar, ...]
    homes: tuple[HomeBar, ...]
    crowds: tuple[Crowd, ...]
    flexible: tuple[Flexible, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.bars and not self.homes

    @property
    def weight(self) -> int:
        """Minutes in which somebody is needed twice, or nobody is home: how much it clashes."""
        double = sum((c.count - 1) * (c.end - c.start) for c in self.crowds)
        return double + sum(gap.end - gap.start for home in self.homes for gap in home.gaps)

    @property
    def minutes(self) -> int:
        """Minutes in sessions, with travel."""
        return sum(bar.returns - bar.leaves for bar in self.bars)


Span = tuple[int, int, Bar]
"""From when until when a bar takes somebody."""
Away = Mapping[str, frozenset[int]]
"""For each member who is away in a week: on which days."""


class WishWeeks:
    """The weeks of a plan as it is agreed."""

    def __init__(self, household: Household, holidays: Holidays) -> None:
        self._household = household
        self._sessions = list(bound_sessions(household, holidays))
        self._homes = list(bound_homes(household, holidays))
        self._own = _own_people(household)
        self._bars = [self._bars_of(session) for session in self._sessions]
        """The bars of each session, the same in every week; None when its times leave a choice."""

    def heaviest(self) -> WeekView:
        """Return the kind of week that clashes most, then asks most; of equals the first."""
        return max(self._kinds(), key=lambda view: (view.weight, view.minutes))

    def _kinds(self) -> Iterator[WeekView]:
        horizon = self._household.horizon
        alike: dict[tuple[object, ...], list[date]] = {}
        for monday in (horizon.monday(week) for week in range(horizon.weeks)):
            alike.setdefault(self._key(monday), []).append(monday)
        for mondays in alike.values():
            yield self._view(mondays)

    def _key(self, monday: date) -> tuple[object, ...]:
        in_week = (s.in_week(monday) for s in self._sessions)
        sessions = tuple((n, s.windows) for n, s in enumerate(in_week) if s is not None)
        homes = tuple(h.days(monday) for h in self._homes)
        return sessions, homes, tuple(sorted(days_away(self._household, monday).items()))

    def _bars_of(self, session: BoundSession) -> tuple[Bar, ...] | None:
        """Return the bars of a session; None when its times leave a choice."""
        return tuple(_fixed(session, self._own)) if session.is_fixed else None

    def _bound(self, monday: date) -> Iterator[tuple[BoundSession, tuple[Bar, ...] | None]]:
        """Yield what binds in a week, as it is in that week, with its bars."""
        for session, bars in zip(self._sessions, self._bars, strict=True):
            inside = session.in_week(monday)
            if inside is not None:
                yield inside, bars if inside is session else self._bars_of(inside)

    def _view(self, mondays: Sequence[date]) -> WeekView:
        monday = mondays[0]
        bound = list(self._bound(monday))
        bars = tuple(bar for _, own in bound for bar in own or ())
        away = days_away(self._household, monday)
        return WeekView(
            mondays=tuple(mondays),
            bars=bars,
            homes=tuple(b for h in self._homes for b in home_bars(h, monday, bars, away)),
            crowds=tuple(find_crowds(bars, away, near_places(self._household.places))),
            flexible=tuple(_flexible(session) for session, own in bound if own is None),
        )


def _fixed(session: BoundSession, own: frozenset[str]) -> Iterator[Bar]:
    for day, start, end in session.windows:
        yield Bar(
            agreement=session.agreement.id,
            title=session.agreement.title,
            members=session.demand.members,
            day=day,
            start=start,
            end=end,
            travel=session.travel,
            where=session.demand.where,
            is_own=session.agreement.owner in own,
            visit=session.demand.visit,
            place=session.demand.place,
        )


def _flexible(session: BoundSession) -> Flexible:
    return Flexible(
        agreement=session.agreement.id,
        title=session.agreement.title,
        members=session.demand.members,
        times=session.times,
        minutes=session.demand.minutes or 0,
        windows=session.windows,
    )


def witness_view(household: Household, week: WitnessWeek, holidays: Holidays) -> WeekView:
    """Return a concrete week that the check found."""
    by_id = {agreement.id: agreement for agreement in household.agreements}
    own = _own_people(household)
    bars = tuple(_placed(by_id[p.agreement], p, own) for p in week.placements)
    monday = week.mondays[0]
    away = days_away(household, monday)
    homes = tuple(
        b for h in bound_homes(household, holidays) for b in home_bars(h, monday, bars, away)
    )
    return WeekView(
        week.mondays, bars, homes, tuple(find_crowds(bars, away, near_places(household.places)))
    )


def _placed(agreement: Agreement, placement: Placement, own: frozenset[str]) -> Bar:
    demand = agreement.form.demands.sessions[placement.demand]
    return Bar(
        agreement=agreement.id,
        title=agreement.title,
        members=placement.members,
        day=placement.day,
        start=placement.start,
        end=placement.end,
        travel=placement.travel,
        where=placement.where,
        is_own=agreement.owner in own,
        visit=demand.visit,
        place=placement.place,
    )


def _own_people(household: Household) -> frozenset[str]:
    """Return the family itself and its network: what they answer for is the family's own."""
    members = frozenset(m.id for m in household.members)
    return members | {s.id for s in household.network}


def home_bars(home: BoundHome, monday: date, bars: Sequence[Bar], away: Away) -> Iterator[HomeBar]:
    """Yield the stretches of a week in which a demand asks somebody to be at home."""
    agreement, demand = home.agreement, home.demand
    days = home.days(monday)
    for day, start, end in home.windows:
        if day in days:
            stays = tuple(find_stays(demand.adults, day, (start, end), bars, away))
            yield HomeBar(agreement.id, agreement.title, demand.child, day, start, end, stays)


def find_crowds(
    bars: Sequence[Bar], away: Away, near: Mapping[str, Near] | None = None
) -> Iterator[Crowd]:
    """Yield where a member is needed in two or more places, in stretches of an equal number.

    `near` gives the places between which one may go straight on.
    """
    found: dict[tuple[str, int], list[Bar]] = {}
    for bar in bars:
        for member in bar.members:
            found.setdefault((member, bar.day), []).append(bar)
    for (member, day), own in sorted(found.items(), key=lambda one: one[0]):
        if len(own) > 1 and day in away.get(member, ()):
            yield from _crowds_of_day(member, day, [(bar.start, bar.end, bar) for bar in own])
        elif len(own) > 1:
            yield from _crowds_of_day(member, day, _spans(own, near or {}))


def _spans(bars: Sequence[Bar], near: Mapping[str, Near]) -> list[Span]:
    """Return from when until when each bar takes somebody who goes straight on where one can."""
    spans = [(bar.leaves, bar.returns, bar) for bar in sorted(bars, key=lambda bar: bar.start)]
    if not near:
        return spans
    for place, (one, then) in enumerate(pairwise(spans)):
        minutes = dict(near.get(one[2].place, ())).get(then[2].place)
        both_out = one[2].where is then[2].where is Where.OUT
        if both_out and minutes is not None and then[2].start - one[2].end >= minutes:
            there = one[2].end + minutes
            spans[place] = (spans[place][0], min(spans[place][1], there), one[2])
            spans[place + 1] = (max(then[0], there), then[1], then[2])
    return spans


def _crowds_of_day(member: str, day: int, spans: Sequence[Span]) -> Iterator[Crowd]:
    moments = sorted({m for start, end, _ in spans for m in (start, end)})
    open_crowd: Crowd | None = None
    for start, end in pairwise(moments):
        here = [bar for s, e, bar in spans if s <= start and end <= e]
        count = len({bar.visit or (bar.agreement, number) for number, bar in enumerate(here)})
        if open_crowd is not None and open_crowd.count == count and open_crowd.end == start:
            open_crowd = Crowd(member, day, open_crowd.start, end, count)
            continue
        if open_crowd is not None:
            yield open_crowd
        open_crowd = Crowd(member, day, start, end, count) if count > 1 else None
    if open_crowd is not None:
        yield open_crowd


def find_stays(
    adults: Iterable[str],
    day: int,
    window: tuple[int, int],
    bars: Sequence[Bar],
    away: Away,
) -> Iterator[Stay]:
    """Yield who is at home when, changing as seldom as possible; None where nobody is."""
    free = {a: _free(a, day, window, bars, away) for a in adults}
    moment, end = window
    while moment < end:
        here = [(e, a) for a, parts in free.items() for s, e in parts if s <= moment < e]
        if here:
            until, adult = max(here, key=lambda one: one[0])
            yield Stay(adult, moment, until)
        else:
            nexts = [s for parts in free.values() for s, _ in parts if s > moment]
            until = min(nexts, default=end)
            yield Stay(None, moment, until)
        moment = until


def _free(
    adult: str,
    day: int,
    window: tuple[int, int],
    bars: Sequence[Bar],
    away: Away,
) -> list[tuple[int, int]]:
    """Return the parts of the window in which this adult is at home."""
    if day in away.get(adult, ()):
        return []
    parts = [window]
    for bar in bars:
        if bar.day == day and adult in bar.members and bar.where is Where.OUT:
            parts = [
                piece
                for start, end in parts
                for piece in ((start, min(end, bar.leaves)), (max(start, bar.returns), end))
                if piece[0] < piece[1]
            ]
    return parts
