"""The starts that matter: where a session may begin, without a grid.

Not all starts, but the beginning of a window and the moments at which something else that can stand
in the way ends. If a week can be arranged at all, it can be arranged with every session moved as
early as its order allows, and then each begins at such a moment (the starts are the least solution
of a system of differences). So nothing is lost. More starts than needed do no harm.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from tandem.core.check.items import Home, Session, minute_of_week
from tandem.core.model import MINUTES_A_DAY, Where

Starts = dict[int, tuple[int, ...]]
"""For each day the starts that matter, in minutes of the week, sorted."""


MANY = -1
"""Instead of a session: more than one session ends at a moment."""


def find_starts(
    sessions: Sequence[Session], homes: Sequence[Home], away: Mapping[str, int]
) -> tuple[Starts, ...]:
    """Return for each session the starts that matter, when these members are away."""
    return _Search(sessions, homes, away).run()


class _Search:
    def __init__(
        self, sessions: Sequence[Session], homes: Sequence[Home], away: Mapping[str, int]
    ) -> None:
        self._sessions = sessions
        self._homes = homes
        self._away = away
        self._windows = [self._windows_of(session) for session in sessions]
        self._found: list[dict[int, set[int]]] = [{} for _ in sessions]
        self._todo: list[tuple[int, int]] = []
        self._moments: dict[tuple[str, int, bool], int] = {}
        self._passed: set[tuple[str, int, bool]] = set()
        self._known_followers: dict[tuple[str, bool], list[tuple[int, int]]] = {}
        self._together = self._adults_together()

    def run(self) -> tuple[Starts, ...]:
        for number in range(len(self._sessions)):
            self._begin(number)
        while self._todo:
            number, start = self._todo.pop()
            session = self._sessions[number]
            for gap in self._gaps(session):
                for member in session.members:
                    self._end(member, start + session.minutes + gap, number)
        return tuple(
            {day: tuple(sorted(found[day])) for day in sorted(found)} for found in self._found
        )

    def _end(self, member: str, moment: int, number: int) -> None:
        """Something of a member ends: others may begin, each moment is passed on once.

        A session passes a moment to itself only when another one ends there too.
        """
        is_out = self._sessions[number].where is Where.OUT
        first = self._moments.setdefault((member, moment, is_out), number)
        if first in {number, MANY}:
            if first == number and (member, moment, is_out) not in self._passed:
                self._passed.add((member, moment, is_out))
                self._pass_on(member, moment, number, is_out=is_out)
            return
        self._moments[member, moment, is_out] = MANY
        for other, lead in self._followers(member, is_out=is_out):
            if other == first:
                self._add(other, moment + lead, None)

    def _pass_on(self, member: str, moment: int, number: int, *, is_out: bool) -> None:
        for other, lead in self._followers(member, is_out=is_out):
            self._add(other, moment + lead, moment if other == number else None)

    def _gaps(self, session: Session) -> tuple[int, ...]:
        """Travel after a session: none for a member who is away on that day."""
        if session.travel and any(member in self._away for member in session.members):
            return (0, session.travel)
        return (session.travel,)

    def _windows_of(self, session: Session) -> dict[int, list[tuple[int, int]]]:
        """Return for each day the first and last starts of its windows."""
        windows: dict[int, list[tuple[int, int]]] = {}
        for day, start, end in session.windows:
            gone = any(self._away.get(member, 0) >> day & 1 for member in session.members)
            if not (gone and session.where is Where.HOME):
                first = minute_of_week(day, start)
                last = minute_of_week(day, end) - session.minutes
                windows.setdefault(day, []).append((first, last))
        return windows

    def _begin(self, number: int) -> None:
        session = self._sessions[number]
        for day, windows in self._windows[number].items():
            for first, _ in windows:
                self._note(number, day, first)
        if session.where is Where.OUT:
            for end, gap in product(self._home_ends(session), self._gaps(session)):
                self._add(number, end + gap, None)

    def _home_ends(self, session: Session) -> Iterator[int]:
        """Yield the moments at which an adult of a session need no longer be home."""
        for home in self._homes:
            if not set(home.adults).isdisjoint(session.members):
                yield from (minute_of_week(home.day, end) for _, end in home.windows)

    def _add(self, number: int, start: int, not_on_day_of: int | None) -> None:
        """Note a start that lies in a window; not on the day of a session of the same demand."""
        day = start // MINUTES_A_DAY
        if not_on_day_of is not None and not_on_day_of // MINUTES_A_DAY == day:
            return
        for first, last in self._windows[number].get(day, ()):
            if first < start <= last:
                self._note(number, day, start)

    def _note(self, number: int, day: int, start: int) -> None:
        known = self._found[number].setdefault(day, set())
        if start not in known:
            known.add(start)
            self._todo.append((number, start))

    def _followers(self, member: str, *, is_out: bool) -> list[tuple[int, int]]:
        """Return which sessions may begin as one of a member ends, and after how much travel."""
        key = (member, is_out)
        if key not in self._known_followers:
            together = self._together.get(member, set()) if is_out else set()
            self._known_followers[key] = [
                (number, lead)
                for number, session in enumerate(self._sessions)
                if not session.is_fixed
                and (
                    member in session.members
                    or (session.where is Where.OUT and not together.isdisjoint(session.members))
                )
                for lead in self._gaps(session)
            ]
        return self._known_followers[key]

    def _adults_together(self) -> dict[str, set[str]]:
        """For each adult the others who can stay home in the same demand."""
        result: dict[str, set[str]] = {}
        for home in self._homes:
            for adult in home.adults:
                result.setdefault(adult, set()).update(a for a in home.adults if a != adult)
        return result
