"""Limits: the contacts a member can carry in a week, and the money that must stay free in a month.

Both are sums, so each gives at most one finding with numbers, never a list of sets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from tandem.core.check.answer import BudgetMonth, Clash
from tandem.core.check.items import Calendar, Item
from tandem.core.check.packed import largest, ones, unpacked
from tandem.core.check.why import ContactsReason, MoneyLine, MoneyReason, WeekSpan
from tandem.core.model import (
    MONTHLY,
    Account,
    Direction,
    Due,
    Household,
    Income,
    Member,
    Money,
    Period,
    month_end,
)

# --- contacts -------------------------------------------------------------------------------

Visits = dict[str, dict[str, int]]
"""For each visit in a week: agreement → contacts. A visit counts once, for the largest."""


def contacts_of(item: Item, member: str, calendar: Calendar) -> Iterator[tuple[str, int, int]]:
    """Yield (visit, times, weeks as bits) for each session demand of an item that is a contact.

    Demands of one visit bear the same name; any other has a name of its own.
    """
    for number, demand in enumerate(item.form.demands.sessions):
        if member in demand.contact_of and demand.times:
            name = f"{item.index}/{number}" if demand.visit is None else f"visit {demand.visit}"
            for turn in calendar.turns(item.period, demand):
                yield name, turn.times, turn.weeks


def contacts_by_week(
    items: Sequence[Item], household: Household, calendar: Calendar
) -> dict[str, tuple[int, ...]]:
    """Return how many contacts each member has in each week; of one visit the largest counts."""
    totals = dict.fromkeys((member.id for member in household.members), 0)
    shared: dict[tuple[str, str], list[tuple[int, int]]] = {}
    demands = ((item, demand) for item in items for demand in item.form.demands.sessions)
    for item, demand in demands:
        for turn in calendar.turns(item.period, demand) if demand.contact_of else ():
            for member in totals.keys() & demand.contact_of:
                if demand.visit is None:
                    totals[member] += turn.times * ones(turn.weeks)
                else:
                    visits = shared.setdefault((member, demand.visit), [])
                    visits.append((turn.times, turn.weeks))
    for (member, _), brought in shared.items():
        totals[member] += largest(brought)
    return {member: unpacked(total, calendar.horizon.weeks) for member, total in totals.items()}


def visits_in_week(items: Sequence[Item], member: str, week: int, calendar: Calendar) -> Visits:
    """Return the contacts of a member in a week, by visit and agreement."""
    visits: Visits = {}
    for item in items:
        for visit, times, bits in contacts_of(item, member, calendar):
            if bits >> week & 1:
                brought = visits.setdefault(visit, {})
                brought[item.id] = max(times, brought.get(item.id, 0))
    return visits


def contact_parts(visits: Visits) -> tuple[tuple[str, int], ...]:
    """Return each agreement with its contacts; those of a shared visit stand with one of them."""
    parts: dict[str, int] = {}
    for brought in visits.values():
        counted_with = min(brought, key=lambda agreement: (-brought[agreement], agreement))
        for agreement, times in brought.items():
            extra = times if agreement == counted_with else 0
            parts[agreement] = parts.get(agreement, 0) + extra
    return tuple(sorted(parts.items()))


def contact_limit(
    items: Sequence[Item], member: Member, calendar: Calendar, totals: Sequence[int]
) -> Clash | None:
    """Return the finding for a member with more contacts than he or she can carry, if any.

    `totals` are the contacts of the member in each week.
    """
    if member.contacts_a_week is None:
        return None
    over = [week for week, total in enumerate(totals) if total > member.contacts_a_week]
    if not over:
        return None
    worst = max(over, key=lambda week: (totals[week], -week))
    parts = contact_parts(visits_in_week(items, member.id, worst, calendar))
    monday = calendar.horizon.monday
    reason = ContactsReason(
        member=member.id,
        capacity=member.contacts_a_week,
        contacts=totals[worst],
        worst_week=monday(worst),
        span=WeekSpan(monday(over[0]), monday(over[-1]), len(over)),
        parts=parts,
    )
    return Clash(tuple(name for name, _ in parts), (reason,))


# --- money ----------------------------------------------------------------------------------


def income_in(cents: int, due: Due, period: Period, month: date) -> int | None:
    """Return what an income brings in a month; None when it does not count there.

    It counts in a month on any day of which it holds, each time that it falls due in that month.
    """
    if period.is_empty or not period.overlaps(Period(month, month_end(month))):
        return None
    return cents if due is MONTHLY else _each_time(cents, due, month)


def cost_in(cents: int, due: Due, period: Period, month: date) -> int | None:
    """Return what a cost takes in a month; None when it does not count there.

    It counts in a month on every day of which it holds, each time that it falls due in that month.
    """
    if period.is_empty or not period.covers(month, month_end(month)):
        return None
    return cents if due is MONTHLY else _each_time(cents, due, month)


def _each_time(cents: int, due: Due, month: date) -> int | None:
    times = due.times_in(month)
    return cents * times if times else None


def budget(items: Sequence[Item], household: Household) -> tuple[BudgetMonth, ...]:
    """Return every account in every month, with what stays free."""
    months = household.horizon.months()
    return tuple(
        month for account in household.accounts for month in _budget_of(items, account, months)
    )


Flow = tuple[Item, Money, Period]
"""Money that an item asks or brings, with when both hold."""


def _budget_of(
    items: Sequence[Item], account: Account, months: Sequence[date]
) -> Iterator[BudgetMonth]:
    """Yield one account in every month."""
    flows = [
        (item, demand, item.period.intersect(demand.period))
        for item in items
        for demand in item.form.demands.money
        if demand.account == account.of and not (item.period.is_empty or demand.period.is_empty)
    ]
    ending = [item for item in items if item.form.demands.ends_income]
    for month in months:
        yield _budget_month(flows, ending, account, month)


def _budget_month(
    flows: Sequence[Flow], ending: Sequence[Item], account: Account, month: date
) -> BudgetMonth:
    """Return one account in one month; `ending` are the items that end incomes."""
    lines = [_fact_income(ending, income, month) for income in account.incomes]
    lines.extend(
        MoneyLine(cost.title, -cents)
        for cost in account.costs
        if (cents := cost_in(cost.cents, cost.due, cost.period, month)) is not None
    )
    known = account.income_known
    for item, demand, period in flows:
        amount = income_in if demand.direction is Direction.IN else cost_in
        cents = amount(demand.cents or 0, demand.due, period, month)
        if cents is None:
            continue
        if demand.cents is not None:
            lines.append(_line(item, demand, cents, period, month))
        elif demand.direction is Direction.IN:
            known = False
    shown = tuple(line for line in lines if line is not None)
    free = sum(line.cents for line in shown)
    return BudgetMonth(account.of, month, shown, free, account.floor, is_checked=known)


def _line(item: Item, demand: Money, cents: int, period: Period, month: date) -> MoneyLine:
    signed = cents if demand.direction is Direction.IN else -cents
    begun = not period.covers(month, month_end(month))
    return MoneyLine(demand.title or item.agreement.title, signed, item.id, is_begun=begun)


def _fact_income(items: Sequence[Item], income: Income, month: date) -> MoneyLine | None:
    cents = income_in(income.cents, income.due, income.period, month)
    if cents is None:
        return None
    held = income.period.intersect(Period(month, month_end(month)))
    ended_by = tuple(item.id for item in items if ends(item, income.id, held))
    if ended_by:
        return MoneyLine(income.title, 0, ended_by=ended_by)
    days = [day for day in (held.first, held.last) if day is not None]
    ending = any(ends(item, income.id, Period(day, day)) for item in items for day in days)
    begun = ending or not held.covers(month, month_end(month))
    return MoneyLine(income.title, cents, is_begun=begun)


def ends(item: Item, income: str, held: Period) -> bool:
    """Whether an item ends an income of the facts on all these days."""
    if held.first is None or held.last is None:
        return False
    return any(
        ending.income == income
        and not item.period.is_empty
        and not ending.period.is_empty
        and item.period.intersect(ending.period).covers(held.first, held.last)
        for ending in item.form.demands.ends_income
    )


def money_limit(months: Sequence[BudgetMonth]) -> Clash | None:
    """Return the finding for one account with less left than its floor in some month, if any."""
    short = [m for m in months if m.is_checked and m.floor is not None and m.free < m.floor]
    if not short:
        return None
    worst = min(short, key=lambda m: (m.free, m.month))
    reason = MoneyReason(
        account=worst.account,
        floor=worst.floor or 0,
        free=worst.free,
        worst_month=worst.month,
        first_month=short[0].month,
        months=len(short),
        lines=worst.lines,
    )
    named = {line.agreement for line in worst.lines if line.agreement and line.cents < 0}
    named |= {agreement for line in worst.lines for agreement in line.ended_by}
    return Clash(tuple(sorted(named)), (reason,))


def passed_limits(
    items: Sequence[Item],
    household: Household,
    calendar: Calendar,
    months: Sequence[BudgetMonth] | None = None,
    contacts: Mapping[str, Sequence[int]] | None = None,
) -> tuple[Clash, ...]:
    """Return every limit that these items pass: contacts by member, then money by account.

    `months` is the budget of these items, `contacts` what each member has in each week, when they
    are known already.
    """
    if months is None:
        months = budget(items, household)
    if contacts is None:
        contacts = contacts_by_week(items, household, calendar)
    found = [
        contact_limit(items, member, calendar, contacts[member.id]) for member in household.members
    ]
    found.extend(
        money_limit([month for month in months if month.account == account.of])
        for account in household.accounts
    )
    return tuple(clash for clash in found if clash is not None)
