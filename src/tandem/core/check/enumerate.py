"""All smallest sets that cannot be kept, given only a question "can these be kept?".

The method is MARCO (Liffiton, Previti, Malik and Marques-Silva, "Fast, flexible MUS enumeration",
Constraints 21, 2016): a map of what is not yet known gives a largest unexplored set; if it can be
kept, all its subsets can; if not, it is shrunk to a smallest set, and all its supersets are known.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from tandem.core.check.solver import Deadline, OutOfTimeError, Sat, watch

Items = frozenset[int]
Core = Callable[[Items], "Items | None"]
"""Returns None when these items can be kept together, else some of them that cannot."""


@dataclass(frozen=True, slots=True)
class Found:
    """Smallest sets, and whether these are all."""

    sets: tuple[Items, ...]
    complete: bool


def shrink(core: Items, core_of: Core) -> Items:
    """Return a smallest set within a set that cannot be kept."""
    for item in sorted(core):
        if item in core:
            smaller = core_of(core - {item})
            if smaller is not None:
                core = smaller
    return core


def smallest(sets: Iterable[Items]) -> tuple[Items, ...]:
    """Keep the sets of which no other is a part; each once, the smallest first."""
    kept: list[Items] = []
    for one in sorted(set(sets), key=lambda s: (len(s), sorted(s))):
        if not any(other <= one for other in kept):
            kept.append(one)
    return tuple(kept)


class Map:
    """What is not yet known about the subsets of some items."""

    def __init__(self, items: Collection[int]) -> None:
        self._sat = Sat()
        self._variable = {item: self._sat.new() for item in sorted(items)}
        for variable in self._variable.values():
            self._sat.add([variable, -variable])
        self._sat.prefer(self._variable.values())

    def unexplored(self) -> Items | None:
        """Return a set, as large as possible, about which nothing is known; None: all is known."""
        if not self._sat.solve([]):
            return None
        true = set(self._sat.model())
        return frozenset(item for item, variable in self._variable.items() if variable in true)

    def can_be_kept(self, items: Items) -> None:
        """Note that this set, and so each of its subsets, can be kept."""
        self._sat.add([v for item, v in self._variable.items() if item not in items])

    def cannot_be_kept(self, items: Items) -> None:
        """Note that this set, and so each set around it, cannot be kept."""
        self._sat.add([-self._variable[item] for item in items])


class Enumeration:
    """One run over the subsets of `items`; `sets` holds what is found so far."""

    def __init__(self, items: Items, core_of: Core, deadline: Deadline) -> None:
        self.items = items
        self.sets: list[Items] = []
        self._core_of = core_of
        self._deadline = deadline
        self._map = Map(items)

    def run(self) -> Iterator[Items]:
        """Yield the smallest sets as they are found; raises OutOfTimeError."""
        while (seed := self._map.unexplored()) is not None:
            watch(self._deadline)
            core = self._core_of(seed)
            if core is None:
                core = self._grow(seed)
            if core is not None:
                yield self._note(shrink(core, self._core_of))

    def foresee(self, known: Iterable[Items]) -> None:
        """Take in sets that may well be smallest, as they were in a question like this one."""
        for one in known:
            if one <= self.items and not any(found <= one for found in self.sets):
                watch(self._deadline)
                core = self._core_of(one)
                if core is not None:
                    self._note(shrink(core, self._core_of))

    def _note(self, found: Items) -> Items:
        self.sets.append(found)
        self._map.cannot_be_kept(found)
        return found

    def _grow(self, seed: Items) -> Items | None:
        """Enlarge a set that can be kept; return a set that cannot, if that comes first."""
        for item in sorted(self.items - seed):
            larger = seed | {item}
            if any(known <= larger for known in self.sets):
                continue
            core = self._core_of(larger)
            if core is not None:
                self._map.can_be_kept(seed)
                return core
            seed = larger
        self._map.can_be_kept(seed)
        return None


def enumerate_smallest(
    items: Items,
    core_of: Core,
    limit: int,
    deadline: Deadline,
    known: Iterable[Items] = (),
) -> Found:
    """Return all smallest sets that cannot be kept, up to a limit and a deadline.

    `known` are sets that may be among them, and are looked at first.
    """
    run = Enumeration(items, core_of, deadline)
    try:
        run.foresee(known)
        for _ in run.run():
            if len(run.sets) >= limit:
                return Found(smallest(run.sets), complete=False)
    except OutOfTimeError:
        return Found(smallest(run.sets), complete=False)
    return Found(smallest(run.sets), complete=True)
