"""Placing everything one by one, where it first fits: mostly that is enough.

Minutes of the week are bits of an integer here, so that "when can this begin?" is a handful of
operations on whole weeks. Who finds no place goes sooner the next time. Failing proves nothing, but
what was placed can be kept, and so can every part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tandem.core.check.items import Home, Session, minute_of_week
from tandem.core.check.places import Moments, between, smear
from tandem.core.check.week import Slot, Week, stretches
from tandem.core.model import DAYS_A_WEEK, MINUTES_A_DAY, Where

Atoms = frozenset[int]

TRIES = 12
"""So many times all is placed anew, with who found no place sooner."""
EAGER = 8.0
"""Who found no place has its turn as if it had so many times less choice."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a session of a week asks, as moments."""

    members: tuple[str, ...]
    visit: str | None
    length: int
    travel: int
    needed: int
    is_out: bool
    reaches: bool
    """Whether it may go on, with travel, until the next day: there it can meet itself."""
    allowed: Moments
    """When it can begin, if nothing is in the way."""
    days: tuple[tuple[int, Moments], ...]

    def has_days(self, moments: Moments) -> bool:
        """Whether it can begin at these moments on as many days as it needs."""
        return sum(1 for _, within in self.days if moments & within) >= self.needed


class Taken:
    """Places that are taken, or may be, and the moments of each member that go with it."""

    def __init__(self) -> None:
        self.slots: dict[Slot, None] = {}
        self.plain: dict[str, Moments] = {}
        self.visits: dict[tuple[str, str], Moments] = {}
        self.out: dict[str, Moments] = {}

    def write(self, slot: Slot, session: Session) -> None:
        """Take a place."""
        self.slots[slot] = None
        for member, start, end in slot.busy:
            moments = between(start, end)
            if session.visit is None:
                self.plain[member] = self.plain.get(member, 0) | moments
            else:
                visit = member, session.visit
                self.visits[visit] = self.visits.get(visit, 0) | moments
            if session.where is Where.OUT:
                self.out[member] = self.out.get(member, 0) | moments

    def include(self, other: Taken) -> None:
        """Take all that the other takes."""
        self.slots |= other.slots
        for member, moments in other.plain.items():
            self.plain[member] = self.plain.get(member, 0) | moments
        for visit, moments in other.visits.items():
            self.visits[visit] = self.visits.get(visit, 0) | moments
        for member, moments in other.out.items():
            self.out[member] = self.out.get(member, 0) | moments

    def of(self, members: Iterable[str], visit: str | None) -> Moments:
        """Return when something is in the way of one of these members, for this visit."""
        moments = 0
        for member in members:
            moments |= self.plain.get(member, 0)
        for (member, other), taken in self.visits.items():
            if other != visit and member in members:
                moments |= taken
        return moments


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
        self._homes = dict(zip(week.home_atoms, week.homes, strict=True))
        self._home_moments = {atom: _moments_of(home) for atom, home in self._homes.items()}
        self._days_away = {member: _days(mask) for member, mask in week.away.items()}
        self._shapes: dict[int, Shape | None] = {}
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
            if atom in self._homes and self._all_out(atom, [settled], self._homes[atom].adults):
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
        watched = [atom for atom in self._homes if atom in homes]
        free = [n for atom in sorted(atoms - self._settled) for n in self._numbers.get(atom, ())]
        return self._place_free(free, before, watched)

    def core(self, atoms: Atoms) -> Atoms | None:
        """Return a smallest set of one session with a choice and what leaves it none, if any.

        None says nothing.
        """
        if self._week.away or not self._is_usable:
            return None
        settled = self.settled(atoms)
        homes = [atom for atom in self._homes if atom in atoms]
        for atom in sorted(atoms - self._settled - self._homes.keys()):
            (number, *copies) = self._numbers[atom]
            shape = self._shape(number)
            if shape and not copies and not shape.reaches:
                moments = self._open(shape, [settled], homes)
                if not shape.has_days(moments):
                    return self._fewest(shape, frozenset(self._around(shape, atoms))) | {atom}
        return None

    def _fewest(self, shape: Shape, around: Atoms) -> Atoms:
        """Return few of what leaves no choice that leave a session too few days."""
        for one in sorted(around):
            if not self._has_room(shape, around - {one}):
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

    def _has_room(self, shape: Shape, around: Atoms) -> bool:
        """Whether a session finds its days beside these."""
        taken = [self._fixed_places(self._numbers[a][0]) for a in around if a in self._numbers]
        moments = self._open(shape, taken, [atom for atom in around if atom in self._homes])
        return shape.has_days(moments)

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
            for slot in self._week.settled_slots(number):
                taken.write(slot, self._week.sessions[number])
        return self._fixed[number]

    def note(self, slots: Iterable[Slot]) -> Taken:
        """Return these places as taken."""
        taken = Taken()
        for slot in slots:
            taken.write(slot, self._week.sessions[slot.session])
        return taken

    # --- what has a choice ------------------------------------------------------------------

    def _place_free(
        self, numbers: Sequence[int], before: Taken, homes: Sequence[int]
    ) -> Taken | None:
        self.stuck = None
        shapes: dict[int, Shape] = {}
        for number in numbers:
            shape = self._shape(number)
            if shape is None:
                return None
            shapes[number] = shape
        room = {number: self._room(number) for number in numbers}
        for _ in range(TRIES):
            found = Taken()
            order = sorted(numbers, key=room.__getitem__)
            for number in order:
                if not self._put(number, shapes[number], found, before, homes):
                    break
            else:
                return found
            self.stuck = self._week.atoms[number]
            if order[0] == number:
                return None
            room[number] /= EAGER
        return None

    def _room(self, number: int) -> float:
        """Return how many starts all settled sessions leave a session: who has few goes first."""
        if number not in self._known_room:
            shape, settled = self._shape(number), self.settled(self._settled)
            room = self._open(shape, [settled], ()).bit_count() if shape else 0
            self._known_room[number] = room
        return self._known_room[number]

    def _put(
        self, number: int, shape: Shape, found: Taken, before: Taken, homes: Sequence[int]
    ) -> bool:
        """Place one session on as many days as it needs, each as early as it fits."""
        both = [before, found]
        moments = self._open(shape, both, homes)
        missing = shape.needed
        for day, within in shape.days:
            starts = moments & within
            if starts:
                slot = self._week.slot(number, day, (starts & -starts).bit_length() - 1)
                found.write(slot, self._week.sessions[number])
                missing -= 1
                if not missing:
                    return True
                if shape.reaches:
                    moments = self._open(shape, both, homes)
        return False

    def _open(self, shape: Shape, taken: Sequence[Taken], homes: Sequence[int]) -> Moments:
        """Return when a session can begin; who is away and travels not is not reckoned with."""
        gone = 0
        for one in taken:
            gone |= one.of(shape.members, shape.visit)
        if shape.is_out:
            for atom in homes:
                adults = self._homes[atom].adults
                others = [adult for adult in adults if adult not in shape.members]
                if len(others) < len(adults):
                    gone |= self._all_out(atom, taken, others)
        return shape.allowed & ~smear(gone << shape.travel, shape.length)

    def _all_out(self, atom: int, taken: Sequence[Taken], others: Iterable[str]) -> Moments:
        """Return when a home is asked and all of these adults are out."""
        empty = self._home_moments[atom]
        for adult in others:
            out = self._days_away.get(adult, 0)
            for one in taken:
                out |= one.out.get(adult, 0)
            empty &= out
        return empty

    def _shape(self, number: int) -> Shape | None:
        if number not in self._shapes:
            self._shapes[number] = self._make_shape(number)
        return self._shapes[number]

    def _make_shape(self, number: int) -> Shape | None:
        """Return the shape of a session; None when moments cannot tell what is in its way."""
        session = self._week.sessions[number]
        if session.visit is not None and session.times > 1:
            return None
        days: dict[int, Moments] = {}
        for day, start, end in session.windows:
            gone = any(self._week.is_away(member, day) for member in session.members)
            if not (gone and session.where is Where.HOME):
                first, last = minute_of_week(day, start), minute_of_week(day, end)
                starts = between(first, last - session.minutes + 1)
                days[day] = days.get(day, 0) | starts
        allowed = 0
        for starts in days.values():
            allowed |= starts
        return Shape(
            members=session.members,
            visit=session.visit,
            length=session.length,
            travel=session.travel,
            needed=session.needed,
            is_out=session.where is Where.OUT,
            reaches=any(end + 2 * session.travel > MINUTES_A_DAY for _, _, end in session.windows),
            allowed=allowed,
            days=tuple(sorted(days.items())),
        )


def _moments_of(home: Home) -> Moments:
    moments = 0
    for start, end in stretches(home):
        moments |= between(start, end)
    return moments


def _days(mask: int) -> Moments:
    """Return all moments of these days."""
    moments = 0
    for day in range(DAYS_A_WEEK):
        if mask >> day & 1:
            moments |= between(minute_of_week(day, 0), minute_of_week(day + 1, 0))
    return moments
