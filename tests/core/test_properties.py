"""The plan check against the brute force, on random small households."""

from __future__ import annotations

from collections.abc import Iterator

from tandem.core.check import check, together, verify
from tandem.core.check.answer import Clash, Verdict
from tandem.core.check.why import ClashKind
from tests.core.compare import (
    as_limit,
    finding_differences,
    proposal_differences,
    words,
)
from tests.core.households import Case, hold, in_shards


@in_shards
def test_verdict_clashes_limits_and_support_equal_the_brute_force(shard: int) -> None:
    hold(shard, lambda case: finding_differences(case.oracle, case.answer))


@in_shards
def test_proposals_are_least_by_brute_force(shard: int) -> None:
    hold(shard, lambda case: proposal_differences(case.oracle, case.answer))


@in_shards
def test_every_witness_passes_the_verifier(shard: int) -> None:
    hold(shard, unverified)


def unverified(case: Case) -> Iterator[str]:
    answer = case.answer
    if answer.verdict is Verdict.FEASIBLE:
        assert answer.witness is not None
        problems = verify(case.household, case.rules, answer.witness)
        yield from (f"witness: {problem.text}" for problem in problems)
    for number, proposal in enumerate(answer.proposals):
        aside = proposal.set_aside or proposal.limits_aside or proposal.support_aside
        if proposal.witness is not None and not aside:
            problems = verify(proposal.household, case.rules, proposal.witness)
            yield from (f"proposal {number}: {problem.text}" for problem in problems)


@in_shards
def test_proposals_carried_out_leave_nothing_but_what_is_set_aside(shard: int) -> None:
    hold(shard, not_fitting)


def not_fitting(case: Case) -> Iterator[str]:
    for number, proposal in enumerate(case.answer.proposals):
        after = check(proposal.household, case.rules, proposals=0)
        left = (
            {c.agreements for c in after.clashes} - set(proposal.set_aside),
            {limit_of(c) for c in after.limits} - set(proposal.limits_aside),
            {m.agreement for m in after.missing_support} - set(proposal.support_aside),
        )
        if any(left):
            yield f"proposal {number}: carried out, it leaves {left}"
        is_whole = not (after.clashes or after.limits or after.missing_support)
        if is_whole is not (after.verdict is Verdict.FEASIBLE):
            yield f"proposal {number}: carried out, the verdict is {after.verdict}"


def limit_of(clash: Clash) -> tuple[ClashKind, str]:
    limit = as_limit(clash)
    return ClashKind(limit.kind), limit.of


@in_shards
def test_together_says_why_these_cannot_go_together(shard: int) -> None:
    hold(shard, not_together)


def not_together(case: Case) -> Iterator[str]:
    """Yield where the clashes among some agreements are not those of the plan that lie there."""
    plan = sorted(case.oracle.world.plan)
    for some in (plan[:2], plan[1:], plan[::2]):
        found = {frozenset(c.agreements) for c in together(case.household, case.rules, some)}
        true = {one for one in case.oracle.clashes() if one <= set(some)}
        if found != true:
            yield f"together {some}: {words(found)}, not {words(true)}"
