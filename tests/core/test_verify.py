"""The verifier is strict: whatever way a witness is spoilt, it is refused."""

from __future__ import annotations

from functools import cache
from itertools import islice
from random import Random

import pytest

from tandem.core.check import check, verify
from tandem.core.check.answer import Verdict, Witness
from tests.core.households import Case, case_of
from tests.core.mutants import MUTATIONS

KILLED_AT_LEAST = 12
TRIED = 400
"""Households from which the spoilt witnesses come."""


@cache
def fitting() -> tuple[Case, ...]:
    """Return random households that fit."""
    cases = (case_of(seed) for seed in range(20_000, 20_000 + 4 * TRIED))
    fit = (case for case in cases if case.oracle.verdict() is Verdict.FEASIBLE)
    return tuple(islice(fit, TRIED))


def witness_of(case: Case) -> Witness:
    witness = check(case.household, case.rules, proposals=0).witness
    assert witness is not None
    return witness


@pytest.mark.parametrize("name", MUTATIONS)
def test_every_kind_of_spoilt_witness_is_refused(name: str) -> None:
    killed = 0
    for case in fitting():
        spoilt = MUTATIONS[name](case.household, witness_of(case), Random(case.seed))
        if spoilt is None:
            continue
        wrong = case.oracle.witness_problems(spoilt)
        found = verify(case.household, case.rules, spoilt)
        assert bool(found) == bool(wrong), (case.seed, wrong, found)
        killed += bool(found)
        if killed == KILLED_AT_LEAST:
            return
    pytest.fail(f"only {killed} witnesses could be spoilt in this way")
