"""The agenda of all options at once: can a choice of them be kept, and what of it cannot?

A choice is judged week by week, one of each kind. Most of a week is as it was in a choice before:
that keeps its places, and the rest is put in (`board.py`). When something cannot be put in, places
are searched for it while all others stay where they are; what is to blame when there are none is
searched along with it, until there is room, or a conflict that holds wherever the others are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tandem.core.check.agenda import Atoms, Away, Conflict, Kind
from tandem.core.check.arrange import Arrangement
from tandem.core.check.asked import Asked, Weeks
from tandem.core.check.board import Board, Shape, moments_of, shape_of
from tandem.core.check.clashes import Context
from tandem.core.check.enumerate import shrink
from tandem.core.check.grouping import can_meet, extent
from tandem.core.check.items import Demand, Home, Session, bit_numbers
from tandem.core.check.keeping import Core, Kept, Placed, away_of, members_of, pinned_at, placed
from tandem.core.check.options import Option
from tandem.core.check.places import Moments
from tandem.core.check.settled import common_weeks, settled_clashes
from tandem.core.check.solver import watch
from tandem.core.check.week import build_week


class Pool:
    """What options ask of the agenda, and what is known of what goes together."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._calendar = context.calendar
        self._asked = Asked(context.calendar)
        self._known = 0
        self._shapes: dict[int, Shape] = {}
        self._homes: dict[int, tuple[Home, Moments]] = {}
        self._settled: set[int] = set()
        self._loose: set[int] = set()
        """Sessions of which several may lie on one day: no window tells them apart."""
        self._extents: list[int] = []
        self._near: dict[int, tuple[int, Atoms]] = {}
        self._settled_cores: tuple[int, tuple[Atoms, ...]] = (0, ())
        self._cores: list[Core] = []
        self._kept: dict[Away, list[Kept]] = {}

    @property
    def demands(self) -> Sequence[Demand]:
        """What is asked of the agenda, by atom."""
        return self._asked.demands

    def asked_by(self, option: Option) -> Weeks:
        """Return what an option asks of the agenda: atoms, each with the weeks."""
        asked = self._asked.known.get(option.index)
        if asked is not None:
            return asked
        asked = self._asked.by(option)
        demands = self._asked.demands
        while self._known < len(demands):
            self._take_in(self._known, demands[self._known])
            self._known += 1
        return asked

    def _take_in(self, atom: int, demand: Demand) -> None:
        self._extents.append(extent(demand))
        if isinstance(demand, Session):
            self._shapes[atom] = shape_of(demand)
            if demand.same_day and demand.times > 1:
                self._loose.add(atom)
        else:
            self._homes[atom] = demand, moments_of(demand)
        if self._calendar.is_settled(demand):
            self._settled.add(atom)

    def settled_conflicts(self, options: Iterable[Option]) -> Iterator[Conflict]:
        """Yield all conflicts of demands without a choice that may be asked in one week."""
        return self._settled_in(self._weeks_of(options))

    def _settled_in(self, weeks_of: Mapping[int, int]) -> Iterator[Conflict]:
        if self._settled_cores[0] != self._known:
            weeks = [self._calendar.all_weeks] * self._known
            cores = settled_clashes(self.demands, weeks, self._calendar)
            self._settled_cores = self._known, cores
        for atoms in self._settled_cores[1]:
            if common_weeks(weeks_of.get(atom, 0) for atom in atoms):
                yield Conflict(atoms, self._calendar.all_weeks)

    def _weeks_chosen(self, chosen: Iterable[Option]) -> Weeks:
        """Return what these options ask; they are of different agreements, so never the same."""
        weeks_of: Weeks = {}
        for option in chosen:
            weeks_of.update(self.asked_by(option))
        return weeks_of

    def _weeks_of(self, options: Iterable[Option]) -> Weeks:
        weeks_of: Weeks = {}
        for option in options:
            watch(self._context.deadline)
            for atom, weeks in self.asked_by(option).items():
                weeks_of[atom] = weeks_of.get(atom, 0) | weeks
        return weeks_of

    def conflicts(self, chosen: Sequence[Option]) -> Iterator[Conflict]:
        """Yield atoms that these options ask and that clash; nothing when all can be kept.

        Not all, but at least one from each place where something cannot be kept, with all weeks in
        which the same would clash.
        """
        weeks_of = self._weeks_chosen(chosen)
        found: list[Atoms] = []
        for conflict in self._settled_in(weeks_of):
            found.append(conflict.atoms)
            yield conflict
        for kind in self._fullest(weeks_of):
            rest = kind.atoms
            for atoms in found:
                rest = rest - atoms if atoms <= rest else rest
            for conflict in self._conflicts_in(rest, kind.away):
                found.append(conflict.atoms)
                yield conflict

    def places(self, chosen: Sequence[Option]) -> Iterator[tuple[Kind, Placed | None]]:
        """Yield all kinds of week of a choice that was judged, with places; None: not known."""
        for weeks, away, own in self._kinds(self._weeks_chosen(chosen)):
            atoms = frozenset(bit_numbers(own))
            fitting = (k.places for k in self._kept.get(away, ()) if atoms <= k.atoms)
            yield Kind(atoms, away, weeks), next(fitting, None)

    def _kinds(self, weeks_of: Mapping[int, int]) -> list[tuple[int, Away, int]]:
        """Return the kinds of week: the weeks, who is away, and what binds (atoms as bits)."""
        members = {m for atom in weeks_of for m in members_of(self.demands[atom])}
        kinds = [(weeks, away, 0) for weeks, away in self._calendar.absences(members)]
        by_weeks: dict[int, int] = {}
        for atom, bits in weeks_of.items():
            by_weeks[bits] = by_weeks.get(bits, 0) | 1 << atom
        for bits, atoms in by_weeks.items():
            split = []
            for weeks, away, own in kinds:
                if weeks & bits:
                    split.append((weeks & bits, away, own | atoms))
                if weeks & ~bits:
                    split.append((weeks & ~bits, away, own))
            kinds = split
        return kinds

    def _fullest(self, weeks_of: Mapping[int, int]) -> list[Kind]:
        """Return the kinds of week in which as much binds as in any other, the fullest first."""
        kinds = self._kinds(weeks_of)
        kept: list[tuple[int, Away, int]] = []
        for weeks, away, own in sorted(kinds, key=lambda k: (-k[2].bit_count(), k[0] & -k[0])):
            if not any(own & more == own and away == other for _, other, more in kept):
                kept.append((weeks, away, own))
        return [Kind(frozenset(bit_numbers(own)), away, weeks) for weeks, away, own in kept]

    # --- one kind of week -------------------------------------------------------------------

    def _conflicts_in(self, atoms: Atoms, away: Away) -> Iterator[Conflict]:
        """Yield smallest sets of these atoms that cannot be kept, that share no atom."""
        for core in self._cores:
            if core.lies_in(atoms, away):
                yield core.conflict
                atoms -= core.conflict.atoms
        while (found := self._conflict(atoms, away)) is not None:
            yield found
            atoms -= found.atoms

    def _conflict(self, atoms: Atoms, away: Away) -> Conflict | None:
        """Return a smallest set of these atoms that cannot be kept; None when all can."""
        known = self._kept.setdefault(away, [])
        if any(atoms <= kept.atoms for kept in known):
            return None
        nothing = Kept(frozenset(), {})
        kept = max(known, key=lambda one: len(one.atoms & atoms), default=nothing)
        while missing := atoms - (kept := self._fill(atoms, away, kept)).atoms:
            watch(self._context.deadline)
            first = min(missing, key=self._room)
            anew = self._fill(atoms, away, nothing, first)
            if anew.atoms == atoms:
                kept = anew
                break
            found = self._make_room(first, kept, atoms, away)
            if not isinstance(found, Kept):
                return found
            kept = found
        known.append(kept)
        return None

    def _room(self, atom: int) -> tuple[int, int]:
        """Order atoms: homes first, then what has the least choice."""
        shape = self._shapes.get(atom)
        return (-1 if shape is None else shape.room, atom)

    def _fill(self, atoms: Atoms, away: Away, before: Kept, first: int | None = None) -> Kept:
        """Put atoms in a week in which others were kept before, as long as it goes."""
        board = Board((self._homes[a] for a in atoms if a in self._homes), dict(away))
        new = atoms - before.atoms
        places = {a: self._shapes[a].fixed for a in new & self._settled if a in self._shapes}
        for atom, fixed in places.items():
            board.write(self._shapes[atom], fixed)
        disturbed = {m for a in places for m in members_of(self.demands[a])}
        for atom in before.places.keys() & atoms:
            shape, there = self._shapes[atom], before.places[atom]
            if disturbed.isdisjoint(shape.session.members) or board.has_room(shape, there):
                places[atom] = there
                board.write(shape, there)
        homes = atoms & self._homes.keys()
        doubtful = homes if disturbed else homes - before.atoms
        empty = frozenset(a for a in doubtful if board.is_empty(*self._homes[a]))
        missing = atoms & self._shapes.keys() - places.keys()
        if not empty:
            for atom in sorted(missing, key=lambda a: (a != first, self._room(a))):
                found = board.put_in(self._shapes[atom])
                if found is None:
                    break
                places[atom] = found
        return Kept(homes - empty | places.keys(), places)

    def _make_room(self, missing: int, kept: Kept, atoms: Atoms, away: Away) -> Kept | Conflict:
        """Search places for what could not be put in, and for what is in its way.

        What is further off stays where it is, until it is to blame. Returns all that is kept then,
        or a smallest set of atoms that cannot be kept.
        """
        free: Atoms = frozenset({missing})
        while True:
            there = kept.atoms | self._homes.keys() & atoms
            around = self._around(free) & there
            while not self._loose.isdisjoint(around - free):
                free |= around & self._loose
                around = self._around(free) & there
            pinned = (around - free - self._settled).intersection(kept.places)
            asked = {
                atom: pinned_at(self._shapes[atom], kept.places[atom])
                if atom in pinned
                else self.demands[atom]
                for atom in sorted(free | around)
            }
            week = build_week(asked, dict(away))
            settled = (kept.atoms & around & self._settled) | pinned
            arrangement = Arrangement(week, settled, self._context.deadline)
            core = arrangement.core(frozenset(asked))
            if core is None:
                places = kept.places | placed(week, arrangement.taken())
                return Kept(kept.atoms | asked.keys(), places)
            core_without = arrangement.core(frozenset(asked) - pinned)
            if core_without is not None:
                return self._learn(shrink(core_without, arrangement.core), away)
            free |= core & pinned

    def foresee(self, options: Sequence[Option], week: int) -> Conflict | None:
        """Take in that all but any one of these options can be kept together in a week, not all.

        Returns the conflict. None, and nothing is taken in, when
        one of them asks more than one thing: then the blame is on some of that.
        """
        own = [[a for a, w in self.asked_by(o).items() if w >> week & 1] for o in options]
        if any(len(atoms) != 1 for atoms in own):
            return None
        core = frozenset(atoms[0] for atoms in own)
        concerned = {m for atom in core for m in members_of(self.demands[atom])}
        for weeks, away in self._calendar.absences(concerned):
            if weeks >> week & 1:
                return self._learn(core, away)
        return None

    def _learn(self, atoms: Atoms, away: Away) -> Conflict:
        concerned = frozenset(m for atom in atoms for m in members_of(self.demands[atom]))
        own = away_of(concerned, away)
        weeks = sum(w for w, absent in self._calendar.absences(set(concerned)) if absent == own)
        self._cores.append(Core(Conflict(atoms, weeks), concerned, own))
        return self._cores[-1].conflict

    def _around(self, atoms: Atoms) -> Atoms:
        """Return what can be in the way of some atoms, themselves included."""
        near = atoms.union(*(self._meeting(atom) for atom in atoms))
        return near.union(*(self._meeting(home) for home in near if home in self._homes))

    def _meeting(self, atom: int) -> Atoms:
        """Return the atoms that can meet an atom."""
        known = len(self.demands)
        if atom not in self._near or self._near[atom][0] != known:
            demand, own = self.demands[atom], self._extents[atom]
            meeting = frozenset(
                other
                for other, moments in enumerate(self._extents)
                if moments & own and can_meet(demand, self.demands[other])
            )
            self._near[atom] = known, meeting
        return self._near[atom][1]
