"""A household laid out in weeks, as docs/explanation/plan-check.md says, for solvers of others.

Nothing of `tandem.core.check` is used here: what is labelled by this reading and by Tandem is read
twice. It reads what the labelled households hold, and refuses the rest: days off, the other parent,
places, shared visits, amounts that fall due unevenly, and sessions that may be on one day.
Days are ordinals, minutes are counted from Monday 00:00.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import gcd
from typing import Any

from tandem.core.model import (
    Agreement,
    DaysOff,
    Form,
    Household,
    Period,
    Sessions,
    SomebodyHome,
    State,
    Where,
)
from tandem.core.rules import RuleBase

DAY = 24 * 60
EARLIEST, LATEST = date.min.toordinal(), date.max.toordinal()
Literal = Any
"""A Boolean variable of a solver, or its negation."""
IN_PLAN = (State.PROPOSED, State.AGREED, State.ACTIVE)


class NotReadError(ValueError):
    """The household holds something that this reading does not know."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days from the first to the last, both included; none when the last lies before."""

    first: int = EARLIEST
    last: int = LATEST

    def within(self, other: Span) -> Span:
        """Return the days that lie in both."""
        return Span(max(self.first, other.first), min(self.last, other.last))

    @property
    def is_empty(self) -> bool:
        """Whether no day lies in it."""
        return self.last < self.first

    def covers(self, other: Span) -> bool:
        """Whether every day of the other lies in it."""
        return self.first <= other.first and other.last <= self.last


NO_DAYS = Span(LATEST, EARLIEST)


@dataclass(frozen=True, slots=True)
class OnDay:
    """Where a session can begin on one day: stretches of starts, the last start included."""

    starts: tuple[tuple[int, int], ...]
    travels: tuple[int, ...]
    """For each member present the minutes of travel each way, on this day."""


@dataclass(frozen=True, slots=True)
class Need:
    """What a session demand asks in one week: `times` sessions, each on another of the days."""

    members: tuple[str, ...]
    times: int
    minutes: int
    is_out: bool
    days: tuple[OnDay, ...]


@dataclass(frozen=True, slots=True)
class Watch:
    """One stretch in which one of the adults who are not away has to be at home."""

    adults: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Week:
    """What one form of an agreement asks of one week."""

    needs: tuple[Need, ...] = ()
    watches: tuple[Watch, ...] = ()


@dataclass(frozen=True, slots=True)
class Laid:
    """A form laid out over the weeks of the horizon."""

    span: Span
    weeks: tuple[Week, ...]
    contacts: tuple[tuple[tuple[str, int], ...], ...]
    """For each week the members for whom it brings contacts, with how many."""


def number(day: date | None, otherwise: int) -> int:
    """Return a day as a number."""
    return otherwise if day is None else day.toordinal()


def span_of(period: Period) -> Span:
    """Return the days of a period."""
    return Span(number(period.first, EARLIEST), number(period.last, LATEST))


def counted_start(form: Form) -> int | None:
    """Return the first day, as late as allowed; None when it is in force already."""
    day = form.latest_start or form.start
    return None if day is None else day.toordinal()


def counted_span(form: Form) -> Span:
    """Return the days on which a form asks something."""
    if not form.start_known:
        return NO_DAYS
    start = counted_start(form)
    last = number(form.until, LATEST)
    if form.until is None and form.lasts_days is not None and start is not None:
        last = start + form.lasts_days - 1
    return Span(EARLIEST if start is None else start, last)


class Reading:
    """A household, read once; raises NotReadError when it holds what is not known here."""

    def __init__(self, household: Household, rules: RuleBase) -> None:
        refuse(household)
        self.household = household
        self.rules = rules
        first = household.horizon.start.toordinal()
        self.mondays = tuple(first + 7 * week for week in range(household.horizon.weeks))
        self.horizon = Span(first, self.mondays[-1] + 6)
        plan = (a for a in household.agreements if a.state in IN_PLAN)
        self.plan: dict[str, Agreement] = {a.id: a for a in sorted(plan, key=lambda a: a.id)}
        self.ended = {a.id: a.form.until for a in household.agreements if a.state is State.ENDED}
        self._away = [
            {
                (member.id, day)
                for member in household.members
                for away in member.away
                for day in range(7)
                if away.contains(date.fromordinal(monday + day))
            }
            for monday in self.mondays
        ]
        self._laid: dict[Form, Laid] = {}

    @cached_property
    def unit(self) -> int:
        """The coarsest step in minutes of which every time in the household is a multiple."""
        step = DAY
        for form in all_forms(self.plan.values()):
            for session in form.demands.sessions:
                step = gcd(step, session.minutes or 0, session.travel)
            asked: list[Sessions | SomebodyHome] = [*form.demands.sessions]
            asked += form.demands.somebody_home
            for window in (w for one in asked for w in one.windows or ()):
                step = gcd(step, window.start, window.end)
        return step

    def lay(self, form: Form) -> Laid:
        """Return a form laid out over the weeks."""
        if form not in self._laid:
            span = counted_span(form)
            weeks = range(len(self.mondays))
            self._laid[form] = Laid(
                span,
                tuple(self._week(form, span, week) for week in weeks),
                tuple(tuple(self._contacts(form, span, week)) for week in weeks),
            )
        return self._laid[form]

    def _week(self, form: Form, span: Span, week: int) -> Week:
        needs = (
            self._need(session, week)
            for session in form.demands.sessions
            if self._binds(session, span, week)
        )
        homes = form.demands.somebody_home
        return Week(
            tuple(need for need in needs if need is not None),
            tuple(watch for home in homes for watch in self._watches(home, span, week)),
        )

    def _binds(self, session: Sessions, span: Span, week: int) -> bool:
        monday = self.mondays[week]
        if not span.within(span_of(session.period)).covers(Span(monday, monday + 6)):
            return False
        if session.every_weeks == 1:
            return True
        assert session.first_week is not None
        first = session.first_week.toordinal() - session.first_week.weekday()
        return (monday - first) // 7 % session.every_weeks == 0

    def _need(self, session: Sessions, week: int) -> Need | None:
        if session.times is None or session.minutes is None or session.windows is None:
            return None
        if session.times == 0:
            return None
        starts: dict[int, list[tuple[int, int]]] = {}
        for window in session.windows:
            for day in window.days:
                begin, last = window.start, window.end - session.minutes
                if begin <= last:
                    starts.setdefault(day, []).append((day * DAY + begin, day * DAY + last))
        away = self._away[week]
        is_home = session.where is Where.HOME
        days = tuple(
            OnDay(tuple(sorted(starts[day])), _travels(session, day, away))
            for day in sorted(starts)
            if not (is_home and any((member, day) in away for member in session.members))
        )
        is_out = session.where is Where.OUT
        return Need(session.members, session.times, session.minutes, is_out, days)

    def _watches(self, home: SomebodyHome, span: Span, week: int) -> Iterator[Watch]:
        monday, away = self.mondays[week], self._away[week]
        held = span.within(span_of(home.period))
        for window in home.windows:
            for day in window.days:
                asked = held.covers(Span(monday + day, monday + day))
                if asked and (home.child is None or (home.child, day) not in away):
                    adults = tuple(a for a in home.adults if (a, day) not in away)
                    yield Watch(adults, day * DAY + window.start, day * DAY + window.end)

    def _contacts(self, form: Form, span: Span, week: int) -> Iterator[tuple[str, int]]:
        for session in form.demands.sessions:
            if session.times and self._binds(session, span, week):
                yield from ((member, session.times) for member in session.contact_of)


def _travels(session: Sessions, day: int, away: set[tuple[str, int]]) -> tuple[int, ...]:
    if session.where is not Where.OUT:
        return (0,) * len(session.members)
    return tuple(0 if (one, day) in away else session.travel for one in session.members)


def all_forms(agreements: Iterable[Agreement]) -> Iterator[Form]:
    """Yield every form in which agreements are, or could be by their owners."""
    for agreement in agreements:
        yield agreement.form
        yield from (alternative.form for alternative in agreement.alternatives)


def refuse(household: Household) -> None:
    """Raise NotReadError for what this reading does not know."""
    if household.places:
        raise NotReadError("places from which one may go straight on")
    if any(away.other_parent for member in household.members for away in member.away):
        raise NotReadError("days at the other parent")
    for form in all_forms(household.agreements):
        asked = form.demands
        if any(session.same_day or session.visit for session in asked.sessions):
            raise NotReadError("sessions on one day, or one visit")
        heeds: list[tuple[DaysOff, ...]] = []
        for session in asked.sessions:
            heeds += [session.not_in, session.only_in]
        for home in asked.somebody_home:
            heeds += [home.not_in, home.only_in]
        if any(heeds):
            raise NotReadError("days off")
