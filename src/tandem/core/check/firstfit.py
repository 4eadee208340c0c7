"""Placing everything one by one, where it first fits: mostly that is enough.

Moments of the week are bits of an integer here, so that "when can this begin?" is a handful of
operations on whole weeks. Failing proves nothing, but what was placed can be kept, and so can every
part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tandem.core.check.places import Moments, smear
from tandem.core.check.taken import Shape, Shapes, Taken
from tandem.core.check.turns import Turns
from tandem.core.check.week import Slot, Week

Atoms = frozenset[int]


class Board:
    """One kind of week to place sessions on."""

    def __init__(self, week: Week, settled: Atoms) -> None:
        self._week = week
        self._settled = settled
        self._is_usable = all(session.minutes for session in week.sessions)
        """Moments cannot tell what is in the way of what takes no time."""
        self._numbers: dict[int, list[int]] = {}
        for number, atom in enumerate(week.atoms):
            self._numbers.setdefault(atom, []).append(number)
        self._shapes = Shapes(week)
        self._homes = self._shapes.homes
        self.stuck: int | None = None
        """Of the last time that this failed, a demand that found no place."""
        self._known_room: dict[int, float] = {}
        self._fixed: dict[int, Taken] = {}
        self._fixed_of: dict[Atoms, Taken] = {}

    def place_all(self, atoms: Atoms) -> Taken | None:
        """Return places for these demands, with nobody missed at home; None if this fails.

        Settled demands are taken as they are, without looking at each other.
        """
        settled = self.settled(atoms)
        for atom in atoms - self._settled:
            if atom in self._homes and self._is_empty(atom, settled):
                return None
        found = self.place(atoms, atoms, settled)
        if found is not None:
            found.include(settled)
        return found

    def place(self, atoms: Atoms, homes: Atoms, before: Taken) -> Taken | None:
        """Return places for what has a choice in some demands, beside what is taken before.

        Nobody is missed at home because of these places. None if this fails.
        """
        if not self._is_usable:
            return None
        free = [n for atom in sorted(atoms - self._settled) for n in self._numbers.get(atom, ())]
        turns = Turns(self._shapes, before, homes & self._homes.keys())
        found = turns.place(free, {number: self._room(number) for number in free})
        self.stuck = None if turns.stuck is None else self._week.atoms[turns.stuck]
        return found

    def stays(self, fixed: Atoms, homes: Atoms, taken: Taken, settled: Taken) -> bool:
        """Whether demands without a choice can stay beside what others may take.

        They are not looked at beside other demands without a choice, except that with these and
        what others take they leave no home empty.
        """
        for number in (n for atom in fixed for n in self._numbers.get(atom, ())):
            shape = self._shapes.of(number)
            if shape is None or not self._is_usable:
                return False
            gone = taken.of(shape.members, shape.visit)
            gone |= self._shapes.empty(number, (taken, settled), homes)
            if shape.without(shape.allowed, gone) != shape.allowed:
                return False
        return True

    def may_take(self, atoms: Atoms) -> dict[str, Moments]:
        """Return for each member when the sessions of some demands may take this member."""
        moments: dict[str, Moments] = {}
        for number in (n for atom in atoms for n in self._numbers.get(atom, ())):
            shape = self._shapes.of(number)
            if shape is not None:
                last = shape.allowed << max(shape.length - 1 - shape.travel, 0)
                for member in shape.members:
                    moments[member] = moments.get(member, 0) | smear(last, shape.length)
        return moments

    @property
    def unit(self) -> int:
        """How many minutes a moment is."""
        return self._shapes.unit

    def _is_empty(self, atom: int, taken: Taken) -> bool:
        """Whether what is taken alone leaves a home empty."""
        return bool(self._shapes.all_out(atom, (taken,), self._homes[atom].adults))

    def core(self, atoms: Atoms) -> Atoms | None:
        """Return a smallest set of one session with a choice and what leaves it none, if any.

        None says nothing.
        """
        if self._week.away or not self._is_usable or self._week.has_short_ways:
            return None
        settled = self.settled(atoms)
        homes = atoms & self._homes.keys()
        for atom in sorted(atoms - self._settled - self._homes.keys()):
            (number, *copies) = self._numbers[atom]
            shape = self._shapes.of(number)
            if shape and not copies and not shape.reaches:
                moments = self._shapes.open(number, shape, settled, homes)
                if not shape.has_days(moments):
                    around = frozenset(self._around(shape, atoms))
                    return self._fewest(number, shape, around) | {atom}
        return None

    def _fewest(self, number: int, shape: Shape, around: Atoms) -> Atoms:
        """Return few of what leaves no choice that leave a session too few days."""
        for one in sorted(around):
            if not self._has_room(number, shape, around - {one}):
                around -= {one}
        return around

    def _around(self, shape: Shape, atoms: Atoms) -> Iterator[int]:
        """Yield what leaves no choice and can be in the way of a session."""
        adults: set[str] = set()
        for atom, home in self._homes.items():
            if atom in atoms and shape.is_out and not set(shape.members).isdisjoint(home.adults):
                yield atom
                adults.update(home.adults)
        for atom in atoms & self._settled - self._homes.keys():
            (number,) = self._numbers[atom]
            members = self._week.sessions[number].members
            if not adults.isdisjoint(members) or not set(shape.members).isdisjoint(members):
                yield atom

    def _has_room(self, number: int, shape: Shape, around: Atoms) -> bool:
        """Whether a session finds its days beside these."""
        taken = Taken()
        for atom in around & self._numbers.keys():
            taken.include(self._fixed_places(self._numbers[atom][0]))
        return shape.has_days(self._shapes.open(number, shape, taken, around & self._homes.keys()))

    def settled(self, atoms: Atoms) -> Taken:
        """Return what the settled of these demands take."""
        atoms &= self._settled
        if atoms not in self._fixed_of:
            taken = Taken()
            for atom in sorted(atoms):
                for number in self._numbers.get(atom, ()):
                    taken.include(self._fixed_places(number))
            self._fixed_of[atoms] = taken
        return self._fixed_of[atoms]

    def _fixed_places(self, number: int) -> Taken:
        if number not in self._fixed:
            self._fixed[number] = taken = Taken()
            self._write(taken, self._week.settled_slots(number))
        return self._fixed[number]

    def note(self, slots: Iterable[Slot]) -> Taken:
        """Return these places as taken."""
        taken = Taken()
        self._write(taken, slots)
        return taken

    def _write(self, taken: Taken, slots: Iterable[Slot]) -> None:
        for slot in slots:
            _, busy = self._shapes.place(slot.session, slot.day, slot.start)
            taken.write(slot, busy, self._week.sessions[slot.session])

    def _room(self, number: int) -> float:
        """Return how many starts all settled sessions leave a session: who has few goes first."""
        if number not in self._known_room:
            shape, settled = self._shapes.of(number), self.settled(self._settled)
            room = self._shapes.open(number, shape, settled, ()).bit_count() if shape else 0
            self._known_room[number] = room
        return self._known_room[number]
