"""Judging a choice of options by the true meaning, and saying what must be otherwise.

Each finding is a clause: at least one of these literals has to hold in any choice that fits. The
more choices a clause rules out, the fewer are tried; but it may never rule out one that fits.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, partial, reduce
from operator import or_

from tandem.core.check.agenda import Conflict
from tandem.core.check.answer import Clash
from tandem.core.check.circles import Circles
from tandem.core.check.circles import Need as Share
from tandem.core.check.clashes import Context, Sets
from tandem.core.check.options import Option
from tandem.core.check.order import is_absent
from tandem.core.check.pool import Pool
from tandem.core.check.rigid import Aside, ways_out
from tandem.core.check.scores import items_of
from tandem.core.check.solver import watch
from tandem.core.check.status import Claim, item_claims
from tandem.core.check.sums import Sums
from tandem.core.check.support import first_gap, supporting
from tandem.core.check.usages import Chooser, Clause, always_between
from tandem.core.check.why import AgendaReason, ClashKind, HomeReason, StatusClaim
from tandem.core.model import Form, Period, Relation

NOTHING_ASIDE = Aside()
Blamed = tuple[frozenset[str], Clause]
"""Agreements, and what must be otherwise as long as all of them are there."""
Need = tuple[str, str | None, str | None, str | None]
"""What may lack support: an agreement that requires a status of a member, or comes after one."""


class Judge:
    """Judges choices; remembers the options that exist, and what each adds to the limits."""

    def __init__(self, context: Context, master: Chooser, pool: Pool) -> None:
        self._context = context
        self._master = master
        self._options = master.options
        self._household = context.household
        self._last: tuple[tuple[int, ...], Sets] | None = None
        self.pool = pool
        self._circles = Circles(context.ended, context.household.horizon)
        self._gaps: dict[tuple[Claim, tuple[Claim, ...]], Period | None] = {}
        self._known_claims: dict[int, tuple[Claim, ...]] = {}
        self._said: set[tuple[frozenset[int], int]] = set()
        """Conflicts (their atoms), each with a week for which it was said."""

    @cached_property
    def sums(self) -> Sums:
        """Who judges the limits."""
        return Sums(self._context, self._master)

    def sets_of(self, chosen: Sequence[Option]) -> Sets:
        """Return the set-wise demands of a choice."""
        key = tuple(option.index for option in chosen)
        if self._last is None or self._last[0] != key:
            self._last = key, Sets(items_of(chosen), self._context)
        return self._last[1]

    def objections(self, chosen: Sequence[Option], aside: Aside) -> list[Clause]:
        """Return what makes a choice unfit, each as a clause; nothing when it fits."""
        clauses = list(self.support(chosen, aside))
        watch(self._context.deadline)
        for member in self._household.members:
            if (ClashKind.CONTACTS, member.id) not in aside.limits:
                clauses.extend(self.sums.contacts(chosen, member))
        for account in self._household.accounts:
            if (ClashKind.MONEY, account.of) not in aside.limits:
                clauses.extend(self.sums.money(chosen, account))
        watch(self._context.deadline)
        clauses.extend(self._sets(chosen, aside))
        if aside.sets and not clauses:
            clauses.extend(self._beside_aside(chosen, aside))
        return clauses

    # --- sets -------------------------------------------------------------------------------

    def _sets(self, chosen: Sequence[Option], aside: Aside) -> Iterator[Clause]:
        """Yield for sets that cannot be kept that one of the chosen options has to change.

        Says nothing of sets in which one lies that is set aside: these may not be smallest.
        """
        return (clause for _, clause in self.clashing(chosen, aside))

    def clashing(self, chosen: Sequence[Option], aside: Aside = NOTHING_ASIDE) -> Iterator[Blamed]:
        """Yield agreements of which the chosen options cannot be kept, with what must be otherwise.

        Not all, but at least one when there is any.
        """
        for needs in self._circles.among(items_of(chosen)):
            if aside.leaves(needs):
                yield frozenset(needs), self._circle_clause(needs)
        yield from self._statuses(chosen, aside)
        for conflict in tuple(self.pool.conflicts(chosen)):
            names = frozenset(self._agreements(conflict))
            if aside.leaves(names):
                yield from ((names, clause) for clause in self._conflict_clauses(conflict))

    def _agreements(self, conflict: Conflict) -> Iterator[str]:
        return (self.pool.demands[atom].agreement for atom in conflict.atoms)

    def _circle_clause(self, needs: Mapping[str, Share]) -> Clause:
        """Say that not all of these agreements can have an option that closes the circle."""
        return [-self._closing(name, need) for name, need in needs.items()]

    def _closing(self, name: str, need: Share) -> int:
        """Return a literal that is true when an option of an agreement closes a circle."""
        pushes, after = need
        between = partial(self._circles.is_closed_between, need=need)
        if len(pushes) != 1:
            return self._master.usage(name, need, partial(self._circles.closes, need=need), between)
        (push,) = pushes
        reach = partial(self._circles.reach, push=push, after=after)
        key = push.earlier, push.later, after
        return self._master.reaching(name, key, reach, push.days, between)

    def _conflict_clauses(self, conflict: Conflict) -> Iterator[Clause]:
        """Say that not all of these demands can be asked in one week, by whatever options."""
        concerned = [(self.pool.demands[a].agreement, a) for a in sorted(conflict.atoms)]
        for week in self._telling_weeks(conflict.weeks, concerned):
            if (conflict.atoms, week) not in self._said:
                self._said.add((conflict.atoms, week))
                yield [-self._asking(name, a, week) for name, a in concerned]

    def _asking(self, agreement: str, atom: int, week: int) -> int:
        """Return a literal that is true when an option asks something of the agenda in a week."""
        asks = partial(self._asks, atom=atom, week=week)
        return self._master.usage(agreement, (atom, week), asks, always_between)

    def _telling_weeks(self, weeks: int, concerned: Iterable[tuple[str, int]]) -> list[int]:
        """Return weeks in which as many options ask these demands as in any other.

        Of weeks in which the same options ask them the last, for postponements to come ask as they
        do from some week on.
        """
        weeks &= self._context.calendar.all_weeks
        alike = [(weeks, 0)] if weeks else []
        number = 0
        for name, atom in concerned:
            asked = {self.pool.asked_by(option).get(atom, 0) for option in self._options.of[name]}
            whoever = reduce(or_, asked)
            alike = [(same & whoever, askers) for same, askers in alike if same & whoever]
            for bits in asked:
                with_it = [(w & bits, askers | 1 << number) for w, askers in alike if w & bits]
                alike = with_it + [(w & ~bits, askers) for w, askers in alike if w & ~bits]
                number += 1
        last = {askers: same.bit_length() - 1 for same, askers in alike}
        return [
            week
            for askers, week in last.items()
            if not any(askers & m == askers != m and week <= later for m, later in last.items())
        ]

    def _asks(self, option: Option, atom: int, week: int) -> bool:
        """Whether an option asks something of the agenda in a week."""
        return bool(self.pool.asked_by(option).get(atom, 0) >> week & 1)

    def _statuses(self, chosen: Sequence[Option], aside: Aside) -> Iterator[Blamed]:
        """Yield for claims on a status that clash that not both can be made on one day."""
        claims = [claim for option in chosen for claim in self._claims_of(option)]
        for clash in self._context.status_clashes.among(claims):
            both = clash.reason.left, clash.reason.right
            names = frozenset(claim.agreement for claim in both)
            if aside.leaves(names):
                day = clash.reason.period.last or self._household.horizon.last
                yield names, [-self._claiming(claim, clash.reason.member, day) for claim in both]

    def _claiming(self, claim: Claim | StatusClaim, member: str, day: date) -> int:
        """Return a literal that is true when an option claims a status of a member on a day."""
        return self._master.usage(
            claim.agreement,
            (claim.relation, claim.status, member, day),
            partial(self._claims, claim=claim, member=member, day=day),
            always_between,
        )

    def _claims(self, option: Option, claim: Claim | StatusClaim, member: str, day: date) -> bool:
        """Whether an option claims a status of a member on a day."""
        return any(
            (own.relation, own.member, own.status) == (claim.relation, member, claim.status)
            and own.period.contains(day)
            for own in self._claims_of(option)
        )

    def _claims_of(self, option: Option) -> tuple[Claim, ...]:
        if option.index not in self._known_claims:
            item = option.item
            found = item_claims(item, self._household.horizon) if item else ()
            self._known_claims[option.index] = tuple(found)
        return self._known_claims[option.index]

    def foresee(self, clashes: Iterable[Clash], aside: Aside) -> None:
        """Tell the master beforehand what is known: clashes of the plan, and of settled demands."""
        settled = tuple(self.pool.settled_conflicts(self._options.all))
        for conflict in (*settled, *self._in_weeks(clashes)):
            watch(self._context.deadline)
            if aside.leaves(self._agreements(conflict)):
                for clause in self._conflict_clauses(conflict):
                    self._master.forbid(clause)
        for clash in clashes:
            if clash.kind is not ClashKind.STARTS and clash.agreements not in aside.sets:
                kept = self._kept(clash.agreements)
                self._master.forbid([-self._master.kept(option.agreement) for option in kept])

    def _kept(self, names: Iterable[str]) -> list[Option]:
        return [self._options.of[name][0] for name in names]

    def _in_weeks(self, clashes: Iterable[Clash]) -> Iterator[Conflict]:
        """Yield for clashes of the plan in a week that the same cannot be asked in other weeks."""
        for clash in clashes:
            watch(self._context.deadline)
            if any(reason.kind is ClashKind.STARTS for reason in clash.reasons):
                continue
            for reason in clash.reasons:
                if isinstance(reason, AgendaReason | HomeReason):
                    week = self._household.horizon.week_of(reason.span.first)
                    conflict = self.pool.foresee(self._kept(clash.agreements), week)
                    if conflict is not None:
                        yield conflict

    def _beside_aside(self, chosen: Sequence[Option], aside: Aside) -> Iterator[Clause]:
        """Yield what cannot be kept besides what is set aside.

        A set that is set aside can be kept in no choice. So no other smallest set holds all of it:
        each lies in what remains when of every set that is set aside one agreement is left out.
        """
        for way in ways_out(sorted(aside.sets)):
            watch(self._context.deadline)
            clauses = list(self._sets([o for o in chosen if o.id not in way], aside))
            if clauses:
                yield from clauses
                return

    def sets_among(self, chosen: Sequence[Option], names: frozenset[str]) -> Iterator[Clause]:
        """Yield for some agreements alone what cannot be kept of the chosen options."""
        return self._sets([option for option in chosen if option.id in names], Aside())

    # --- support ----------------------------------------------------------------------------

    def support(self, chosen: Sequence[Option], aside: Aside) -> Iterator[Clause]:
        """Yield for requirements without support what could give it."""
        return (clause for _, clause in self.lacking(chosen, aside.support))

    def lacking(
        self, chosen: Sequence[Option], aside: Collection[str] = ()
    ) -> Iterator[tuple[Need, Clause]]:
        """Yield requirements without support, each with what could give it."""
        present = {option.id for option in chosen if option.form is not None}
        claims = [claim for option in chosen for claim in self._claims_of(option)]
        makers = [c for c in claims if c.relation is Relation.MAKES]
        for claim in claims:
            needs = claim.relation is Relation.REQUIRES and claim.agreement not in aside
            gap = self._gap(claim, makers) if needs else None
            if gap is not None:
                day = gap.last or self._household.horizon.last
                need = claim.agreement, claim.member, claim.status, None
                claiming = self._claiming(claim, claim.member, day)
                yield need, [-claiming, *self._supporters(claim, day)]
        for option in chosen:
            if option.form is not None and option.id not in aside:
                yield from self._before(option, present)

    def _gap(self, claim: Claim, makers: Sequence[Claim]) -> Period | None:
        """Return the first days on which a claim lacks support; most stays as it was before."""
        own = tuple(maker for maker in makers if maker.member == claim.member)
        if (claim, own) not in self._gaps:
            given = supporting(self._household, own, claim, self._context.rules)
            self._gaps[claim, own] = first_gap(claim.period, given)
        return self._gaps[claim, own]

    def _supporters(self, claim: Claim, day: date) -> Iterator[int]:
        """Yield what could give a status on a day; started then, a form may hold on other days."""
        for option in self._options.all:
            if self._gives(option, claim, day):
                yield self._master.literal(option)
        for agreement in self._options.agreements:
            for stated, literal in self._master.to_come(agreement.id):
                if stated.form is not None and self._could_give(stated.form, claim):
                    yield literal

    def _could_give(self, form: Form, claim: Claim) -> bool:
        return any(
            demand.relation is Relation.MAKES
            and demand.member == claim.member
            and any(True for _ in self._context.rules.supports(demand.status, claim.status))
            for demand in form.demands.statuses
        )

    def _gives(self, option: Option, claim: Claim, day: date) -> bool:
        return any(
            maker.relation is Relation.MAKES
            and maker.member == claim.member
            and any(
                period.intersect(maker.period).contains(day)
                for period in self._context.rules.supports(maker.status, claim.status)
            )
            for maker in self._claims_of(option)
        )

    def _before(self, option: Option, present: Collection[str]) -> Iterator[tuple[Need, Clause]]:
        """Yield that an agreement that has to come first must be there."""
        if option.form is None:
            return
        for after in option.form.demands.order.after:
            if is_absent(after.agreement, present, self._household.agreements):
                there = [
                    self._master.literal(o)
                    for o in self._options.of.get(after.agreement, ())
                    if o.form is not None
                ]
                if after.agreement in self._options.of:
                    there.extend(literal for _, literal in self._master.to_come(after.agreement))
                need = option.id, None, None, after.agreement
                yield need, [-self._coming_after(option.id, after.agreement), *there]

    def _coming_after(self, agreement: str, other: str) -> int:
        """Return a literal that is true when an option has to come after another agreement."""
        return self._master.usage(agreement, ("after", other), partial(_comes_after, other=other))


def _comes_after(option: Option, other: str) -> bool:
    form = option.form
    return form is not None and any(a.agreement == other for a in form.demands.order.after)
