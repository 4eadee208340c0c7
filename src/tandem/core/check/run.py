"""The plan check as a whole: from a household to an answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tandem.core.check.answer import Answer, Clash, Proposal, Synergy, Verdict, Witness
from tandem.core.check.clashes import Context, Sets
from tandem.core.check.coverage import measure_coverage
from tandem.core.check.findings import Findings, find
from tandem.core.check.free import FreePlan, has_free_start
from tandem.core.check.items import Calendar, Item, make_items
from tandem.core.check.load import measure_load
from tandem.core.check.memory import Memory
from tandem.core.check.proposals import Search
from tandem.core.check.solver import Deadline, Liftable, never
from tandem.core.check.status import StatusClashes
from tandem.core.check.support import circles
from tandem.core.check.switches import Switches
from tandem.core.check.synergies import synergies
from tandem.core.check.verify import verify
from tandem.core.check.witness import WrongWitnessError
from tandem.core.model import Household, free_start, with_starts
from tandem.core.rules import RuleBase

CLASHES_AT_MOST = 200
PROPOSALS = 3
TELLING = 0.2
"""Of the time that an answer may take this part is kept for telling what was found: four times what
that takes by itself, for where a machine does other work too."""


def time_to_search(seconds: float) -> float:
    """Return after how many seconds a deadline has to come for an answer within so many.

    When time is up the check tells what it found: the reasons of a few clashes, the load, and the
    proposal at hand.
    """
    return seconds * (1 - TELLING)


def check(
    household: Household,
    rules: RuleBase,
    *,
    limit: int = CLASHES_AT_MOST,
    proposals: int = PROPOSALS,
    variants: bool = False,
    deadline: Deadline | None = None,
    switches: Switches | None = None,
    memory: Memory | None = None,
) -> Answer:
    """Answer whether this household can live its plan, and if not, why and what would fit.

    `limit` is the number of smallest sets after which no more are sought (those found are listed,
    smallest first, and flagged as not all), `proposals` how many proposals to seek; with 0 nothing
    is said either of what nobody in the plan can solve. With `variants` proposals may also hold
    what Tandem itself thinks of, by the rule base: moving, the telephone, shorter and the like;
    and the answer says what could go together.
    `memory` is what earlier checks of this household worked out; it makes the check of a plan in
    which little changed faster, and never changes an answer.
    `deadline` says whether time is up: then what was found so far is answered, and flagged, within
    little time (`time_to_search`); of what is not sure to be smallest only a few sets are told. The
    meaning of everything stands in docs/explanation/plan-check.md.

    Raises WrongWitnessError when a week that was found does not pass the verifier.
    """
    clock = Liftable(deadline) if deadline else None
    context = make_context(household, rules, clock or never, switches or Switches(), memory)
    items = memory.items(household) if memory else make_items(household)
    found = _find(context, items, limit, clock)
    if found.witness is not None:
        _prove(found.witness, household, rules)
    search = _Searching(context, rules, limit, variants=variants)
    offered = search.run(found, proposals) if found.fails else ()
    return Answer(
        verdict=_verdict(found),
        coverage=measure_coverage(household, found.months, rules.holidays),
        clashes=search.with_ways_out(found.clashes),
        limits=search.with_ways_out(found.limits),
        complete=found.complete,
        missing_support=found.lacking,
        circles=circles(household, found.items, rules.statuses),
        proposals=offered,
        proposals_complete=search.complete and found.complete,
        witness=found.witness,
        budget=found.months,
        load=measure_load(found.items, household, context.calendar, found.contacts),
        synergies=(
            _synergies(household, rules, found.witness, offered, deadline or never)
            if variants
            else ()
        ),
    )


def _find(context: Context, items: Sequence[Item], limit: int, clock: Liftable | None) -> Findings:
    if has_free_start(context.household):
        return FreePlan(items, context, limit).findings(clock)
    return find(context, items, limit, clock)


class _Searching:
    """The search for proposals, begun anew when a clash that is set aside has a free start.

    Nobody in the plan can solve that clash, whenever its agreements start: these count as starting
    as late as allowed, and what clashes then is set aside instead.
    """

    def __init__(self, context: Context, rules: RuleBase, limit: int, *, variants: bool) -> None:
        self._context = context
        self._rules = rules
        self._limit = limit
        self._variants = variants
        self._first: Search | None = None
        self.complete = True

    def run(self, found: Findings, count: int) -> tuple[Proposal, ...]:
        """Return the best proposals, at most so many."""
        search = self._first = self._search(self._context, found)
        offered = search.best(count)
        context = self._context
        while search.starts_aside:
            household = with_starts(context.household, search.starts_aside)
            context = replace(context, household=household, memory=None)
            found = _find(context, make_items(household), self._limit, None)
            search = self._search(context, found)
            offered = search.best(count)
        self.complete = search.complete
        return offered

    def _search(self, context: Context, found: Findings) -> Search:
        return Search(
            context,
            self._rules,
            found.clashes,
            found.limits,
            found.lacking,
            all_clashes=found.complete,
            variants=self._variants,
        )

    def with_ways_out(self, clashes: tuple[Clash, ...]) -> tuple[Clash, ...]:
        """Return clashes with whom to ask, where nobody in the plan can solve them."""
        return clashes if self._first is None else self._first.with_ways_out(clashes)


def _synergies(
    household: Household,
    rules: RuleBase,
    witness: Witness | None,
    offered: Sequence[Proposal],
    deadline: Deadline,
) -> tuple[Synergy, ...]:
    """Return what could go together in the plan, or else in the first proposal that fits whole."""
    if witness is not None:
        return synergies(_started(household, witness), rules, witness, deadline)
    first = offered[0] if offered else None
    if first is None or first.witness is None:
        return ()
    if first.set_aside or first.limits_aside or first.support_aside:
        return ()
    started = _started(first.household, first.witness)
    return synergies(started, rules, first.witness, deadline)


def _started(household: Household, witness: Witness) -> Household:
    """Return a household in which free starts are those of a witness."""
    return with_starts(household, {one.agreement: one.first for one in witness.days})


def make_context(
    household: Household,
    rules: RuleBase,
    deadline: Deadline,
    switches: Switches,
    memory: Memory | None = None,
) -> Context:
    """Return what every step of one check needs."""
    statuses = rules.statuses
    calendar = (
        memory.calendar(household, rules.holidays)
        if memory
        else Calendar(household, rules.holidays)
    )
    known = StatusClashes(statuses)
    return Context(household, statuses, calendar, switches, deadline, known, memory)


def together(household: Household, rules: RuleBase, agreements: Iterable[str]) -> tuple[Clash, ...]:
    """Return the clashes among some agreements of the plan alone; empty when they go together.

    All support of the whole plan counts, and limits are left out: this explains sets.
    """
    context = make_context(household, rules, never, Switches())
    wanted = set(agreements)
    items = [item for item in make_items(household) if item.id in wanted]
    if any(free_start(item.form, household.horizon) for item in items):
        plan = FreePlan(items, context, CLASHES_AT_MOST)
        return tuple(plan.clash(one) for one in plan.smallest().sets)
    sets = Sets(items, context)
    return tuple(sets.clash(one) for one in sets.smallest(CLASHES_AT_MOST).sets)


def _verdict(found: Findings) -> Verdict:
    if found.fails:
        return Verdict.INFEASIBLE
    return Verdict.UNKNOWN if found.witness is None else Verdict.FEASIBLE


def _prove(witness: Witness, household: Household, rules: RuleBase) -> None:
    problems = verify(household, rules, witness)
    if problems:
        message = f"a week that was found does not keep the plan: {problems[0].text}"
        raise WrongWitnessError(message)
