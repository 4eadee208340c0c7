"""Load over the weeks: what each week asks of each member, and when and by whom it grew.

The check itself tells the heaviest week (`load`); this tells all of them, with letters and forms.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tandem.core.check.items import Calendar, Item, bit_numbers, make_items
from tandem.core.check.limits import contacts_by_week, contacts_of
from tandem.core.check.load import professionals_of, time_by_week
from tandem.core.model import DAYS_A_WEEK, Household, Paperwork, Period
from tandem.core.rules import Holidays

NO_HOLIDAYS = Holidays()

MONTHS_A_YEAR, WEEKS_A_YEAR = 12, 52


@dataclass(frozen=True, slots=True)
class WeekLoad:
    """What one week asks. Times are minutes."""

    contacts: int = 0
    minutes: int = 0
    """In agreements, without travel."""
    travel: int = 0
    pieces: int = 0
    """Letters and forms a month, as they are in this week."""
    paper_minutes: int = 0
    """Minutes a week that these take, as far as known."""

    @property
    def total(self) -> int:
        """All minutes that are known."""
        return self.minutes + self.travel + self.paper_minutes

    def __add__(self, other: WeekLoad) -> WeekLoad:
        """Return both together."""
        return WeekLoad(
            self.contacts + other.contacts,
            self.minutes + other.minutes,
            self.travel + other.travel,
            self.pieces + other.pieces,
            self.paper_minutes + other.paper_minutes,
        )


NOTHING = WeekLoad()


@dataclass(frozen=True, slots=True)
class Arrival:
    """An agreement that began to ask something of a member."""

    agreement: str
    owner: str
    part: str | None
    week: date
    """The Monday of the first week in which it asks something."""
    from_start: bool
    """Whether it asks this already in the first week that is looked at."""
    adds: WeekLoad
    """What it adds in that week; of a visit that is shared, what the first did not count yet."""


@dataclass(frozen=True, slots=True)
class MemberWeeks:
    """What each week asks of one member."""

    member: str
    capacity: int | None
    """Contacts a week that the member can carry; None when nobody asked."""
    professionals: int
    weeks: tuple[WeekLoad, ...]
    arrivals: tuple[Arrival, ...] = ()

    @property
    def most(self) -> int:
        """Contacts in the week that has most."""
        return max((week.contacts for week in self.weeks), default=0)

    @property
    def room(self) -> int | None:
        """Contacts that still fit in every week; below nothing when it is too much; None: unknown.

        With 0 the next one is too many: that is when to warn.
        """
        return None if self.capacity is None else self.capacity - self.most

    @property
    def over(self) -> tuple[int, ...]:
        """The weeks, by number, in which there are more contacts than can be carried."""
        if self.capacity is None:
            return ()
        return tuple(n for n, week in enumerate(self.weeks) if week.contacts > self.capacity)

    @property
    def asks(self) -> bool:
        """Whether any week asks anything."""
        return any(week != NOTHING for week in self.weeks)


@dataclass(frozen=True, slots=True)
class HouseholdWeeks:
    """What each week asks of a household, and of each of its members."""

    members: tuple[MemberWeeks, ...]
    weeks: tuple[WeekLoad, ...]
    """Of all members together."""
    professionals: int


def load_by_week(household: Household, holidays: Holidays = NO_HOLIDAYS) -> HouseholdWeeks:
    """Return the load of each member and of the household in every week of the horizon.

    Contacts, hours and travel mean what they mean in the check. A demand of letters and forms
    counts in every week that it touches; what nobody knows counts as nothing.
    """
    calendar, items = Calendar(household, holidays), make_items(household)
    time = time_by_week(items, household, calendar)
    contacts = contacts_by_week(items, household, calendar)
    members = []
    for member in household.members:
        papers = _papers_by_week(items, member.id, calendar)
        weeks = tuple(
            WeekLoad(count, *spent) + paper
            for count, spent, paper in zip(
                contacts[member.id], time[member.id], papers, strict=True
            )
        )
        members.append(
            MemberWeeks(
                member.id,
                member.contacts_a_week,
                len(professionals_of(items, household, member.id)),
                weeks,
                _arrivals(items, household, member.id, calendar),
            )
        )
    together = zip(*(one.weeks for one in members), strict=True)
    whole = tuple(sum(week, NOTHING) for week in together)
    professionals = len(professionals_of(items, household, None))
    return HouseholdWeeks(tuple(members), whole, professionals)


# --- letters and forms ----------------------------------------------------------------------


def paper_load(demand: Paperwork) -> WeekLoad:
    """Return what letters and forms ask: pieces a month, and minutes a week rounded."""
    pieces = demand.pieces or 0
    minutes = pieces * (demand.minutes or 0) * MONTHS_A_YEAR
    return WeekLoad(pieces=pieces, paper_minutes=round(minutes / WEEKS_A_YEAR))


def _papers_by_week(items: Sequence[Item], member: str, calendar: Calendar) -> list[WeekLoad]:
    weeks = [NOTHING] * calendar.horizon.weeks
    for item in items:
        for number, load in _papers_of(item, member, calendar):
            weeks[number] = weeks[number] + load
    return weeks


def _papers_of(item: Item, member: str, calendar: Calendar) -> Iterator[tuple[int, WeekLoad]]:
    for demand in item.form.demands.paperwork:
        if member not in demand.members or not demand.pieces:
            continue
        load = paper_load(demand)
        for week in _touched(item.period, demand.period, calendar):
            yield week, load


def _touched(period: Period, own: Period, calendar: Calendar) -> Iterator[int]:
    """Yield the weeks of which any day lies in both periods."""
    if period.is_empty or own.is_empty:
        return
    both = period.intersect(own)
    for number in range(calendar.horizon.weeks):
        first = calendar.horizon.monday(number)
        last = date.fromordinal(first.toordinal() + DAYS_A_WEEK - 1)
        if not both.is_empty and both.overlaps(Period(first, last)):
            yield number


# --- when and by whom it grew ---------------------------------------------------------------


def _arrivals(
    items: Sequence[Item], household: Household, member: str, calendar: Calendar
) -> tuple[Arrival, ...]:
    """Return what began to ask something of a member, in the order in which it began."""
    begun = []
    for item in items:
        weeks = _weeks_of(item, household, member, calendar)
        if weeks:
            begun.append((min(weeks), item, weeks))
    begun.sort(key=lambda one: (one[0], one[1].id))
    counted: dict[str, int] = {}
    found = []
    for first, item, weeks in begun:
        adds = weeks[first] + WeekLoad(contacts=_new_contacts(item, member, calendar, counted))
        found.append(
            Arrival(
                item.id,
                item.agreement.owner,
                item.agreement.part,
                calendar.horizon.monday(first),
                first == 0,
                adds,
            )
        )
    return tuple(found)


def _weeks_of(
    item: Item, household: Household, member: str, calendar: Calendar
) -> dict[int, WeekLoad]:
    """Return what an item asks of a member in the weeks in which it asks anything but contacts.

    A contact alone makes a week too, with nothing in it yet: contacts are counted by visit.
    """
    time = time_by_week([item], household, calendar)[member]
    weeks = {n: WeekLoad(0, *spent) for n, spent in enumerate(time) if any(spent)}
    for number, load in _papers_of(item, member, calendar):
        weeks[number] = weeks.get(number, NOTHING) + load
    for _, _, bits in contacts_of(item, member, calendar):
        for number in bit_numbers(bits):
            weeks.setdefault(number, NOTHING)
    return weeks


def _new_contacts(item: Item, member: str, calendar: Calendar, counted: dict[str, int]) -> int:
    """Return how many contacts an item adds to those counted, and count them."""
    added = 0
    for visit, times, _ in contacts_of(item, member, calendar):
        before = counted.get(visit, 0)
        added += max(times - before, 0)
        counted[visit] = max(times, before)
    return added


__all__ = [
    "Arrival",
    "HouseholdWeeks",
    "MemberWeeks",
    "WeekLoad",
    "load_by_week",
    "paper_load",
]
