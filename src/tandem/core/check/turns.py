"""Placing sessions one by one, in turn: who has least choice first.

Who finds no place goes sooner the next time. Failing proves nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from tandem.core.check.places import Moments
from tandem.core.check.taken import Shape, Shapes, Taken

TRIES = 6
"""So many times all is placed in turn, each with who found no place sooner.

Of a thousand times that this finds places it does so at once in all but ten; more tries than these
are as good as always in vain.
"""
EAGER = 8.0
"""Who found no place has its turn as if it had so many times less choice."""


class Turns:
    """Sessions to place beside what is taken before, with nobody missed in these homes."""

    def __init__(self, shapes: Shapes, before: Taken, homes: Collection[int]) -> None:
        self._shapes = shapes
        self._before = before
        self._homes = homes
        self._asked: dict[int, tuple[Shape, Moments]] = {}
        """For each session its shape, and when it can begin beside what is taken before."""
        self.stuck: int | None = None
        """A session that found no place, when this failed."""

    def place(self, numbers: Iterable[int], room: Mapping[int, float]) -> Taken | None:
        """Return places for these sessions; None if this fails.

        `room` says how much choice each has.
        """
        for number in numbers:
            shape = self._shapes.of(number)
            if shape is None:
                return None
            moments = self._shapes.open(number, shape, self._before, self._homes)
            if not shape.has_days(moments):
                self.stuck = number
                return None
            self._asked[number] = shape, moments
        left = {number: room[number] for number in self._asked}
        for _ in range(TRIES):
            order = sorted(left, key=left.__getitem__)
            found = self._place_in(order)
            if found is not None:
                return found
            if self.stuck is None or order[0] == self.stuck:
                return None
            left[self.stuck] /= EAGER
        return None

    def _place_in(self, order: Iterable[int]) -> Taken | None:
        found = Taken()
        for number in order:
            if not self._put(number, found):
                self.stuck = number
                return None
        self.stuck = None
        return found

    def _put(self, number: int, found: Taken) -> bool:
        """Place one session on as many days as it needs, each as early as it fits."""
        shape, _ = self._asked[number]
        moments = self._open(number, found)
        missing = shape.needed
        for day, within in shape.days:
            starts = moments & within
            if starts:
                slot, busy = self._shapes.first(number, day, starts)
                found.write(slot, busy, self._shapes.week.sessions[number])
                missing -= 1
                if not missing:
                    return True
                if shape.reaches:
                    moments = self._open(number, found)
        return False

    def _open(self, number: int, found: Taken) -> Moments:
        shape, moments = self._asked[number]
        gone = found.of(shape.members, shape.visit)
        if found.out:
            gone |= self._shapes.empty(number, (self._before, found), self._homes)
        return shape.without(moments, gone)
