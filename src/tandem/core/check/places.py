"""The starts that matter: where a session may begin, without a grid.

Not all starts, but the beginning of a window and the moments at which something else that can stand
in the way ends. If a week can be arranged at all, it can be arranged with every session moved as
early as its order allows, and then each begins at such a moment (the starts are the least solution
of a system of differences). So nothing is lost. More starts than needed do no harm.

A set of moments is an integer here: bit m is minute m of the week, or when every time is a multiple
of some minutes (five, mostly), as many of these.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import product
from math import gcd

from tandem.core.check.items import Home, Session, bit_numbers, minute_of_week
from tandem.core.model import DAYS_A_WEEK, MINUTES_A_DAY, Where

Starts = dict[int, tuple[int, ...]]
"""For each day the starts that matter, in minutes of the week, sorted."""

Moments = int


def find_starts(
    sessions: Sequence[Session], homes: Sequence[Home], away: Mapping[str, int]
) -> tuple[Starts, ...]:
    """Return for each session the starts that matter, when these members are away."""
    if not away and all(session.is_fixed for session in sessions):
        return tuple(
            {day: (minute_of_week(day, start),) for day, start, _ in session.windows}
            for session in sessions
        )
    return _Search(sessions, homes, away).run()


def between(first: int, end: int) -> Moments:
    """Return the moments from `first` up to before `end`; none when there are none."""
    return ((1 << (end - first)) - 1) << first if first < end else 0


def smear(moments: Moments, length: int) -> Moments:
    """Return these moments and, of each, the `length` - 1 moments before it."""
    done = 1
    while 2 * done <= length:
        moments |= moments >> done
        done *= 2
    return moments | moments >> max(length - done, 0)


def unit_of(sessions: Sequence[Session], homes: Sequence[Home]) -> int:
    """Return the largest number of minutes of which every time in a week is a multiple."""
    unit = MINUTES_A_DAY
    for session in sessions:
        unit = gcd(unit, session.minutes, session.travel)
        for _, minutes in session.near:
            unit = gcd(unit, minutes)
        for _, start, end in session.windows:
            unit = gcd(unit, start, end)
    for home in homes:
        for start, end in home.windows:
            unit = gcd(unit, start, end)
    return unit


class _Search:
    def __init__(
        self, sessions: Sequence[Session], homes: Sequence[Home], away: Mapping[str, int]
    ) -> None:
        self._unit = unit_of(sessions, homes)
        self._sessions = sessions
        self._homes = homes
        self._away = away
        self._allowed = [self._starts_in_windows(session) for session in sessions]
        self._alike = self._all_alike()
        self._kind = {n: kind for kind, alike in enumerate(self._alike) for n in alike}
        self._leaders = self._all_leaders()
        self._straight = self._all_straight()
        self._starts = [
            self._first_starts(session) & allowed
            for session, allowed in zip(sessions, self._allowed, strict=True)
        ]

    def run(self) -> tuple[Starts, ...]:
        """Follow what ends until no new starts appear."""
        changed = set(range(len(self._sessions)))
        while changed:
            ends = {number: self._ends(number) for number in changed}
            by_kind = [0] * len(self._alike)
            for number, moments in ends.items():
                by_kind[self._kind[number]] |= moments
            changed = set()
            for number, session in enumerate(self._sessions):
                if session.is_fixed:
                    continue
                begun = self._begun(number, ends, by_kind) | self._own_ends(number)
                begins = self._later(session, begun) | self._straight_on(number, ends)
                found = self._starts[number] | begins & self._allowed[number]
                if found != self._starts[number]:
                    self._starts[number] = found
                    changed.add(number)
        return tuple(_by_day(starts, self._unit) for starts in self._starts)

    def _begun(
        self, number: int, ends: Mapping[int, Moments], by_kind: Sequence[Moments]
    ) -> Moments:
        """Return when others end after which a session may begin, each kind of them at once."""
        own, begun = self._kind[number], 0
        for kind in self._leaders[own]:
            if kind != own:
                begun |= by_kind[kind]
            elif number not in ends:
                begun |= by_kind[own]
            else:
                for other in self._alike[own]:
                    begun |= ends.get(other, 0) if other != number else 0
        return begun

    def _at(self, day: int, minute: int) -> int:
        """Return the number of a moment of the week."""
        return minute_of_week(day, minute) // self._unit

    def _gaps(self, session: Session) -> tuple[int, ...]:
        """Travel before or after a session: none for a member who is away on that day."""
        travel = session.travel // self._unit
        if travel and any(member in self._away for member in session.members):
            return (0, travel)
        return (travel,)

    def _later(self, session: Session, moments: Moments) -> Moments:
        """Return when a session can begin that takes its members from these moments on."""
        later = 0
        for gap in self._gaps(session):
            later |= moments << gap
        return later

    def _ends(self, number: int) -> Moments:
        """Return when a session can end, travel included."""
        session = self._sessions[number]
        ends = 0
        for gap in self._gaps(session):
            ends |= self._starts[number] << (session.minutes // self._unit + gap)
        return ends

    def _straight_on(self, number: int, changed: Container[int]) -> Moments:
        """Return when a session can begin after others from which one goes straight there."""
        begins = 0
        for other, minutes in self._straight.get(number, ()):
            if other in changed:
                length = self._sessions[other].minutes + minutes
                begins |= self._starts[other] << (length // self._unit)
        return begins

    def _all_straight(self) -> dict[int, list[tuple[int, int]]]:
        """For each session: from which others one can go straight there, in how many minutes."""
        near = [(n, session) for n, session in enumerate(self._sessions) if session.near]
        ways: dict[int, list[tuple[int, int]]] = {}
        for (number, session), (other, before) in product(near, repeat=2):
            minutes = before.straight_to(session)
            meets = number != other and not set(session.members).isdisjoint(before.members)
            if minutes is not None and meets:
                ways.setdefault(number, []).append((other, minutes))
        return ways

    def _own_ends(self, number: int) -> Moments:
        """Return when a session can end on a day after its own: it may then be in its own way."""
        session = self._sessions[number]
        if session.where is not Where.OUT or not any(
            end + 2 * session.travel > MINUTES_A_DAY for _, _, end in session.windows
        ):
            return 0
        ends = 0
        length = (session.minutes + session.travel) // self._unit
        for day in range(DAYS_A_WEEK):
            own = between(self._at(day, 0), self._at(day + 1, 0))
            late = (self._starts[number] & own) << length
            ends |= late & ~between(0, self._at(day + 1, -session.travel))
        return ends

    def _starts_in_windows(self, session: Session) -> Moments:
        allowed = 0
        for day, start, end in session.windows:
            gone = any(self._away.get(member, 0) >> day & 1 for member in session.members)
            if not (gone and session.where is Where.HOME):
                last = self._at(day, end - session.minutes)
                allowed |= between(self._at(day, start), last + 1)
        return allowed

    def _first_starts(self, session: Session) -> Moments:
        """Return the beginnings of windows, and the ends of homes it can leave empty."""
        starts = 0
        for day, start, _ in session.windows:
            starts |= 1 << self._at(day, start)
        if session.where is Where.OUT:
            for end, gap in product(self._home_ends(session), self._gaps(session)):
                starts |= 1 << (end + gap)
        return starts

    def _home_ends(self, session: Session) -> Iterator[int]:
        for home in self._homes:
            if not set(home.adults).isdisjoint(session.members):
                yield from (self._at(home.day, end) for _, end in home.windows)

    def _all_alike(self) -> list[list[int]]:
        """Return the sessions of which the same others can be in the way, together."""
        alike: dict[tuple[frozenset[str], bool], list[int]] = {}
        for number, session in enumerate(self._sessions):
            kind = frozenset(session.members), session.where is Where.OUT
            alike.setdefault(kind, []).append(number)
        return list(alike.values())

    def _all_leaders(self) -> list[list[int]]:
        """For each kind of sessions: after which kinds they may begin."""
        together = self._adults_together()
        first = [self._sessions[alike[0]] for alike in self._alike]
        return [
            [kind for kind, one in enumerate(first) if _can_follow(one, other, together)]
            for other in first
        ]

    def _adults_together(self) -> dict[str, set[str]]:
        """For each adult the others who can stay home in the same demand."""
        result: dict[str, set[str]] = {}
        for home in self._homes:
            for adult in home.adults:
                result.setdefault(adult, set()).update(a for a in home.adults if a != adult)
        return result


def _can_follow(one: Session, other: Session, together: Mapping[str, set[str]]) -> bool:
    if not set(one.members).isdisjoint(other.members):
        return True
    if one.where is not Where.OUT or other.where is not Where.OUT:
        return False
    return any(not together.get(m, set()).isdisjoint(other.members) for m in one.members)


def _by_day(starts: Moments, unit: int) -> Starts:
    days: dict[int, list[int]] = {}
    for number in bit_numbers(starts):
        moment = number * unit
        days.setdefault(moment // MINUTES_A_DAY, []).append(moment)
    return {day: tuple(moments) for day, moments in days.items()}
