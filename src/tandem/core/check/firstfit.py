"""Placing everything one by one, where it first fits: mostly that is enough.

Minutes of the week are bits of an integer here, so that "when can this begin?" is a handful of
operations on whole weeks. Who finds no place goes first the next time. Failing proves nothing, but
what was placed can be kept, and so can every part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tandem.core.check.items import Home, minute_of_week
from tandem.core.check.places import Moments, between
from tandem.core.check.week import Slot, Week, stretches
from tandem.core.model import DAYS_A_WEEK, MINUTES_A_DAY, Where

Atoms = frozenset[int]

TRIES = 6
"""So many times all is placed anew, with who found no place in front."""


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


class State:
    """What is taken so far: by plain sessions, by visits, and of this outside the home."""

    def __init__(self) -> None:
        self.plain: dict[str, Moments] = {}
        self.visits: dict[tuple[str, str], Moments] = {}
        self.out: dict[str, Moments] = {}

    def copy(self) -> State:
        """Return the same, to go on from."""
        other = State()
        other.plain, other.visits, other.out = {**self.plain}, {**self.visits}, {**self.out}
        return other

    def write(self, member: str, moments: Moments, visit: str | None, *, is_out: bool) -> None:
        """Take moments of a member."""
        if visit is None:
            self.plain[member] = self.plain.get(member, 0) | moments
        else:
            self.visits[member, visit] = self.visits.get((member, visit), 0) | moments
        if is_out:
            self.out[member] = self.out.get(member, 0) | moments

    def taken(self, members: Iterable[str], visit: str | None) -> Moments:
        """Return when something is in the way of one of these members, for this visit."""
        moments = 0
        for member in members:
            moments |= self.plain.get(member, 0)
        if self.visits:
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
        self._fixed: dict[int, tuple[tuple[Slot, ...], Moments]] = {}

    def place(
        self, atoms: Atoms, homes: Atoms = frozenset(), context: Sequence[Slot] = ()
    ) -> tuple[Slot, ...] | None:
        """Return places for these demands, with nobody missed at home; None if this fails.

        Settled demands are taken as they are, without looking at each other. `context` are places
        that others may have taken, and `homes` the demands of those others that somebody is home;
        these are only looked at together with a place of the demands themselves.
        """
        if not self._is_usable:
            return None
        before, movable, own = State(), State(), State()
        for slot in context:
            self._write(before, slot)
            if self._week.atoms[slot.session] not in self._settled:
                self._write(movable, slot)
        found: list[Slot] = []
        for atom in atoms & self._settled:
            for number in self._numbers.get(atom, ()):
                slots, moments = self._fixed_places(number)
                session = self._week.sessions[number]
                if movable.taken(session.members, session.visit) & moments:
                    return None
                found.extend(slots)
                for member in session.members:
                    is_out = session.where is Where.OUT
                    for state in (before, own):
                        state.write(member, moments, session.visit, is_out=is_out)
        watched = [atom for atom in self._homes if atom in atoms or atom in homes]
        if any(
            self._is_empty(atom, before, own, movable, is_own=atom in atoms) for atom in watched
        ):
            return None
        free = [n for atom in sorted(atoms - self._settled) for n in self._numbers.get(atom, ())]
        placed = self._place_free(free, before, watched)
        return None if placed is None else (*found, *placed)

    # --- what leaves no choice --------------------------------------------------------------

    def _fixed_places(self, number: int) -> tuple[tuple[Slot, ...], Moments]:
        if number not in self._fixed:
            slots = self._week.settled_slots(number)
            moments = 0
            for slot in slots:
                for _, start, end in slot.busy[:1]:
                    moments |= between(start, end)
            self._fixed[number] = slots, moments
        return self._fixed[number]

    def _is_empty(
        self, atom: int, before: State, own: State, movable: State, *, is_own: bool
    ) -> bool:
        """Whether a home is empty at some moment by what is there, settled clashes left alone."""
        adults = self._homes[atom].adults
        empty = self._all_out(atom, before, adults)
        if not empty:
            return False
        moved = mine = 0
        for adult in adults:
            moved |= movable.out.get(adult, 0)
            mine |= own.out.get(adult, 0)
        if not is_own:
            empty &= mine
        return bool(empty & moved if atom in self._settled else empty)

    def _all_out(self, atom: int, state: State, adults: Iterable[str]) -> Moments:
        """Return when a home is asked and all of these adults are out."""
        empty = self._home_moments[atom]
        for adult in adults:
            empty &= state.out.get(adult, 0) | self._days_away.get(adult, 0)
        return empty

    # --- what has a choice ------------------------------------------------------------------

    def _place_free(
        self, numbers: Sequence[int], before: State, homes: Sequence[int]
    ) -> list[Slot] | None:
        shapes: dict[int, Shape] = {}
        for number in numbers:
            shape = self._shape(number)
            if shape is None:
                return None
            shapes[number] = shape
        room = {n: self._open(shape, before, homes).bit_count() for n, shape in shapes.items()}
        order = sorted(numbers, key=lambda n: room[n])
        for _ in range(TRIES):
            state, found = before.copy(), []
            for number in order:
                slots = self._put(number, shapes[number], state, homes)
                if slots is None:
                    break
                found.extend(slots)
            else:
                return found
            if order[0] == number:
                return None
            order.remove(number)
            order.insert(0, number)
        return None

    def _put(
        self, number: int, shape: Shape, state: State, homes: Sequence[int]
    ) -> list[Slot] | None:
        """Place one session on as many days as it needs, each as early as it fits."""
        moments = self._open(shape, state, homes)
        found: list[Slot] = []
        for day, within in shape.days:
            starts = moments & within
            if starts:
                slot = self._week.slot(number, day, (starts & -starts).bit_length() - 1)
                self._write(state, slot)
                found.append(slot)
                if len(found) == shape.needed:
                    return found
                if shape.reaches:
                    moments = self._open(shape, state, homes)
        return None

    def _open(self, shape: Shape, state: State, homes: Sequence[int]) -> Moments:
        """Return when a session can begin; who is away and travels not is not reckoned with."""
        gone = state.taken(shape.members, shape.visit)
        if shape.is_out:
            for atom in homes:
                adults = self._homes[atom].adults
                others = [adult for adult in adults if adult not in shape.members]
                if len(others) < len(adults):
                    gone |= self._all_out(atom, state, others)
        return shape.allowed & ~_smear(gone << shape.travel, shape.length)

    def _write(self, state: State, slot: Slot) -> None:
        session = self._week.sessions[slot.session]
        for member, start, end in slot.busy:
            is_out = session.where is Where.OUT
            state.write(member, between(start, end), session.visit, is_out=is_out)

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


def _smear(moments: Moments, length: int) -> Moments:
    """Return these moments and, of each, the `length` - 1 moments before it."""
    done = 1
    while done < length:
        step = min(done, length - done)
        moments |= moments >> step
        done += step
    return moments
