"""Putting sessions in one kind of week, with moments as bits: quick, and often enough.

Bit m of an integer is minute m of the week. What is put in always keeps what is there already, and
leaves somebody home where that is asked; where it cannot be put in nothing is proven. Travel of a
member who is away is counted as if it were needed: that only asks more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tandem.core.check.items import Home, Session, minute_of_week
from tandem.core.check.places import Moments, between, smear
from tandem.core.check.week import one_visit, stretches
from tandem.core.model import DAYS_A_WEEK, MINUTES_A_WEEK, Where

Places = tuple[int, ...]
"""The starts of the sessions of one demand, in minutes of the week."""

DAYS = tuple(between(minute_of_week(d, 0), minute_of_week(d + 1, 0)) for d in range(DAYS_A_WEEK))


@dataclass(frozen=True, slots=True)
class Shape:
    """A session demand as a board sees it."""

    session: Session
    starts: Moments
    """When it may begin, in a week in which nobody is away."""
    fixed: Places
    room: int
    """Minutes of choice: what has none goes first."""
    _taken: dict[Places, Moments] = field(default_factory=dict, compare=False)

    def taken(self, places: Places) -> Moments:
        """Return when it takes its members at these places, travel included."""
        if places not in self._taken:
            travel, taken = self.session.travel, 0
            for start in places:
                first, end = max(start - travel, 0), start + self.session.minutes + travel
                taken |= between(first, min(end, MINUTES_A_WEEK))
            self._taken[places] = taken
        return self._taken[places]


def shape_of(session: Session) -> Shape:
    """Return the shape of a session demand."""
    starts = 0
    for day, start, end in session.windows:
        first = minute_of_week(day, start)
        starts |= between(first, minute_of_week(day, end) - session.minutes + 1)
    fixed = tuple(minute_of_week(day, start) for day, start, _ in session.windows)
    width = sum(end - start for _, start, end in session.windows)
    return Shape(session, starts, fixed, width - session.needed * session.minutes)


def moments_of(home: Home) -> Moments:
    """Return the moments at which somebody has to be home."""
    moments = 0
    for start, end in stretches(home):
        moments |= between(start, end)
    return moments


class Board:
    """One kind of week in which sessions are put one by one."""

    def __init__(self, homes: Iterable[tuple[Home, Moments]], away: Mapping[str, int]) -> None:
        self._homes = tuple(homes)
        self._away = away
        self._busy: dict[str, int] = {}
        self._out = {member: _days(mask) for member, mask in away.items()}
        self._written: list[tuple[Session, Moments]] = []

    def write(self, shape: Shape, places: Places) -> None:
        """Write a session demand down at these places, whatever stands there already."""
        session, taken = shape.session, shape.taken(places)
        for member in session.members:
            self._busy[member] = self._busy.get(member, 0) | taken
            if session.where is Where.OUT:
                self._out[member] = self._out.get(member, 0) | taken
        self._written.append((session, taken))

    def put_in(self, shape: Shape) -> Places | None:
        """Write a session demand down where it first fits; None (and nothing sure) if it cannot."""
        session = shape.session
        allowed = shape.starts & ~self._days_gone(session)
        found: list[int] = []
        for _ in range(session.times):
            free = allowed & ~self._blocked(session)
            if not free:
                return None
            start = (free & -free).bit_length() - 1
            self.write(shape, (start,))
            found.append(start)
            if not session.same_day:
                allowed &= ~DAYS[start // minute_of_week(1, 0)]
        return tuple(found)

    def has_room(self, shape: Shape, places: Places) -> bool:
        """Whether a session demand can be written down at just these places."""
        blocked = self._blocked(shape.session)
        return not any(blocked >> start & 1 for start in places)

    def is_empty(self, home: Home, moments: Moments) -> bool:
        """Whether nobody is home at one of these moments of a home."""
        return bool(self._absent(home, moments, ()))

    def _days_gone(self, session: Session) -> Moments:
        """Return the days on which a session at home cannot be: one of its members is away."""
        if not self._away or session.where is not Where.HOME:
            return 0
        gone = 0
        for member in session.members:
            gone |= _days(self._away.get(member, 0))
        return gone

    def _blocked(self, session: Session) -> Moments:
        """Return when a session cannot begin because of what is written down."""
        busy = self._busy_of(session)
        if session.where is Where.OUT:
            for home, moments in self._homes:
                if not set(home.adults).isdisjoint(session.members):
                    busy |= self._absent(home, moments, session.members)
        return smear(busy << session.travel, session.length) if session.length else 0

    def _absent(self, home: Home, moments: Moments, members: Sequence[str]) -> Moments:
        """Return at which of these moments all adults but these members are not at home."""
        for adult in home.adults:
            if adult not in members:
                moments &= self._out.get(adult, 0)
        return moments

    def _busy_of(self, session: Session) -> Moments:
        """Return when members are busy with anything but other demands of the same visit."""
        busy = 0
        if session.visit is None:
            for member in session.members:
                busy |= self._busy.get(member, 0)
            return busy
        members = set(session.members)
        for other, taken in self._written:
            if not members.isdisjoint(other.members) and not one_visit(session, other):
                busy |= taken
        return busy


def _days(mask: int) -> Moments:
    moments = 0
    for day, whole in enumerate(DAYS):
        if mask >> day & 1:
            moments |= whole
    return moments
