"""Load over the weeks, for a page: sentences, a picture and a table for each member."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from markupsafe import Markup

from tandem.core.check.load_weeks import Arrival, HouseholdWeeks, MemberWeeks, WeekLoad
from tandem.core.explain import Names
from tandem.core.model import DAYS_A_WEEK, Horizon, Household
from tandem.core.rules import RuleBase
from tandem.documents.load_svg import LOAD_FORMATS, WeekBar, draw_load
from tandem.documents.say import Say

MINUTES = 60


@dataclass(frozen=True, slots=True)
class WeeksRow:
    """A run of weeks that ask the same."""

    weeks: str
    contacts: str
    hours: str
    travel: str
    papers: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class GrewRow:
    """What an agreement added, when and by whom."""

    agreement: str
    """Its short name, for who knows more of it."""
    title: str
    when: str
    adds: str
    who: str
    part: str


@dataclass(frozen=True, slots=True)
class MemberLoadView:
    """One member."""

    member: str
    name: str
    contacts: str
    """"Kevin: 6 contacten per week. 5 kan Kevin aan: 1 te veel."."""
    room: str
    """Whether one more is too much, or in how many weeks it is already; empty: nobody asked."""
    is_over: bool
    is_full: bool
    hours: str
    professionals: str
    papers: str
    pictures: Markup
    """Contacts, a bar for each week; empty without any."""
    hours_pictures: Markup
    carry: str
    rows: tuple[WeeksRow, ...]
    table_title: str
    grew: tuple[GrewRow, ...]


@dataclass(frozen=True, slots=True)
class LoadPictures:
    """The members who have any load, and the household."""

    members: tuple[MemberLoadView, ...]
    household: MemberLoadView | None


def load_pictures(
    load: HouseholdWeeks, household: Household, rules: RuleBase, lang: str
) -> LoadPictures:
    """Return the load over the weeks in one language, "nl" or "en"; the busiest member first."""
    teller = _Teller(household, rules, lang)
    members = [one for one in load.members if one.asks or one.capacity]
    members.sort(key=lambda one: -max(week.total for week in one.weeks))
    views = tuple(teller.member(number, one) for number, one in enumerate(members))
    if len(members) < 2:
        return LoadPictures(views, None)
    whole = MemberWeeks("", None, load.professionals, load.weeks)
    return LoadPictures(views, teller.member(len(members), whole))


class _Teller:
    """Tells of the load of one household in one language."""

    def __init__(self, household: Household, rules: RuleBase, lang: str) -> None:
        self.household = household
        self.say = Say(lang)
        self.names = Names(household, rules, lang)
        self.tables = self.say.language.tables

    def member(self, number: int, one: MemberWeeks) -> MemberLoadView:
        name = self.names.person(one.member) if one.member else self.say("load-household")
        heaviest = max(one.weeks, key=lambda week: week.total)
        return MemberLoadView(
            member=one.member,
            name=name,
            contacts=self._contacts(name, one),
            room=self._room(one),
            is_over=bool(one.over),
            is_full=one.room == 0,
            hours=self.tables.load_hours(heaviest.minutes, heaviest.travel),
            professionals=self.tables.professionals(one.professionals),
            papers=self._papers(one.weeks),
            pictures=self._picture(f"load{number}", name, one)
            if one.most or one.capacity
            else Markup(),
            hours_pictures=self._hours_picture(f"hours{number}", name, one),
            carry=self._carry(name, one),
            rows=tuple(self._rows(one)),
            table_title=self.say("weeks-both", name=name),
            grew=tuple(self._grew(arrival) for arrival in one.arrivals),
        )

    # --- sentences ----------------------------------------------------------------------------

    def _contacts(self, name: str, one: MemberWeeks) -> str:
        said = self.tables.load(name, one.most, one.capacity)
        return self.say.words.capital(said.removeprefix(f"{name}: "))

    def _carry(self, name: str, one: MemberWeeks) -> str:
        if one.capacity is None:
            return ""
        return self.say("legend-carry", count=one.capacity, name=name)

    def _room(self, one: MemberWeeks) -> str:
        room = one.room
        if room is None:
            return ""
        if room == 0:
            return self.say("room-none")
        if room > 0:
            return self.say("room-one" if room == 1 else "room", count=room)
        first = self.names.day(self._monday(one.over[0]))
        key = "room-over-week" if len(one.over) == 1 else "room-over"
        return self.say(key, count=len(one.over), first=first)

    def _papers(self, weeks: Sequence[WeekLoad]) -> str:
        most = max(weeks, key=lambda week: (week.pieces, week.paper_minutes))
        if not most.pieces:
            return ""
        key = "papers-one" if most.pieces == 1 else "papers"
        what = self.say.words.capital(self.say(key, count=most.pieces))
        if not most.paper_minutes:
            return self.say("papers-only", what=what)
        time = self.say.words.duration(most.paper_minutes)
        return self.say("papers-week", what=what, time=time)

    # --- picture and table --------------------------------------------------------------------

    def _picture(self, ident: str, name: str, one: MemberWeeks) -> Markup:
        bars = [WeekBar(week.contacts, month=self._month(n)) for n, week in enumerate(one.weeks)]
        title = self.say("weeks-contacts", name=name)
        return self._draw(ident, title, bars, one.capacity, self._told(one))

    def _hours_picture(self, ident: str, name: str, one: MemberWeeks) -> Markup:
        if not any(week.total for week in one.weeks):
            return Markup()
        bars = [
            WeekBar(
                week.minutes / MINUTES,
                week.travel / MINUTES,
                week.paper_minutes / MINUTES,
                self._month(n),
            )
            for n, week in enumerate(one.weeks)
        ]
        return self._draw(ident, self.say("weeks-hours", name=name), bars, None, self._told(one))

    def _draw(
        self, ident: str, title: str, bars: list[WeekBar], limit: int | None, told: str
    ) -> Markup:
        pictures = (
            draw_load(bars, limit, form, name=ident, title=title, description=told)
            for form in LOAD_FORMATS
        )
        return Markup("").join(pictures)

    def _told(self, one: MemberWeeks) -> str:
        parts = [f"{row.weeks}: {row.contacts}, {row.hours}" for row in self._rows(one)]
        return ". ".join(parts) + "."

    def _month(self, week: int) -> str:
        """Return the short name of a month that begins in this week, or that the first lies in."""
        monday = self._monday(week)
        sunday = date.fromordinal(monday.toordinal() + DAYS_A_WEEK - 1)
        if week and monday.month == sunday.month and monday.day != 1:
            return ""
        return self.say("months-short").split()[sunday.month - 1]

    def _monday(self, week: int) -> date:
        horizon: Horizon = self.household.horizon
        return horizon.monday(week)

    def _rows(self, one: MemberWeeks) -> Iterator[WeeksRow]:
        """Yield runs of weeks that ask the same."""
        number = 0
        for load, run in groupby(one.weeks):
            count = len(list(run))
            yield self._row(one, load, number, count)
            number += count

    def _row(self, one: MemberWeeks, load: WeekLoad, first: int, count: int) -> WeeksRow:
        begin = self.names.day(self._monday(first))
        weeks = begin
        if count > 1:
            last = self.names.day(self._monday(first + count - 1))
            weeks = self.say("weeks-run", first=begin, last=last, count=count)
        hours = self.say.words.duration
        return WeeksRow(
            weeks=weeks,
            contacts=self.tables.contacts_of(load.contacts, one.capacity),
            hours=hours(load.minutes) if load.minutes else "–",
            travel=hours(load.travel) if load.travel else "–",
            papers=str(load.pieces) if load.pieces else "–",
            is_over=one.capacity is not None and load.contacts > one.capacity,
        )

    def _grew(self, arrival: Arrival) -> GrewRow:
        part = next((p.title for p in self.household.parts if p.id == arrival.part), "")
        first = self.names.day(arrival.week)
        return GrewRow(
            agreement=arrival.agreement,
            title=self.names.title(arrival.agreement),
            when=self.say("grew-start")
            if arrival.from_start
            else self.say("grew-from", first=first),
            adds=self._adds(arrival.adds),
            who=self.names.person(arrival.owner),
            part=part,
        )

    def _adds(self, load: WeekLoad) -> str:
        say, duration = self.say, self.say.words.duration
        parts = []
        if load.contacts:
            key = "grew-contact" if load.contacts == 1 else "grew-contacts"
            parts.append(say(key, count=load.contacts))
        if load.minutes:
            parts.append(say("grew-hours", time=duration(load.minutes)))
        if load.travel:
            parts.append(say("grew-travel", time=duration(load.travel)))
        if load.pieces:
            key = "papers-one" if load.pieces == 1 else "papers"
            parts.append(say(key, count=load.pieces))
        return say.words.listing(parts) if parts else "–"
