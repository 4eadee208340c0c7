"""Places that are taken in one kind of week, with moments as bits, and what a session asks of it.

A moment is as long as the week allows: when every time in it is a multiple of five minutes, a bit
is five minutes. So nothing is rounded, and there is less to look at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from tandem.core.check.items import Session, minute_of_week
from tandem.core.check.places import Moments, between, smear, unit_of
from tandem.core.check.week import Slot, Week, stretches
from tandem.core.model import DAYS_A_WEEK, MINUTES_A_DAY, Where

Busy = tuple[tuple[str, Moments], ...]
"""For each member when a place takes this member."""


@dataclass(frozen=True)
class Shape:
    """What a session of a week asks, as moments."""

    members: tuple[str, ...]
    visit: str | None
    length: int
    travel: int
    needed: int
    is_out: bool
    reaches: bool
    """Whether it may go on, with travel, until the next day: there it can meet itself."""
    days: tuple[tuple[int, Moments], ...]
    """When it can begin on each day, if nothing is in the way."""

    @cached_property
    def allowed(self) -> Moments:
        """When it can begin, if nothing is in the way."""
        allowed = 0
        for _, starts in self.days:
            allowed |= starts
        return allowed

    def has_days(self, moments: Moments) -> bool:
        """Whether it can begin at these moments on as many days as it needs."""
        missing = self.needed
        for _, within in self.days:
            if moments & within:
                missing -= 1
                if not missing:
                    return True
        return False

    def without(self, moments: Moments, gone: Moments) -> Moments:
        """Return at which of these moments it can begin, when its members are taken at others."""
        return moments & ~smear(gone << self.travel, self.length) if gone else moments


class Taken:
    """Places that are taken, or may be, and the moments of each member that go with it."""

    def __init__(self) -> None:
        self.slots: dict[Slot, None] = {}
        self.plain: dict[str, Moments] = {}
        self.visits: dict[tuple[str, str], Moments] = {}
        self.out: dict[str, Moments] = {}

    def write(self, slot: Slot, busy: Busy, session: Session) -> None:
        """Take a place."""
        self.slots[slot] = None
        for member, moments in busy:
            if session.visit is None:
                self.plain[member] = self.plain.get(member, 0) | moments
            else:
                visit = member, session.visit
                self.visits[visit] = self.visits.get(visit, 0) | moments
            if session.where is Where.OUT:
                self.out[member] = self.out.get(member, 0) | moments

    def include(self, other: Taken) -> None:
        """Take all that the other takes."""
        self.slots |= other.slots
        for member, moments in other.plain.items():
            self.plain[member] = self.plain.get(member, 0) | moments
        for visit, moments in other.visits.items():
            self.visits[visit] = self.visits.get(visit, 0) | moments
        for member, moments in other.out.items():
            self.out[member] = self.out.get(member, 0) | moments

    def unplaced(self) -> Taken:
        """Return this without the places: only the moments."""
        self.slots = {}
        return self

    def meets(self, moments: Mapping[str, Moments]) -> bool:
        """Whether any of these moments of members is taken."""
        return any(moments.get(m, 0) & own for m, own in self.plain.items()) or any(
            moments.get(m, 0) & own for (m, _), own in self.visits.items()
        )

    def of(self, members: Iterable[str], visit: str | None) -> Moments:
        """Return when something is in the way of one of these members, for this visit."""
        moments = 0
        for member in members:
            moments |= self.plain.get(member, 0)
        for (member, other), taken in self.visits.items():
            if other != visit and member in members:
                moments |= taken
        return moments


class Shapes:
    """What the sessions and homes of one kind of week ask, as moments."""

    def __init__(self, week: Week) -> None:
        self.week = week
        self.unit = unit_of(week.sessions, week.homes)
        self.homes = dict(zip(week.home_atoms, week.homes, strict=True))
        self._home_moments = {
            atom: self._span(span for span in stretches(home)) for atom, home in self.homes.items()
        }
        self._days_away = {member: self._days(mask) for member, mask in week.away.items()}
        self._known: dict[int, Shape | None] = {}
        self._near: dict[int, tuple[tuple[int, tuple[str, ...]], ...]] = {}
        self._places: dict[tuple[int, int], tuple[Slot, Busy]] = {}

    def _span(self, spans: Iterable[tuple[int, int]]) -> Moments:
        moments = 0
        for start, end in spans:
            moments |= between(start // self.unit, end // self.unit)
        return moments

    def _days(self, mask: int) -> Moments:
        """Return all moments of these days."""
        days = (day for day in range(DAYS_A_WEEK) if mask >> day & 1)
        return self._span((minute_of_week(day, 0), minute_of_week(day + 1, 0)) for day in days)

    def of(self, number: int) -> Shape | None:
        """Return the shape of a session; None when moments cannot tell what is in its way."""
        if number not in self._known:
            self._known[number] = self._make(number)
        return self._known[number]

    def _make(self, number: int) -> Shape | None:
        session, unit = self.week.sessions[number], self.unit
        if session.visit is not None and session.times > 1:
            return None
        days: dict[int, Moments] = {}
        for day, start, end in session.windows:
            gone = any(self.week.is_away(member, day) for member in session.members)
            if not (gone and session.where is Where.HOME):
                first, last = minute_of_week(day, start), minute_of_week(day, end)
                starts = between(first // unit, (last - session.minutes) // unit + 1)
                days[day] = days.get(day, 0) | starts
        return Shape(
            members=session.members,
            visit=session.visit,
            length=session.length // unit,
            travel=session.travel // unit,
            needed=session.needed,
            is_out=session.where is Where.OUT,
            reaches=any(end + 2 * session.travel > MINUTES_A_DAY for _, _, end in session.windows),
            days=tuple(sorted(days.items())),
        )

    def first(self, number: int, day: int, starts: Moments) -> tuple[Slot, Busy]:
        """Return the first of some places of a session on a day."""
        return self.place(number, day, ((starts & -starts).bit_length() - 1) * self.unit)

    def place(self, number: int, day: int, start: int) -> tuple[Slot, Busy]:
        """Return the place of a session that begins at this minute, and whom it takes when."""
        key = number, start
        if key not in self._places:
            slot = self.week.slot(number, day, start)
            busy = ((member, self._span([(begin, end)])) for member, begin, end in slot.busy)
            self._places[key] = slot, tuple(busy)
        return self._places[key]

    def near(self, number: int) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """Return the homes that a session can take an adult from, each with the other adults."""
        if number not in self._near:
            session = self.week.sessions[number]
            self._near[number] = tuple(self._homes_of(session))
        return self._near[number]

    def _homes_of(self, session: Session) -> Iterator[tuple[int, tuple[str, ...]]]:
        for atom, home in self.homes.items() if session.where is Where.OUT else ():
            others = tuple(adult for adult in home.adults if adult not in session.members)
            if len(others) < len(home.adults) and session.extent & home.extent:
                yield atom, others

    def all_out(self, atom: int, taken: Iterable[Taken], others: Iterable[str]) -> Moments:
        """Return when a home is asked and all of these adults are out."""
        empty = self._home_moments[atom]
        for adult in others:
            out = self._days_away.get(adult, 0)
            for one in taken:
                out |= one.out.get(adult, 0)
            empty &= out
        return empty

    def empty(self, number: int, taken: Iterable[Taken], homes: Iterable[int]) -> Moments:
        """Return when some of these homes are empty as soon as a session takes its adults away."""
        moments = 0
        for atom, others in self.near(number):
            if atom in homes:
                moments |= self.all_out(atom, taken, others)
        return moments

    def open(self, number: int, shape: Shape, taken: Taken, homes: Iterable[int]) -> Moments:
        """Return when a session can begin; who is away and travels not is not reckoned with."""
        gone = taken.of(shape.members, shape.visit) | self.empty(number, (taken,), homes)
        return shape.without(shape.allowed, gone)
