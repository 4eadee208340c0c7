"""Checks a witness against the plan, without any solver and from the plan's own words.

This is what makes "it fits" a proof: everything is read anew from the household, and the searching
code is not used. It shares with the search nothing but the model.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tandem.core.check.answer import BudgetMonth, Placement, Witness, WitnessWeek
from tandem.core.check.verify_claims import verify_days, verify_statuses
from tandem.core.model import (
    DAYS_A_WEEK,
    MINUTES_A_DAY,
    MINUTES_A_WEEK,
    Account,
    Agreement,
    Direction,
    Household,
    Income,
    Period,
    Sessions,
    SomebodyHome,
    Where,
    in_force,
    month_end,
)
from tandem.core.rules import RuleBase


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a witness that does not keep the plan."""

    text: str


def verify(household: Household, rules: RuleBase, witness: Witness) -> tuple[Problem, ...]:
    """Return what is wrong with a witness: nothing, when with it the plan can be lived.

    The weeks must keep every session and home, the budget every floor, the days every order; the
    statuses of the plan itself must go together and have their support on every day.
    """
    found = (
        *_weeks(household, witness),
        *_budget(household, witness),
        *verify_days(household, witness.days),
        *verify_statuses(household, rules.statuses),
    )
    return tuple(Problem(text) for text in found)


# --- weeks ----------------------------------------------------------------------------------


def _weeks(household: Household, witness: Witness) -> Iterator[str]:
    by_monday: dict[date, int] = {}
    for number, week in enumerate(witness.weeks):
        for monday in week.mondays:
            if monday in by_monday:
                yield f"two weeks for {monday}"
            by_monday[monday] = number
    seen: set[object] = set()
    plan = [(agreement, in_force(agreement.form)) for agreement in household.plan()]
    for number in range(household.horizon.weeks):
        monday = household.horizon.monday(number)
        shown = by_monday.pop(monday, None)
        if shown is None:
            yield f"no week for {monday}"
            continue
        asked = Asked(household, plan, monday)
        if (shown, asked.signature) not in seen:
            seen.add((shown, asked.signature))
            found = _week(asked, witness.weeks[shown])
            yield from (f"{monday}: {text}" for text in found)
    yield from (f"{monday} is no week of the horizon" for monday in by_monday)


class Asked:
    """What the plan asks in the week of one Monday."""

    def __init__(
        self, household: Household, plan: Sequence[tuple[Agreement, Period]], monday: date
    ) -> None:
        self.days = tuple(monday + timedelta(days=day) for day in range(DAYS_A_WEEK))
        self.members = tuple(member.id for member in household.members)
        self.away = frozenset(
            (member.id, number)
            for member in household.members
            for away in member.away
            for number, day in enumerate(self.days)
            if away.period.contains(day)
        )
        self.sessions = {
            (agreement.id, number): demand
            for agreement, period in plan
            for number, demand in enumerate(agreement.form.demands.sessions)
            if self._binds(demand, period)
        }
        self.homes = tuple(
            (agreement.id, number, day)
            for agreement, period in plan
            for number, demand in enumerate(agreement.form.demands.somebody_home)
            for day in range(DAYS_A_WEEK)
            if self._is_asked(demand, period, day)
        )
        self._home_demands = {
            (agreement.id, number): demand
            for agreement, _ in plan
            for number, demand in enumerate(agreement.form.demands.somebody_home)
        }

    @property
    def signature(self) -> object:
        """Equal for two weeks in which just the same is asked."""
        return self.away, tuple(self.sessions), self.homes

    def home(self, agreement: str, number: int) -> SomebodyHome:
        """Return a somebody-home demand."""
        return self._home_demands[agreement, number]

    def _binds(self, demand: Sessions, period: Period) -> bool:
        monday, sunday = self.days[0], self.days[-1]
        if not demand.has_times or period.is_empty or demand.period.is_empty:
            return False
        if not (period.covers(monday, sunday) and demand.period.covers(monday, sunday)):
            return False
        if demand.every_weeks == 1 or demand.first_week is None:
            return True
        first = demand.first_week - timedelta(days=demand.first_week.weekday())
        return (monday - first).days // DAYS_A_WEEK % demand.every_weeks == 0

    def _is_asked(self, demand: SomebodyHome, period: Period, day: int) -> bool:
        return (
            not period.is_empty
            and period.contains(self.days[day])
            and demand.period.contains(self.days[day])
            and (demand.child, day) not in self.away
            and any(day in window.days for window in demand.windows)
        )


def _week(asked: Asked, shown: WitnessWeek) -> Iterator[str]:
    placements = shown.placements
    if shown.homes != tuple(sorted({agreement for agreement, _, _ in asked.homes})):
        yield "other agreements ask somebody to be home"
    given: dict[tuple[str, int], list[Placement]] = {key: [] for key in asked.sessions}
    for placement in placements:
        key = (placement.agreement, placement.demand)
        if key in given:
            given[key].append(placement)
        else:
            yield f"{placement.agreement} does not ask this session"
    for key, demand in asked.sessions.items():
        yield from (f"{key[0]}: {text}" for text in _kept(asked, demand, given[key]))
    yield from _meetings(asked, placements)
    for agreement, number, day in asked.homes:
        if _nobody_home(asked, asked.home(agreement, number), day, placements):
            yield f"{agreement}: at some moment nobody is home on day {day}"


def _kept(asked: Asked, demand: Sessions, given: Sequence[Placement]) -> Iterator[str]:
    if len(given) != demand.times:
        yield f"{len(given)} sessions instead of {demand.times}"
    if not demand.same_day and len({p.day for p in given}) != len(given):
        yield "two sessions on one day"
    for placement in given:
        if placement.end - placement.start != demand.minutes:
            yield f"a session of {placement.end - placement.start} minutes"
        if placement.members != demand.members or placement.where is not demand.where:
            yield "other members, or another kind of place"
        if placement.travel != (demand.travel if demand.where is Where.OUT else 0):
            yield f"{placement.travel} minutes of travel"
        if not any(
            placement.day in w.days and w.start <= placement.start and placement.end <= w.end
            for w in demand.windows or ()
        ):
            yield f"a session outside its windows, day {placement.day} at {placement.start}"
        if demand.where is Where.HOME and any(
            (m, placement.day) in asked.away for m in demand.members
        ):
            yield "a session at home of somebody who is away"


def _busy(asked: Asked, placement: Placement, member: str) -> tuple[int, int]:
    travel = 0 if (member, placement.day) in asked.away else placement.travel
    offset = placement.day * MINUTES_A_DAY
    start = max(offset + placement.start - travel, 0)
    return start, min(offset + placement.end + travel, MINUTES_A_WEEK)


def _meetings(asked: Asked, placements: Sequence[Placement]) -> Iterator[str]:
    for member in asked.members:
        spans = sorted(
            ((*_busy(asked, p, member), p) for p in placements if member in p.members),
            key=lambda span: span[:2],
        )
        for place, (start, _, one) in enumerate(spans):
            for _, end, other in spans[:place]:
                if start < end and not _one_visit(asked, one, other):
                    yield f"{member} is at {other.agreement} and {one.agreement} at once"


def _one_visit(asked: Asked, one: Placement, other: Placement) -> bool:
    keys = (one.agreement, one.demand), (other.agreement, other.demand)
    if keys[0] == keys[1] or not all(key in asked.sessions for key in keys):
        return False
    visit = asked.sessions[keys[0]].visit
    return visit is not None and visit == asked.sessions[keys[1]].visit


def _nobody_home(
    asked: Asked, demand: SomebodyHome, day: int, placements: Sequence[Placement]
) -> bool:
    """Whether at some moment of a day on which it is asked nobody of the adults is at home.

    Being home can only change at the start of a window and when somebody leaves or comes back.
    """
    out = [
        [_busy(asked, p, adult) for p in placements if p.where is Where.OUT and adult in p.members]
        for adult in demand.adults
        if (adult, day) not in asked.away
    ]
    offset = day * MINUTES_A_DAY
    changes = {moment for spans in out for span in spans for moment in span}
    for window in demand.windows:
        if day in window.days:
            first, last = offset + window.start, offset + window.end
            for moment in changes | {first}:
                if first <= moment < last and not any(_is_home(spans, moment) for spans in out):
                    return True
    return False


def _is_home(out: Sequence[tuple[int, int]], moment: int) -> bool:
    return all(not start <= moment < end for start, end in out)


# --- money ----------------------------------------------------------------------------------


def _budget(household: Household, witness: Witness) -> Iterator[str]:
    expected = [(a, m) for a in household.accounts for m in household.horizon.months()]
    if [(b.account, b.month) for b in witness.budget] != [(a.of, m) for a, m in expected]:
        yield "the budget does not have every account in every month, in order"
        return
    for (account, month), shown in zip(expected, witness.budget, strict=True):
        yield from (
            f"{account.of} in {month}: {text}" for text in _month(household, account, month, shown)
        )


def _month(
    household: Household, account: Account, month: date, shown: BudgetMonth
) -> Iterator[str]:
    free, known = _free(household, account, month)
    if shown.free != free or sum(line.cents for line in shown.lines) != free:
        yield f"{shown.free} cents stay free according to the witness, {free} by the plan"
    if shown.is_checked != known or shown.floor != account.floor:
        yield "the floor, or whether the income is known, is not as in the plan"
    if known and account.floor is not None and free < account.floor:
        yield f"{free} cents stay free, less than {account.floor}"


def _free(household: Household, account: Account, month: date) -> tuple[int, bool]:
    """Return what stays free in a month, and whether all income is known."""
    known = account.income_known
    last = month_end(month)
    free = sum(
        income.cents
        for income in account.incomes
        if income.period.overlaps(Period(month, last)) and not _is_ended(household, income, month)
    )
    free -= sum(cost.cents for cost in account.costs if cost.period.covers(month, last))
    for agreement in household.plan():
        period = in_force(agreement.form)
        for demand in agreement.form.demands.money:
            held = period.intersect(demand.period)
            if demand.account != account.of or period.is_empty or held.is_empty:
                continue
            if demand.direction is Direction.OUT:
                free -= (demand.cents or 0) if held.covers(month, last) else 0
            elif held.overlaps(Period(month, last)):
                known = known and demand.cents is not None
                free += demand.cents or 0
    return free, known


def _is_ended(household: Household, income: Income, month: date) -> bool:
    held = income.period.intersect(Period(month, month_end(month)))
    for agreement in household.plan():
        period = in_force(agreement.form)
        for ending in agreement.form.demands.ends_income:
            if ending.income != income.id or held.first is None or held.last is None:
                continue
            if not period.is_empty and period.intersect(ending.period).covers(
                held.first, held.last
            ):
                return True
    return False
