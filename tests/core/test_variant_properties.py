"""What Tandem thinks of by itself against the brute force, on random small households."""

from __future__ import annotations

from collections.abc import Iterator

from tandem.core.check import check
from tandem.core.check.answer import Change, ChangeKind
from tests.core.compare import finding_differences, form_differences, proposal_differences
from tests.core.households import IS_FULL, Case, hold, in_shards, varied_case_of
from tests.core.test_properties import not_fitting, unverified

EVERY = 1 if IS_FULL else 2
"""The brute force tries every variant there is: in the ordinary tests on half of the households."""


def differences(case: Case) -> Iterator[str]:
    yield from finding_differences(case.oracle, case.answer)
    yield from proposal_differences(case.oracle, case.answer)
    yield from form_differences(case.oracle, case.answer)


@in_shards
def test_proposals_with_variants_are_least_by_brute_force(shard: int) -> None:
    hold(shard, differences, every=EVERY, make=varied_case_of)


@in_shards
def test_every_witness_of_a_variant_passes_the_verifier(shard: int) -> None:
    hold(shard, unverified, make=varied_case_of)


@in_shards
def test_variants_carried_out_leave_nothing_but_what_is_set_aside(shard: int) -> None:
    hold(shard, not_fitting, make=varied_case_of)


@in_shards
def test_a_guest_is_there_when_its_host_is(shard: int) -> None:
    hold(shard, apart, make=varied_case_of)


def apart(case: Case) -> Iterator[str]:
    """Yield the guests that are shown at another time than their host."""
    for proposal in case.answer.proposals:
        for change in filter(_is_guest, proposal.changes):
            for week in proposal.witness.weeks if proposal.witness else ():
                of = {
                    name: {(p.day, p.start) for p in week.placements if p.agreement == name}
                    for name in (change.agreement, change.by)
                }
                if of[change.by] and not of[change.agreement] <= of[change.by]:
                    yield f"apart: {change.agreement} and {change.by} in {week.mondays[0]}"


def _is_guest(change: Change) -> bool:
    if change.kind is not ChangeKind.MERGE or change.form is None:
        return False
    return change.form.demands.sessions[0].visit == f"{change.by}+{change.agreement}"


@in_shards
def test_without_asking_no_variant_is_proposed(shard: int) -> None:
    hold(shard, thought_of, every=5, make=varied_case_of)


def thought_of(case: Case) -> Iterator[str]:
    answer = check(case.household, case.rules)
    for proposal in answer.proposals:
        yield from (f"variant {c}" for c in proposal.changes if c.kind.is_automatic)
