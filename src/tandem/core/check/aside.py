"""What nobody in the plan can solve: it is set aside, and goes to those who can.

A clash is *rigid* when none of its agreements may end and no combination of other options keeps
them together; likewise a limit, and a requirement without support. See docs/explanation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from tandem.core.check.answer import AUTOMATIC, ChangeKind, Clash, MissingSupport, WayOut, Witness
from tandem.core.check.clashes import Context
from tandem.core.check.items import make_items
from tandem.core.check.judge import Judge
from tandem.core.check.limits import budget, contacts_by_week, passed_limits
from tandem.core.check.master import Master
from tandem.core.check.options import Option, Options
from tandem.core.check.order import circle, edges_of, ordered
from tandem.core.check.pool import Pool
from tandem.core.check.rigid import Aside
from tandem.core.check.scores import Contacts, items_of
from tandem.core.check.solver import watch
from tandem.core.check.status import claims_of
from tandem.core.check.usages import Clause
from tandem.core.check.why import ClashKind, ContactsReason, MoneyReason
from tandem.core.model import Agreement, Household, Relation, State
from tandem.core.rules import ChangeCosts

OTHER_FORMS = AUTOMATIC | {ChangeKind.ALTERNATIVE}

Objections = Callable[[Judge, Sequence[Option]], Iterable[Clause]]


def limit_of(clash: Clash) -> tuple[ClashKind, str]:
    """Return which limit a clash passes: the kind, and the member or account."""
    reason = clash.reasons[0]
    if isinstance(reason, ContactsReason):
        return ClashKind.CONTACTS, reason.member
    if isinstance(reason, MoneyReason):
        return ClashKind.MONEY, reason.account
    message = f"{clash.agreements} pass no limit"
    raise TypeError(message)


class Rigidity:
    """Finds what has to be set aside before proposals are sought."""

    def __init__(self, context: Context, costs: ChangeCosts, options: Options, pool: Pool) -> None:
        self._context = context
        self._costs = costs
        self._options = options
        self._pool = pool
        self._plan = {a.id: a for a in context.household.plan()}

    def aside(
        self,
        sets: Iterable[tuple[str, ...]],
        limits: Sequence[Clash],
        lacking: Iterable[MissingSupport],
    ) -> Aside:
        """Return the sets, limits and requirements that no choice of options can solve."""
        needy = sorted({m.agreement for m in lacking if not self._plan[m.agreement].may_end})
        return Aside(
            sets=frozenset(names for names in sets if self._is_rigid(names)),
            limits=frozenset(self._rigid_limits(limits)),
            support=frozenset(name for name in needy if self._lacks_always(name)),
        )

    def _is_rigid(self, names: tuple[str, ...]) -> bool:
        if any(self._plan[name].may_end for name in names):
            return False
        if any(map(self._are_kept, self._small_changes(names))):
            return False
        chosen = frozenset(names)
        return not self._is_possible(lambda judge, options: judge.sets_among(options, chosen))

    def _small_changes(self, names: Sequence[str]) -> Iterator[list[Option]]:
        """Yield these agreements with one of them in a form that asks nothing of any other."""
        kept = [self._options.of[name][0] for name in names]
        for place, name in enumerate(names):
            for way in self._options.ways[name]:
                stated = way.stated
                alone = not (stated.takes_place_of or stated.triggers or stated.is_paired)
                if stated.kind in OTHER_FORMS and alone:
                    for option in self._options.make(way):
                        yield [*kept[:place], option, *kept[place + 1 :]]

    def _are_kept(self, options: Sequence[Option]) -> bool:
        """Whether these options can be kept together."""
        items, horizon = items_of(options), self._context.household.horizon
        found = self._context.status_clashes.among(claims_of(items, horizon))
        edges = edges_of(ordered(items, horizon), self._context.ended, horizon)
        return (
            next(found, None) is None
            and circle(edges, frozenset(item.index for item in items)) is None
            and next(self._pool.conflicts(options), None) is None
        )

    def _rigid_limits(self, limits: Sequence[Clash]) -> Iterator[tuple[ClashKind, str]]:
        """Yield limits that stay passed; ending all that may end is tried first, it is quick."""
        if not limits:
            return
        household, calendar = self._context.household, self._context.calendar
        items = [item for item in make_items(household) if not item.agreement.may_end]
        contacts = contacts_by_week(items, household, calendar)
        passed = passed_limits(items, household, calendar, budget(items, household), contacts)
        still = set(map(limit_of, passed))
        for kind, name in sorted({limit_of(clash) for clash in limits} & still):
            if kind is ClashKind.CONTACTS and self._is_lightly_carried(name):
                continue
            if not self._is_possible(self._limit_objections(kind, name)):
                yield kind, name

    def _is_lightly_carried(self, name: str) -> bool:
        """Whether a member can carry the lightest options, with all ended that may end.

        Quick, and mostly enough; when it fails, nothing is proven.
        """
        member = next(m for m in self._context.household.members if m.id == name)
        contacts = Contacts(member, self._context.calendar)
        lightest = [
            min(
                (o for o in self._options.of[agreement.id] if not (o.triggers or o.is_paired)),
                key=lambda option: sum(n * w.bit_count() for _, n, w in contacts.brought(option)),
            )
            for agreement in self._options.agreements
            if not agreement.may_end
        ]
        return not contacts.fullest_weeks(lightest, member.contacts_a_week or 0)

    def _limit_objections(self, kind: ClashKind, name: str) -> Objections:
        household = self._context.household
        if kind is ClashKind.CONTACTS:
            member = next(m for m in household.members if m.id == name)
            return lambda judge, options: judge.sums.contacts(options, member)
        account = next(a for a in household.accounts if a.of == name)
        return lambda judge, options: judge.sums.money(options, account)

    def _lacks_always(self, name: str) -> bool:
        others = Aside(support=frozenset(self._plan) - {name})
        return not self._is_possible(lambda judge, options: judge.support(options, others))

    def _is_possible(self, objections: Objections) -> bool:
        """Whether some choice of options meets no objection."""
        deadline = self._context.deadline
        master = Master(self._context.household, self._options, self._costs, deadline)
        judge = Judge(self._context, master, self._pool)
        try:
            while (chosen := master.choose()) is not None:
                watch(deadline)
                clauses = list(objections(judge, chosen))
                if not clauses:
                    return True
                for clause in clauses:
                    master.forbid(clause)
        finally:
            master.close()
        return False


def with_way_out(clash: Clash, plan: dict[str, Agreement], lead: str | None) -> Clash:
    """Return a clash that nobody in the plan can solve with whom to ask."""
    concerned = [plan[name] for name in clash.agreements]
    open_to_question = [a for a in concerned if a.mandatory is None]
    if open_to_question:
        ask = tuple(dict.fromkeys(a.owner for a in open_to_question))
        return replace(clash, way_out=WayOut.ASK_OWNER, ask=ask)
    imposed = tuple(dict.fromkeys(a.decided_by or a.owner for a in concerned))
    ask = imposed or ((lead,) if lead else ())
    return replace(clash, way_out=WayOut.ESCALATE, ask=ask)


def excuse(household: Household, aside: Aside) -> Household:
    """Return the household without the floors and requirements that are set aside."""
    poor = {name for kind, name in aside.limits if kind is ClashKind.MONEY}
    accounts = tuple(
        replace(account, floor=None) if account.of in poor else account
        for account in household.accounts
    )
    there = {a.id for a in household.agreements if a.enters_check or a.state is State.ENDED}
    agreements = tuple(
        _without_needs(agreement, there) if agreement.id in aside.support else agreement
        for agreement in household.agreements
    )
    return replace(household, accounts=accounts, agreements=agreements)


def _without_needs(agreement: Agreement, there: set[str]) -> Agreement:
    demands = agreement.form.demands
    statuses = (d for d in demands.statuses if d.relation is not Relation.REQUIRES)
    after = (after for after in demands.order.after if after.agreement in there)
    order = replace(demands.order, after=tuple(after))
    form = replace(agreement.form, demands=replace(demands, statuses=tuple(statuses), order=order))
    return replace(agreement, form=form)


def unfloored(witness: Witness, household: Household) -> Witness:
    """Return a witness whose budget shows the floors of this household."""
    floors = {account.of: account.floor for account in household.accounts}
    budget = tuple(replace(month, floor=floors[month.account]) for month in witness.budget)
    return replace(witness, budget=budget)
