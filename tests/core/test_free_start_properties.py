"""Free starts against the brute force, on random small households in which there are some."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from tandem.core.check import Memory, check, verify
from tandem.core.check.answer import Verdict
from tandem.core.model import free_start
from tests.core.check.test_memory import changed
from tests.core.compare import finding_differences, form_differences, proposal_differences
from tests.core.households import Case, freed_case_of, hold, in_shards
from tests.core.test_properties import not_fitting, not_together, unverified
from tests.core.test_unchanged_properties import REWRITES, SWITCHES, difference, gist

EVERY = 5
"""One in so many: the brute force tries every start date for every way out."""


@in_shards
def test_findings_and_proposals_with_free_starts_equal_the_brute_force(shard: int) -> None:
    hold(shard, differences, EVERY, freed_case_of)


def differences(case: Case) -> Iterator[str]:
    yield from finding_differences(case.oracle, case.answer)
    yield from proposal_differences(case.oracle, case.answer)
    yield from form_differences(case.oracle, case.answer)


@in_shards
def test_witnesses_name_a_start_with_which_the_plan_is_kept(shard: int) -> None:
    hold(shard, unverified, EVERY, freed_case_of)
    hold(shard, not_fitting, EVERY, freed_case_of)
    hold(shard, not_together, EVERY, freed_case_of)


@in_shards
def test_the_verifier_refuses_other_start_dates_that_are_wrong(shard: int) -> None:
    hold(shard, wrongly_passed, EVERY, freed_case_of)


def wrongly_passed(case: Case) -> Iterator[str]:
    """Yield the start dates moved in a witness that only the brute force refuses."""
    if case.answer.verdict is not Verdict.FEASIBLE or case.answer.witness is None:
        return
    witness = case.answer.witness
    free = {a.id for a in case.household.plan() if free_start(a.form, case.household.horizon)}
    for place, one in enumerate(witness.days):
        for days in (-7, -1, 1, 7) if one.agreement in free else ():
            moved = replace(one, first=one.first + timedelta(days=days))
            spoilt = replace(
                witness, days=(*witness.days[:place], moved, *witness.days[place + 1 :])
            )
            passed = not verify(case.household, case.rules, spoilt)
            if passed and case.oracle.witness_problems(spoilt):
                yield f"moved {one.agreement} by {days}: it passes"


@in_shards
@pytest.mark.parametrize("name", [*REWRITES, *SWITCHES])
def test_the_answer_hangs_on_nothing_else(name: str, shard: int) -> None:
    def differs(case: Case) -> Iterator[str]:
        if name in REWRITES:
            plan = REWRITES[name](case.household, case.rules, case.seed)
            other = check(*plan, variants=case.variants)
        else:
            switches = SWITCHES[name]
            other = check(case.household, case.rules, variants=case.variants, switches=switches)
        yield from difference(gist(case.rules, case.answer), gist(case.rules, other))

    hold(shard, differs, EVERY, freed_case_of)


@in_shards
@pytest.mark.parametrize("limit", [1, 200])
def test_a_memory_changes_no_answer(limit: int, shard: int) -> None:
    def differs(case: Case) -> Iterator[str]:
        memory, chance = Memory(), Random(case.seed)
        household = case.household
        for _ in range(2):
            fresh = check(household, case.rules, limit=limit, proposals=0)
            other = check(household, case.rules, limit=limit, proposals=0, memory=memory)
            if other != fresh:
                yield "another answer with a memory"
            household = changed(household, chance)

    hold(shard, differs, EVERY, freed_case_of)
