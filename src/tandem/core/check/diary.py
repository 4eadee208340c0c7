"""A diary in which sessions are put one by one, each as early as it fits."""

from __future__ import annotations

from tandem.core.check.items import Session, minute_of_week
from tandem.core.check.reduce import merge, subtract
from tandem.core.check.week import Slot, Week, one_visit
from tandem.core.model import Where


class Diary:
    """What the members of one kind of week already do."""

    def __init__(self, week: Week) -> None:
        self.week = week
        self.taken: list[Slot] = []
        self._busy: dict[str, list[tuple[int, int, Session | None]]] = {}

    def block(self, slot: Slot) -> None:
        """Take note of what stands in another diary: nothing may coincide with it."""
        self._occupy(slot, None)

    def _occupy(self, slot: Slot, session: Session | None) -> None:
        for member, start, end in slot.busy:
            self._busy.setdefault(member, []).append((start, end, session))

    def write_settled(self, number: int) -> None:
        """Write a session with fixed times down, whatever stands there already."""
        session = self.week.sessions[number]
        for day, start, _ in session.windows:
            slot = self.week.slot(number, day, minute_of_week(day, start))
            self.taken.append(slot)
            self._occupy(slot, session)

    def put_in(self, number: int) -> list[Slot] | None:
        """Write a session down on as many days as it needs; None (and nothing) if it cannot be."""
        session = self.week.sessions[number]
        found: list[Slot] = []
        for day in session.days:
            slot = self._earliest(number, day)
            if slot is not None:
                found.append(slot)
            if len(found) == session.needed:
                self.taken.extend(found)
                for one in found:
                    self._occupy(one, session)
                return found
        return None

    def _earliest(self, number: int, day: int) -> Slot | None:
        session = self.week.sessions[number]
        if session.where is Where.HOME and any(
            self.week.is_away(member, day) for member in session.members
        ):
            return None
        starts = merge(
            (minute_of_week(day, start), minute_of_week(day, end) - session.minutes + 1)
            for d, start, end in session.windows
            if d == day
        )
        for member in session.members:
            travel = self.week.travel(number, member, day)
            for start, end, other in self._busy.get(member, ()):
                if other is None or not one_visit(session, other):
                    gone = (start - session.minutes - travel + 1, end + travel)
                    starts = subtract(starts, gone)
        return self.week.slot(number, day, starts[0][0]) if starts else None
