"""The agenda of a plan: its parts that do not touch one another, and their kinds of week.

Everything that asks for time is an *atom*: a session demand, or a home demand on one day, known by
a number. An item asks some atoms in some weeks. Items with the same demands in other weeks (a
postponed agreement) ask the same atoms, so that what is learnt about atoms serves all of them.

Demands that leave no choice clash in ways that can be listed (`settled.py`). What remains for the
search are *parts*: sessions with a choice of times that can meet, with all settled demands that can
stand in their way. A settled demand may stand in more than one part.

Weeks in which the same binds are one kind. Of kinds in which less binds than in another (and the
same members are away) only the fullest are searched: what fits there fits in the lesser ones.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from tandem.core.check.again import Again
from tandem.core.check.arrange import Arrangement
from tandem.core.check.blame import KindBlame
from tandem.core.check.enumerate import Found, Items, enumerate_smallest, shrink, smallest
from tandem.core.check.firstfit import Board
from tandem.core.check.grouping import meeting_groups, standing_in_the_way
from tandem.core.check.groups import Grouped
from tandem.core.check.items import Calendar, Demand, Home, Item, Session, bound_demands
from tandem.core.check.memory import Memory
from tandem.core.check.reduce import leave_out, needs_search
from tandem.core.check.settled import common_weeks, settled_clashes
from tandem.core.check.solver import Deadline, OutOfTimeError
from tandem.core.check.switches import Switches
from tandem.core.check.week import Slot, Week, build_week

Atoms = frozenset[int]
Away = tuple[tuple[str, int], ...]
"""Members that are away in a week, each with a mask of days."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What binds in one kind of week, of one part, and which weeks (bits) are of this kind."""

    atoms: Atoms
    away: Away
    weeks: int

    def holds(self, other: Kind) -> bool:
        """Whether whatever fits in this kind fits in the other."""
        return self.away == other.away and self.atoms >= other.atoms


@dataclass(frozen=True, slots=True)
class Conflict:
    """Atoms that cannot be kept together in certain weeks (bits)."""

    atoms: Atoms
    weeks: int


class Uses:
    """Which items ask which atoms, in which weeks."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._numbers: dict[Demand, int] = {}
        self.demands: list[Demand] = []
        self.weeks: list[int] = []
        """For each atom the weeks in which any item asks it."""
        self.of_item: dict[int, dict[int, int]] = {}
        """For each item: atom → weeks."""

    def include(self, item: Item) -> bool:
        """Note what an item asks; return whether it asks any atom that was not known."""
        before = len(self.demands)
        own = self.of_item.setdefault(item.index, {})
        for demand, weeks in bound_demands(item, self._calendar):
            atom = self._numbers.setdefault(demand, len(self.demands))
            if atom == len(self.demands):
                self.demands.append(demand)
                self.weeks.append(0)
            self.weeks[atom] |= weeks
            own[atom] = weeks
        return len(self.demands) > before


class Part:
    """A part of the agenda: sessions with a choice that can meet, and what is in their way."""

    def __init__(
        self,
        atoms: Atoms,
        free: Atoms,
        uses: Uses,
        calendar: Calendar,
        switches: Switches,
        deadline: Deadline,
    ) -> None:
        self.atoms = atoms
        self.free = free
        """The atoms that are not settled: without any of these there is nothing to search."""
        self._uses = uses
        self._calendar = calendar
        self._switches = switches
        self._deadline = deadline
        demands = [uses.demands[atom] for atom in atoms]
        self._members = {m for d in demands if isinstance(d, Session) for m in d.members}
        self._members |= {a for d in demands if isinstance(d, Home) for a in d.adults}
        self._asked: dict[int, dict[int, int]] = {}
        self._arrangements: dict[Away, Arrangement] = {}
        self._boards: dict[Away, Board] = {}
        self._cores: dict[Away, list[Atoms]] = {}
        """Demands that cannot be kept together in a kind of week, as far as was found."""
        self._weeks: dict[Away, Week] = {}
        self._conflicts: dict[Items, tuple[Conflict, ...]] = {}
        self._easy: dict[tuple[Atoms, Away], tuple[Slot, ...] | None] = {}
        """Places that were found one by one."""
        self.was_reminded = False
        """Whether it was searched with a memory: then it learnt other things than without."""

    def anew(self) -> Part:
        """Return this part as it was before anything was asked of it."""
        return Part(
            self.atoms, self.free, self._uses, self._calendar, self._switches, self._deadline
        )

    @property
    def demands(self) -> Sequence[Demand]:
        """What is asked, by number."""
        return self._uses.demands

    def asked(self, items: Items) -> dict[int, dict[int, int]]:
        """Return for each of these items with something in this part: atom → weeks."""
        return {item: own for item in items if (own := self._asked_by(item))}

    def _asked_by(self, item: int) -> dict[int, int]:
        """Return what an item asks in this part: atom → weeks."""
        if item not in self._asked:
            every = self._uses.of_item[item].items()
            self._asked[item] = {atom: weeks for atom, weeks in every if atom in self.atoms}
        return self._asked[item]

    def question(self, items: Items, order: Sequence[int]) -> tuple[tuple[Hashable, ...], object]:
        """Return what decides which of these items clash, and the demands it names.

        A demand is named by its identity: what did not change has the same one in a memory.
        """
        own = self.asked(items)
        place = {atom: n for n, atom in enumerate(sorted(self.atoms))}
        demands = [self._uses.demands[atom] for atom in place]
        asked = tuple(
            tuple(sorted((place[atom], weeks) for atom, weeks in own[item].items()))
            for item in order
        )
        free = tuple(sorted(place[atom] for atom in self.free))
        return (tuple(map(id, demands)), free, asked), demands

    def kinds(self, items: Items) -> list[Kind]:
        """Return all kinds of week of these items, without weeks in which all is settled."""
        weeks_of: dict[int, int] = {}
        for own in self.asked(items).values():
            for atom, weeks in own.items():
                weeks_of[atom] = weeks_of.get(atom, 0) | weeks
        absences = self._calendar.absences(self._members)
        groups = [(weeks, away, frozenset[int]()) for weeks, away in absences]
        for atom, bits in weeks_of.items():
            split = []
            for weeks, away, atoms in groups:
                if weeks & bits:
                    split.append((weeks & bits, away, atoms | {atom}))
                if weeks & ~bits:
                    split.append((weeks & ~bits, away, atoms))
            groups = split
        return [Kind(atoms, away, weeks) for weeks, away, atoms in groups if atoms & self.free]

    def fullest(self, items: Items) -> list[Kind]:
        """Return the kinds of week that need a search."""
        kept: list[Kind] = []
        for kind in sorted(self.kinds(items), key=lambda k: (-len(k.atoms), k.weeks & -k.weeks)):
            if not any(other.holds(kind) for other in kept):
                kept.append(kind)
        return kept

    def week(self, away: Away) -> Week:
        """Return all demands of this part with their places, when these members are away."""
        if away not in self._weeks:
            demands = {atom: self._uses.demands[atom] for atom in sorted(self.atoms)}
            self._weeks[away] = build_week(demands, dict(away))
        return self._weeks[away]

    def arrangement(self, away: Away) -> Arrangement:
        """Return the search of a kind of week, with what it learnt so far."""
        if away not in self._arrangements:
            settled = self.atoms - self.free
            self._arrangements[away] = Arrangement(self.week(away), settled, self._deadline)
        return self._arrangements[away]

    def core(self, atoms: Atoms, away: Away) -> Atoms | None:
        """Return None when these demands can be kept in a kind of week, else some that cannot."""
        known = self._cores.setdefault(away, [])
        for core in known:
            if core <= atoms:
                return core
        found = None
        if self._switches.greedy:
            board = self.board(away)
            if board.place_all(atoms) is not None:
                return None
            found = board.core(atoms)
        found = found or self.arrangement(away).core(atoms)
        if found is not None:
            known.append(found)
        return found

    def learn(self, core: Atoms, away: Away) -> None:
        """Take in that these demands cannot be kept together in a kind of week."""
        known = self._cores.setdefault(away, [])
        if core not in known:
            known.append(core)

    def board(self, away: Away) -> Board:
        """Return what places one by one in a kind of week."""
        if away not in self._boards:
            self._boards[away] = Board(self.week(away), self.atoms - self.free)
        return self._boards[away]

    def places(self, kind: Kind) -> tuple[Slot, ...] | None:
        """Return places for all that binds in a kind of week; None when it cannot be."""
        easy = self._first_fit(kind)
        if easy is not None:
            return easy
        arrangement = self.arrangement(kind.away)
        return arrangement.taken() if arrangement.core(kind.atoms) is None else None

    def blame(self, items: Items, kind: Kind) -> KindBlame:
        """Return the question which of these items cannot be kept in a kind of week of theirs."""
        asked = {item: frozenset(own) & kind.atoms for item, own in self.asked(items).items()}
        atoms = {item: own for item, own in asked.items() if own}
        return KindBlame(atoms, self, kind.away, greedy=self._switches.greedy)

    def hard_kinds(self, items: Items) -> Iterator[Kind]:
        """Yield the fullest kinds that need a search."""
        for kind in self.fullest(items):
            if self._first_fit(kind) is None:
                yield kind

    def _first_fit(self, kind: Kind) -> tuple[Slot, ...] | None:
        """Return places that were found one by one; None when this fails."""
        key = kind.atoms, kind.away
        if key not in self._easy:
            placed = self.board(kind.away).place_all(kind.atoms) if self._switches.greedy else None
            self._easy[key] = None if placed is None else tuple(placed.slots)
        return self._easy[key]

    def conflicts(self, items: Items) -> tuple[Conflict, ...]:
        """Return smallest sets of atoms that clash, those of one kind of week sharing no atom.

        A set that was found in one kind is not sought again in the next. Remembers its answers:
        between two choices of options most parts stay the same.
        """
        if items not in self._conflicts:
            self._conflicts[items] = tuple(self._find_conflicts(items))
        return self._conflicts[items]

    def _find_conflicts(self, items: Items) -> Iterator[Conflict]:
        known: list[Atoms] = []
        for kind in self.hard_kinds(items):
            arrangement = self.arrangement(kind.away)
            rest = kind.atoms
            for found in known:
                rest = rest - found if found <= rest else rest
            while (core := arrangement.core(rest)) is not None:
                found = shrink(core, arrangement.core)
                known.append(found)
                yield Conflict(found, kind.weeks)
                rest -= found

    def clashes(self, items: Items, limit: int, memory: Memory | None = None) -> Found:
        """Return the smallest sets that cannot be kept in some week.

        With a memory of a plan that was much like this one, what is new in it is sought first.
        Moments that were taken are remembered, which only placing one by one can use.
        """
        shown = memory if self._switches.greedy else None
        sets: list[Items] = []
        complete = True
        for kind in self.fullest(items):
            blame = self.blame(items, kind)
            again = Again(blame, shown) if shown else None
            if not (again and again.sets) and self._first_fit(kind) is not None:
                continue
            if len(sets) >= limit:
                return Found(smallest(sets), complete=False)
            known = (*sets, *memory.expected) if memory else tuple(sets)
            found = self._clashes_of(blame, limit, known, again)
            sets = list(dict.fromkeys([*sets, *found.sets]))
            complete = complete and found.complete
        return Found(smallest(sets), complete)

    def _clashes_of(
        self, blame: KindBlame, limit: int, known: tuple[Items, ...], again: Again | None
    ) -> Found:
        """Return the smallest sets of one kind of week.

        By what was shown before, or by groups, or else by the general method.
        """
        grouped = Grouped(blame, self._deadline)
        try:
            if again is not None:
                self.was_reminded = True
                if again.run(known):
                    return Found(again.sets, complete=True)
                known = (*again.sets, *known)
            if self._switches.split and grouped.run(known, limit):
                if again is not None and grouped.sets:
                    again.keep(grouped.sets, blame.by_item(grouped.taken))
                return Found(grouped.sets, complete=True)
        except OutOfTimeError:
            return Found(grouped.sets, complete=False)
        if len(grouped.sets) >= limit:
            return Found(grouped.sets, complete=False)
        known = grouped.sets or known
        return enumerate_smallest(blame.items, blame.core, limit, self._deadline, known)


class Agenda:
    """What some items ask of the agenda, split in parts that never meet."""

    def __init__(
        self,
        items: Sequence[Item],
        calendar: Calendar,
        switches: Switches,
        deadline: Deadline,
        *,
        any_week: bool = False,
    ) -> None:
        """Take in the items; with `any_week` more items with the same demands may come."""
        self.calendar = calendar
        self.uses = Uses(calendar)
        for item in items:
            self.uses.include(item)
        self._switches = switches
        self._deadline = deadline
        self._any_week = any_week
        self._unlike_fresh: list[Part] = []
        """Parts that a memory spared a search, or let search in another order."""
        self._part_items: tuple[int, dict[int, Items]] | None = None
        self._settled_clashes = settled_clashes(self.uses.demands, self._weeks, calendar)

    @property
    def _weeks(self) -> Sequence[int]:
        """For each atom the weeks in which it may be asked."""
        if self._any_week:
            return [self.calendar.all_weeks] * len(self.uses.demands)
        return self.uses.weeks

    @cached_property
    def _searched(self) -> tuple[Atoms, tuple[int, ...]]:
        """What needs a search, and what can be placed after it, whatever the others do."""
        demands = self.uses.demands
        if not self._switches.reduction:
            return frozenset(range(len(demands))), ()
        return leave_out(demands, self._weeks, self.calendar)

    @property
    def left_out(self) -> tuple[int, ...]:
        """What needs no search: place it from the last to the first."""
        return self._searched[1]

    @cached_property
    def settled(self) -> Atoms:
        """What leaves no choice, and is not left out."""
        demands = self.uses.demands
        return frozenset(a for a in self._searched[0] if self.calendar.is_settled(demands[a]))

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts; a first clash is often found without any."""
        demands, free = self.uses.demands, self._searched[0] - self.settled
        groups = meeting_groups(demands, free, self.settled) if self._switches.split else [free]
        return tuple(
            Part(
                group | standing_in_the_way(demands, group, self.settled),
                group,
                self.uses,
                self.calendar,
                self._switches,
                self._deadline,
            )
            for group in groups
            if group
        )

    def _has_parts(self) -> bool:
        """Whether there is anything to search: mostly plain without making the parts."""
        return needs_search(self.uses.demands, self.calendar) or bool(self.parts)

    def _settled_conflicts(self, items: Items) -> Iterator[Conflict]:
        """Yield the clashes among settled atoms that these items ask."""
        asked: dict[int, int] = {}
        for item in items:
            for atom, weeks in self.uses.of_item[item].items():
                asked[atom] = asked.get(atom, 0) | weeks
        for atoms in self._settled_clashes:
            common = common_weeks(asked.get(atom, 0) for atom in atoms)
            if common:
                yield Conflict(atoms, common)

    def conflicts(self, items: Items) -> Iterator[Conflict]:
        """Yield atoms that these items ask and that clash; nothing when all can be kept.

        Not all, but at least one from each place where something cannot be kept.
        """
        yield from self._settled_conflicts(items)
        for part in self.parts:
            mine = items & self._items_of(part)
            if mine:
                yield from part.conflicts(mine)

    def settled_conflicts(self) -> Iterator[Conflict]:
        """Yield all clashes among settled atoms, with the weeks in which all may be asked."""
        for atoms in self._settled_clashes:
            common = common_weeks(self.uses.weeks[atom] for atom in atoms)
            if common:
                yield Conflict(atoms, common)

    def _items_of(self, part: Part) -> Items:
        """Return the items that ask something of a part."""
        known = len(self.uses.of_item)
        if self._part_items is None or self._part_items[0] != known:
            self._part_items = (
                known,
                {
                    id(part): frozenset(
                        item
                        for item, own in self.uses.of_item.items()
                        if not part.atoms.isdisjoint(own)
                    )
                    for part in self.parts
                },
            )
        return self._part_items[1][id(part)]

    def clashes(self, items: Items, limit: int, memory: Memory | None = None) -> Found:
        """Return the smallest sets that cannot be kept; what a memory knows is not sought again."""
        item_of = {atom: item for item in items for atom in self.uses.of_item[item]}
        settled = tuple(
            frozenset(item_of[atom] for atom in conflict.atoms)
            for conflict in self._settled_conflicts(items)
        )
        sets = list(settled)
        complete = True
        if len(sets) >= limit and self._has_parts():
            return Found(smallest(sets), complete=False)
        for part in self.parts:
            if len(sets) >= limit:
                return Found(smallest(sets), complete=False)
            found = self._of_part(part, items, limit, memory)
            sets.extend(found.sets)
            complete = complete and found.complete
        return Found(smallest(sets), complete)

    def _of_part(self, part: Part, items: Items, limit: int, memory: Memory | None) -> Found:
        if memory is None:
            return part.clashes(items, limit)
        order = sorted(part.asked(items))
        question, named = part.question(items, order)
        known = memory.sets((*question, limit), order)
        if known is not None:
            self._unlike_fresh.append(part)
            return Found(known, complete=True)
        found = self._changed(part, items, limit, memory)
        if found.complete and len(found.sets) < limit:
            memory.keep_sets((*question, limit), order, found.sets, named)
        return found

    def _changed(self, part: Part, items: Items, limit: int, memory: Memory) -> Found:
        """Search a part with a memory; all sets are those of a fresh search.

        When not all are found, it matters which: then they are sought as if nothing was known.
        """
        found = part.clashes(items, limit, memory)
        if part.was_reminded:
            self._unlike_fresh.append(part)
        is_all = found.complete and len(found.sets) < limit
        return found if is_all else part.anew().clashes(items, limit)

    def begin_anew(self, items: Items, limit: int) -> None:
        """Let every part have learnt what it would have learnt without a memory.

        Which week a search finds depends on what it did before.
        """
        anew = {id(part): part.anew() for part in self._unlike_fresh}
        for part in anew.values():
            part.clashes(items, limit)
        self.parts = tuple(anew.get(id(part), part) for part in self.parts)
        self._part_items = None
        self._unlike_fresh = []
