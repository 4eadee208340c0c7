"""Arranging one kind of week: can these demands be kept in it, and how?

For each day on which a session may lie, a row of variables says "begins at this start or before".
So of each row exactly one start is chosen, or none, and "not between these two starts" is one
clause. Each demand has a selector. What stands in whose way is added only when an arrangement runs
into it, for two sessions on one day at a time.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, islice, pairwise

from tandem.core.check.solver import Deadline, Sat
from tandem.core.check.week import Absences, Empty, Slot, Week, empty_homes, in_the_way, one_visit

Row = tuple[int, int]
"""A session (its place in the week) on one day."""


class Arrangement:
    """Answers for one kind of week, for any of its demands, and remembers what it learnt.

    Demands are known by their numbers (atoms).
    """

    def __init__(self, week: Week, settled: frozenset[int], deadline: Deadline) -> None:
        """Take in a week; clashes among its settled demands alone are not looked at."""
        self.week = week
        self._settled = settled
        self._deadline = deadline
        self._sat = Sat()
        self._selectors = {atom: self._sat.new() for atom in {*week.atoms, *week.home_atoms}}
        self._atoms = {variable: atom for atom, variable in self._selectors.items()}
        self._rows: dict[Row, list[int]] = {}
        self._known: set[tuple[Row, Row]] = set()
        self._taken: tuple[Slot, ...] = ()
        self._leaves_choice = [atom not in settled for atom in week.atoms]
        for number in range(len(week.sessions)):
            self._ask(number)

    def taken(self) -> tuple[Slot, ...]:
        """Return the places of the last arrangement that was found."""
        return self._taken

    def core(self, atoms: frozenset[int]) -> frozenset[int] | None:
        """Return None when these demands can be kept together, else some that cannot.

        Raises OutOfTimeError.
        """
        assumptions = [self._selectors[atom] for atom in atoms]
        while self._sat.solve(assumptions, self._deadline):
            taken = self._read(self._sat.model(), atoms)
            if not self._learn(taken, atoms):
                self._taken = taken
                return None
        return frozenset(self._atoms[literal] for literal in self._sat.core())

    def beside(self, atoms: frozenset[int], homes: frozenset[int], context: Sequence[Slot]) -> bool:
        """Whether these demands can be arranged beside places that others have taken.

        `homes` are demands that somebody is home, of the others. The places of the others may
        exclude one another: they are only looked at together with a place of these demands.
        Raises OutOfTimeError.
        """
        guard = self._sat.new()
        assumptions = [guard, *(self._selectors[atom] for atom in atoms)]
        while self._sat.solve(assumptions, self._deadline):
            taken = self._read(self._sat.model(), atoms)
            learnt = self._learn(taken, atoms)
            beside = self._learn_beside(guard, taken, context, atoms, homes)
            if not beside and not learnt:
                self._taken = taken
                self._sat.add([-guard])
                return True
        self._sat.add([-guard])
        return False

    def _learn_beside(
        self,
        guard: int,
        taken: Sequence[Slot],
        context: Sequence[Slot],
        own_homes: frozenset[int],
        homes: frozenset[int],
    ) -> bool:
        """Add what these places run into beside others; return whether there was anything.

        What the others alone leave empty is no concern of theirs, but it is of these demands.
        """
        learnt = False
        for slot in taken:
            for other in context:
                both_settled = self._is_settled(slot) and self._is_settled(other)
                if not both_settled and in_the_way(self.week, slot, other):
                    learnt = True
                    for clause in self._away_from(slot, other):
                        self._sat.add([-guard, *clause])
        own = set(taken)
        absences = Absences(self.week, [*taken, *context])
        for atom, home in zip(self.week.home_atoms, self.week.homes, strict=True):
            for empty in empty_homes(home, absences) if atom in own_homes | homes else ():
                settled = atom in self._settled and all(map(self._is_settled, empty.because))
                mine = tuple(slot for slot in dict.fromkeys(empty.because) if slot in own)
                if settled or (not mine and atom not in own_homes):
                    continue
                learnt = True
                self._forbid_empty(guard, replace(empty, because=mine))
        return learnt

    def _away_from(self, slot: Slot, other: Slot) -> Iterator[list[int]]:
        """Yield that the row of a place does not begin where it meets another place."""
        row = (slot.session, slot.day)
        for first, last in self._ruled_out(row, other):
            yield self._not_between(row, first, last)

    # --- variables --------------------------------------------------------------------------

    def _ask(self, number: int) -> None:
        """Say that a session needs its places, if its agreement is kept."""
        session = self.week.sessions[number]
        selector = self._selectors[self.week.atoms[number]]
        settled = self.week.is_settled(number)
        for day, starts in self.week.starts[number].items():
            row = [selector] if settled else [self._sat.new() for _ in starts]
            self._rows[number, day] = row
            for before, after in pairwise(row):
                self._sat.add([-before, after])
        days = [self._rows[number, day][-1] for day in self.week.starts[number]]
        if settled:
            return
        if len(days) < session.needed:
            self._sat.add([-selector])
            return
        for group in combinations(days, len(days) - session.needed + 1):
            self._sat.add([-selector, *group])

    def _not_between(self, row: Row, first: int, end: int) -> list[int]:
        """Return a clause: this row does not begin at starts number `first` up to before `end`."""
        literals = self._rows[row]
        before = [literals[first - 1]] if first else []
        return [-literals[end - 1], *before]

    def _read(self, model: Sequence[int], atoms: frozenset[int]) -> tuple[Slot, ...]:
        """Return for each of these sessions as many places as it needs, on different days.

        `model` holds for each variable, in order, its literal that is true.
        """
        taken: list[Slot] = []
        for number, session in enumerate(self.week.sessions):
            if self.week.atoms[number] in atoms:
                taken.extend(islice(self._begun(number, model), session.needed))
        return tuple(taken)

    def _begun(self, number: int, model: Sequence[int]) -> Iterator[Slot]:
        """Yield where a session begins, day by day.

        The variables of a row follow one another: first those that are false, then the true ones.
        """
        for day, starts in self.week.starts[number].items():
            row = self._rows[number, day]
            if model[row[-1] - 1] > 0:
                first = row[0] - 1
                place = bisect_left(model, 0, first, first + len(row)) - first
                yield self.week.slot(number, day, starts[place])

    # --- what is in the way -----------------------------------------------------------------

    def _is_settled(self, slot: Slot) -> bool:
        return not self._leaves_choice[slot.session]

    def _learn(self, taken: Sequence[Slot], atoms: frozenset[int]) -> bool:
        """Add what this arrangement runs into; return whether there was anything."""
        learnt = False
        for one, other in self._meetings(taken):
            learnt = True
            self._forbid_meetings((one.session, one.day), (other.session, other.day))
        absences = Absences(self.week, taken)
        for atom, home in zip(self.week.home_atoms, self.week.homes, strict=True):
            if atom in atoms:
                for empty in empty_homes(home, absences):
                    if atom in self._settled and all(map(self._is_settled, empty.because)):
                        continue
                    learnt = True
                    self._forbid_empty(self._selectors[atom], empty)
        return learnt

    def _meetings(self, taken: Sequence[Slot]) -> Iterable[tuple[Slot, Slot]]:
        by_member: dict[str, list[tuple[int, int, Slot]]] = {}
        for slot in taken:
            for member, start, end in slot.busy:
                by_member.setdefault(member, []).append((start, end, slot))
        for spans in by_member.values():
            spans.sort(key=lambda span: span[:2])
            current: list[tuple[int, Slot]] = []
            for start, end, slot in spans:
                current = [(e, other) for e, other in current if e > start]
                for _, other in current:
                    choice = self._leaves_choice
                    may_move = choice[slot.session] or choice[other.session]
                    if may_move and in_the_way(self.week, slot, other):
                        yield other, slot
                current.append((end, slot))

    def _forbid_meetings(self, one: Row, other: Row) -> None:
        """Say of each start of one row which starts of the other it rules out."""
        key = (min(one, other), max(one, other))
        if key in self._known or one_visit(
            self.week.sessions[one[0]], self.week.sessions[other[0]]
        ):
            return
        self._known.add(key)
        one, other = key
        for place, start in enumerate(self.week.starts[one[0]][one[1]]):
            slot = self.week.slot(one[0], one[1], start)
            for first, end in self._ruled_out(other, slot):
                here = self._not_between(one, place, place + 1)
                self._sat.add({*here, *self._not_between(other, first, end)})

    def _ruled_out(self, row: Row, slot: Slot) -> Iterator[tuple[int, int]]:
        """Yield the starts of a row at which it is in the way of a place."""
        number, day = row
        minutes = self.week.straight(number, slot.session) if day == slot.day else None
        for member, start, end in slot.busy:
            if minutes is None:
                yield from self._meeting(row, member, start, end)
            elif member in self.week.sessions[number].members:
                yield from self._too_near(row, slot, member, minutes)

    def _too_near(
        self, row: Row, slot: Slot, member: str, minutes: int
    ) -> Iterator[tuple[int, int]]:
        """Yield the starts of a row from which a member cannot go straight to a place, or back."""
        number, day = row
        by_home = self.week.travel(number, member, day)
        by_home += self.week.travel(slot.session, member, day)
        gap = min(minutes, by_home)
        starts = self.week.starts[number][day]
        end = slot.start + self.week.sessions[slot.session].minutes
        first = bisect_right(starts, slot.start - self.week.sessions[number].minutes - gap)
        last = bisect_left(starts, end + gap)
        if first < last:
            yield first, last

    def _meeting(self, row: Row, member: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the starts of a row at which it takes this member between two moments."""
        number, day = row
        session = self.week.sessions[number]
        if member in session.members:
            travel = self.week.travel(number, member, day)
            starts = self.week.starts[number][day]
            first = bisect_right(starts, start - session.minutes - travel)
            last = bisect_left(starts, end + travel)
            if first < last:
                yield first, last

    def _forbid_empty(self, selector: int, empty: Empty) -> None:
        """Say that a home is not empty because of these rows, wherever the last of them begins."""
        clause = {-selector}
        if empty.because:
            *others, last = dict.fromkeys(empty.because)
            for slot in others:
                row = (slot.session, slot.day)
                place = self.week.starts[slot.session][slot.day].index(slot.start)
                clause.update(self._not_between(row, place, place + 1))
            row = (last.session, last.day)
            (between,) = self._meeting(row, self._adult(empty, last), empty.start, empty.end)
            clause.update(self._not_between(row, *between))
        self._sat.add(clause)

    def _adult(self, empty: Empty, slot: Slot) -> str:
        return next(
            member
            for member, start, end in slot.busy
            if member in empty.home.adults and start <= empty.start and empty.end <= end
        )
