"""What the members of a household do all week, and what comes in: school, work, care, income."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.draft import Anchor, Draft, Watch, windows_of
from benchmarks.people import Age, Person
from benchmarks.timetable import Slot
from tandem.core.model import (
    Agreement,
    Basis,
    Demands,
    Direction,
    EndsIncome,
    Form,
    Income,
    Mandatory,
    Money,
    Relation,
    SomebodyHome,
    State,
    StatusDemand,
    Where,
)

SCHOOL_DAYS = (0, 1, 2, 3, 4)
COMPULSORY = Mandatory(Basis.ARTICLE, "Leerplichtwet 1969, artikel 2")


def live(draft: Draft) -> None:
    """Give every member a week: school, work, a training, care; keep somebody home for children."""
    children = draft.aged(Age.CHILD)
    carer = draft.people[0]
    for person in draft.people:
        if person.age is Age.CHILD:
            _primary_school(draft, person)
        elif person.age is Age.TEEN:
            _secondary_school(draft, person)
        elif person.age is Age.YOUNG:
            _young(draft, person)
        elif person.age is Age.ELDER:
            _day_care(draft, person)
        elif person is carer and children:
            _part_time(draft, person)
        else:
            _full_time(draft, person)
    if children:
        _somebody_home(draft, carer, children)


def hours(days: tuple[int, ...], start: str, end: str) -> tuple[Slot, ...]:
    """Return the same hours on some days."""
    return tuple(Slot(day, minute(start), minute(end)) for day in days)


def minute(clock: str) -> int:
    """Return the minute of the day of a time like 08:30."""
    hour, rest = clock.split(":")
    return int(hour) * 60 + int(rest)


def _anchor(
    draft: Draft,
    person: Person,
    kind: str,
    title: str,
    slots: tuple[Slot, ...],
    travel: int,
    *,
    demands: Demands | None = None,
    mandatory: Mandatory | None = None,
) -> Agreement:
    """Add an agreement with fixed hours, and take these hours of the member's week."""
    session = draft.sessions(
        kind,
        (person.id,),
        windows_of(slots),
        slots[0].minutes,
        times=len(slots),
        where=Where.OUT,
        travel=travel,
    )
    start = None if mandatory or draft.chance(0.5) else draft.day(1, 4)
    asked = replace(demands or Demands(), sessions=(session,))
    form = Form(start=start, demands=asked if start else replace(asked, ends_income=()))
    owner = draft.people[0].id if mandatory else draft.owner()
    state = State.ACTIVE if start is None else State.AGREED
    added = draft.add(
        kind, title, (person.id,), form, owner=owner, state=state, mandatory=mandatory
    )
    for slot in slots:
        draft.week.take((person.id,), slot, travel)
    draft.anchors.append(Anchor(added.id, person.id, slots, travel))
    return added


def _makes(person: Person, status: str) -> StatusDemand:
    return StatusDemand(Relation.MAKES, person.id, status)


def _pay(person: Person, euros: int, title: str) -> Money:
    return Money(person.id, Direction.IN, euros * 100, title)


def _income(draft: Draft, person: Person, title: str, euros: int) -> str:
    """Add an income as a fact; return its identifier."""
    income = Income(f"{title.lower()}-{person.id}", title, euros * 100)
    draft.incomes.setdefault(person.id, []).append(income)
    return income.id


# --- children -------------------------------------------------------------------------------


def _primary_school(draft: Draft, person: Person) -> None:
    slots = hours(SCHOOL_DAYS, "08:30", draft.rng.choice(("14:00", "14:30")))
    _anchor(draft, person, "school", "Basisschool", slots, 10, mandatory=COMPULSORY)


def _secondary_school(draft: Draft, person: Person) -> None:
    slots = hours(SCHOOL_DAYS, "08:30", draft.rng.choice(("15:00", "15:30")))
    demands = Demands(statuses=(_makes(person, "full-time-education"),))
    _anchor(draft, person, "school", "Voortgezet onderwijs", slots, 20, demands=demands,
            mandatory=COMPULSORY)  # fmt: skip


# --- adults ---------------------------------------------------------------------------------


def _young(draft: Draft, person: Person) -> None:
    draft.statuses[person.id] = ["lives-at-address"]
    bijstand = _income(draft, person, "Bijstand", draft.rng.randint(330, 380))
    ends = (EndsIncome(bijstand),)
    if draft.chance(0.6):
        slots = hours(_some_days(draft, 4, 5), "09:00", "15:30")
        demands = Demands(
            money=(_pay(person, 480, "Studiefinanciering"),),
            ends_income=ends,
            statuses=(_makes(person, "full-time-education"),),
        )
        _anchor(draft, person, "school", "Mbo-opleiding", slots, 30, demands=demands)
    else:
        slots = hours((0, 1, 2, 3), "08:00", "16:30")
        demands = Demands(
            money=(_pay(person, 950, "Loon"),),
            ends_income=ends,
            statuses=(_makes(person, "works-32-hours"),),
        )
        _anchor(draft, person, "work", "Werk in het magazijn", slots, 20, demands=demands)


def _some_days(draft: Draft, least: int, most: int) -> tuple[int, ...]:
    count = draft.rng.randint(least, most)
    return tuple(sorted(draft.rng.sample(SCHOOL_DAYS, count)))


def _part_time(draft: Draft, person: Person) -> None:
    """The carer's own week: over before the children are home."""
    draft.statuses[person.id] = ["lives-at-address"]
    if draft.chance(0.5):
        draft.statuses[person.id].append("receives-bijstand")
        _income(draft, person, "Bijstand", draft.rng.randint(1100, 1350))
        slots = hours(_some_days(draft, 3, 4), "09:15", "13:15")
        requires = StatusDemand(Relation.REQUIRES, person.id, "receives-bijstand")
        demands = Demands(statuses=(requires,))
        _anchor(draft, person, "traject", "Traject naar werk", slots, 20, demands=demands)
        return
    _income(draft, person, "Kindgebonden-budget", draft.rng.randint(300, 600))
    slots = hours(_some_days(draft, 3, 4), "09:00", "13:30")
    demands = Demands(
        money=(_pay(person, draft.rng.randint(700, 1000), "Loon"),),
        statuses=(_makes(person, "works-under-32-hours"),),
    )
    _anchor(draft, person, "work", "Werk in de zorg", slots, 15, demands=demands)


def _full_time(draft: Draft, person: Person) -> None:
    draft.statuses[person.id] = ["lives-at-address"]
    if draft.chance(0.6):
        slots = hours((0, 1, 2, 3), "08:30", "16:30")
        _income(draft, person, "Toeslagen", draft.rng.randint(100, 300))
        demands = Demands(
            money=(_pay(person, draft.rng.randint(1500, 1900), "Loon"),),
            statuses=(_makes(person, "works-32-hours"),),
        )
        _anchor(draft, person, "work", "Werk", slots, 25, demands=demands)
        return
    draft.statuses[person.id].append("receives-bijstand")
    _income(draft, person, "Bijstand", draft.rng.randint(1100, 1350))
    slots = hours(_some_days(draft, 3, 3), "09:00", "15:00")
    _anchor(draft, person, "day-activities", "Dagactiviteit", slots, 15)


def _day_care(draft: Draft, person: Person) -> None:
    _income(draft, person, "Aow", draft.rng.randint(1100, 1400))
    slots = hours(_some_days(draft, 2, 3), "10:00", "15:00")
    _anchor(draft, person, "day-activities", "Dagbesteding", slots, 20)


# --- somebody home --------------------------------------------------------------------------


def _somebody_home(draft: Draft, carer: Person, children: list[Person]) -> None:
    """Ask for somebody home after school; in the week that fits the carer is."""
    adults = [p.id for p in draft.aged(Age.ADULT, Age.YOUNG, Age.ELDER) if p is not carer]
    slots = hours(_some_days(draft, 3, 4), "14:00", "17:00")
    count = 2 if len(draft.people) > 4 else 1
    for child in children[:count]:
        others = draft.rng.sample(adults, min(len(adults), draft.rng.choice((1, 1, 2))))
        present = (carer.id, *others)
        home = SomebodyHome(present, windows_of(slots), child.id)
        form = Form(demands=Demands(somebody_home=(home,)))
        title = f"Thuis bij {child.name}"
        added = draft.add(
            "child-care", title, (*present, child.id), form, owner=carer.id, state=State.ACTIVE
        )
        draft.watches.append(Watch(added.id, present, slots))
    for slot in slots:
        draft.week.keep_home(carer.id, slot)
