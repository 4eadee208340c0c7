"""All smallest sets of one kind of week, group by group instead of all at once.

Clashes that have nothing to do with one another multiply: of k pairs one of each can be left out
in 2^k ways, and the general method (`enumerate.py`) looks at every way. Here the known smallest
sets are put in groups that share no item, and it is shown that the groups can be arranged beside
each other:

1. what is in no known set is placed, once;
2. for each group, every largest part that holds no known set is placed beside that, and beside all
   places that the earlier groups may take.

Then any set of items that holds no known set can be kept: take what was placed. So the known sets
are all there are. Whatever cannot be kept on the way is a new smallest set, and it starts again.
When two groups are in each other's way they become one. When that does not help either, nothing is
proven, and the general method has to decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from tandem.core.check.enumerate import Items, Map, shrink, smallest
from tandem.core.check.solver import Deadline, watch
from tandem.core.check.week import Slot

WAYS_AT_MOST = 400
"""More ways to keep a group than this, and the general method is as good."""
ROUNDS_AT_MOST = 200


class Question(Protocol):
    """What is asked of one kind of week."""

    items: Items

    def core(self, items: Items) -> Items | None:
        """Return None when these items can be kept together, else some that cannot."""

    def beside(self, items: Items, others: Items, taken: tuple[Slot, ...]) -> bool:
        """Whether these items can be placed beside the places that others have taken."""

    def taken(self) -> tuple[Slot, ...]:
        """Return the places of the last arrangement that was found."""

    def settled(self, items: Items) -> tuple[Slot, ...]:
        """Return the places of these items that leave no choice."""

    def taken_by(self, items: Items, places: tuple[Slot, ...]) -> tuple[Slot, ...]:
        """Return those of some places that these items take."""


class _AgainError(Exception):
    """Groups were joined."""


class _Placed:
    """What was placed: first the rest, then group after group."""

    def __init__(self, rest: Items, places: tuple[Slot, ...]) -> None:
        self.rest = rest
        self.groups: list[tuple[Items, tuple[Slot, ...]]] = [(rest, places)]


class _NotShownError(Exception):
    """The groups could not be arranged beside each other in the way that was tried."""


class Grouped:
    """The smallest sets that were found, and whether these are proven to be all."""

    def __init__(self, question: Question, deadline: Deadline) -> None:
        self._question = question
        self._deadline = deadline
        self.sets: tuple[Items, ...] = ()
        self._joined: list[Items] = []

    def run(self, known: tuple[Items, ...], limit: int) -> bool:
        """Find all smallest sets; return whether they are proven to be all.

        Raises OutOfTimeError; `sets` then holds what was found.
        """
        for one in known:
            if one <= self._question.items and self._question.core(one) is not None:
                self._note(one)
        try:
            for _ in range(ROUNDS_AT_MOST):
                watch(self._deadline)
                if self._round():
                    return True
                if len(self.sets) >= limit:
                    return False
        except _NotShownError:
            return False
        return False

    def _round(self) -> bool:
        """Look once; return whether all is shown."""
        try:
            found = self._look()
        except _AgainError:
            return False
        if found is not None:
            self._note(found)
        return found is None

    def _note(self, found: Items) -> None:
        self.sets = smallest([*self.sets, shrink(found, self._question.core)])

    def _look(self) -> Items | None:
        """Return items that cannot be kept and hold no known set; None when there are none.

        Raises _AgainError when groups were joined, and it has to start again.
        """
        groups = self._groups()
        rest = self._question.items.difference(*groups)
        core = self._question.core(rest)
        if core is not None:
            return core
        placed = _Placed(rest, self._place_rest(rest, groups))
        for group in groups:
            places: dict[Slot, None] = {}
            for way in self._ways(group):
                core = self._question.core(way)
                if core is not None:
                    return core
                if not self._beside(way, placed.groups):
                    return self._blame(way, group, placed)
                places.update(dict.fromkeys(self._question.taken()))
            placed.groups.append((group, tuple(places)))
        return None

    def _place_rest(self, rest: Items, groups: Sequence[Items]) -> tuple[Slot, ...]:
        """Place what is in no group, if it can be out of the way of what cannot move."""
        bound = frozenset[int]().union(*groups)
        if not self._question.beside(rest, bound, self._question.settled(bound)):
            self._question.core(rest)
        return self._question.taken()

    def _beside(self, way: Items, others: Sequence[tuple[Items, tuple[Slot, ...]]]) -> bool:
        items = frozenset[int]().union(*(group for group, _ in others))
        return self._question.beside(way, items, tuple(s for _, places in others for s in places))

    def _blame(self, way: Items, group: Items, placed: _Placed) -> Items:
        """Return what cannot be kept of a way and the rest; else join what is in the way."""
        core = self._question.core(way | placed.rest)
        if core is not None:
            return core
        self._joined.append(self._in_the_way(way, placed) | group)
        raise _AgainError

    def _in_the_way(self, way: Items, placed: _Placed) -> Items:
        """Return few items beside which, as they are placed, a way cannot be placed."""
        groups = list(placed.groups)
        for one in placed.groups:
            fewer = [other for other in groups if other is not one]
            if not self._beside(way, fewer):
                groups = fewer
        items = frozenset[int]().union(*(group for group, _ in groups))
        places = tuple(slot for _, taken in groups for slot in taken)
        for item in sorted(items):
            others = items - {item}
            if not self._question.beside(way, others, self._question.taken_by(others, places)):
                items = others
        return items

    def _groups(self) -> list[Items]:
        """Return the items of the known sets, in groups that share no item."""
        groups: list[Items] = []
        for found in (*self.sets, *self._joined):
            touching = [group for group in groups if not group.isdisjoint(found)]
            groups = [group for group in groups if group.isdisjoint(found)]
            groups.append(found.union(*touching))
        return groups

    def _ways(self, group: Items) -> Iterator[Items]:
        """Yield the largest parts of a group that hold no known set."""
        within = [found for found in self.sets if found <= group]
        unseen = Map(group)
        for found in within:
            unseen.cannot_be_kept(found)
        for _ in range(WAYS_AT_MOST):
            way = unseen.unexplored()
            if way is None:
                return
            for item in sorted(group - way):
                if not any(found <= way | {item} for found in within):
                    way |= {item}
            unseen.can_be_kept(way)
            yield way
        raise _NotShownError
