"""Which random households the property tests look at, and what a failure says of one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

import pytest

from tandem.core.check import check
from tandem.core.check.answer import Answer
from tandem.core.model import Household
from tandem.core.rules import RuleBase
from tests.core.freed import freed_household, freed_varied_household
from tests.core.oracle import Oracle
from tests.core.shrink import as_code, smallest
from tests.core.strategies import random_household
from tests.core.varied import varied_household

IS_FULL = os.environ.get("TANDEM_FULL", "") not in {"", "0"}
HOUSEHOLDS = 5000 if IS_FULL else 500
SHARDS = 25 if IS_FULL else 10
"""The households are dealt over so many tests, to be run side by side."""

LONG_WITH_VARIANTS = frozenset({2})
"""Seeds for which the brute force takes ten seconds, more than for the rest of the shard together.

They are left to the full tests.
"""

Differences = Callable[["Case"], Iterable[str]]


@dataclass
class Case:
    """A household, what the check says of it, and what the brute force says."""

    household: Household
    rules: RuleBase
    seed: int = 0
    variants: bool = False
    """Whether Tandem may think of changes by itself."""

    @cached_property
    def answer(self) -> Answer:
        return check(self.household, self.rules, variants=self.variants)

    @cached_property
    def oracle(self) -> Oracle:
        return Oracle(self.household, self.rules, variants=self.variants)


@lru_cache(maxsize=500)
def case_of(seed: int) -> Case:
    """Return the case of a seed."""
    household, rules = random_household(seed)
    return Case(household, rules, seed)


@lru_cache(maxsize=500)
def varied_case_of(seed: int) -> Case:
    """Return the case of a seed in which much may be varied."""
    household, rules = varied_household(seed)
    return Case(household, rules, seed, variants=True)


@lru_cache(maxsize=500)
def freed_case_of(seed: int) -> Case:
    """Return the case of a seed in which starts are free; of one in three much may be varied."""
    varied = seed % 3 == 0
    household, rules = freed_varied_household(seed) if varied else freed_household(seed)
    return Case(household, rules, seed, variants=varied)


def cases(shard: int, every: int = 1, make: Callable[[int], Case] = case_of) -> Iterator[Case]:
    """Yield the cases of one shard; with `every`, only one in so many."""
    for seed in range(shard, HOUSEHOLDS, SHARDS * every):
        if IS_FULL or not (make is varied_case_of and seed in LONG_WITH_VARIANTS):
            yield make(seed)


in_shards = pytest.mark.parametrize("shard", range(SHARDS))
"""Runs a test once for each shard of the random households."""


def hold(
    shard: int,
    differences: Differences,
    every: int = 1,
    make: Callable[[int], Case] = case_of,
) -> None:
    """Fail with the smallest household that differs, when one of this shard does."""
    for case in cases(shard, every, make):
        found = list(differences(case))
        if found:
            pytest.fail(report(case, found, differences))


def report(case: Case, found: list[str], differences: Differences) -> str:
    """Return what differs, with the smallest household that still differs alike, as Python."""

    def fails(household: Household, rules: RuleBase) -> bool:
        other = Case(household, rules, case.seed, case.variants)
        return any(_same(found[0], one) for one in differences(other))

    household, rules = smallest((case.household, case.rules), fails)
    small = list(differences(Case(household, rules, case.seed, case.variants)))
    return "\n".join(
        [
            f"random household {case.seed}: " + "; ".join(found),
            "the smallest that differs alike: " + "; ".join(small),
            as_code(household),
            as_code(rules.statuses),
            as_code(rules.costs),
            as_code(rules.variants),
            as_code(rules.holidays),
        ]
    )


def _same(one: str, other: str) -> bool:
    return one.split(maxsplit=1)[0] == other.split(maxsplit=1)[0]
