"""A household while it is being made: its week, its agreements, and the sets planted in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from benchmarks.people import Age, Person
from benchmarks.sizes import Size
from benchmarks.timetable import Slot, Timetable
from tandem.core.model import (
    Agreement,
    Demands,
    Form,
    Goal,
    Horizon,
    Income,
    Mandatory,
    Part,
    Professional,
    Sessions,
    State,
    Where,
    Window,
)
from tandem.core.rules import RuleBase

HORIZON = Horizon(date(2027, 1, 4), 26)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Fixed hours of one member, week after week: school, work, a training."""

    agreement: str
    member: str
    slots: tuple[Slot, ...]
    travel: int

    @property
    def days(self) -> frozenset[int]:
        """The days on which it is."""
        return frozenset(slot.day for slot in self.slots)

    def busy_on(self, day: int) -> Slot | None:
        """Return what it takes on a day, travel included."""
        for slot in self.slots:
            if slot.day == day:
                return Slot(day, slot.start - self.travel, slot.end + self.travel)
        return None


@dataclass(frozen=True, slots=True)
class Watch:
    """An agreement that somebody is at home: on which adults, at which places in the week."""

    agreement: str
    adults: tuple[str, ...]
    slots: tuple[Slot, ...]


@dataclass
class Draft:
    """Everything known so far of a household that is being made."""

    rng: Random
    rules: RuleBase
    size: Size
    people: tuple[Person, ...]
    professionals: tuple[Professional, ...]
    goals: tuple[Goal, ...] = ()
    week: Timetable = field(default_factory=Timetable)
    planted_week: Timetable = field(default_factory=Timetable)
    """What was planted within the hours of an anchor, so that it does not meet by accident."""
    agreements: list[Agreement] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    watches: list[Watch] = field(default_factory=list)
    statuses: dict[str, list[str]] = field(default_factory=dict)
    incomes: dict[str, list[Income]] = field(default_factory=dict)
    sets: set[frozenset[str]] = field(default_factory=set)
    """Sets that cannot go together, each of them smallest."""

    @property
    def room(self) -> int:
        """How many agreements are still to come."""
        return self.size.agreements - len(self.agreements)

    @property
    def parts(self) -> tuple[Part, ...]:
        """A plan part for each professional."""
        return tuple(Part(f"plan-{p.id}", f"Deelplan {p.role}", p.id) for p in self.professionals)

    def aged(self, *ages: Age) -> list[Person]:
        """Return the members of these ages."""
        return [person for person in self.people if person.age in ages]

    def owner(self) -> str:
        """Return a professional by chance."""
        return self.rng.choice(self.professionals).id

    def chance(self, share: float) -> bool:
        """Return true in this share of cases."""
        return self.rng.random() < share

    def next_id(self, kind: str) -> str:
        """Return the identifier that the next agreement of a kind will have."""
        return f"{kind}-{len(self.agreements) + 1:03}"

    def add(
        self,
        kind: str,
        title: str,
        members: Iterable[str],
        form: Form,
        *,
        owner: str | None = None,
        state: State | None = None,
        mandatory: Mandatory | None = None,
    ) -> Agreement:
        """Add an agreement, with what its kind brings; return it."""
        people = tuple(members)
        answers = self.owner() if owner is None else owner
        agreement = Agreement(
            id=self.next_id(kind),
            title=title,
            kind=kind,
            owner=answers,
            form=form,
            members=people,
            goal=self._goal(people),
            part=next((part.id for part in self.parts if part.by == answers), None),
            state=state or self.rng.choice((State.PROPOSED, State.PROPOSED, State.AGREED)),
            mandatory=mandatory,
            protected=self.rules.kind(kind).protected,
        )
        self.agreements.append(agreement)
        return agreement

    def _goal(self, members: tuple[str, ...]) -> str | None:
        fitting = [goal.id for goal in self.goals if not members or set(goal.members) & {*members}]
        return self.rng.choice(fitting) if fitting and self.chance(0.85) else None

    def change(self, agreement: Agreement) -> None:
        """Put an agreement in the place of the one with the same identifier."""
        place = next(n for n, one in enumerate(self.agreements) if one.id == agreement.id)
        self.agreements[place] = agreement

    def sessions(
        self,
        kind: str,
        members: Iterable[str],
        windows: Iterable[Window],
        minutes: int,
        *,
        times: int = 1,
        where: Where | None = None,
        travel: int = 0,
        every: int = 1,
    ) -> Sessions:
        """Return a session demand of a kind: its place and whether it is a contact."""
        people = tuple(members)
        defaults = self.rules.kind(kind)
        placed = where or defaults.where
        first = HORIZON.monday(self.rng.randrange(every)) if every > 1 else None
        return Sessions(
            members=people,
            times=times,
            minutes=minutes,
            windows=tuple(windows),
            every_weeks=every,
            first_week=first,
            where=placed,
            travel=travel if placed is Where.OUT else 0,
            contact_of=self._concerned(people) if defaults.contact else (),
        )

    def _concerned(self, members: tuple[str, ...]) -> tuple[str, ...]:
        """Whose contact it is: everybody's, or one member's when the others only come along."""
        return members if self.chance(0.5) else members[:1]

    # --- when -------------------------------------------------------------------------------

    def form(self, *sessions: Sessions, demands: Demands | None = None) -> Form:
        """Return a form that starts and ends as real ones do; it runs at least in weeks 8 to 15."""
        asked = replace(demands or Demands(), sessions=tuple(sessions))
        chance = self.rng.random()
        if chance < 0.5:
            return Form(demands=asked)
        start = self.day(1, 7)
        if chance < 0.8:
            return Form(start=start, demands=asked)
        if chance < 0.9:
            return Form(start=start, latest_start=start + timedelta(days=7), demands=asked)
        return Form(start=start, until=self.day(16, 25), demands=asked)

    def day(self, first_week: int, last_week: int) -> date:
        """Return a Monday, or the first of a month, in one of these weeks of the horizon."""
        monday = HORIZON.monday(self.rng.randint(first_week, last_week))
        first = monday.replace(day=1)
        in_range = HORIZON.monday(first_week) <= first
        return first if in_range and self.chance(0.3) else monday


def windows_of(slots: Iterable[Slot]) -> tuple[Window, ...]:
    """Return places as windows that leave no choice."""
    days: dict[tuple[int, int], list[int]] = {}
    for slot in slots:
        days.setdefault((slot.start, slot.end), []).append(slot.day)
    return tuple(Window(tuple(found), start, end) for (start, end), found in days.items())
