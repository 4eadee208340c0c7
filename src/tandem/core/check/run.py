"""The plan check as a whole: from a household to an answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tandem.core.check.answer import Answer, Clash, Proposal, Synergy, Verdict, Witness
from tandem.core.check.clashes import Context, Sets
from tandem.core.check.coverage import measure_coverage
from tandem.core.check.items import Calendar, make_items
from tandem.core.check.limits import budget, passed_limits
from tandem.core.check.load import measure_load
from tandem.core.check.memory import Memory
from tandem.core.check.proposals import Search
from tandem.core.check.solver import Deadline, Liftable, never
from tandem.core.check.status import StatusClashes
from tandem.core.check.support import circles, missing_support
from tandem.core.check.switches import Switches
from tandem.core.check.synergies import synergies
from tandem.core.check.verify import verify
from tandem.core.check.witness import WrongWitnessError, make_witness
from tandem.core.model import Household
from tandem.core.rules import RuleBase

CLASHES_AT_MOST = 200
PROPOSALS = 3


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
    `deadline` says whether time is up: then what was found so far is answered, and flagged. The
    meaning of everything stands in docs/explanation/plan-check.md.

    Raises WrongWitnessError when a week that was found does not pass the verifier.
    """
    clock = Liftable(deadline) if deadline else None
    context = make_context(household, rules, clock or never, switches or Switches(), memory)
    items = memory.items(household) if memory else make_items(household)
    sets = Sets(items, context)
    found = sets.smallest(limit)
    months = budget(items, household)
    limits = passed_limits(items, household, context.calendar, months)
    lacking = tuple(missing_support(household, items, rules.statuses))
    fails = bool(found.sets or limits or lacking)
    witness = None
    if found.complete and not fails:
        if clock:
            clock.lift()
        sets.begin_anew(limit)
        witness = make_witness(sets, items, household, months)
        _prove(witness, household, rules)
    clashes = tuple(sets.clash(one) for one in found.sets)
    search = Search(
        context,
        rules,
        clashes,
        limits,
        lacking,
        all_clashes=found.complete,
        variants=variants,
    )
    offered = search.best(proposals) if fails else ()
    return Answer(
        verdict=_verdict(witness, fails=fails),
        coverage=measure_coverage(household, months, rules.holidays),
        clashes=search.with_ways_out(clashes),
        limits=search.with_ways_out(limits),
        complete=found.complete,
        missing_support=lacking,
        circles=circles(household, items, rules.statuses),
        proposals=offered,
        proposals_complete=search.complete and found.complete,
        witness=witness,
        budget=months,
        load=measure_load(items, household, context.calendar),
        synergies=_synergies(household, rules, witness, offered) if variants else (),
    )


def _synergies(
    household: Household,
    rules: RuleBase,
    witness: Witness | None,
    offered: Sequence[Proposal],
) -> tuple[Synergy, ...]:
    """Return what could go together in the plan, or else in the first proposal that fits whole."""
    if witness is not None:
        return synergies(household, rules, witness)
    first = offered[0] if offered else None
    if first is None or first.witness is None:
        return ()
    if first.set_aside or first.limits_aside or first.support_aside:
        return ()
    return synergies(first.household, rules, first.witness)


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
    sets = Sets(items, context)
    return tuple(sets.clash(one) for one in sets.smallest(CLASHES_AT_MOST).sets)


def _verdict(witness: Witness | None, *, fails: bool) -> Verdict:
    if fails:
        return Verdict.INFEASIBLE
    return Verdict.UNKNOWN if witness is None else Verdict.FEASIBLE


def _prove(witness: Witness, household: Household, rules: RuleBase) -> None:
    problems = verify(household, rules, witness)
    if problems:
        message = f"a week that was found does not keep the plan: {problems[0].text}"
        raise WrongWitnessError(message)
