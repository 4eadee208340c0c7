"""One kind of week: which sessions and homes may bind in it, and who is away.

Times here are minutes since Monday 00:00 of the week.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations_with_replacement

from tandem.core.check.items import Demand, Home, Session, minute_of_week
from tandem.core.check.places import Starts, find_starts
from tandem.core.model import DAYS_A_WEEK, MINUTES_A_WEEK, Where

Interval = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Slot:
    """One place where one session may lie."""

    session: int
    """Place of its session in the list of the week."""
    day: int
    start: int
    busy: tuple[tuple[str, int, int], ...]
    """For each member from when until when it takes this member, travel included."""

    def span(self, member: str) -> Interval | None:
        """Return from when until when it takes this member; None when it does not."""
        for name, start, end in self.busy:
            if name == member:
                return start, end
        return None


@dataclass(frozen=True)
class Week:
    """Sessions and homes that may bind in one kind of week.

    `away` gives for each member that is away a mask of days. A demand with several sessions on one
    day stands in `sessions` once for each of them. `atoms` and `home_atoms` say which demand each
    session and each home is, by a number that the maker of the week gave it.
    """

    sessions: tuple[Session, ...]
    atoms: tuple[int, ...]
    homes: tuple[Home, ...]
    home_atoms: tuple[int, ...]
    away: Mapping[str, int]

    @cached_property
    def starts(self) -> tuple[Starts, ...]:
        """For each session the starts that matter, by day; see `places`."""
        return find_starts(self.sessions, self.homes, self.away)

    def is_away(self, member: str, day: int) -> bool:
        """Whether this member is away on this day."""
        return bool(self.away.get(member, 0) >> day & 1)

    def travel(self, number: int, member: str, day: int) -> int:
        """Return the minutes that a session costs a member before it, and after it."""
        return 0 if self.is_away(member, day) else self.sessions[number].travel

    @cached_property
    def has_short_ways(self) -> bool:
        """Whether somebody may go straight from one session to another, sooner than by home."""
        near = [session for session in self.sessions if session.near]
        return any(
            (minutes := one.straight_to(other)) is not None
            and minutes < one.travel + other.travel
            and not set(one.members).isdisjoint(other.members)
            for one, other in combinations_with_replacement(near, 2)
        )

    def straight(self, one: int, other: int) -> int | None:
        """Return the minutes straight from one session to another; None when one goes by home."""
        if not self.sessions[one].near:
            return None
        return self.sessions[one].straight_to(self.sessions[other])

    @cached_property
    def _known_slots(self) -> dict[tuple[int, int], Slot]:
        return {}

    def slot(self, number: int, day: int, start: int) -> Slot:
        """Return the place of a session that begins at this moment."""
        key = number, start
        if key not in self._known_slots:
            self._known_slots[key] = self._slot(number, day, start)
        return self._known_slots[key]

    def _slot(self, number: int, day: int, start: int) -> Slot:
        session = self.sessions[number]
        end = start + session.minutes
        busy = []
        for member in session.members:
            travel = self.travel(number, member, day)
            busy.append((member, max(start - travel, 0), min(end + travel, MINUTES_A_WEEK)))
        return Slot(number, day, start, tuple(busy))

    def slots(self, number: int) -> list[Slot]:
        """Return all places that matter of a session, earliest first."""
        starts = self.starts[number]
        return [self.slot(number, day, start) for day in starts for start in starts[day]]

    def settled_slots(self, number: int) -> tuple[Slot, ...]:
        """Return all places of a session that leaves no choice, and of which nobody is away."""
        windows = self.sessions[number].windows
        starts = ((day, minute_of_week(day, start)) for day, start, _ in windows)
        return tuple(self.slot(number, day, start) for day, start in starts)

    def is_settled(self, number: int) -> bool:
        """Whether a session has no choice of time."""
        starts = self.starts[number]
        one_each = all(len(moments) == 1 for moments in starts.values())
        return one_each and len(starts) == self.sessions[number].needed


def build_week(demands: Mapping[int, Demand], away: Mapping[str, int]) -> Week:
    """Return the week in which these numbered demands may bind."""
    copied = [
        (atom, demand)
        for atom, demand in demands.items()
        if isinstance(demand, Session)
        for _ in range(demand.times if demand.same_day else 1)
    ]
    homes = [(atom, demand) for atom, demand in demands.items() if isinstance(demand, Home)]
    return Week(
        sessions=tuple(session for _, session in copied),
        atoms=tuple(atom for atom, _ in copied),
        homes=tuple(home for _, home in homes),
        home_atoms=tuple(atom for atom, _ in homes),
        away=away,
    )


def one_visit(one: Session, other: Session) -> bool:
    """Whether sessions of two demands are one visit, and so may coincide."""
    same_demand = (one.agreement, one.demand) == (other.agreement, other.demand)
    return not same_demand and one.visit is not None and one.visit == other.visit


def in_the_way(week: Week, one: Slot, other: Slot) -> bool:
    """Whether two places cannot both be taken because a member would be in two at once."""
    if one_visit(week.sessions[one.session], week.sessions[other.session]):
        return False
    for member, start, end in one.busy:
        span = other.span(member)
        if span is not None and start < span[1] and span[0] < end:
            return not _goes_straight(week, one, other)
    return False


def _goes_straight(week: Week, one: Slot, other: Slot) -> bool:
    """Whether one can go straight from the one place to the other in the time between."""
    minutes = week.straight(one.session, other.session) if one.day == other.day else None
    if minutes is None:
        return False
    first, then = sorted((one, other), key=lambda slot: slot.start)
    return then.start - first.start - week.sessions[first.session].minutes >= minutes


@dataclass(frozen=True, slots=True)
class Empty:
    """A stretch in which nobody is home, and the places because of which."""

    home: Home
    start: int
    end: int
    because: tuple[Slot, ...]


def stretches(home: Home) -> Iterator[Interval]:
    """Yield the stretches of a home demand."""
    for start, end in home.windows:
        yield minute_of_week(home.day, start), minute_of_week(home.day, end)


Absence = tuple[int, int, Slot | None]
"""From when until when somebody is not home, and the place because of which; None: away."""


class Absences:
    """When each adult is not home, given the places that are taken."""

    def __init__(self, week: Week, taken: Sequence[Slot]) -> None:
        self._week = week
        self._out = [s for s in taken if week.sessions[s.session].where is Where.OUT]
        self._known: dict[str, list[Absence]] = {}

    def of(self, adult: str) -> list[Absence]:
        """Return when this adult is not home."""
        if adult not in self._known:
            spans = ((slot.span(adult), slot) for slot in self._out)
            self._known[adult] = [(*span, slot) for span, slot in spans if span is not None]
            if adult in self._week.away:
                self._known[adult].extend(self._days_away(adult))
        return self._known[adult]

    def _days_away(self, adult: str) -> Iterator[Absence]:
        for day in range(DAYS_A_WEEK):
            if self._week.is_away(adult, day):
                yield minute_of_week(day, 0), minute_of_week(day + 1, 0), None


def empty_homes(home: Home, absences: Absences) -> Iterator[Empty]:
    """Yield where nobody of a demand's adults is home."""
    for stretch in stretches(home):
        open_parts: list[tuple[int, int, tuple[Slot, ...]]] = [(*stretch, ())]
        for adult in home.adults:
            open_parts = [
                (max(start, a), min(end, b), because if slot is None else (*because, slot))
                for start, end, because in open_parts
                for a, b, slot in absences.of(adult)
                if a < end and start < b
            ]
        for start, end, because in open_parts:
            yield Empty(home, start, end, because)
