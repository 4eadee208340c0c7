"""The agenda of a plan: its parts that do not touch one another, and their kinds of week.

Everything that asks for time is an *atom*: a session demand, or a home demand on one day, known by
a number. An item asks some atoms in some weeks. Items with the same demands in other weeks (a
postponed agreement) ask the same atoms, so that what is learnt about atoms serves all of them.

Weeks in which the same binds are one kind. Of kinds in which less binds than in another (and the
same members are away) only the fullest are searched: what fits there fits in the lesser ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tandem.core.check.arrange import Arrangement
from tandem.core.check.enumerate import Found, Items, enumerate_smallest, shrink, smallest
from tandem.core.check.firstfit import first_fit
from tandem.core.check.items import Calendar, Demand, Home, Item, Session, bound_demands
from tandem.core.check.reduce import extent, leave_out
from tandem.core.check.solver import Deadline
from tandem.core.check.switches import Switches
from tandem.core.check.week import Slot, Week, build_week
from tandem.core.model import Where

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
    """A part of the agenda: atoms that never meet those of another part."""

    def __init__(
        self, atoms: Atoms, uses: Uses, calendar: Calendar, switches: Switches, deadline: Deadline
    ) -> None:
        self.atoms = atoms
        self._uses = uses
        self._calendar = calendar
        self._switches = switches
        self._deadline = deadline
        demands = [uses.demands[atom] for atom in atoms]
        self._members = {m for d in demands if isinstance(d, Session) for m in d.members}
        self._members |= {a for d in demands if isinstance(d, Home) for a in d.adults}
        self._arrangements: dict[Away, Arrangement] = {}
        self._weeks: dict[Away, Week] = {}

    def asked(self, items: Items) -> dict[int, dict[int, int]]:
        """Return for each of these items with something in this part: atom → weeks."""
        asked = {}
        for item in items:
            own = {a: w for a, w in self._uses.of_item[item].items() if a in self.atoms}
            if own:
                asked[item] = own
        return asked

    def kinds(self, items: Items) -> list[Kind]:
        """Return all kinds of week of these items, without weeks in which nothing binds."""
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
        return [Kind(atoms, away, weeks) for weeks, away, atoms in groups if atoms]

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
            self._arrangements[away] = Arrangement(self.week(away), self._deadline)
        return self._arrangements[away]

    def places(self, kind: Kind) -> tuple[Slot, ...] | None:
        """Return places for all that binds in a kind of week; None when it cannot be."""
        if self._switches.greedy:
            easy = first_fit(self.week(kind.away), kind.atoms)
            if easy is not None:
                return easy
        arrangement = self.arrangement(kind.away)
        return arrangement.taken() if arrangement.core(kind.atoms) is None else None

    def blame(self, items: Items, kind: Kind) -> KindBlame:
        """Return the question which of these items cannot be kept in a kind of week of theirs."""
        asked = {item: frozenset(own) & kind.atoms for item, own in self.asked(items).items()}
        return KindBlame({i: own for i, own in asked.items() if own}, self.arrangement(kind.away))

    def hard_kinds(self, items: Items) -> Iterator[Kind]:
        """Yield the fullest kinds in which placing one by one does not succeed."""
        for kind in self.fullest(items):
            if not self._switches.greedy or first_fit(self.week(kind.away), kind.atoms) is None:
                yield kind

    def cores(self, items: Items) -> Iterator[Items]:
        """Yield for each kind of week smallest sets that cannot be kept and share no item."""
        for kind in self.fullest(items):
            blame = self.blame(items, kind)
            rest = blame.items
            while (core := blame.core(rest)) is not None:
                found = shrink(core, blame.core)
                yield found
                rest -= found

    def clashes(self, items: Items, limit: int) -> Found:
        """Return the smallest sets of these items that cannot be kept in some week."""
        sets: list[Items] = []
        complete = True
        for kind in self.hard_kinds(items):
            blame = self.blame(items, kind)
            found = enumerate_smallest(blame.items, blame.core, limit, self._deadline)
            sets.extend(found.sets)
            complete = complete and found.complete
        return Found(smallest(sets), complete)


class KindBlame:
    """Which items cannot be kept in one kind of week."""

    def __init__(self, atoms: dict[int, Atoms], arrangement: Arrangement) -> None:
        self._atoms = atoms
        self._arrangement = arrangement
        self._item = {atom: item for item, own in atoms.items() for atom in own}
        self.items: Items = frozenset(atoms)

    def core(self, items: Items) -> Items | None:
        """Return None when these items can be kept in this kind of week, else some that cannot."""
        atoms = frozenset(a for item in items for a in self._atoms.get(item, ()))
        core = self._arrangement.core(atoms)
        return None if core is None else frozenset(self._item[atom] for atom in core)


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
        demands = self.uses.demands
        weeks = [calendar.all_weeks] * len(demands) if any_week else self.uses.weeks
        searched: Atoms = frozenset(range(len(demands)))
        self.left_out: tuple[int, ...] = ()
        if switches.reduction:
            searched, self.left_out = leave_out(demands, weeks, calendar)
        groups = _meeting_groups(demands, searched) if switches.split else [searched]
        self.parts = tuple(
            Part(atoms, self.uses, calendar, switches, deadline) for atoms in groups if atoms
        )

    def cores(self, items: Items) -> Iterator[Items]:
        """Yield smallest sets of these items that cannot be kept; nothing when all can be."""
        for part in self.parts:
            yield from part.cores(items)

    def clashes(self, items: Items, limit: int) -> Found:
        """Return the smallest sets of these items that cannot be kept in some week."""
        found = [part.clashes(items, limit) for part in self.parts]
        sets = smallest(s for one in found for s in one.sets)
        return Found(sets, all(one.complete for one in found))


def _meeting_groups(demands: Sequence[Demand], searched: Atoms) -> list[Atoms]:
    """Group atoms that can meet, directly or through others."""
    parent = {atom: atom for atom in searched}

    def root(atom: int) -> int:
        while parent[atom] != atom:
            parent[atom] = parent[parent[atom]]
            atom = parent[atom]
        return atom

    for one, other in _meeting_pairs(demands, sorted(searched)):
        parent[root(one)] = root(other)
    groups: dict[int, set[int]] = {}
    for atom in sorted(searched):
        groups.setdefault(root(atom), set()).add(atom)
    return [frozenset(group) for group in groups.values()]


def _meeting_pairs(demands: Sequence[Demand], searched: Iterable[int]) -> Iterator[tuple[int, int]]:
    by_member: dict[str, list[int]] = {}
    homes: list[tuple[int, Home]] = []
    for atom in searched:
        demand = demands[atom]
        if isinstance(demand, Home):
            homes.append((atom, demand))
        else:
            for member in demand.members:
                by_member.setdefault(member, []).append(atom)
    for atoms in by_member.values():
        yield from _sessions_meet(demands, atoms)
    for atom, home in homes:
        for adult in home.adults:
            for other in by_member.get(adult, []):
                session = demands[other]
                if isinstance(session, Session) and session.where is Where.OUT:
                    yield atom, other


def _sessions_meet(demands: Sequence[Demand], atoms: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield pairs of sessions of one member that can take the same minute."""
    extents = [extent(d) for d in (demands[atom] for atom in atoms) if isinstance(d, Session)]
    for place, one in enumerate(atoms):
        for before, other in enumerate(atoms[:place]):
            if extents[place] & extents[before]:
                yield one, other
