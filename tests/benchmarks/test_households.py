"""The generated households are what the benchmarks say they are."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from itertools import combinations

import pytest

from benchmarks.households import Generated, generate
from benchmarks.sizes import SIZES, SMALL, TYPICAL, WORST, Size
from tandem.core.check import check
from tandem.core.check.answer import Verdict
from tandem.core.rules import RuleBase
from tandem.formats.household import read, write_yaml
from tandem.formats.rulebase import load
from tests.core.oracle import Oracle

RULES: RuleBase = load()
SEEDS = {SMALL: 12, TYPICAL: 6, WORST: 2}
EVERY = [(size, seed) for size, count in SEEDS.items() for seed in range(count)]

every = pytest.mark.parametrize(
    ("size", "seed"), EVERY, ids=[f"{size.name}-{seed}" for size, seed in EVERY]
)


def made(size: Size, seed: int) -> Generated:
    return generate(size, seed, RULES)


@every
def test_the_same_seed_gives_the_same_household(size: Size, seed: int) -> None:
    assert made(size, seed) == made(size, seed)


def test_another_seed_gives_another_household() -> None:
    assert len({made(TYPICAL, seed).household for seed in range(8)}) == 8


@every
def test_a_household_has_the_size_it_claims(size: Size, seed: int) -> None:
    household = made(size, seed).household
    assert len(household.members) == size.members
    assert len(household.professionals) == size.professionals
    assert len(household.agreements) == len(household.plan()) == size.agreements
    assert household.horizon.weeks == 26


@every
def test_a_household_is_a_valid_file(size: Size, seed: int) -> None:
    """Strict reading finds nothing wrong in it, and it comes back the same."""
    household = made(size, seed).household
    assert read(write_yaml(household).encode(), "household.yaml", RULES) == household


@every
def test_it_fits_or_has_what_was_planted(size: Size, seed: int) -> None:
    one = made(size, seed)
    least, most = size.planted
    if one.fits:
        assert (one.sets, one.limits, one.lacking) == (frozenset(), frozenset(), frozenset())
    else:
        assert least <= len(one.sets) <= most + 3


@every
def test_each_planted_set_clashes_and_is_smallest(size: Size, seed: int) -> None:
    """By the brute force, which shares no code with the check."""
    one = made(size, seed)
    for planted in one.sets:
        agreements = tuple(a for a in one.household.agreements if a.id in planted)
        oracle = Oracle(replace(one.household, agreements=agreements), RULES)
        assert not oracle.keeps(planted), planted
        assert all(oracle.keeps(planted - {name}) for name in planted), planted


@pytest.mark.parametrize("seed", range(SEEDS[TYPICAL]))
def test_the_check_says_of_a_household_what_is_known_of_it(seed: int) -> None:
    one = made(TYPICAL, seed)
    answer = check(one.household, RULES, proposals=0)
    assert (answer.verdict is Verdict.FEASIBLE) == one.fits
    assert answer.complete
    assert one.sets <= {frozenset(clash.agreements) for clash in answer.clashes}
    assert {missing.agreement for missing in answer.missing_support} == one.lacking


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_one_in_five_fits(size: Size) -> None:
    fitting = sum(made(size, seed).fits for seed in range(60))
    assert 4 <= fitting <= 22


def test_planted_sets_are_of_many_sizes_and_kinds() -> None:
    sizes = {len(planted) for seed in range(30) for planted in made(TYPICAL, seed).sets}
    assert sizes >= {2, 3, 4}


def test_a_plan_has_all_that_real_plans_have() -> None:
    agreements = [a for seed in range(30) for a in made(TYPICAL, seed).household.agreements]
    forms = [agreement.form for agreement in agreements]
    sessions = [session for form in forms for session in form.demands.sessions]
    alternatives = [one for agreement in agreements for one in agreement.alternatives]
    assert any(agreement.mandatory for agreement in agreements)
    assert any(agreement.protected for agreement in agreements)
    assert any(agreement.unknown for agreement in agreements)
    assert any(form.demands.order.after for form in forms)
    assert any(form.latest_start for form in forms)
    assert any(form.demands.somebody_home for form in forms)
    assert any(form.demands.money for form in forms)
    assert any(form.demands.statuses for form in forms)
    assert {session.every_weeks for session in sessions} == {1, 2, 4}
    assert {session.where.value for session in sessions} == {"home", "remote", "out"}
    assert any(one.takes_place_of for one in alternatives)
    assert any(one.ends_when for one in alternatives)


def test_planted_sets_do_not_hold_one_another() -> None:
    for seed in range(12):
        for one, other in combinations(made(TYPICAL, seed).sets, 2):
            assert not one < other
            assert not other < one


SHOW = """
from benchmarks.households import generate
from benchmarks.sizes import TYPICAL
from tandem.core.check import check
from tandem.formats.rulebase import load
rules = load()
print(check(generate(TYPICAL, 3, rules).household, rules, variants=True))
"""


def test_every_process_shows_the_same_weeks() -> None:
    """What Python orders by chance, which is another one in each process, decides nothing."""
    shown = {
        subprocess.run(
            [sys.executable, "-c", SHOW],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(shown) == 1
