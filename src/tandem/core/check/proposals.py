"""Proposals: the least changes under which a plan fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tandem.core.check.answer import Change, ChangeKind, Clash, MissingSupport, Proposal, Witness
from tandem.core.check.aside import Rigidity, excuse, limit_of, unfloored, with_way_out
from tandem.core.check.clashes import Context
from tandem.core.check.coincide import coinciding
from tandem.core.check.judge import Judge
from tandem.core.check.limits import budget
from tandem.core.check.load import measure_load
from tandem.core.check.master import Master
from tandem.core.check.options import Option, Options
from tandem.core.check.order import edges_of, first_and_last_days
from tandem.core.check.pool import Pool
from tandem.core.check.rigid import Aside
from tandem.core.check.scores import items_of
from tandem.core.check.shown import shown_weeks
from tandem.core.check.solver import OutOfTimeError, watch
from tandem.core.check.variants import variations
from tandem.core.check.verify import verify
from tandem.core.check.witness import NoWitnessError, WrongWitnessError, make_witness
from tandem.core.model import Household, State, free_start
from tandem.core.rules import RuleBase


class Search:
    """The search for proposals of one plan that does not fit."""

    def __init__(
        self,
        context: Context,
        rules: RuleBase,
        clashes: Sequence[Clash],
        limits: Sequence[Clash],
        lacking: Sequence[MissingSupport],
        *,
        all_clashes: bool,
        variants: bool = False,
    ) -> None:
        """Take in what does not fit; without all clashes nothing can be called proven least.

        With `variants` what Tandem thinks of itself is weighed beside what owners named.
        """
        self._all_clashes = all_clashes
        self._variants = variants
        self._context = context
        self._household = context.household
        self._rules = rules
        self._clashes = tuple(clashes)
        self._limits = tuple(limits)
        self._lacking = tuple(lacking)
        self._plan = {a.id: a for a in context.household.plan()}
        self._aside = Aside()
        self._found: list[Proposal] = []
        self.complete = True
        self.starts_aside: dict[str, date] = {}
        """Agreements with a free start in what is set aside, each with the latest day allowed.

        When there are any, nothing is sought: these have to be settled first.
        """

    def best(self, count: int) -> tuple[Proposal, ...]:
        """Return the best proposals, at most `count`; notes in `complete` whether time ran out.

        With a count of 0 nothing is searched, nor what nobody in the plan can solve.
        """
        if not count:
            return ()
        try:
            options, pool = self._options(), Pool(self._context)
            self._aside = Rigidity(self._context, self._rules.costs, options, pool).aside(
                (clash.agreements for clash in self._clashes), self._limits, self._lacking
            )
            self.starts_aside = self._starts_in(self._aside)
            if not self.starts_aside:
                self._search(count, options, pool)
        except OutOfTimeError:
            self.complete = False
        return tuple(self._found)

    def _options(self) -> Options:
        """Return all options. Raises OutOfTimeError."""
        calendar, deadline = self._context.calendar, self._context.deadline
        varied = None
        if self._variants:
            varied = variations(self._household, self._rules, calendar, deadline)
        return Options(self._household, self._rules.costs, calendar, varied, deadline)

    def _starts_in(self, aside: Aside) -> dict[str, date]:
        forms = {name: self._plan[name].form for names in aside.sets for name in names}
        free = {name: free_start(form, self._household.horizon) for name, form in forms.items()}
        return {name: days.last for name, days in free.items() if days and days.last}

    def with_ways_out(self, clashes: Sequence[Clash]) -> tuple[Clash, ...]:
        """Return clashes with whom to ask, where nobody in the plan can solve them."""
        return tuple(
            with_way_out(clash, self._plan, self._household.lead)
            if self._is_aside(clash) or self._is_stuck(clash)
            else clash
            for clash in clashes
        )

    def _is_aside(self, clash: Clash) -> bool:
        if clash.is_limit:
            return limit_of(clash) in self._aside.limits
        return clash.agreements in self._aside.sets

    def _is_stuck(self, clash: Clash) -> bool:
        """Whether there is no proposal at all, and nothing in this clash may end."""
        nothing = self.complete and not self._found and self._aside == Aside()
        return nothing and not any(self._plan[name].may_end for name in clash.agreements)

    def _search(self, count: int, options: Options, pool: Pool) -> None:
        master = Master(self._household, options, self._rules.costs, self._context.deadline)
        judge = Judge(self._context, master, pool)
        try:
            judge.foresee(self._clashes, self._aside)
            self._collect(count, master, judge)
        finally:
            master.close()

    def _collect(self, count: int, master: Master, judge: Judge) -> None:
        while len(self._found) < count:
            chosen = self._fitting(master, judge)
            if chosen is None or all(option.kind is None for option in chosen):
                return
            chosen = self._first_of_equals(chosen, master, judge)
            chosen = self._as_soon_as_can_be(chosen, master, judge)
            self._found.append(self._proposal(chosen, judge))
            master.demand_gentler(chosen)

    def _fitting(
        self, master: Master, judge: Judge, wanted: Sequence[int] | None = None
    ) -> tuple[Option, ...] | None:
        """Return a choice of least cost that fits; with `wanted` only one of the same cost."""
        while True:
            watch(self._context.deadline)
            chosen = master.choose() if wanted is None else master.another(wanted)
            if chosen is None:
                return None
            objections = judge.objections(chosen, self._aside)
            if not objections:
                return chosen
            for clause in objections:
                master.forbid(clause)

    def _first_of_equals(
        self, chosen: tuple[Option, ...], master: Master, judge: Judge
    ) -> tuple[Option, ...]:
        """Return of all fitting choices of this cost the one that comes first.

        That is the one with the fewest owners, then with the fewest changes that no owner named,
        then with the least list of changes. The list is
        found agreement by agreement: an earlier change sorts before a later one, and a choice with
        no further change has just this cost, so none of the others is shorter.
        """
        if self._fitting(master, judge, [master.other_than(chosen)]) is None:
            return chosen
        while (owners := len(_owners(chosen))) > 1:
            fewer = self._fitting(master, judge, master.at_most(owners - 1))
            if fewer is None:
                break
            chosen = fewer
        fixed = master.at_most(owners)
        while thought := _thought_of(chosen):
            fewer = self._fitting(master, judge, [*fixed, *master.at_most_thought_of(thought - 1)])
            if fewer is None:
                break
            chosen = fewer
        fixed.extend(master.at_most_thought_of(thought))
        position = 0
        while position <= _last_change(chosen):
            chosen = self._least_change(position, chosen, fixed, master, judge)
            fixed.extend(master.just(chosen[position]))
            position += 1
        return chosen

    def _as_soon_as_can_be(
        self, chosen: tuple[Option, ...], master: Master, judge: Judge
    ) -> tuple[Option, ...]:
        """Return the same changes with the first start dates that fit, agreement by agreement."""
        if all(option.stated is None for option in chosen):
            return chosen
        fixed = [literal for option in chosen for literal in master.just(option)]
        for position, option in enumerate(chosen):
            while option.stated is not None:
                sooner = [*fixed, *master.starting_sooner(chosen[position])]
                found = self._fitting(master, judge, sooner)
                if found is None:
                    break
                chosen = found
            if option.stated is not None:
                fixed.extend(master.starting_then(chosen[position]))
        return chosen

    def _least_change(
        self,
        position: int,
        chosen: tuple[Option, ...],
        fixed: Sequence[int],
        master: Master,
        judge: Judge,
    ) -> tuple[Option, ...]:
        """Return a choice of the same cost with the least change at a position, if any change."""
        if chosen[position].kind is None and master.must_stay(chosen[position].agreement):
            return chosen
        if chosen[position].kind is None:
            keep = master.kept(chosen[position].agreement)
            other = self._fitting(master, judge, [*fixed, -keep])
            if other is None:
                return chosen
            chosen = other
        sooner = self._fitting(master, judge, [*fixed, *master.sooner(chosen[position])])
        if sooner is None:
            return chosen
        agreement = chosen[position].agreement
        for key in master.changes_of(agreement):
            if key >= sooner[position].sort_key:
                break
            other = self._fitting(master, judge, [*fixed, *master.only(agreement, key)])
            if other is not None:
                return other
        return sooner

    # --- what a choice becomes --------------------------------------------------------------

    def _proposal(self, chosen: Sequence[Option], judge: Judge) -> Proposal:
        changed = [option for option in chosen if option.kind is not None]
        changes = tuple(self._change(option, chosen) for option in changed)
        household = carried_out(self._household, chosen)
        return Proposal(
            changes=changes,
            cost=sum(change.cost for change in changes),
            goals_given_up=self._given_up(chosen),
            owners=_owners(chosen),
            must_agree=_must_agree(changed),
            proven_least=self._all_clashes,
            household=household,
            witness=self._witness(chosen, household, judge),
            load=measure_load(items_of(chosen), household, self._context.calendar),
            set_aside=tuple(sorted(self._aside.sets)),
            limits_aside=tuple(sorted(self._aside.limits)),
            support_aside=tuple(sorted(self._aside.support)),
        )

    def _change(self, option: Option, chosen: Sequence[Option]) -> Change:
        weight = self._household.goal_weight(option.agreement.goal)
        return Change(
            agreement=option.id,
            kind=option.kind or ChangeKind.ALTERNATIVE,
            cost=option.heaviness * weight,
            alternative=option.alternative,
            start=option.start,
            until=option.form.until if option.form and option.triggers else None,
            by=self._because_of(option, chosen),
            form=option.stated or option.form if option.variation else None,
        )

    def _because_of(self, option: Option, chosen: Sequence[Option]) -> str | None:
        if option.variation is not None:
            return option.variation.by
        for other in chosen:
            if option.id in other.takes_place_of and option.kind is ChangeKind.REPLACED:
                return other.id
            if other.id in option.triggers and other.form is not None:
                start = other.form.start or self._household.horizon.start
                if start == option.first_start:
                    return other.id
        return None

    def _given_up(self, chosen: Sequence[Option]) -> tuple[str, ...]:
        kept = {option.agreement.goal for option in chosen if option.form is not None}
        served = {option.agreement.goal for option in chosen}
        order = {goal: place for place, goal in enumerate(self._household.priorities)}
        lost = {goal for goal in served - kept if goal is not None}
        return tuple(sorted(lost, key=lambda goal: (order.get(goal, len(order)), goal)))

    def _witness(
        self, chosen: Sequence[Option], household: Household, judge: Judge
    ) -> Witness | None:
        """Return a week that keeps the proposal; None when a clash that is set aside forbids it."""
        try:
            witness = self._arranged(chosen, household, judge)
        except NoWitnessError:
            if self._aside.sets:
                return None
            raise
        witness = coinciding(witness, chosen)
        excused = excuse(household, self._aside)
        problems = verify(excused, self._rules, unfloored(witness, excused))
        if problems and not self._aside.sets:
            raise WrongWitnessError(problems[0].text)
        return witness

    def _arranged(self, chosen: Sequence[Option], household: Household, judge: Judge) -> Witness:
        """Return the weeks in which a choice was seen to fit; arranged anew if not all were."""
        items, horizon = items_of(chosen), household.horizon
        weeks = None if self._aside.sets else shown_weeks(judge.pool, chosen, horizon)
        if weeks is None:
            return make_witness(judge.sets_of(chosen), items, household)
        edges = edges_of(items, self._context.ended, horizon)
        return Witness(weeks, budget(items, household), first_and_last_days(edges, items))


def _owners(chosen: Sequence[Option]) -> tuple[str, ...]:
    """Return whose agreements change, sorted."""
    return tuple(sorted({o.agreement.owner for o in chosen if o.kind is not None}))


def _thought_of(chosen: Sequence[Option]) -> int:
    """Return how many changes Tandem thought of itself."""
    return sum(option.variation is not None for option in chosen)


def _last_change(chosen: Sequence[Option]) -> int:
    return max(n for n, option in enumerate(chosen) if option.kind is not None)


def _must_agree(changed: Sequence[Option]) -> tuple[str, ...]:
    owners = _owners(changed)
    members = sorted({member for option in changed for member in option.agreement.members})
    return tuple(dict.fromkeys([*owners, *members]))


def carried_out(household: Household, chosen: Sequence[Option]) -> Household:
    """Return the household with a choice carried out; what is gone is withdrawn."""
    by_id = {option.id: option for option in chosen}
    agreements = []
    for agreement in household.agreements:
        option = by_id.get(agreement.id)
        if option is not None and agreement.enters_check:
            form = option.stated or option.form
            agreement = (  # noqa: PLW2901
                replace(agreement, state=State.WITHDRAWN)
                if form is None
                else replace(agreement, form=form)
            )
        agreements.append(agreement)
    return replace(household, agreements=tuple(agreements))
