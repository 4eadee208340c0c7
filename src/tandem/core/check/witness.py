"""A witness: one concrete week for each kind of week, and the budget of each month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tandem.core.check.agenda import Agenda, Away, Kind, Part
from tandem.core.check.answer import BudgetMonth, Placement, Witness, WitnessWeek
from tandem.core.check.clashes import Sets
from tandem.core.check.diary import Diary
from tandem.core.check.items import Home, Item, Session
from tandem.core.check.limits import budget
from tandem.core.check.week import Slot, build_week
from tandem.core.model import MINUTES_A_DAY, Household


class NoWitnessError(Exception):
    """The agenda cannot be arranged, so there is no week to show."""


class WrongWitnessError(RuntimeError):
    """A week that was found does not keep the plan: an error in Tandem itself."""


def make_witness(
    sets: Sets,
    items: Sequence[Item],
    household: Household,
    months: tuple[BudgetMonth, ...] | None = None,
) -> Witness:
    """Return weeks that keep everything on the agenda, the budget as it follows, and days.

    `months` is the budget of these items, when it is known already.
    Raises NoWitnessError when the agenda cannot be kept, and OutOfTimeError.
    """
    weeks = _Builder(sets.agenda, items, household).weeks()
    known = budget(items, household) if months is None else months
    return Witness(weeks, known, sets.days(items))


class _Builder:
    def __init__(self, agenda: Agenda, items: Sequence[Item], household: Household) -> None:
        self._agenda = agenda
        self._demands = agenda.uses.demands
        self._horizon = household.horizon
        self._items = frozenset(item.index for item in items)
        self._asked: dict[int, int] = {}
        self._known_kinds: dict[int, list[Kind]] = {}
        self._placements: dict[tuple[int, int], Placement] = {}
        for index in self._items:
            for atom, weeks in agenda.uses.of_item[index].items():
                self._asked[atom] = self._asked.get(atom, 0) | weeks
        self._arranged = [
            (part, kind, self._places(part, kind))
            for part in agenda.parts
            for kind in part.fullest(self._items)
        ]

    def _places(self, part: Part, kind: Kind) -> tuple[tuple[int, Slot], ...]:
        slots = part.places(kind)
        if slots is None:
            raise NoWitnessError
        atoms = part.week(kind.away).atoms
        return tuple((atoms[slot.session], slot) for slot in slots)

    def weeks(self) -> tuple[WitnessWeek, ...]:
        """Return a week of each kind, in the order of the year.

        A week in which less binds than in another is that one with what does not bind left out.
        """
        kinds: dict[tuple[frozenset[int], Away], list[int]] = {}
        for week in range(self._horizon.weeks):
            kinds.setdefault(self._kind(week), []).append(week)
        made: list[tuple[frozenset[int], Away, list[tuple[int, Placement]]]] = []
        found: dict[int, WitnessWeek] = {}
        for (binding, away), weeks in sorted(kinds.items(), key=lambda k: (-len(k[0][0]), k[1][0])):
            fuller = (p for other, same, p in made if same == away and other >= binding)
            placed = next(fuller, None)
            if placed is None:
                placed = self._place(weeks[0], binding)
                made.append((binding, away, placed))
            found[weeks[0]] = self._week(weeks, binding, placed)
        return tuple(found[week] for week in sorted(found))

    def _kind(self, week: int) -> tuple[frozenset[int], Away]:
        binding = frozenset(atom for atom, bits in self._asked.items() if bits >> week & 1)
        away = self._agenda.calendar.away
        return binding, tuple((m, weeks[week]) for m, weeks in away.items() if week in weeks)

    def _place(self, week: int, binding: frozenset[int]) -> list[tuple[int, Placement]]:
        """Return a placement for all that binds, in the order of the week."""
        placed = [*self._settled(binding), *self._searched(week, binding)]
        placed.extend(self._left_out(week, binding, [slot for _, slot in placed]))
        shown = ((atom, self._placement(atom, slot)) for atom, slot in placed)
        return sorted(shown, key=lambda s: (s[1].day, s[1].start, s[1].agreement, s[1].demand))

    def _week(
        self,
        weeks: Sequence[int],
        binding: frozenset[int],
        placed: Sequence[tuple[int, Placement]],
    ) -> WitnessWeek:
        homes = {
            demand.agreement
            for demand in (self._demands[atom] for atom in binding)
            if isinstance(demand, Home)
        }
        mondays = tuple(self._horizon.monday(w) for w in weeks)
        placements = tuple(placement for atom, placement in placed if atom in binding)
        return WitnessWeek(mondays, placements, tuple(sorted(homes)))

    def _settled(self, binding: frozenset[int]) -> Iterator[tuple[int, Slot]]:
        atoms = sorted(binding & self._agenda.settled)
        diary = Diary(build_week({atom: self._demands[atom] for atom in atoms}, {}))
        for number in range(len(diary.week.sessions)):
            diary.write_settled(number)
        return ((diary.week.atoms[slot.session], slot) for slot in diary.taken)

    def _searched(self, week: int, binding: frozenset[int]) -> Iterator[tuple[int, Slot]]:
        for part in self._agenda.parts:
            own = next((k for k in self._kinds_of(part) if k.weeks >> week & 1), None)
            if own is None:
                continue
            for other, kind, places in self._arranged:
                if other is part and kind.holds(own):
                    free = binding & part.free
                    yield from ((atom, slot) for atom, slot in places if atom in free)
                    break

    def _kinds_of(self, part: Part) -> list[Kind]:
        if id(part) not in self._known_kinds:
            self._known_kinds[id(part)] = part.kinds(self._items)
        return self._known_kinds[id(part)]

    def _left_out(
        self, week: int, binding: frozenset[int], taken: Sequence[Slot]
    ) -> Iterator[tuple[int, Slot]]:
        """Place what needed no search: there is room whatever the others do."""
        away = {m: weeks.get(week, 0) for m, weeks in self._agenda.calendar.away.items()}
        atoms = [atom for atom in reversed(self._agenda.left_out) if atom in binding]
        diary = Diary(build_week({atom: self._demands[atom] for atom in atoms}, away))
        for slot in taken:
            diary.block(slot)
        for number, atom in enumerate(diary.week.atoms):
            found = diary.put_in(number)
            if found is None:
                raise NoWitnessError
            yield from ((atom, slot) for slot in found)

    def _placement(self, atom: int, slot: Slot) -> Placement:
        """Return a place as it is shown: the same in all weeks in which it is taken."""
        key = atom, slot.start
        if key not in self._placements:
            self._placements[key] = self._show(atom, slot)
        return self._placements[key]

    def _show(self, atom: int, slot: Slot) -> Placement:
        session = self._demands[atom]
        if not isinstance(session, Session):
            raise TypeError(atom)
        start = slot.start - slot.day * MINUTES_A_DAY
        return Placement(
            agreement=session.agreement,
            members=session.members,
            day=slot.day,
            start=start,
            end=start + session.minutes,
            where=session.where,
            place=session.place,
            travel=session.travel,
            demand=session.demand,
        )
