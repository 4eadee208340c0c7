"""The finer meaning for about half of the random households: days off, turns at the other parent.

It is put into a household that is there already, with chance of its own, so that the other half
stays what it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from math import gcd
from random import Random
from typing import TypeVar

from tandem.core.model import (
    MONTHLY,
    Account,
    Agreement,
    Away,
    DaysOff,
    Demands,
    Due,
    Form,
    Horizon,
    Household,
    Member,
    Money,
    Period,
    Place,
    Region,
    Sessions,
    SomebodyHome,
    Way,
    Where,
)
from tandem.core.rules import Holidays, PublicHoliday, RuleBase, SchoolHoliday, SchoolYear
from tests.core.scene import Dice

HOLIDAYS, CUSTODY, MONEY, WAYS = "holidays", "custody", "money", "ways"
THINGS = (HOLIDAYS, CUSTODY, MONEY, WAYS)
PLACES = ("office", "clinic", "school")

T = TypeVar("T")


def refined(seed: int, household: Household, rules: RuleBase) -> tuple[Household, RuleBase]:
    """Return a household with, now and then, something of the finer meaning in it."""
    dice = Dice(Random(f"finer {seed}"))
    if dice.chance(55):
        return household, rules
    things = dice.some(THINGS, 1, len(THINGS))
    refine = _Refine(dice, household.horizon, things, _unit(household))
    household = replace(
        household,
        members=tuple(map(refine.member, household.members)),
        agreements=tuple(map(refine.agreement, household.agreements)),
        accounts=tuple(map(refine.account, household.accounts)),
    )
    if WAYS in things:
        household = replace(household, places=_places(dice, refine.unit))
    if HOLIDAYS in things:
        region = dice.weighed({Region.NORTH: 5, Region.SOUTH: 4, None: 1})
        household = replace(household, region=region)
        rules = replace(rules, holidays=_holidays(dice, household.horizon))
    return household, rules


def _unit(household: Household) -> int:
    """Return the minutes of which every time in a household is a multiple, 30 at most."""
    unit = 30
    for agreement in household.agreements:
        for form in (agreement.form, *(one.form for one in agreement.alternatives)):
            for one in form.demands.sessions:
                unit = gcd(unit, one.minutes or 0, one.travel)
                unit = gcd(unit, *(t for w in one.windows or () for t in (w.start, w.end)))
    return unit


def _places(dice: Dice, unit: int) -> tuple[Place, ...]:
    names = dice.some(PLACES, 1, 3)
    return tuple(
        Place(
            name,
            tuple(
                Way(other, unit * dice.weighed({0: 1, 1: 4, 2: 2, 4: 1}))
                for other in names
                if other != name and dice.chance(55)
            ),
        )
        for name in names
    )


def _holidays(dice: Dice, horizon: Horizon) -> Holidays:
    days = horizon.weeks * 7
    start = horizon.start - timedelta(days=dice.weighed({9: 8, -7: 1, -10: 1}))
    cut = start + timedelta(days=dice.number(0, days + 20))
    last = horizon.last + timedelta(days=dice.weighed({9: 8, -3: 1, -7: 1}))
    halves = [Period(start, cut), Period(cut + timedelta(days=1), last)]
    years = [SchoolYear(p, _of_year(dice, horizon)) for p in halves if not p.is_empty]
    public = tuple(
        PublicHoliday("Feest", "Feast", horizon.start + timedelta(days=dice.number(-3, days)))
        for _ in range(dice.weighed({0: 1, 2: 2, 4: 4, 7: 4}))
    )
    return Holidays(tuple(years), public)


def _of_year(dice: Dice, horizon: Horizon) -> tuple[SchoolHoliday, ...]:
    return tuple(
        SchoolHoliday("Vakantie", "Holiday", region, _stretch(dice, horizon))
        for region in (Region.NORTH, Region.SOUTH)
        for _ in range(dice.weighed({0: 1, 1: 5, 2: 4}))
    )


def _stretch(dice: Dice, horizon: Horizon) -> Period:
    first = horizon.start + timedelta(days=dice.number(-4, horizon.weeks * 7 - 1))
    return Period(first, first + timedelta(days=dice.pick(0, 1, 3, 6, 8)))


@dataclass
class _Refine:
    """Refines the parts of a household; the same demand becomes the same wherever it stands."""

    dice: Dice
    horizon: Horizon
    things: tuple[str, ...]
    unit: int
    _known: dict[object, object] = field(default_factory=dict)

    def member(self, member: Member) -> Member:
        if CUSTODY not in self.things or not self.dice.chance(60):
            return member
        return replace(member, away=(*member.away, self._turn()))

    def _turn(self) -> Away:
        dice = self.dice
        every = dice.weighed({1: 2, 2: 5, 3: 1})
        start = self.horizon.start
        first = start + timedelta(days=dice.number(-9, 20))
        days = () if dice.chance(40) else dice.some(tuple(range(7)), 1, 4)
        return Away(
            Period(self._day(25), self._day(15)),
            every_weeks=every,
            first_week=first if every > 1 else None,
            days=days,
            other_parent=dice.chance(65),
        )

    def _day(self, percent: float) -> date | None:
        days = self.horizon.weeks * 7
        day = self.horizon.start + timedelta(days=self.dice.number(0, days))
        return day if self.dice.chance(percent) else None

    def account(self, account: Account) -> Account:
        if MONEY not in self.things:
            return account
        return replace(
            account,
            incomes=tuple(replace(one, due=self._due()) for one in account.incomes),
            costs=tuple(replace(one, due=self._due()) for one in account.costs),
        )

    def _due(self) -> Due:
        dice, start = self.dice, self.horizon.start
        day = start + timedelta(days=dice.number(-40, 40))
        near = (start.month, start.month % 12 + 1)
        return dice.weighed(
            {
                MONTHLY: 8,
                Due(months=dice.some(near)): 3,
                Due(four_weeks_from=day): 4,
                Due(once=day): 2,
            }
        )

    def agreement(self, agreement: Agreement) -> Agreement:
        return replace(
            agreement,
            form=self._form(agreement.form),
            alternatives=tuple(
                replace(one, form=self._form(one.form)) for one in agreement.alternatives
            ),
        )

    def _form(self, form: Form) -> Form:
        asks = form.demands
        return replace(form, demands=self._demands(asks))

    def _demands(self, asks: Demands) -> Demands:
        return replace(
            asks,
            sessions=tuple(self._once(one, self._sessions) for one in asks.sessions),
            somebody_home=tuple(self._once(one, self._home) for one in asks.somebody_home),
            money=tuple(self._once(one, self._money) for one in asks.money),
        )

    def _once(self, one: T, make: Callable[[T], T]) -> T:
        if one not in self._known:
            self._known[one] = make(one)
        found: T = self._known[one]  # type: ignore[assignment]
        return found

    def _sessions(self, one: Sessions) -> Sessions:
        if HOLIDAYS in self.things:
            not_in, only_in = self._days_off(65, 8)
            one = replace(one, not_in=not_in, only_in=only_in)
        if CUSTODY in self.things:
            one = replace(one, also_away=self.dice.chance(25))
        if WAYS in self.things and one.where is not Where.OUT and self.dice.chance(15):
            one = replace(one, where=Where.OUT)
        if WAYS in self.things and one.where is Where.OUT:
            travel = self.unit * self.dice.weighed({0: 1, 1: 4, 2: 3})
            one = replace(one, place=self.dice.pick(*PLACES[:2], *PLACES), travel=travel)
        return one

    def _home(self, one: SomebodyHome) -> SomebodyHome:
        if HOLIDAYS not in self.things:
            return one
        not_in, only_in = self._days_off(25, 35)
        return replace(one, not_in=not_in, only_in=only_in)

    def _money(self, one: Money) -> Money:
        return replace(one, due=self._due()) if MONEY in self.things else one

    def _days_off(
        self, without: float, within: float
    ) -> tuple[tuple[DaysOff, ...], tuple[DaysOff, ...]]:
        kinds = tuple(DaysOff)
        not_in = self.dice.some(kinds, 1, 2) if self.dice.chance(without) else ()
        return not_in, self.dice.some(kinds, 1, 2) if self.dice.chance(within) else ()
