"""All smallest sets of one kind of week, group by group instead of all at once.

Clashes that have nothing to do with one another multiply: of k pairs one of each can be left out
in 2^k ways, and the general method (`enumerate.py`) looks at every way. Here the known smallest
sets are put in groups that share no item, and it is shown that the groups can be arranged beside
each other:

1. for each group, every largest part that holds no known set is placed beside all that leaves no
   choice, and beside all places that the earlier groups may take;
2. what is in no known set is placed, once, beside all places that the groups may take.

Then any set of items that holds no known set can be kept: take what was placed. So the known sets
are all there are. Whatever cannot be kept on the way is a new smallest set, and it starts again.
When two groups are in each other's way they become one, and so do a group and what is in no known
set. When that does not help either, nothing is proven, and the general method has to decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NoReturn, Protocol

from tandem.core.check.enumerate import Items, shrink, smallest
from tandem.core.check.solver import Deadline, watch
from tandem.core.check.taken import Taken
from tandem.core.check.ways import TooManyError, Ways

ROUNDS_AT_MOST = 1000


class Question(Protocol):
    """What is asked of one kind of week."""

    items: Items

    def core(self, items: Items) -> Items | None:
        """Return None when these items can be kept together, else some that cannot."""

    def beside(
        self, items: Items, others: Items, taken: Iterable[Taken], *, surely: bool = False
    ) -> Taken | None:
        """Return places for what has a choice in these items; None when none are found.

        Beside all that has no choice in them and in the others, and places that may be taken.
        `surely` says that there are none when none are found.
        """

    def stuck(self) -> Items:
        """Return an item that found no place when some had to be placed, if one is known."""

    def is_smallest(self, items: Items) -> bool:
        """Whether it is known already that these cannot be kept, and that all but one can."""

    def plain(self, items: Items) -> Iterator[Items]:
        """Yield sets that plainly cannot be kept.

        Among them all because of which, with no choice in them, somebody is missed at home.
        """


class _AgainError(Exception):
    """Groups were joined."""


class _NotShownError(Exception):
    """The groups could not be arranged beside each other in the way that was tried."""


@dataclass
class _Placed:
    """What a group may take beside the groups before it."""

    before: tuple[Taken, ...]
    ways: tuple[Items, ...] = ()
    by_way: dict[Items, Taken] = field(default_factory=dict)
    own: Taken | None = None
    """What all its ways take together."""


class Grouped:
    """The smallest sets that were found, and whether these are proven to be all."""

    def __init__(self, question: Question, deadline: Deadline) -> None:
        self._question = question
        self._deadline = deadline
        self.sets: tuple[Items, ...] = ()
        self._linked: list[Items] = []
        """What belongs in one group: the sets as they were found, and what was joined."""
        self._kept: Items = frozenset()
        """What can be kept together, of what is in no known set."""
        self._placed: dict[Items, _Placed] = {}
        self._ways: dict[Items, Ways] = {}
        self.taken = Taken()
        """When all is shown: places at which any items can be kept that hold no known set."""

    def run(self, known: tuple[Items, ...], limit: int) -> bool:
        """Find all smallest sets; return whether they are proven to be all.

        Raises OutOfTimeError; `sets` then holds what was found.
        """
        for one in (*known, *self._question.plain(self._question.items)):
            is_new = not any(found <= one for found in self.sets)
            if is_new and one <= self._question.items:
                self._consider(one)
        try:
            for _ in range(ROUNDS_AT_MOST):
                watch(self._deadline)
                if self._round():
                    return True
                if len(self.sets) >= limit:
                    return False
        except (_NotShownError, TooManyError):
            return False
        return False

    def _consider(self, one: Items) -> None:
        """Take in a set that may well be smallest, if it cannot be kept."""
        if self._question.is_smallest(one):
            self._take_in(one)
        elif self._question.core(one) is not None:
            self._note(one)

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
        self._take_in(shrink(found, self._question.core))

    def _take_in(self, found: Items) -> None:
        self.sets = smallest([*self.sets, found])
        self._linked.append(found)

    def _look(self) -> Items | None:
        """Return items that cannot be kept and hold no known set; None when there are none.

        Raises _AgainError when groups were joined, and it has to start again.
        """
        groups = self._groups()
        rest = self._question.items.difference(*groups)
        if not rest <= self._kept:
            core = self._question.core(rest)
            if core is not None:
                return core
            self._kept = rest
        placed: dict[Items, Taken] = {}
        for group in groups:
            found = self._place(group, groups, placed)
            if not isinstance(found, Taken):
                return found
            placed[group] = found
        if groups:
            self.taken = self._place_rest(rest, groups, placed)
            for own in placed.values():
                self.taken.include(own)
        return None

    def _place_rest(
        self, rest: Items, groups: Sequence[Items], placed: Mapping[Items, Taken]
    ) -> Taken:
        """Place what is in no group, or join some of it with groups where there is no room."""
        others = self._question.items - rest
        found = self._question.beside(rest, others, placed.values())
        if found is not None:
            return found
        stuck = self._question.stuck() & rest
        if stuck and not self._is_beside(stuck, placed):
            self._join(stuck, groups, placed)
        found = self._question.beside(rest, others, placed.values(), surely=True)
        if found is None:
            self._join(self._fewest(rest, placed), groups, placed)
        return found

    def _place(
        self, group: Items, groups: Sequence[Items], placed: Mapping[Items, Taken]
    ) -> Taken | Items:
        """Return all places that the ways of a group may take, or what cannot be kept.

        A way that was placed beside the same before keeps its places.
        """
        known, ways = self._placed.get(group), self._ways_of(group)
        if known is None or known.before != tuple(placed.values()):
            known = self._placed[group] = _Placed(tuple(placed.values()))
        if known.own is not None and known.ways == ways:
            return known.own
        for way in ways:
            if way not in known.by_way:
                watch(self._deadline)
                found = self._place_way(way, group, groups, placed)
                if not isinstance(found, Taken):
                    return found
                known.by_way[way] = found
        known.ways, known.own = ways, Taken()
        for way in ways:
            known.own.include(known.by_way[way])
        return known.own

    def _place_way(
        self, way: Items, group: Items, groups: Sequence[Items], placed: Mapping[Items, Taken]
    ) -> Taken | Items:
        """Return places for one way to keep a group, or what cannot be kept."""
        others = self._question.items - group
        taken = self._question.beside(way, others, placed.values())
        if taken is None:
            core = self._question.core(way | self._question.items.difference(*groups))
            if core is not None:
                return core
            taken = self._question.beside(way, others, placed.values(), surely=True)
        if taken is None:
            self._join(way, [one for one in groups if one is not group], placed, group)
        return taken

    def _fewest(self, rest: Items, placed: Mapping[Items, Taken]) -> Items:
        """Return few items of the rest that cannot be placed beside the groups."""
        for item in sorted(rest):
            watch(self._deadline)
            if not self._is_beside(rest - {item}, placed):
                rest -= {item}
        return rest

    def _is_beside(self, items: Items, placed: Mapping[Items, Taken]) -> bool:
        others = self._question.items - items
        return self._question.beside(items, others, placed.values()) is not None

    def _join(
        self,
        items: Items,
        groups: Sequence[Items],
        placed: Mapping[Items, Taken],
        own: Items = frozenset(),
    ) -> NoReturn:
        """Join items with the groups beside which they cannot be placed."""
        rest = self._question.items.difference(*groups, own)
        near = list(groups)
        for group in groups:
            fewer = [other for other in near if other is not group]
            around = rest.union(*fewer)
            taken = [placed[other] for other in fewer if other in placed]
            if self._question.beside(items, around, taken) is None:
                near = fewer
        if not near:
            raise _NotShownError
        self._linked.append((own or items).union(*near))
        raise _AgainError

    def _groups(self) -> list[Items]:
        """Return the items of the known sets, in groups that share no item."""
        groups: list[Items] = []
        for found in self._linked:
            touching = [group for group in groups if not group.isdisjoint(found)]
            groups = [group for group in groups if group.isdisjoint(found)]
            groups.append(found.union(*touching))
        return groups

    def _ways_of(self, group: Items) -> tuple[Items, ...]:
        """Return the largest parts of a group that hold no known set."""
        if group not in self._ways:
            self._ways[group] = Ways(group)
        return self._ways[group].given([found for found in self.sets if found <= group])
