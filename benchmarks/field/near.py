"""Near misses: households that just fit, and their twins that just do not.

A household and its twin come from the same seed and differ in one number, and what follows from
it. Time and money have five minutes or one euro to spare, or too little; days and contacts have
just enough, or one too few.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from benchmarks.draft import Draft, windows_of
from benchmarks.field.asis import free_cents
from benchmarks.field.reading import Reading
from benchmarks.households import generate
from benchmarks.offers import WORKING, course, last_day
from benchmarks.people import Person
from benchmarks.sizes import Size
from benchmarks.timetable import Slot
from tandem.core.model import (
    HOUSEHOLD,
    Account,
    After,
    Demands,
    FixedCost,
    Form,
    Household,
    Income,
    Order,
    Relation,
    SomebodyHome,
    StatusDemand,
    Where,
    Window,
)
from tandem.core.rules import RuleBase

EURO = 100


class NoRoomError(Exception):
    """There is no room for the near miss in the week of this seed."""


def _person(draft: Draft) -> Person:
    return draft.rng.choice(draft.aged(*WORKING))


def _free(draft: Draft, members: tuple[str, ...], minutes: int, travel: int = 0) -> Slot:
    """Take a free place for some members; raises NoRoomError."""
    found = draft.week.find(draft.rng, members, minutes, travel=travel, out=travel > 0)
    if not found:
        raise NoRoomError
    draft.week.take(members, found[0], travel)
    return found[0]


def _talk(
    draft: Draft, members: tuple[str, ...], slot: Slot, minutes: int, *, travel: int = 0
) -> str:
    """Add a talk of some minutes, with or without travel, within a place in every week."""
    kind = "office-talk" if travel else "home-visit"
    where = Where.OUT if travel else Where.HOME
    session = draft.sessions(
        kind, members, windows_of((slot,)), minutes, where=where, travel=travel
    )
    form = Form(demands=Demands((session,)))
    return draft.add(kind, "Gesprek", members, form).id


# --- five minutes ---------------------------------------------------------------------------


def window(draft: Draft, margin: int) -> None:
    """Add three talks in one window, with some minutes more than they take together, or less."""
    person = (_person(draft).id,)
    lengths = [draft.rng.choice((30, 35, 40, 50)) for _ in range(3)]
    place = _free(draft, person, sum(lengths) + 5)
    within = Slot(place.day, place.start, place.start + sum(lengths) + margin)
    for minutes in lengths:
        _talk(draft, person, within, minutes)


def travel(draft: Draft, margin: int) -> None:
    """Add two talks out, with some minutes between beside both journeys, or too few."""
    person = (_person(draft).id,)
    one, other = draft.rng.choice((10, 15)), draft.rng.choice((10, 20))
    place = _free(draft, person, 45 + one + other + 5 + 60, max(one, other))
    start = place.start + 45 + one + other + margin
    _talk(draft, person, Slot(place.day, place.start, place.start + 45), 45, travel=one)
    _talk(draft, person, Slot(place.day, start, start + 60), 60, travel=other)


def home(draft: Draft, margin: int) -> None:
    """Add a talk from which somebody is home in time, or not, for what needs somebody home."""
    person = (_person(draft).id,)
    place = _free(draft, person, 50 + 15 + 5 + 60, 15)
    _talk(draft, person, Slot(place.day, place.start, place.start + 50), 50, travel=15)
    start = place.start + 50 + 15 + margin
    watch = SomebodyHome(person, (Window((place.day,), start, start + 60),))
    form = Form(demands=Demands(somebody_home=(watch,)))
    draft.add("own", "Thuis voor de bezorging van medicijnen", person, form, owner=person[0])


def together(draft: Draft, margin: int) -> None:
    """Add a talk of two, between what the one has before and the other after, or with no room."""
    grown = draft.aged(*WORKING)
    if len(grown) < 2:
        raise NoRoomError
    one, other = (person.id for person in draft.rng.sample(grown, 2))
    place = _free(draft, (one, other), 60 + 45 + 5 + 60)
    free_from, free_until = place.start + 60, place.start + 60 + 45 + margin
    _talk(draft, (one,), Slot(place.day, place.start, free_from), 60)
    _talk(draft, (other,), Slot(place.day, free_until, free_until + 60), 60)
    _talk(draft, (one, other), place, 45)


# --- one day --------------------------------------------------------------------------------


def days(draft: Draft, margin: int) -> None:
    """Add a visit on as many days as school or work leaves free, or on one more."""
    anchors = [anchor for anchor in draft.anchors if len(anchor.days) in {3, 4}]
    if not anchors:
        raise NoRoomError
    anchor = draft.rng.choice(anchors)
    start, end = max(s.start for s in anchor.slots), min(s.end for s in anchor.slots)
    free = sorted({0, 1, 2, 3, 4} - anchor.days)
    for day in free:
        if not draft.week.is_free((anchor.member,), Slot(day, start, end), out=False):
            raise NoRoomError
        draft.week.take((anchor.member,), Slot(day, start, end))
    times = len(free) + (0 if margin > 0 else 1)
    session = draft.sessions(
        "home-visit", (anchor.member,), (Window((0, 1, 2, 3, 4), start, end),), 45, times=times
    )
    draft.add("home-visit", "Begeleiding", (anchor.member,), draft.form(session))


def order(draft: Draft, margin: int) -> None:
    """Add a stage that has to start before a day: the day after its training ends, or that day."""
    person = _person(draft)
    place = _free(draft, (person.id,), 90, 15)
    first = course(draft, person, "Training", (place,), start=draft.day(0, 3), weeks=10)
    gap = draft.rng.choice((0, 7))
    before = last_day(first.form) + timedelta(days=2 + gap - (margin <= 0))
    asked = Demands(order=Order(after=(After(first.id, gap),), starts_before=before))
    form = Form(latest_start=before + timedelta(days=60), demands=asked)
    draft.add("traject", "Stage", (person.id,), form)


def status(draft: Draft, margin: int) -> None:
    """Add two trajects that ask opposite things of a status, one after the other, or for a day."""
    person = _person(draft).id
    start = draft.day(8, 12)
    last = start - timedelta(days=1 if margin > 0 else 0)
    for title, relation, form in (
        ("Proefplaats", Relation.EXCLUDES, Form(until=last)),
        ("Kort studeren", Relation.MAKES, Form(start=start)),
    ):
        asked = Demands(statuses=(StatusDemand(relation, person, "study-finance"),))
        draft.add("traject", title, (person,), replace(form, demands=asked))


# --- one euro, one contact ------------------------------------------------------------------


def money(reading: Reading, margin: int) -> Household:
    """Return a household of which an account has a euro more than its floor, or a euro less."""
    household = reading.household
    known = [one for one in household.accounts if one.income_known and one.floor is not None]
    account = known[0] if known else _new_account()
    if not known:
        household = replace(household, accounts=(*household.accounts, account))
    free = min(
        cents
        for cents in free_cents(Reading(household, reading.rules), account.of)
        if cents is not None
    )
    changed = replace(account, floor=free - (EURO if margin > 0 else -EURO))
    accounts = tuple(changed if one is account else one for one in household.accounts)
    return replace(household, accounts=accounts)


def _new_account() -> Account:
    incomes = (Income("toeslagen", "Toeslagen", 412 * EURO),)
    return Account(HOUSEHOLD, 0, incomes, (FixedCost("Energie", 180 * EURO),))


def contacts(reading: Reading, margin: int) -> Household:
    """Return a household of which a member can carry just all contacts, or one too few."""
    household = reading.household
    member = max(household.members, key=lambda one: _most_contacts(reading, one.id))
    most = _most_contacts(reading, member.id)
    if most < 2:
        raise NoRoomError
    changed = replace(member, contacts_a_week=most if margin > 0 else most - 1)
    members = tuple(changed if one is member else one for one in household.members)
    return replace(household, members=members)


def _most_contacts(reading: Reading, member: str) -> int:
    laid = [reading.lay(agreement.form) for agreement in reading.plan.values()]
    return max(
        sum(times for one in laid for who, times in one.contacts[week] if who == member)
        for week in range(len(reading.mondays))
    )


@dataclass(frozen=True, slots=True)
class Miss:
    """A sort of near miss: what it adds to a draft, or changes in a household, and by how much."""

    name: str
    margin: int
    add: Callable[[Draft, int], None] | None = None
    change: Callable[[Reading, int], Household] | None = None
    grid: int = 5

    def make(self, size: Size, seed: int, rules: RuleBase, *, fits: bool) -> Household:
        """Return the household of a size and a seed that just fits, or just does not.

        Raises NoRoomError.
        """
        margin = self.margin if fits else -self.margin
        add = self.add
        near = None if add is None else (lambda draft: add(draft, margin))
        made = generate(size, seed, rules, near=near or _nothing)
        household = made.household
        if self.change is not None:
            household = self.change(Reading(household, rules), margin)
        return replace(household, grid=self.grid)


def _nothing(_draft: Draft) -> None:
    """Add nothing: the household simply fits."""


MISSES = {
    miss.name: miss
    for miss in (
        Miss("window", 5, window),
        Miss("travel", 5, travel),
        Miss("home", 5, home),
        Miss("together", 5, together),
        Miss("minute", 1, travel, grid=1),
        Miss("days", 1, days),
        Miss("order", 1, order),
        Miss("status", 1, status),
        Miss("money", EURO, change=money),
        Miss("contacts", 1, change=contacts),
    )
}
