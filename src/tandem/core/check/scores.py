"""What each option adds to the limits: worked out once for each option, then only added up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tandem.core.check.items import Calendar, Item
from tandem.core.check.limits import contacts_of, cost_in, ends, income_in
from tandem.core.check.options import Option
from tandem.core.check.packed import largest, ones, unpacked
from tandem.core.model import Account, Direction, Member, Period, month_end


def items_of(chosen: Sequence[Option]) -> tuple[Item, ...]:
    """Return the chosen options that have a form, as items."""
    return tuple(option.item for option in chosen if option.item is not None)


Brought = tuple[str, int, int]
"""A visit, its contacts, and the weeks (bits) in which it takes place."""


class Contacts:
    """The contacts of one member."""

    def __init__(self, member: Member, calendar: Calendar) -> None:
        self.member = member
        self._calendar = calendar
        self._known: dict[int, tuple[Brought, ...]] = {}
        self._by_week: dict[int, tuple[int, tuple[Brought, ...]]] = {}

    def brought(self, option: Option) -> tuple[Brought, ...]:
        """Return the contacts that an option brings; a demand has one name in all its options."""
        if option.index not in self._known:
            item = option.item
            self._known[option.index] = () if item is None else tuple(self._of(item))
        return self._known[option.index]

    def _of(self, item: Item) -> Iterator[Brought]:
        own = f"{item.index}/"
        for visit, times, weeks in contacts_of(item, self.member.id, self._calendar):
            name = visit
            if visit.startswith(own):
                name = f"{item.id}/{visit.removeprefix(own)}"
            yield name, times, weeks

    def in_week(self, option: Option, week: int) -> dict[str, int]:
        """Return the contacts that an option brings in a week, by visit."""
        visits: dict[str, int] = {}
        for visit, times, weeks in self.brought(option):
            if weeks >> week & 1:
                visits[visit] = max(times, visits.get(visit, 0))
        return visits

    def brings(self, option: Option, visit: str, times: int, week: int) -> bool:
        """Whether an option brings at least so many contacts of a visit in a week."""
        return self.in_week(option, week).get(visit, 0) >= times

    def fullest_weeks(self, options: Sequence[Option], limit: int) -> tuple[int, ...]:
        """Return the first and the last of the fullest weeks, of those with more than a limit."""
        totals = self.totals(options)
        most = max(totals)
        if most <= limit:
            return ()
        first = totals.index(most)
        last = max(week for week, total in enumerate(totals) if total == most)
        return (first,) if first == last else (first, last)

    def totals(self, options: Sequence[Option]) -> tuple[int, ...]:
        """Return the contacts in each week; a visit counts once, for the largest."""
        known = self._by_week
        added = [known.get(option.index) or self._added(option) for option in options]
        packed = sum([own for own, _ in added if own])
        together: dict[str, list[tuple[int, int]]] = {}
        for visits in [shared for _, shared in added if shared]:
            for visit, times, weeks in visits:
                together.setdefault(visit, []).append((times, weeks))
        packed += sum(map(largest, together.values()))
        return unpacked(packed, self._calendar.horizon.weeks)

    def _added(self, option: Option) -> tuple[int, tuple[Brought, ...]]:
        """Return the contacts of an option in all weeks, as one number, and its shared visits."""
        packed, shared = 0, []
        for visit, times, weeks in self.brought(option):
            if _is_shared(visit):
                shared.append((visit, times, weeks))
            else:
                packed += times * ones(weeks)
        self._by_week[option.index] = packed, tuple(shared)
        return self._by_week[option.index]


def _is_shared(visit: str) -> bool:
    return visit.startswith("visit ")


@dataclass(frozen=True, slots=True)
class Share:
    """What an option adds to an account in one month: cents (None: unknown), incomes it ends."""

    net: int | None
    ended: frozenset[str]


NOTHING = Share(0, frozenset())


class Budget:
    """One account in one month."""

    def __init__(self, account: Account, month: date) -> None:
        self.account = account
        self.month = month
        self.floor = account.floor or 0
        whole = Period(month, month_end(month))
        self._incomes = {
            income.id: (cents, income.period.intersect(whole))
            for income in account.incomes
            if (cents := income_in(income.cents, income.due, income.period, month)) is not None
        }
        costs = sum(cost_in(c.cents, c.due, c.period, month) or 0 for c in account.costs)
        self._of_facts = sum(cents for cents, _ in self._incomes.values()) - costs
        self._known: dict[int, Share] = {}

    def share(self, option: Option) -> Share:
        """Return what an option adds."""
        if option.index not in self._known:
            item = option.item
            asks = item is not None and (item.form.demands.money or item.form.demands.ends_income)
            self._known[option.index] = self._share(item) if item and asks else NOTHING
        return self._known[option.index]

    def _share(self, item: Item) -> Share:
        net: int | None = 0
        for demand in item.form.demands.money:
            if demand.account != self.account.of or item.period.is_empty or demand.period.is_empty:
                continue
            period = item.period.intersect(demand.period)
            if demand.direction is Direction.OUT:
                cost = cost_in(demand.cents or 0, demand.due, period, self.month) or 0
                net = None if net is None else net - cost
                continue
            cents = income_in(demand.cents or 0, demand.due, period, self.month)
            if cents is not None:
                net = None if net is None or demand.cents is None else net + cents
        ended = (name for name, (_, held) in self._incomes.items() if ends(item, name, held))
        return Share(net, frozenset(ended))

    def free(self, options: Sequence[Option]) -> int | None:
        """Return what stays free with these options; None when an income is unknown."""
        if not self.account.income_known:
            return None
        free, ended = self._of_facts, set[str]()
        for option in options:
            share = self._known.get(option.index) or self.share(option)
            if share.net is None:
                return None
            free += share.net
            ended |= share.ended
        return free - sum(self._incomes[name][0] for name in ended)

    def most_ever(self, option: Option) -> int | None:
        """Return what an option brings in at most, whenever it starts; None when unknown."""
        incomes = [
            None if demand.cents is None else demand.cents * demand.due.times_in(self.month)
            for demand in (option.form.demands.money if option.form else ())
            if demand.account == self.account.of and demand.direction is Direction.IN
        ]
        return None if None in incomes else sum(cents for cents in incomes if cents is not None)


class Ledger:
    """One account in all months."""

    def __init__(self, account: Account, months: Sequence[date]) -> None:
        self._budgets = [Budget(account, month) for month in months]
        self._moves: dict[int, bool] = {}

    def poorest(self, options: Sequence[Option]) -> Budget | None:
        """Return the month with least left, of those with too little; None when there is none."""
        known = self._moves
        moving = [o for o in options if known.get(o.index, True) and self._is_moving(o)]
        short = [
            (free, place)
            for place, budget in enumerate(self._budgets)
            if (free := budget.free(moving)) is not None and free < budget.floor
        ]
        return self._budgets[min(short)[1]] if short else None

    def _is_moving(self, option: Option) -> bool:
        """Whether an option adds anything in any month."""
        if option.index not in self._moves:
            self._moves[option.index] = any(b.share(option) != NOTHING for b in self._budgets)
        return self._moves[option.index]
