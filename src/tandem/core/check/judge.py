"""Judging a choice of options by the true meaning, and saying what must be otherwise.

Each finding is a clause: at least one of these literals has to hold in any choice that fits. The
more choices a clause rules out, the fewer are tried; but it may never rule out one that fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tandem.core.check.answer import ClashKind
from tandem.core.check.clashes import Context, Sets
from tandem.core.check.enumerate import Items
from tandem.core.check.items import Item
from tandem.core.check.limits import (
    Visits,
    budget_month,
    contact_total,
    counts_as_cost,
    counts_as_income,
    ends,
    visits_by_week,
)
from tandem.core.check.master import Clause, Master
from tandem.core.check.options import Option
from tandem.core.check.order import is_absent
from tandem.core.check.status import Claim, claims_of, item_claims
from tandem.core.check.support import first_gap, supporting
from tandem.core.model import (
    Account,
    Direction,
    Member,
    Period,
    Relation,
    in_force,
    month_end,
)

ALL_CLASHES = 10_000


@dataclass(frozen=True, slots=True)
class Aside:
    """What a proposal may leave as it is, because nobody in the plan can change it."""

    sets: frozenset[tuple[str, ...]] = frozenset()
    limits: frozenset[tuple[ClashKind, str]] = frozenset()
    support: frozenset[str] = frozenset()
    """Agreements whose requirements may stay without support."""


def item_of(option: Option) -> Item | None:
    """Return an option as an item of the solver, numbered as the option; None when it is gone."""
    if option.form is None:
        return None
    return Item(option.index, option.agreement, option.form, in_force(option.form))


class Judge:
    """Judges choices; remembers the options that exist."""

    def __init__(self, context: Context, master: Master) -> None:
        self._context = context
        self._master = master
        self._options = master.options
        self._household = context.household
        self._last: tuple[tuple[int, ...], Sets] | None = None
        self._pool: Sets | None = None
        self._known = 0

    def sets_of(self, chosen: Sequence[Option]) -> Sets:
        """Return the set-wise demands of a choice."""
        key = tuple(option.index for option in chosen)
        if self._last is None or self._last[0] != key:
            self._last = key, Sets(items_of(chosen), self._context)
        return self._last[1]

    def objections(self, chosen: Sequence[Option], aside: Aside) -> list[Clause]:
        """Return what makes a choice unfit, each as a clause; nothing when it fits."""
        clauses = list(self.support(chosen, aside))
        for member in self._household.members:
            if (ClashKind.CONTACTS, member.id) not in aside.limits:
                clauses.extend(self.contacts(chosen, member))
        for account in self._household.accounts:
            if (ClashKind.MONEY, account.of) not in aside.limits:
                clauses.extend(self.money(chosen, account))
        clauses.extend(self.sets(chosen, aside))
        return clauses

    # --- sets -------------------------------------------------------------------------------

    def sets(self, chosen: Sequence[Option], aside: Aside) -> Iterator[Clause]:
        """Yield for sets that cannot be kept that one of the chosen options has to change."""
        items = frozenset(option.index for option in chosen if option.form is not None)
        cores = self._all().cores(items) if not aside.sets else self._not_aside(chosen, aside)
        options = self._options.all
        for core in cores:
            yield [-self._master.literal(options[i]) for i in sorted(core)]

    def _all(self) -> Sets:
        """Return the set-wise demands of all options at once, with what was learnt before."""
        options = self._options.all
        new = items_of(options[self._known :])
        if self._pool is None or not self._pool.include(new):
            self._pool = Sets(items_of(options), self._context, any_week=True)
        self._known = len(options)
        return self._pool

    def _not_aside(self, chosen: Sequence[Option], aside: Aside) -> Iterator[Items]:
        names = {option.index: option.id for option in chosen}
        for found in self.sets_of(chosen).smallest(ALL_CLASHES).sets:
            if tuple(sorted(names[i] for i in found)) not in aside.sets:
                yield found

    def sets_among(self, chosen: Sequence[Option], names: frozenset[str]) -> Iterator[Clause]:
        """Yield for some agreements alone what cannot be kept of the chosen options."""
        own = (option for option in chosen if option.id in names and option.form is not None)
        options = self._options.all
        for core in self._all().cores(frozenset(option.index for option in own)):
            yield [-self._master.literal(options[i]) for i in sorted(core)]

    # --- support ----------------------------------------------------------------------------

    def support(self, chosen: Sequence[Option], aside: Aside) -> Iterator[Clause]:
        """Yield for requirements without support what could give it."""
        items = items_of(chosen)
        claims = claims_of(items, self._household.horizon)
        makers = [c for c in claims if c.relation is Relation.MAKES]
        by_index = {option.index: option for option in chosen}
        for claim in claims:
            if claim.relation is Relation.REQUIRES and claim.agreement not in aside.support:
                given = supporting(self._household, makers, claim, self._context.rules)
                gap = first_gap(claim.period, given)
                if gap is not None:
                    mine = -self._master.literal(by_index[claim.item])
                    yield [mine, *self._supporters(claim, gap)]
        for option in chosen:
            if option.form is not None and option.id not in aside.support:
                yield from self._before(option, items)

    def _supporters(self, claim: Claim, gap: Period) -> Iterator[int]:
        for option in self._options.all:
            item = item_of(option)
            if item is not None and self._gives(item, claim, gap):
                yield self._master.literal(option)
                later = self._master.later(option.id)
                if later is not None:
                    yield later

    def _gives(self, item: Item, claim: Claim, gap: Period) -> bool:
        return any(
            maker.relation is Relation.MAKES
            and maker.member == claim.member
            and any(
                period.intersect(maker.period).overlaps(gap)
                for period in self._context.rules.supports(maker.status, claim.status)
            )
            for maker in item_claims(item, self._household.horizon)
        )

    def _before(self, option: Option, items: Sequence[Item]) -> Iterator[Clause]:
        """Yield that an agreement that has to come first must be there."""
        present = {item.id for item in items}
        if option.form is None:
            return
        for after in option.form.demands.order.after:
            if is_absent(after.agreement, present, self._household.agreements):
                there = [
                    self._master.literal(o)
                    for o in self._options.of.get(after.agreement, ())
                    if o.form is not None
                ]
                later = self._master.later(after.agreement)
                there.extend([] if later is None else [later])
                yield [-self._master.literal(option), *there]

    # --- contacts ---------------------------------------------------------------------------

    def contacts(self, chosen: Sequence[Option], member: Member) -> Iterator[Clause]:
        """Yield for the fullest week that is too full who has to bring fewer contacts."""
        capacity = member.contacts_a_week
        if capacity is None:
            return
        weeks = visits_by_week(items_of(chosen), member.id, self._context.calendar)
        week = max(range(len(weeks)), key=lambda w: (contact_total(weeks[w]), -w))
        blamed = weeks[week]
        if contact_total(blamed) <= capacity:
            return
        for name in sorted({name for brought in blamed.values() for name in brought}):
            fewer = _without(blamed, name)
            if contact_total(fewer) > capacity:
                blamed = fewer
        names = {name for brought in blamed.values() for name in brought}
        by_name = {option.id: option for option in chosen}
        yield [lit for name in sorted(names) for lit in self._fewer(by_name[name], member, week)]

    def _fewer(self, chosen: Option, member: Member, week: int) -> Iterator[int]:
        now = self._brings(chosen, member, week)
        for option in self._options.of[chosen.id]:
            brings = self._brings(option, member, week)
            if any(brings.get(visit, 0) < times for visit, times in now.items()):
                yield self._master.literal(option)
        later = self._master.later(chosen.id)
        if later is not None:
            yield later

    def _brings(self, option: Option, member: Member, week: int) -> dict[str, int]:
        item = item_of(option)
        if item is None:
            return {}
        visits = visits_by_week([item], member.id, self._context.calendar)[week]
        own = f"{item.index}/"
        return {
            f"own/{visit.removeprefix(own)}" if visit.startswith(own) else visit: contact_total(
                {visit: brought}
            )
            for visit, brought in visits.items()
        }

    # --- money ------------------------------------------------------------------------------

    def money(self, chosen: Sequence[Option], account: Account) -> Iterator[Clause]:
        """Yield for the poorest month that is too poor who has to cost less or bring more."""
        if account.floor is None:
            return
        items = [i for i in items_of(chosen) if i.form.demands.money or i.form.demands.ends_income]
        months = [budget_month(items, account, m) for m in self._household.horizon.months()]
        short = [m for m in months if m.is_checked and m.free < account.floor]
        if short:
            worst = min(short, key=lambda m: (m.free, m.month))
            yield _Shortage(self._master, account, worst.month).clause(chosen)


def items_of(chosen: Sequence[Option]) -> tuple[Item, ...]:
    """Return the chosen options that have a form, as items."""
    return tuple(item for item in map(item_of, chosen) if item is not None)


def _without(visits: Visits, agreement: str) -> Visits:
    rest = {
        visit: {name: times for name, times in brought.items() if name != agreement}
        for visit, brought in visits.items()
    }
    return {visit: brought for visit, brought in rest.items() if brought}


class _Shortage:
    """One account in one month in which too little stays free."""

    def __init__(self, master: Master, account: Account, month: date) -> None:
        self._master = master
        self._account = account
        self._month = month

    def clause(self, chosen: Sequence[Option]) -> Clause:
        """Return whose option has to be a better one for this month."""
        blamed = list(chosen)
        relaxed = 0
        for option in chosen:
            best = self._best(option)
            if best is None:
                continue
            rest = [o for o in blamed if o is not option]
            if self._left(rest) + relaxed + best < (self._account.floor or 0):
                blamed = rest
                relaxed += best
        return [lit for option in blamed for lit in self._better(option)]

    def _left(self, chosen: Sequence[Option]) -> int:
        return budget_month(items_of(chosen), self._account, self._month).free

    def _net(self, option: Option) -> int | None:
        """Return what an option adds to the account in this month; None when that is unknown."""
        item = item_of(option)
        net = 0
        for demand in item.form.demands.money if item else ():
            period = item.period.intersect(demand.period) if item else demand.period
            if demand.account != self._account.of or (item and item.period.is_empty):
                continue
            if demand.direction is Direction.OUT:
                net -= (demand.cents or 0) if counts_as_cost(period, self._month) else 0
            elif counts_as_income(period, self._month):
                if demand.cents is None:
                    return None
                net += demand.cents
        return net

    def _ended(self, option: Option) -> frozenset[str]:
        item = item_of(option)
        if item is None:
            return frozenset()
        whole = Period(self._month, month_end(self._month))
        return frozenset(
            income.id
            for income in self._account.incomes
            if counts_as_income(income.period, self._month)
            and ends(item, income.id, income.period.intersect(whole))
        )

    def _best(self, chosen: Option) -> int | None:
        """Return the most that any option of an agreement could add; None when without end."""
        options = self._master.options.of[chosen.id]
        nets = [self._net(option) for option in options]
        if self._master.later(chosen.id) is not None:
            nets.append(self._gross(options[0]))
        return None if None in nets else max(net for net in nets if net is not None)

    def _gross(self, option: Option) -> int | None:
        """Return what an option brings in at most, whenever it starts."""
        incomes = [
            demand.cents
            for demand in (option.form.demands.money if option.form else ())
            if demand.account == self._account.of and demand.direction is Direction.IN
        ]
        return None if None in incomes else sum(cents for cents in incomes if cents is not None)

    def _better(self, chosen: Option) -> Iterator[int]:
        now, ended = self._net(chosen), self._ended(chosen)
        for option in self._master.options.of[chosen.id]:
            net = self._net(option)
            if net is None or (now is not None and net > now) or not ended <= self._ended(option):
                yield self._master.literal(option)
        later = self._master.later(chosen.id)
        if later is not None:
            yield later
