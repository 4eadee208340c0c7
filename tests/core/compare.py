"""Hold an answer of the plan check against the brute force: every difference in one line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tandem.core.check.answer import (
    Answer,
    Change,
    ChangeKind,
    Clash,
    MissingSupport,
    Proposal,
    Verdict,
    WayOut,
)
from tandem.core.check.why import ContactsReason, MoneyReason
from tandem.core.model import Household
from tandem.core.rules import RuleBase
from tests.core.oracle import Lacking, Limit, Oracle, Rigid, Way
from tests.core.oracle.days import LONG_AGO
from tests.core.oracle.proposals import may_end

Line = tuple[str, int, str, int]


def as_limit(clash: Clash) -> Limit:
    """Return a limit of the answer in the words of the brute force."""
    (reason,) = clash.reasons
    names = frozenset(clash.agreements)
    if isinstance(reason, ContactsReason):
        return Limit(
            "contacts",
            reason.member,
            reason.capacity,
            reason.contacts,
            reason.worst_week.toordinal(),
            reason.span.first.toordinal(),
            reason.span.count,
            names,
        )
    assert isinstance(reason, MoneyReason)
    return Limit(
        "money",
        reason.account,
        reason.floor,
        reason.free,
        reason.worst_month.toordinal(),
        reason.first_month.toordinal(),
        reason.months,
        names,
    )


def as_lacking(missing: MissingSupport) -> Lacking:
    """Return missing support of the answer in the words of the brute force."""
    return Lacking(missing.agreement, missing.member, missing.status, missing.after)


def sets_of(answer: Answer) -> set[frozenset[str]]:
    """Return the clashes of an answer as sets."""
    return {frozenset(clash.agreements) for clash in answer.clashes}


def words(sets: set[frozenset[str]]) -> str:
    """Return sets of identifiers in a fixed order."""
    return " ".join(sorted("+".join(sorted(one)) for one in sets)) or "nothing"


# --- findings -------------------------------------------------------------------------------


def finding_differences(oracle: Oracle, answer: Answer) -> Iterator[str]:
    """Yield where verdict, clashes, limits and support differ."""
    if answer.verdict is not oracle.verdict():
        yield f"verdict {answer.verdict}, the oracle says {oracle.verdict()}"
    if not answer.complete or not answer.proposals_complete:
        yield f"complete is {answer.complete}, proposals_complete {answer.proposals_complete}"
    yield from clash_differences(oracle, answer)
    limits = [as_limit(limit) for limit in answer.limits]
    if set(limits) != oracle.limits() or len(limits) != len(set(limits)):
        yield f"limits {limits}, the oracle says {oracle.limits()}"
    yield from support_differences(oracle, answer)
    if answer.verdict is Verdict.FEASIBLE:
        if answer.witness is None:
            yield "it fits, and no witness"
        else:
            yield from oracle.witness_problems(answer.witness)


def clash_differences(oracle: Oracle, answer: Answer) -> Iterator[str]:
    """Yield where the clashes differ, and those that are no smallest clash at all."""
    said, true = sets_of(answer), oracle.clashes()
    together = oracle.never_together()
    if said != true | together:
        yield f"clashes {words(said)}, the oracle says {words(true)}"
    if len(said) != len(answer.clashes):
        yield "a clash is listed twice"
    if sorted(len(c.agreements) for c in answer.clashes) != [
        len(c.agreements) for c in answer.clashes
    ]:
        yield "the smallest clash is not listed first"
    keeps = oracle.keeps_by_themselves if together else oracle.keeps
    for clash in said:
        if keeps(clash):
            yield f"{words({clash})} is no clash"
        yield from (
            f"{words({clash})} is not smallest: {name} can be left out"
            for name in clash
            if not keeps(clash - {name})
        )


def support_differences(oracle: Oracle, answer: Answer) -> Iterator[str]:
    """Yield where missing support differs."""
    said = {as_lacking(m) for m in answer.missing_support}
    true = oracle.missing_support()
    if said != set(true):
        yield f"missing support {said}, the oracle says {set(true)}"
        return
    for missing in answer.missing_support:
        days = true[as_lacking(missing)]
        first = missing.period.first
        if days and (first is None or first.toordinal() not in days):
            yield f"{missing} begins on a day with support"


# --- proposals ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Outline:
    """A proposal as both the check and the brute force can tell it."""

    lines: tuple[Line, ...]
    cost: int
    given_up: frozenset[str]
    owners: frozenset[str]


def outline_of(way: Way) -> Outline:
    """Return a way of the brute force in outline."""
    return Outline(way.lines, way.cost, way.given_up, way.owners)


def outline(rules: RuleBase, proposal: Proposal) -> Outline:
    """Return a proposal of the answer in outline."""
    return Outline(
        tuple(sorted(_line(rules, change) for change in proposal.changes)),
        proposal.cost,
        frozenset(proposal.goals_given_up),
        frozenset(proposal.owners),
    )


def _line(rules: RuleBase, change: Change) -> Line:
    heaviness = {
        ChangeKind.ALTERNATIVE: rules.costs.alternative,
        ChangeKind.REPLACED: rules.costs.alternative,
        ChangeKind.POSTPONE: rules.costs.postpone,
        ChangeKind.END: rules.costs.end,
        ChangeKind.MOVE: rules.costs.move,
        ChangeKind.REMOTE: rules.costs.remote,
        ChangeKind.PLACE: rules.costs.move,
        ChangeKind.FEWER: rules.costs.fewer,
        ChangeKind.SHORTEN: rules.costs.shorten,
        ChangeKind.HALVE: rules.costs.halve,
        ChangeKind.MERGE: rules.costs.merge,
    }[change.kind]
    is_alternative = change.kind is ChangeKind.ALTERNATIVE
    return (
        change.agreement,
        heaviness,
        (change.alternative or "") if is_alternative else _idea(change),
        change.start.toordinal()
        if change.kind is ChangeKind.POSTPONE and change.start is not None
        else LONG_AGO,
    )


def _idea(change: Change) -> str:
    """Return the name of a variant that Tandem thought of; empty for any other change."""
    if not change.kind.is_automatic:
        return ""
    if change.kind is ChangeKind.PLACE:
        return "~to-home" if change.by is None else "~to-place"
    if change.kind is ChangeKind.MERGE:
        assert change.form is not None
        visit = change.form.demands.sessions[0].visit or ""
        is_guest = visit == f"{change.by}+{change.agreement}"
        return f"~merge-into {change.by}" if is_guest else f"~merge-with {change.by}"
    return f"~{change.kind.value}"


def form_differences(oracle: Oracle, answer: Answer) -> Iterator[str]:
    """Yield where a variant has another form than the brute force gives it."""
    for way, proposal in zip(oracle.proposals(), answer.proposals, strict=False):
        after = {one.id: one.form for one in proposal.household.agreements}
        told = {change.agreement: change.form for change in proposal.changes}
        for name, option in way.choice:
            if option.form is not None and not option.form == after[name] == told.get(name):
                yield f"form of {name} is {after[name]} and {told.get(name)}, not {option.form}"


def proposal_differences(oracle: Oracle, answer: Answer) -> Iterator[str]:
    """Yield where the proposals differ, or do not show what they claim."""
    if answer.verdict is Verdict.FEASIBLE:
        if answer.proposals:
            yield "it fits, and still there are proposals"
        return
    rules = oracle.world.rules
    aside = oracle.rigid()
    settled = oracle.settled()[1]
    said = [outline(rules, p) for p in answer.proposals]
    true = [outline_of(way) for way in oracle.proposals()]
    if said != true:
        yield f"proposals {said}\n    the oracle says {true}"
    is_hard = not true and aside.is_nothing
    yield from way_out_differences(answer, oracle, aside, is_hard=is_hard)
    for proposal in answer.proposals:
        yield from one_proposal_differences(rules, proposal, settled)
        yield from by_differences(oracle.world.household, proposal)


def way_out_differences(
    answer: Answer, oracle: Oracle, aside: Rigid, *, is_hard: bool
) -> Iterator[str]:
    """Yield the clashes and limits of which the way out is another than that of the oracle.

    `is_hard` says that there is no proposal at all, and nothing was set aside.
    """
    plan = oracle.world.plan
    for clash in (*answer.clashes, *answer.limits):
        names = frozenset(clash.agreements)
        is_rigid = is_hard and not any(may_end(plan[name]) for name in names)
        if clash.is_limit:
            limit = as_limit(clash)
            is_rigid |= (limit.kind, limit.of) in aside.limits
        else:
            is_rigid |= names in aside.clashes
        owners = {plan[name].owner for name in names if plan[name].mandatory is None}
        hard = WayOut.ASK_OWNER if owners else WayOut.ESCALATE
        expected = hard if is_rigid else WayOut.CHANGE
        if clash.way_out is not expected:
            yield f"way out of {words({names})} is {clash.way_out}, not {expected}"
        elif expected is WayOut.ASK_OWNER and set(clash.ask) != owners:
            yield f"way out of {words({names})} asks {clash.ask}, not {owners}"


def by_differences(household: Household, proposal: Proposal) -> Iterator[str]:
    """Yield the changes that name another agreement than the one by which they come about."""
    chosen = {
        change.agreement: next(
            alternative
            for agreement in household.agreements
            for alternative in agreement.alternatives
            if (agreement.id, alternative.id) == (change.agreement, change.alternative)
        )
        for change in proposal.changes
        if change.kind is ChangeKind.ALTERNATIVE
    }
    after = {agreement.id: agreement.form for agreement in proposal.household.agreements}
    for change in proposal.changes:
        takers = {a for a, alt in chosen.items() if change.agreement in alt.takes_place_of}
        if change.kind is ChangeKind.REPLACED and change.by not in takers:
            yield f"by {change.by} of {change.agreement}, replaced by {takers}"
        ends = chosen[change.agreement].ends_when if change.agreement in chosen else ()
        if change.by is not None and ends and change.by not in ends:
            yield f"by {change.by} of {change.agreement}, which ends with {ends}"
        if change.until is not None and change.until != after[change.agreement].until:
            yield f"until {change.until} of {change.agreement} is not so in its new form"


def one_proposal_differences(rules: RuleBase, proposal: Proposal, aside: Rigid) -> Iterator[str]:
    """Yield where one proposal does not show what it claims."""
    if not proposal.proven_least:
        yield "not proven least"
    if proposal.cost != sum(change.cost for change in proposal.changes):
        yield f"cost {proposal.cost} is not the sum of its changes"
    after = Oracle(proposal.household, rules)
    left = after.clashes() | after.never_together()
    passed = {(limit.kind, limit.of) for limit in after.limits()}
    lacking = {one.agreement for one in after.missing_support()}
    if left - aside.clashes or passed - aside.limits or lacking - aside.unsupported:
        yield f"carried out, it does not fit: {words(left)} {passed} {lacking}"
    if not left and not passed:
        if proposal.witness is None:
            yield "a proposal that fits has no witness"
        else:
            yield from after.witness_problems(proposal.witness)
