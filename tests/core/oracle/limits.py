"""Limits that are passed: contacts of a member in a week, money of an account in a month."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tandem.core.model import Account, Direction, Due, Money
from tests.core.oracle.days import Span, day_of, number, span
from tests.core.oracle.world import Kept, World


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit that is passed: of whom, what there may be, and what there is at worst."""

    kind: str
    """"contacts" or "money"."""
    of: str
    bound: int
    """The most contacts a week, or the least cents a month."""
    worst: int
    worst_day: int
    """The Monday of the worst week, or the first day of the worst month."""
    first_day: int
    count: int
    agreements: frozenset[str]


def limits(world: World, kept: list[Kept]) -> set[Limit]:
    """Return every limit that these pass."""
    return {*contact_limits(world, kept), *money_limits(world, kept)}


def contact_limits(world: World, kept: list[Kept]) -> Iterator[Limit]:
    """Yield the members with more contacts in some week than they can carry."""
    mondays = world.calendar.mondays
    for member in world.household.members:
        most = member.contacts_a_week
        if most is None:
            continue
        weeks = [contacts(world, kept, member.id, w) for w in range(len(mondays))]
        over = [w for w, (count, _) in enumerate(weeks) if count > most]
        if over:
            worst = max(over, key=lambda w: (weeks[w][0], -w))
            yield Limit(
                "contacts",
                member.id,
                most,
                weeks[worst][0],
                mondays[worst],
                mondays[over[0]],
                len(over),
                weeks[worst][1],
            )


def contacts(world: World, kept: list[Kept], member: str, week: int) -> tuple[int, frozenset[str]]:
    """Return how many contacts a member has in a week, and by which agreements."""
    alone = 0
    visits: dict[str, int] = {}
    names = set()
    for k in kept:
        for _, demand in world.sessions(k.sessions[week]):
            if member not in demand.contact_of or not demand.times:
                continue
            names.add(k.id)
            if demand.visit is None:
                alone += demand.times
            else:
                visits[demand.visit] = max(visits.get(demand.visit, 0), demand.times)
    return alone + sum(visits.values()), frozenset(names)


@dataclass(frozen=True, slots=True)
class Month:
    """What stays free of an account in a month, and which agreements weigh on it."""

    day: int
    free: int
    agreements: frozenset[str]


def money_limits(world: World, kept: list[Kept]) -> Iterator[Limit]:
    """Yield the accounts with less left than their floor in some month."""
    for account in world.household.accounts:
        if account.floor is None or not account.income_known:
            continue
        months = [budget(kept, account, days) for days in world.calendar.months]
        over = [m for m in months if m is not None and m.free < account.floor]
        if over:
            worst = min(over, key=lambda m: (m.free, m.day))
            yield Limit(
                "money",
                account.of,
                account.floor,
                worst.free,
                worst.day,
                over[0].day,
                len(over),
                worst.agreements,
            )


def budget(kept: list[Kept], account: Account, days: tuple[int, ...]) -> Month | None:
    """Return one month of an account; None when an agreement brings an unknown amount."""
    free = 0
    names: set[str] = set()
    for income in account.incomes:
        held = [d for d in days if span(income.period).has(d)]
        times = paydays(income.due, days)
        enders = {k.id for k in kept if times and held and ends(k, income.id, held)}
        names |= enders
        free += times * income.cents if held and not enders else 0
    for cost in account.costs:
        whole = all(span(cost.period).has(d) for d in days)
        free -= paydays(cost.due, days) * cost.cents if whole else 0
    for k, demand, period in money_of(kept, account.of):
        times = paydays(demand.due, days)
        if not times or not counts(demand, period, days):
            continue
        if demand.direction is Direction.OUT:
            free -= times * (demand.cents or 0)
            names |= {k.id} if demand.cents else set()
        elif demand.cents is None:
            return None
        else:
            free += times * demand.cents
    return Month(days[0], free, frozenset(names))


def paydays(due: Due, days: tuple[int, ...]) -> int:
    """Return how often money comes in a month, of which these are all the days."""
    if due.once is not None:
        return sum(number(due.once) == d for d in days)
    if due.four_weeks_from is not None:
        return sum((d - number(due.four_weeks_from)) % 28 == 0 for d in days)
    if not due.months:
        return 1
    return sum(day_of(d).day == 1 and day_of(d).month in due.months for d in days)


def counts(demand: Money, period: Span, days: tuple[int, ...]) -> bool:
    """Whether money counts in a month: coming in on at least one day, going out on every day."""
    if demand.direction is Direction.IN:
        return any(period.has(d) for d in days)
    return all(period.has(d) for d in days)


def money_of(kept: list[Kept], account: str) -> Iterator[tuple[Kept, Money, Span]]:
    """Yield every money demand on an account, with the days on which it holds."""
    for k in kept:
        for demand in k.form.demands.money:
            if demand.account == account:
                yield k, demand, k.holds.and_(span(demand.period))


def ends(kept: Kept, income: str, days: list[int]) -> bool:
    """Whether an agreement ends an income on every one of these days on which it holds."""
    holding: list[Callable[[int], bool]] = [
        kept.holds.and_(span(e.period)).has
        for e in kept.form.demands.ends_income
        if e.income == income
    ]
    return any(all(has(d) for d in days) for has in holding)
