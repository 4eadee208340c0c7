"""What professionals, family and friends bring in: agreements that fit in the week as it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from benchmarks.draft import HORIZON, Draft, windows_of
from benchmarks.people import Age, Person
from benchmarks.timetable import AFTERNOON, ANYTIME, EVENING, OFFICE, SATURDAY, Hours, Slot
from tandem.core.model import (
    After,
    Agreement,
    Basis,
    Demands,
    Direction,
    Form,
    Mandatory,
    Money,
    Order,
    Unknown,
    Where,
    Window,
)

GROWN = (Age.ADULT, Age.YOUNG)
WORKING = (*GROWN, Age.ELDER)
MINORS = (Age.TEEN, Age.CHILD)
EVERYBODY = (*WORKING, *MINORS)


@dataclass(frozen=True, slots=True)
class Meeting:
    """Sessions that somebody offers: of which length, how often, for whom."""

    role: str
    kind: str
    title: str
    ages: tuple[Age, ...] = GROWN
    minutes: tuple[int, ...] = (45, 60)
    times: tuple[int, ...] = (1,)
    every: tuple[int, ...] = (1, 1, 2)
    freedom: tuple[str, ...] = ("narrow", "days", "broad")
    """How much choice the windows leave: fixed, narrow, days, broad."""
    with_adult: bool = False
    court_order: bool = False


MEETINGS = (
    Meeting("inkomensconsulent", "office-talk", "Inkomensgesprek", every=(2, 4)),
    Meeting("jeugdconsulent", "team-talk", "Gezinsoverleg", EVERYBODY, every=(2, 4),
            with_adult=True),
    Meeting("jeugdconsulent", "office-talk", "Jeugdgesprek", MINORS, with_adult=True),
    Meeting("werkcoach", "traject", "Sollicitatietraining", minutes=(120, 150), every=(1,),
            freedom=("fixed",)),
    Meeting("werkcoach", "office-talk", "Werkgesprek"),
    Meeting("schuldhulpverlener", "office-talk", "Budgetgesprek", every=(1, 2)),
    Meeting("Wmo-consulent", "day-activities", "Creatieve ochtend", WORKING, minutes=(120, 150),
            every=(1,), freedom=("fixed", "days")),
    Meeting("Wmo-consulent", "home-visit", "Keukentafelgesprek", WORKING, every=(4,)),
    Meeting("begeleider thuis", "home-visit", "Begeleiding thuis", times=(1, 1, 2),
            freedom=("broad", "days")),
    Meeting("begeleider thuis", "call", "Belmoment", minutes=(15, 30), freedom=("broad",)),
    Meeting("behandelaar", "therapy", "Therapie", (*GROWN, Age.TEEN), minutes=(60, 90), every=(1,),
            freedom=("fixed", "narrow")),
    Meeting("behandelaar", "treatment", "Behandeling", EVERYBODY, every=(1,),
            freedom=("fixed", "narrow")),
    Meeting("maatschappelijk werker", "office-talk", "Gesprek maatschappelijk werk"),
    Meeting("maatschappelijk werker", "home-visit", "Huisbezoek", freedom=("days", "broad")),
    Meeting("huisarts", "medical", "Praktijkondersteuner", EVERYBODY, minutes=(20, 30),
            every=(2, 4), freedom=("fixed", "narrow")),
    Meeting("jeugdbeschermer", "home-visit", "Huisbezoek jeugdbeschermer", MINORS,
            with_adult=True, court_order=True, every=(1, 2), freedom=("days", "broad")),
    Meeting("reclasseringswerker", "office-talk", "Meldgesprek reclassering", court_order=True,
            minutes=(30, 45), every=(1, 2), freedom=("narrow", "days")),
    Meeting("leerplichtambtenaar", "office-talk", "Gesprek leerplicht", (Age.TEEN,), every=(4,),
            freedom=("narrow", "days")),
    Meeting("taaldocent", "traject", "Taalles", WORKING, minutes=(90, 120), every=(1,),
            freedom=("fixed", "days")),
    Meeting("wijkverpleegkundige", "home-visit", "Wijkverpleging", WORKING, minutes=(20, 30),
            times=(1, 2), every=(1,), freedom=("days", "broad")),
    Meeting("bewindvoerder", "call", "Belafspraak bewindvoerder", minutes=(15, 30), every=(2, 4),
            freedom=("broad",)),
    Meeting("verslavingszorg", "treatment", "Groepsbehandeling", minutes=(90, 120), every=(1,),
            freedom=("fixed",)),
    Meeting("fysiotherapeut", "medical", "Fysiotherapie", EVERYBODY, minutes=(30,), times=(1, 2),
            every=(1,), freedom=("narrow", "days")),
    Meeting("woonconsulent", "home-visit", "Woongesprek", every=(4,), freedom=("days",)),
    Meeting("schoolmaatschappelijk werker", "office-talk", "Gesprek op school", MINORS),
    Meeting("opvoedcoach", "home-visit", "Opvoedondersteuning", MINORS, with_adult=True,
            freedom=("days", "broad")),
    Meeting("logopedist", "treatment", "Logopedie", MINORS, minutes=(30, 45), every=(1,),
            freedom=("fixed", "narrow")),
    Meeting("gezin", "own", "Sport", EVERYBODY, every=(1,), freedom=("fixed",)),
    Meeting("gezin", "own", "Koffie bij de buurvrouw", WORKING, freedom=("narrow", "days")),
)  # fmt: skip

COURT_ORDER = Mandatory(Basis.COURT_ORDER, "beschikking van de rechtbank van 3 november 2026")

Offer = Callable[[Draft], bool]
"""Adds one agreement, or more; says whether it could."""


def fill(draft: Draft, *, until: int) -> None:
    """Add agreements that fit until there are this many."""
    offers = _offers(draft)
    while len(draft.agreements) < until:
        if not draft.rng.choice(offers)(draft):
            _paper(draft)


def _offers(draft: Draft) -> list[Offer]:
    roles = {professional.role for professional in draft.professionals} | {"gezin"}
    fitting = [m for m in MEETINGS if m.role in roles and draft.aged(*m.ages)]
    meetings: list[Offer] = [lambda d, m=m: _meet(d, m) for m in fitting]  # type: ignore[misc]
    return [*meetings, *meetings, _repay, _receive, _paper, _unknown_talk, _in_order]


# --- meetings -------------------------------------------------------------------------------


def _meet(draft: Draft, meeting: Meeting) -> bool:
    rng = draft.rng
    members = _present(draft, meeting)
    where = draft.rules.kind(meeting.kind).where
    travel = rng.choice((0, 5, 10, 15, 20, 30)) if where is Where.OUT else 0
    minutes, times = rng.choice(meeting.minutes), rng.choice(meeting.times)
    hours = (EVENING, SATURDAY) if meeting.role == "gezin" else ANYTIME
    slots = draft.week.find(
        rng, members, minutes, travel=travel, out=where is Where.OUT, times=times, hours=hours
    )
    if not slots:
        return False
    for slot in slots:
        draft.week.take(members, slot, travel)
    windows = windows_around(draft, slots, rng.choice(meeting.freedom))
    session = draft.sessions(
        meeting.kind, members, windows, minutes, times=times, travel=travel,
        every=rng.choice(meeting.every),
    )  # fmt: skip
    mandatory = COURT_ORDER if meeting.court_order else None
    form = Form(demands=Demands((session,))) if mandatory else draft.form(session)
    title, owner = meeting.title, _owner(draft, meeting.role, members)
    draft.add(meeting.kind, title, members, form, owner=owner, mandatory=mandatory)
    return True


def _owner(draft: Draft, role: str, members: tuple[str, ...]) -> str:
    return next((p.id for p in draft.professionals if p.role == role), members[0])


def _present(draft: Draft, meeting: Meeting) -> tuple[str, ...]:
    """Who is there: members with the fullest lives most often."""
    first = _by_weight(draft, draft.aged(*meeting.ages))
    if not meeting.with_adult:
        return (first.id,)
    adults = [person for person in draft.aged(*GROWN) if person is not first]
    return (first.id, draft.rng.choice(adults).id) if adults else (first.id,)


def _by_weight(draft: Draft, people: list[Person]) -> Person:
    weights = [3 if person.age in GROWN else 1 for person in people]
    return draft.rng.choices(people, weights)[0]


def windows_around(draft: Draft, slots: tuple[Slot, ...], freedom: str) -> tuple[Window, ...]:
    """Return windows in which these places lie, with more or less choice."""
    if freedom == "fixed":
        return windows_of(slots)
    if freedom == "broad":
        return _broad(slots)
    before, after = (draft.rng.choice((15, 30, 45, 60)) for _ in range(2))
    windows = [
        Window((s.day,), max(s.start - before, 0), min(s.end + after, 24 * 60)) for s in slots
    ]
    if freedom == "days":
        free = sorted({0, 1, 2, 3, 4} - {slot.day for slot in slots})
        other = draft.rng.choice(free)
        windows.append(Window((other,), windows[0].start, windows[0].end))
    return tuple(windows)


def _broad(slots: tuple[Slot, ...]) -> tuple[Window, ...]:
    days = tuple(sorted({0, 1, 2, 3, 4} | {slot.day for slot in slots}))
    hours = next(
        (h for h in (OFFICE, AFTERNOON, EVENING) if all(_within(slot, h) for slot in slots)),
        Hours(start=9 * 60, end=21 * 60),
    )
    return (Window(days, hours.start, hours.end),)


def _within(slot: Slot, hours: Hours) -> bool:
    return hours.start <= slot.start and slot.end <= hours.end


def _unknown_talk(draft: Draft) -> bool:
    """A talk of which the hours are not known yet."""
    person = _by_weight(draft, draft.aged(*GROWN))
    session = draft.sessions("office-talk", (person.id,), (), 60, travel=15)
    form = draft.form(replace(session, windows=None))
    added = draft.add("office-talk", "Kennismaking", (person.id,), form)
    draft.change(replace(added, unknown=(Unknown("op welke dagen en uren", added.owner),)))
    return True


# --- money and paper ------------------------------------------------------------------------


def _money(draft: Draft, kind: str, title: str, direction: Direction, euros: int) -> Agreement:
    person = draft.rng.choice(draft.aged(*GROWN))
    money = Money(person.id, direction, euros * 100, title)
    form = draft.form(demands=Demands(money=(money,)))
    return draft.add(kind, title, (person.id,), form)


def _repay(draft: Draft) -> bool:
    title = draft.rng.choice(("Aflossen", "Betalingsregeling huur", "Aflossen zorgpremie"))
    _money(draft, "repayment", title, Direction.OUT, draft.rng.randrange(15, 90, 5))
    return True


def _receive(draft: Draft) -> bool:
    if draft.chance(0.5):
        return _repay(draft)
    _money(draft, "benefit", "Bijzondere bijstand", Direction.IN, draft.rng.randrange(20, 80, 5))
    return True


def _paper(draft: Draft) -> bool:
    """A form to hand in: by a day, or with nothing known about it yet."""
    person = draft.rng.choice(draft.aged(*GROWN))
    if draft.chance(0.3):
        added = draft.add("form", "Bewijsstuk", (person.id,), Form(start_known=False))
        draft.change(replace(added, unknown=(Unknown("wanneer het begint", added.owner),)))
        return True
    day = draft.day(2, 10)
    order = Order(finishes_before=day + timedelta(days=28))
    form = Form(start=day, lasts_days=1, demands=Demands(order=order))
    draft.add("form", "Aanvraagformulier", (person.id,), form)
    return True


# --- one after another ----------------------------------------------------------------------


def _in_order(draft: Draft) -> bool:
    """A course, and something that comes after it with time enough."""
    if draft.room < 2:
        return _paper(draft)
    person = _by_weight(draft, draft.aged(*WORKING))
    slots = draft.week.find(draft.rng, (person.id,), 60, travel=15)
    if not slots:
        return False
    draft.week.take((person.id,), slots[0], 15)
    start, weeks = draft.day(0, 3), draft.rng.randint(8, 12)
    first = course(draft, person, "Cursus omgaan met geld", slots, start=start, weeks=weeks)
    latest = start + timedelta(weeks=weeks + draft.rng.randint(1, 4))
    after = Order(after=(After(first.id, draft.rng.choice((0, 0, 7))),))
    windows = windows_around(draft, slots, "days")
    session = draft.sessions("office-talk", (person.id,), windows, 60, every=2, travel=15)
    form = Form(latest_start=latest, demands=Demands((session,), order=after))
    draft.add("office-talk", "Nagesprek", (person.id,), form)
    return True


def course(
    draft: Draft, person: Person, title: str, slots: tuple[Slot, ...], *, start: date, weeks: int
) -> Agreement:
    """Add a training with fixed hours that lasts some weeks."""
    session = draft.sessions(
        "traject", (person.id,), windows_of(slots), slots[0].minutes, times=len(slots), travel=15
    )
    form = Form(start=start, lasts_days=7 * weeks, demands=Demands((session,)))
    return draft.add("traject", title, (person.id,), form)


def last_day(form: Form) -> date:
    """Return the last day of a form that starts on a day and lasts some days."""
    return (form.start or HORIZON.start) + timedelta(days=(form.lasts_days or 1) - 1)
