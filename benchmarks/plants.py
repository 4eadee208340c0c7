"""Sets that cannot go together, planted on purpose: each of them smallest, by construction.

Every function adds agreements to a draft and notes the sets; it says whether there was room for it.
What is planted keeps clear of what was placed before, so that a plan without one agreement of each
planted set mostly fits.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import combinations

from benchmarks.draft import Anchor, Draft, Watch, windows_of
from benchmarks.offers import WORKING, course, last_day
from benchmarks.people import Person
from benchmarks.timetable import ANYTIME, OFFICE, STEP, Hours, Slot
from tandem.core.model import (
    After,
    Agreement,
    Demands,
    Form,
    Order,
    Relation,
    Sessions,
    StatusDemand,
    Window,
)

TALKS = ("Coachgesprek", "Oudergesprek", "Voortgangsgesprek", "Adviesgesprek", "Intake")

Plant = Callable[[Draft], bool]


def plant(draft: Draft, count: int) -> None:
    """Plant at least this many sets, as long as there are agreements left to make them of."""
    failures = 0
    while len(draft.sets) < count and draft.room >= 4 and failures < 100:
        failures += not draft.rng.choice(PLANTS)(draft)


def _add(draft: Draft, kind: str, members: tuple[str, ...], session: Sessions) -> Agreement:
    title = draft.rng.choice(TALKS)
    return draft.add(kind, title, members, draft.form(session))


def _note(draft: Draft, *agreements: str) -> None:
    draft.sets.add(frozenset(agreements))


# --- fixed hours ----------------------------------------------------------------------------


def same_hours(draft: Draft) -> bool:
    """Plant a pair: a talk at a fixed hour within somebody's school, work or training."""
    anchor = draft.rng.choice(draft.anchors)
    minutes = draft.rng.choice((45, 60, 60, 90))
    places = [
        Slot(slot.day, start, start + minutes)
        for slot in anchor.slots
        for start in range(slot.start, slot.end - minutes + 1, STEP)
    ]
    travel = draft.rng.choice((0, 10, min(15, anchor.travel)))
    travel = min(travel, anchor.travel)
    free = [p for p in places if draft.planted_week.is_free((anchor.member,), p, travel)]
    if not free:
        return False
    slot = draft.rng.choice(free)
    draft.planted_week.take((anchor.member,), slot, travel)
    session = draft.sessions(
        "office-talk", (anchor.member,), windows_of((slot,)), minutes, travel=travel,
        every=draft.rng.choice((1, 1, 2)),
    )  # fmt: skip
    added = _add(draft, "office-talk", (anchor.member,), session)
    _note(draft, added.id, anchor.agreement)
    return True


def too_few_days(draft: Draft) -> bool:
    """Plant a pair: sessions on more different days than an anchor leaves free."""
    anchors = [a for a in draft.anchors if len(a.days) >= 3]
    if not anchors:
        return False
    anchor = draft.rng.choice(anchors)
    hours = _hours_of(anchor)
    free_days = tuple(sorted(set(OFFICE.days) - anchor.days))
    minutes = draft.rng.choice((30, 45, 60))
    places = draft.week.find(
        draft.rng, (anchor.member,), minutes, out=False, times=len(free_days),
        hours=(Hours(free_days, hours.start, hours.end),),
    ) if free_days else ()  # fmt: skip
    if len(places) != len(free_days):
        return False
    for place in places:
        draft.week.take((anchor.member,), place)
    windows = (Window(OFFICE.days, hours.start, hours.end),)
    session = draft.sessions(
        "home-visit", (anchor.member,), windows, minutes, times=len(free_days) + 1
    )
    added = _add(draft, "home-visit", (anchor.member,), session)
    _note(draft, added.id, anchor.agreement)
    return True


def _hours_of(anchor: Anchor) -> Slot:
    return Slot(0, max(s.start for s in anchor.slots), min(s.end for s in anchor.slots))


# --- somebody home --------------------------------------------------------------------------


def nobody_home(draft: Draft) -> bool:
    """Plant a set: each adult who could be home with a child has to be elsewhere at one moment."""
    if not draft.watches:
        return False
    watch = draft.rng.choice(draft.watches)
    slot = draft.rng.choice(watch.slots)
    moments = [
        Slot(slot.day, start, start + 60) for start in range(slot.start, slot.end - 59, STEP)
    ]
    open_moments = [m for m in moments if _can_be_out(draft, watch, m)]
    if not open_moments:
        return False
    moment = draft.rng.choice(open_moments)
    out = [_away_at(draft, adult, moment) for adult in watch.adults]
    _note(draft, watch.agreement, *out)
    return True


def _can_be_out(draft: Draft, watch: Watch, moment: Slot) -> bool:
    return all(
        _anchored(draft, adult, moment) is not None
        or draft.week.is_free((adult,), moment, 10, out=False)
        for adult in watch.adults
    )


def _anchored(draft: Draft, adult: str, moment: Slot) -> Anchor | None:
    """Return what keeps an adult from home during all of a moment, anyhow."""
    for anchor in draft.anchors:
        busy = anchor.busy_on(moment.day)
        if anchor.member == adult and busy is not None and moment.moved_within(busy):
            return anchor
    return None


def _away_at(draft: Draft, adult: str, moment: Slot) -> str:
    """Return why an adult is elsewhere at a moment: an agreement, added when there is none."""
    anchor = _anchored(draft, adult, moment)
    if anchor is not None:
        return anchor.agreement
    draft.week.take((adult,), moment, 10)
    session = draft.sessions("office-talk", (adult,), windows_of((moment,)), 60, travel=10)
    return _add(draft, "office-talk", (adult,), session).id


# --- one window -----------------------------------------------------------------------------


def one_window(draft: Draft) -> bool:
    """Plant sets: talks within one window that holds all but one of them, whichever it is."""
    return _in_one_window(draft, count=draft.rng.choice((3, 3, 4)), fitting=None)


def half_in_one_window(draft: Draft) -> bool:
    """Plant four triples: four talks in a window that holds any two of them and no three."""
    return _in_one_window(draft, count=4, fitting=2)


def _in_one_window(draft: Draft, count: int, fitting: int | None) -> bool:
    fits = fitting or count - 1
    person = draft.rng.choice(draft.aged(*WORKING))
    lengths = [draft.rng.choice((40, 45, 50, 60)) for _ in range(count)]
    least = sum(sorted(lengths)[-fits:])
    most = sum(sorted(lengths)[: fits + 1])
    if least >= most:
        return False
    window = draft.rng.randrange(least, most, 5)
    place = draft.week.find(draft.rng, (person.id,), window, out=False)
    if not place:
        return False
    draft.week.take((person.id,), place[0])
    names = [_talk_within(draft, person, place, minutes) for minutes in lengths]
    draft.sets.update(map(frozenset, combinations(names, fits + 1)))
    return True


def _talk_within(draft: Draft, person: Person, slots: tuple[Slot, ...], minutes: int) -> str:
    kind = draft.rng.choice(("home-visit", "call"))
    session = draft.sessions(kind, (person.id,), windows_of(slots), minutes)
    return _add(draft, kind, (person.id,), session).id


def few_mornings(draft: Draft) -> bool:
    """Plant a set: one talk more than there are mornings, each morning having room for one."""
    days = draft.rng.choice((2, 2, 3))
    person = draft.rng.choice(draft.aged(*WORKING))
    places = draft.week.find(draft.rng, (person.id,), 75, out=False, times=days)
    if not places:
        return False
    for place in places:
        draft.week.take((person.id,), place)
    names = (_talk_within(draft, person, places, 45) for _ in range(days + 1))
    _note(draft, *names)
    return True


def between_two(draft: Draft) -> bool:
    """Plant a triple: a talk of two, when the one is busy the first hour and the other the next."""
    grown = draft.aged(*WORKING)
    if len(grown) < 2:
        return False
    one, other = draft.rng.sample(grown, 2)
    both = (one.id, other.id)
    place = draft.week.find(draft.rng, both, 120, out=False)
    if not place:
        return False
    draft.week.take(both, place[0])
    day, start = place[0].day, place[0].start
    talk = draft.sessions("home-visit", both, windows_of(place), 60)
    first = draft.sessions("call", (one.id,), windows_of((Slot(day, start, start + 60),)), 60)
    rest = draft.sessions(
        "call", (other.id,), windows_of((Slot(day, start + 60, start + 120),)), 60
    )
    _note(
        draft,
        _add(draft, "home-visit", both, talk).id,
        _add(draft, "call", (one.id,), first).id,
        _add(draft, "call", (other.id,), rest).id,
    )
    return True


# --- status ---------------------------------------------------------------------------------

RULED_OUT = {
    "works-32-hours": (Relation.MAKES, "works-under-32-hours"),
    "works-under-32-hours": (Relation.EXCLUDES, "works"),
    "full-time-education": (Relation.MAKES, "works-32-hours"),
    "receives-bijstand": (Relation.MAKES, "study-finance"),
}
"""For each status that somebody's week makes or needs, a demand that cannot go with it."""


def against_status(draft: Draft) -> bool:
    """Plant a pair: something that cannot go with the status of somebody's school or work."""
    for anchor in draft.rng.sample(draft.anchors, len(draft.anchors)):
        agreement = next(a for a in draft.agreements if a.id == anchor.agreement)
        for demand in agreement.form.demands.statuses:
            if agreement.mandatory is None and demand.status in RULED_OUT:
                return _rule_out(draft, agreement, anchor.member, demand.status)
    return False


def _rule_out(draft: Draft, agreement: Agreement, member: str, status: str) -> bool:
    relation, other = RULED_OUT[status]
    kind = "work" if relation is Relation.MAKES else "traject"
    demand = StatusDemand(relation, member, other)
    form = draft.form(demands=Demands(statuses=(demand,)))
    title = "Baan bij de post" if kind == "work" else "Proefplaats"
    added = draft.add(kind, title, (member,), form)
    _note(draft, added.id, agreement.id)
    return True


# --- order ----------------------------------------------------------------------------------


def too_late(draft: Draft) -> bool:
    """Plant a pair: something has to begin before the training it comes after is over."""
    first = _training(draft)
    if first is None:
        return False
    before = last_day(first.form) - timedelta(days=draft.rng.choice((6, 13, 20)))
    order = Order(after=(After(first.id),), starts_before=before)
    form = Form(latest_start=before + timedelta(days=60), demands=Demands(order=order))
    added = draft.add("traject", "Stage", first.members, form)
    _note(draft, added.id, first.id)
    return True


def too_long(draft: Draft) -> bool:
    """Plant a triple: three steps, one after another, that take longer than there is time."""
    first = _training(draft)
    if first is None:
        return False
    weeks = draft.rng.randint(6, 8)
    order = Order(after=(After(first.id),))
    latest = last_day(first.form) + timedelta(days=21)
    form = Form(latest_start=latest, lasts_days=7 * weeks, demands=Demands(order=order))
    second = draft.add("traject", "Werkstage", first.members, form)
    end = last_day(first.form) + timedelta(weeks=weeks - draft.rng.choice((1, 2)))
    order = Order(after=(After(second.id),), starts_before=end)
    form = Form(latest_start=end + timedelta(days=60), demands=Demands(order=order))
    third = draft.add("traject", "Op zoek naar werk", first.members, form)
    _note(draft, first.id, second.id, third.id)
    return True


def _training(draft: Draft) -> Agreement | None:
    person = draft.rng.choice(draft.aged(*WORKING))
    place = draft.week.find(draft.rng, (person.id,), 90, travel=15, hours=ANYTIME)
    if not place:
        return None
    draft.week.take((person.id,), place[0], 15)
    start, weeks = draft.day(0, 3), draft.rng.randint(10, 12)
    return course(draft, person, "Training", place, start=start, weeks=weeks)


PLANTS: tuple[Plant, ...] = (
    same_hours,
    same_hours,
    same_hours,
    too_few_days,
    too_few_days,
    nobody_home,
    nobody_home,
    one_window,
    one_window,
    half_in_one_window,
    few_mornings,
    between_two,
    against_status,
    too_late,
    too_long,
)


def stray(draft: Draft) -> None:
    """Add an agreement at an hour chosen blindly: it may clash with anything, or with nothing."""
    person = draft.rng.choice(draft.people)
    day, start = draft.rng.choice(OFFICE.days), draft.rng.randrange(9 * 60, 16 * 60, STEP)
    slot = Slot(day, start, start + 60)
    session = draft.sessions("medical", (person.id,), windows_of((slot,)), 60, travel=15)
    draft.add("medical", "Polikliniek", (person.id,), draft.form(session))


def crowd(draft: Draft, number: int) -> None:
    """Let some members have more talks than two mornings hold, whichever of them are left out."""
    grown = draft.aged(*WORKING)
    for person in draft.rng.sample(grown, min(number, len(grown))):
        places = draft.week.find(draft.rng, (person.id,), 150, out=False, times=2)
        talks = draft.rng.randint(8, 10)
        if places and draft.room >= talks:
            for place in places:
                draft.week.take((person.id,), place)
            names = [_talk_within(draft, person, places, 45) for _ in range(talks)]
            draft.sets.update(map(frozenset, combinations(names, 7)))
