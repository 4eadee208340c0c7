"""Which items cannot be kept in one kind of week: the question that a search of clashes asks."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from tandem.core.check.arrange import Arrangement
from tandem.core.check.enumerate import Items
from tandem.core.check.firstfit import Board
from tandem.core.check.items import Demand
from tandem.core.check.taken import Taken
from tandem.core.check.week import Absences, Slot, Week, empty_homes

Atoms = frozenset[int]
Away = tuple[tuple[str, int], ...]
"""Members that are away in a week, each with a mask of days."""


class Asking(Protocol):
    """The part of the agenda of which a kind of week is looked at."""

    free: Atoms

    @property
    def demands(self) -> Sequence[Demand]:
        """What is asked, by number."""

    def week(self, away: Away) -> Week:
        """Return all demands with their places, when these members are away."""

    def board(self, away: Away) -> Board:
        """Return what places one by one in a kind of week."""

    def arrangement(self, away: Away) -> Arrangement:
        """Return the search of a kind of week, with what it learnt so far."""

    def core(self, atoms: Atoms, away: Away) -> Atoms | None:
        """Return None when these demands can be kept in a kind of week, else some that cannot."""

    def learn(self, core: Atoms, away: Away) -> None:
        """Take in that these demands cannot be kept together in a kind of week."""


class KindBlame:
    """Which items cannot be kept in one kind of week."""

    def __init__(self, atoms: dict[int, Atoms], part: Asking, away: Away, *, greedy: bool) -> None:
        self._atoms = atoms
        self._part = part
        self._away = away
        self._greedy = greedy
        self._board = part.board(away)
        self._homes = frozenset(part.week(away).home_atoms)
        self._item = {atom: item for item, own in atoms.items() for atom in own}
        self.items: Items = frozenset(atoms)
        self._smallest: dict[Items, Atoms] = {}
        """Smallest sets that are known, with all that they ask."""

    def core(self, items: Items) -> Items | None:
        """Return None when these items can be kept in this kind of week, else some that cannot."""
        atoms = self._atoms_of(items)
        core = self._part.core(atoms, self._away)
        return None if core is None else frozenset(self._item[atom] for atom in core)

    def beside(
        self, items: Items, others: Items, taken: Iterable[Taken], *, surely: bool = False
    ) -> Taken | None:
        """Return places for what has a choice in these items; None when none are found.

        Beside all that has no choice in them and in the others, and places that may be taken.
        `surely` says that there are none when none are found.
        """
        around = self._atoms_of(items | others)
        before = Taken()
        for one in (self._board.settled(around), *taken):
            before.include(one)
        free = self._atoms_of(items) & self._part.free - self._homes
        homes = around & self._homes
        placed = self._board.place(free, homes, before) if self._greedy else None
        if placed is not None or (self._greedy and not surely):
            return placed
        arrangement = self._part.arrangement(self._away)
        found = arrangement.beside(free, homes, tuple(before.slots))
        return self._board.note(arrangement.taken()) if found else None

    def stuck(self) -> Items:
        """Return an item that found no place when some had to be placed, if one is known."""
        atom = self._board.stuck
        return frozenset() if atom is None else frozenset({self._item[atom]})

    def plain(self, items: Items, new: Items | None = None) -> Iterator[Items]:
        """Yield sets that plainly cannot be kept; with `new` at least all that hold any of these.

        Among them all because of which, with no choice in them, somebody is missed at home.
        """
        week, atoms = self._part.week(self._away), self._atoms_of(items)
        fixed = atoms - self._part.free | self._homes & atoms
        concerned = atoms if new is None else self._atoms_of(new)
        concerned = concerned if concerned.isdisjoint(fixed) else atoms
        for atom in sorted(concerned - fixed) if self._greedy else ():
            core = self._board.core(fixed | {atom})
            if core is not None:
                found = frozenset(self._item[one] for one in core)
                if self._atoms_of(found) == core:
                    self._smallest[found] = core
                yield found
        absences = Absences(week, tuple(self._board.settled(atoms).slots))
        for atom, home in zip(week.home_atoms, week.homes, strict=True):
            if atom in atoms & self._part.free:
                for empty in empty_homes(home, absences):
                    because = {week.atoms[slot.session] for slot in empty.because}
                    yield frozenset(self._item[one] for one in {atom, *because})

    def is_smallest(self, items: Items) -> bool:
        """Whether it is known already that these cannot be kept, and that all but one can."""
        core = self._smallest.get(items)
        if core is not None:
            self._part.learn(core, self._away)
        return core is not None

    def trust(self, items: Items) -> None:
        """Take in that these are a smallest set."""
        self._smallest[items] = self._atoms_of(items)

    def put_in(self, items: Items, others: Items, taken: Iterable[Taken]) -> Taken | None:
        """Return places for these items, beside all that the others may take; None: no room."""
        atoms, around = self._atoms_of(items), self._atoms_of(items | others)
        if not atoms.isdisjoint(self._homes):
            return None
        before = Taken()
        for one in taken:
            before.include(one)
        fixed = atoms - self._part.free
        if not self._board.stays(fixed, around & self._homes, before, self._board.settled(around)):
            return None
        return self.beside(items, others, (before,))

    def in_the_way(self, items: Items, places: Mapping[int, Taken]) -> Items:
        """Return whose places are where these items may be."""
        may_take = self._board.may_take(self._atoms_of(items))
        return frozenset(item for item, taken in places.items() if taken.meets(may_take))

    def by_item(self, taken: Taken) -> dict[int, Taken]:
        """Return for each item what of this it takes."""
        week, slots = self._part.week(self._away), dict[int, list[Slot]]()
        for slot in taken.slots:
            slots.setdefault(self._item[week.atoms[slot.session]], []).append(slot)
        return {item: self._board.note(own).unplaced() for item, own in slots.items()}

    @cached_property
    def names(self) -> dict[str, int]:
        """For each agreement its item."""
        demands = self._part.demands
        return {demands[atom].agreement: item for atom, item in self._item.items()}

    @cached_property
    def asked(self) -> dict[str, frozenset[int]]:
        """For each agreement the identities of the demands that it asks."""
        demands = self._part.demands
        return {
            name: frozenset(id(demands[atom]) for atom in self._atoms[item])
            for name, item in self.names.items()
        }

    @property
    def named(self) -> Sequence[Demand]:
        """The demands that are asked."""
        return [self._part.demands[atom] for atom in self._item]

    @property
    def setting(self) -> Hashable:
        """Who is away when, and how long a moment is."""
        return self._away, self._board.unit

    def _atoms_of(self, items: Items) -> Atoms:
        return frozenset(atom for item in items for atom in self._atoms.get(item, ()))
