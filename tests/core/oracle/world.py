"""A household laid out by weeks and days, and whether a choice of forms keeps together.

Nothing is clever here but remembering: a week, or a day, that was judged once is not judged again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tandem.core.model import (
    Agreement,
    Away,
    DaysOff,
    Form,
    Household,
    Relation,
    Sessions,
    SomebodyHome,
    State,
    StatusDemand,
    Window,
)
from tandem.core.rules import RuleBase
from tests.core.oracle.agenda import Absent, Placed, Watch, apart, place_week, watches_on
from tests.core.oracle.days import Span, calendar, counted_span, day_of, number, span
from tests.core.oracle.order import keeps_order
from tests.core.oracle.statuses import Rules, day_keeps, gives

Numbered = tuple[str, int, Sessions | SomebodyHome | StatusDemand]
Homes = tuple[tuple[int, frozenset[int]], ...]
Lack = tuple[str, str, str]
"""Which agreement requires, of which member, which status that nothing gives."""

IN_PLAN = (State.PROPOSED, State.AGREED, State.ACTIVE)


@dataclass(eq=False)
class Kept:
    """An agreement of the plan in one form, laid out over weeks and days.

    Demands are small numbers here, to be looked up in the world they belong to.
    """

    id: str
    form: Form
    holds: Span
    sessions: tuple[tuple[int, ...], ...]
    """The session demands that bind in each week."""
    homes: tuple[Homes, ...]
    """The somebody-home demands of each week, with the days on which they hold."""
    claims: tuple[tuple[int, ...], ...]
    """The status demands in force on each day."""


class World:
    """A household with its rules, and all that was found out about it so far."""

    def __init__(self, household: Household, rules: RuleBase, *, variants: bool = False) -> None:
        self.household = household
        self.variants = variants
        """Whether Tandem may think of changes by itself."""
        self.rules = rules
        self.calendar = calendar(household)
        plan = [a for a in household.agreements if a.state in IN_PLAN]
        self.plan: dict[str, Agreement] = {a.id: a for a in sorted(plan, key=lambda a: a.id)}
        self.ended = {
            a.id: None if a.form.until is None else number(a.form.until)
            for a in household.agreements
            if a.state is State.ENDED
        }
        self._things: list[Numbered] = []
        self._numbers: dict[Numbered, int] = {}
        self._kept: dict[tuple[str, Form], Kept] = {}
        self._weeks: dict[tuple[tuple[int, ...], Homes, Absent], Placed | None] = {}
        self._days: dict[tuple[tuple[int, ...], int], bool] = {}
        self._lacks: dict[tuple[tuple[int, ...], int], set[Lack]] = {}
        self.away = tuple(self._away_in(monday) for monday in self.calendar.mondays)
        self.near = apart(household.places)
        self.rules_on = tuple(self._rules_on(day) for day in self.calendar.days)
        self.facts_on = tuple(self._facts_on(day) for day in self.calendar.days)
        sorts = list(zip(self.rules_on, self.facts_on, strict=True))
        self._sorts = [sorts.index(sort) for sort in sorts]
        """For each day the first day with the same rules and facts."""

    def _away_in(self, monday: int) -> Absent:
        return frozenset(
            (member.id, day)
            for member in self.household.members
            for away in member.away
            for day in range(7)
            if is_away(away, monday + day)
        )

    def _is_off(self, kind: DaysOff, day: int) -> bool | None:
        """Whether a day is a day off of some kind; None when nobody knows."""
        holidays = self.rules.holidays
        if kind is DaysOff.PUBLIC:
            years = {one.day.year for one in holidays.public}
            if not years or not min(years) <= day_of(day).year <= max(years):
                return None
            return any(number(one.day) == day for one in holidays.public)
        for year in holidays.years:
            if span(year.period).has(day) and self.household.region is not None:
                here = [h for y in holidays.years for h in y.holidays]
                here = [h for h in here if h.region is self.household.region]
                return any(span(h.period).has(day) for h in here)
        return None

    def _may_ask(self, demand: Sessions | SomebodyHome, day: int) -> bool:
        """Whether a demand takes place, or asks something, on a day as far as days off go."""
        without = [self._is_off(kind, day) for kind in demand.not_in]
        within = [self._is_off(kind, day) for kind in demand.only_in]
        if None in without or None in within or True in without:
            return False
        return not within or True in within

    def _in_week(self, demand: Sessions, monday: int) -> Sessions | None:
        """Return what a session demand asks in a week, without the days on which it falls out."""
        gone = {day for day in range(7) if not self._may_ask(demand, monday + day)}
        if not demand.also_away:
            gone |= {
                day
                for day in range(7)
                for member in self.household.members
                for away in member.away
                if member.id in demand.members and away.other_parent
                if is_away(away, monday + day)
            }
        usable = {
            day
            for day in range(7)
            if demand.windows is None
            or any(day in w.days and fits_in(demand, w) for w in demand.windows)
        }
        if demand.times is None or not usable & gone:
            return demand
        left = usable - gone
        if not left:
            return None
        windows = demand.windows
        if windows is not None:
            kept = [
                replace(w, days=tuple(set(w.days) - gone)) for w in windows if set(w.days) - gone
            ]
            windows = tuple(kept)
        return replace(demand, windows=windows, times=min(demand.times, len(left)))

    def _rules_on(self, day: int) -> Rules:
        return tuple(r for r in self.rules.statuses.rules if span(r.valid).has(day))

    def _facts_on(self, day: int) -> frozenset[tuple[str, str]]:
        return frozenset(
            (member.id, fact.status)
            for member in self.household.members
            for fact in member.statuses
            if span(fact.period).has(day)
        )

    # --- agreements in a form ---------------------------------------------------------------

    def as_written(self, ids: Iterable[str] | None = None) -> list[Kept]:
        """Return agreements of the plan (all, or these) in the form in which they stand."""
        wanted = set(self.plan if ids is None else ids)
        return [self.keep(name, a.form) for name, a in self.plan.items() if name in wanted]

    def keep(self, name: str, form: Form) -> Kept:
        """Return an agreement in a form, laid out."""
        if (name, form) not in self._kept:
            self._kept[name, form] = self._lay_out(name, form)
        return self._kept[name, form]

    def _lay_out(self, name: str, form: Form) -> Kept:
        holds = counted_span(form)
        asks = form.demands
        by_week = [self._sessions_in(name, asks.sessions, holds, m) for m in self.calendar.mondays]
        homes = [(self._add(name, i, d), d) for i, d in enumerate(asks.somebody_home)]
        claims = [(self._add(name, i, d), d) for i, d in enumerate(asks.statuses)]
        return Kept(
            name,
            form,
            holds,
            tuple(by_week),
            tuple(tuple(self._home_days(homes, holds, m)) for m in self.calendar.mondays),
            tuple(
                tuple(n for n, d in claims if holds.and_(span(d.period)).has(day))
                for day in self.calendar.days
            ),
        )

    def _sessions_in(
        self, name: str, asks: tuple[Sessions, ...], holds: Span, monday: int
    ) -> tuple[int, ...]:
        found = []
        for index, demand in enumerate(asks):
            inside = self._in_week(demand, monday) if binds(demand, holds, monday) else None
            if inside is not None:
                found.append(self._add(name, index, inside))
        return tuple(found)

    def _home_days(
        self, homes: list[tuple[int, SomebodyHome]], holds: Span, monday: int
    ) -> Iterator[tuple[int, frozenset[int]]]:
        for n, days in home_days(homes, holds, monday):
            demand = self._things[n][2]
            assert isinstance(demand, SomebodyHome)
            asked = frozenset(day for day in days if self._may_ask(demand, monday + day))
            if asked:
                yield n, asked

    def _add(self, name: str, index: int, thing: Sessions | SomebodyHome | StatusDemand) -> int:
        if (name, index, thing) not in self._numbers:
            self._numbers[name, index, thing] = len(self._things)
            self._things.append((name, index, thing))
        return self._numbers[name, index, thing]

    def sessions(self, numbers: Iterable[int]) -> Iterator[tuple[tuple[str, int], Sessions]]:
        """Yield session demands by number, each with its agreement and place in it."""
        for n in numbers:
            name, index, thing = self._things[n]
            assert isinstance(thing, Sessions)
            yield (name, index), thing

    def claims(self, numbers: Iterable[int]) -> Iterator[tuple[str, StatusDemand]]:
        """Yield status demands by number, each with its agreement."""
        for n in numbers:
            name, _, thing = self._things[n]
            assert isinstance(thing, StatusDemand)
            yield name, thing

    # --- what keeps together ----------------------------------------------------------------

    def keeps(self, kept: list[Kept]) -> bool:
        """Whether these can be kept together: order, status and agenda, support assumed."""
        return (
            keeps_order({k.id: k.form for k in kept}, self.ended, self.calendar.first)
            and all(self.week(kept, w) is not None for w in range(len(self.calendar.mondays)))
            and all(self._day_keeps(kept, d) for d in range(len(self.calendar.days)))
        )

    def week(self, kept: list[Kept], week: int) -> Placed | None:
        """Return a placement of all sessions of one week, or None when there is none."""
        numbers = tuple(n for k in kept for n in k.sessions[week])
        homes = tuple(h for k in kept for h in k.homes[week])
        key = (numbers, homes, self.away[week])
        if key not in self._weeks:
            demands = list(self.sessions(numbers))
            self._weeks[key] = place_week(
                demands, self.watches(homes, week), self.away[week], near=self.near
            )
        return self._weeks[key]

    def watches(self, homes: Homes, week: int) -> tuple[Watch, ...]:
        """Return the stretches of a week in which somebody has to be at home."""
        found: list[Watch] = []
        for n, days in homes:
            demand = self._things[n][2]
            assert isinstance(demand, SomebodyHome)
            found += watches_on(demand, days, self.away[week])
        return tuple(found)

    def _day_keeps(self, kept: list[Kept], day: int) -> bool:
        numbers = tuple(n for k in kept for n in k.claims[day])
        if not numbers:
            return True
        key = (numbers, self._sorts[day])
        if key not in self._days:
            self._days[key] = day_keeps([d for _, d in self.claims(numbers)], self.rules_on[day])
        return self._days[key]

    # --- support ----------------------------------------------------------------------------

    def lacks_on(self, kept: list[Kept], day: int) -> set[Lack]:
        """Return the requirements that nothing supports on a day (counted from the first)."""
        numbers = tuple(n for k in kept for n in k.claims[day])
        if not numbers:
            return set()
        key = (numbers, self._sorts[day])
        if key not in self._lacks:
            self._lacks[key] = self._find_lacks(numbers, day)
        return self._lacks[key]

    def _find_lacks(self, numbers: tuple[int, ...], day: int) -> set[Lack]:
        claims = list(self.claims(numbers))
        has = set(self.facts_on[day])
        has |= {(c.member, c.status) for _, c in claims if c.relation is Relation.MAKES}
        return {
            (name, c.member, c.status)
            for name, c in claims
            if c.relation is Relation.REQUIRES
            and not gives(
                [status for member, status in has if member == c.member],
                c.status,
                self.rules_on[day],
            )
        }


def is_away(away: Away, day: int) -> bool:
    """Whether a fact takes a member away on a day."""
    weekday = day_of(day).weekday()
    if not span(away.period).has(day) or (away.days and weekday not in away.days):
        return False
    if away.every_weeks == 1:
        return True
    assert away.first_week is not None
    first = number(away.first_week)
    monday, first_monday = day - weekday, first - day_of(first).weekday()
    return (monday - first_monday) // 7 % away.every_weeks == 0


def fits_in(demand: Sessions, window: Window) -> bool:
    """Whether a session is no longer than a window."""
    return demand.minutes is None or window.end - window.start >= demand.minutes


def binds(demand: Sessions, holds: Span, monday: int) -> bool:
    """Whether a session demand binds in the week of this Monday."""
    period = holds.and_(span(demand.period))
    if not (period.has(monday) and period.has(monday + 6)):
        return False
    if demand.every_weeks == 1:
        return True
    assert demand.first_week is not None
    day = number(demand.first_week)
    first_monday = day - (day - monday) % 7
    return (monday - first_monday) // 7 % demand.every_weeks == 0


def home_days(
    homes: list[tuple[int, SomebodyHome]], holds: Span, monday: int
) -> Iterator[tuple[int, frozenset[int]]]:
    """Yield the somebody-home demands that hold on a day of this week, with those days."""
    for n, demand in homes:
        period = holds.and_(span(demand.period))
        days = frozenset(day for day in range(7) if period.has(monday + day))
        if days:
            yield n, days
