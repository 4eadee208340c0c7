"""Short ways to write a household down in a test."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from tandem.core.model import (
    ALWAYS,
    Account,
    Agreement,
    Alternative,
    Basis,
    Demands,
    EndsIncome,
    Form,
    Goal,
    Horizon,
    Household,
    Income,
    Mandatory,
    Member,
    Money,
    Order,
    Period,
    Relation,
    Sessions,
    SomebodyHome,
    State,
    StatusDemand,
    Where,
    Window,
)
from tandem.core.rules import RuleBase, RuleRelation, Status, StatusRule, StatusRules

MONDAY = date(2027, 1, 4)
"""The first day of the horizon of every household built here."""

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)

BY_LAW = Mandatory(Basis.ARTICLE, "art. 1")

Demand = Sessions | SomebodyHome | Money | EndsIncome | StatusDemand | Order


def clock(text: str) -> int:
    """Return the minute of the day of a time like 08:30."""
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def day(offset: int) -> date:
    """Return a day so many days after the first of the horizon."""
    return MONDAY + timedelta(days=offset)


def status(relation: Relation, name: str, period: Period = ALWAYS) -> StatusDemand:
    """Return what is asked or made of a status of Kevin."""
    return StatusDemand(relation, "kevin", name, period)


def kevins_account(floor: int | None, *, income_known: bool = True) -> tuple[Account, ...]:
    """Return an account of Kevin with an income of a hundred cents."""
    return (Account("kevin", floor, (Income("i", "Bijstand", 100),), (), income_known),)


def window(days: Iterable[int], hours: str) -> Window:
    """Return a window on these days, its hours written like 08:30-15:00."""
    start, end = hours.split("-")
    return Window(tuple(days), clock(start), clock(end))


def session(
    days: Iterable[int],
    hours: str,
    *,
    members: tuple[str, ...] = ("kevin",),
    minutes: int | None = None,
    times: int | None = None,
    travel: int = 0,
    where: Where = Where.OUT,
    same_day: bool = False,
    contact_of: tuple[str, ...] = (),
    visit: str | None = None,
    every_weeks: int = 1,
    first_week: date | None = None,
    period: Period = ALWAYS,
) -> Sessions:
    """Return sessions that fill their window on every day named, unless said otherwise."""
    one = window(days, hours)
    return Sessions(
        members=members,
        times=len(one.days) if times is None else times,
        minutes=one.end - one.start if minutes is None else minutes,
        windows=(one,),
        every_weeks=every_weeks,
        first_week=first_week,
        where=where,
        travel=travel,
        same_day=same_day,
        contact_of=contact_of,
        visit=visit,
        period=period,
    )


def demands(*all_of: Demand) -> Demands:
    """Return demands of all kinds together; at most one order."""
    orders = [d for d in all_of if isinstance(d, Order)]
    return Demands(
        sessions=tuple(d for d in all_of if isinstance(d, Sessions)),
        somebody_home=tuple(d for d in all_of if isinstance(d, SomebodyHome)),
        money=tuple(d for d in all_of if isinstance(d, Money)),
        ends_income=tuple(d for d in all_of if isinstance(d, EndsIncome)),
        statuses=tuple(d for d in all_of if isinstance(d, StatusDemand)),
        order=orders[0] if orders else Order(),
    )


def form(
    *all_of: Demand,
    start: date | None = None,
    latest_start: date | None = None,
    until: date | None = None,
    lasts_days: int | None = None,
    start_known: bool = True,
) -> Form:
    """Return a form with these demands."""
    return Form(start, latest_start, until, lasts_days, start_known, demands(*all_of))


def agreement(
    name: str,
    *all_of: Demand,
    owner: str = "",
    goal: str | None = None,
    state: State = State.PROPOSED,
    mandatory: Mandatory | None = None,
    protected: bool = False,
    alternatives: tuple[Alternative, ...] = (),
    start: date | None = None,
    latest_start: date | None = None,
    until: date | None = None,
    lasts_days: int | None = None,
    start_known: bool = True,
) -> Agreement:
    """Return an agreement with these demands, owned by `pro-<name>` unless said otherwise."""
    return Agreement(
        id=name,
        title=name.capitalize(),
        kind="own-agreement",
        owner=owner or f"pro-{name}",
        form=Form(start, latest_start, until, lasts_days, start_known, demands(*all_of)),
        members=("kevin",),
        goal=goal,
        state=state,
        mandatory=mandatory,
        protected=protected,
        alternatives=alternatives,
    )


def household(
    *agreements: Agreement,
    weeks: int = 4,
    members: tuple[Member, ...] = (Member("kevin", "Kevin"), Member("karin", "Karin")),
    accounts: tuple[Account, ...] = (),
    priorities: tuple[str, ...] = (),
    grid: int = 5,
) -> Household:
    """Return a household of Kevin and Karin with these agreements."""
    goals = sorted({a.goal for a in agreements if a.goal is not None} | set(priorities))
    return Household(
        id="test",
        name="Test",
        horizon=Horizon(MONDAY, weeks),
        members=members,
        agreements=agreements,
        goals=tuple(Goal(goal, goal) for goal in goals),
        priorities=priorities,
        accounts=accounts,
        grid=grid,
    )


def rule_base(*rules: tuple[str, RuleRelation, str] | StatusRule) -> RuleBase:
    """Return a rule base with these rules, always valid when written as three words."""
    whole = tuple(
        r if isinstance(r, StatusRule) else StatusRule(f"rule-{i}", r[1], r[0], r[2], "test")
        for i, r in enumerate(rules)
    )
    names = sorted({name for r in whole for name in (r.status, r.other)})
    statuses = tuple(Status(name, name, name, name, name) for name in names)
    return RuleBase(StatusRules(statuses, whole))
