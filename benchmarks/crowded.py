"""Crowded households: is there an answer when its time is up?"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.households import generate
from benchmarks.measure import deadline
from benchmarks.sizes import CROWDED
from tandem.core.check import check, time_to_search
from tandem.core.check.answer import Verdict
from tandem.core.rules import RuleBase

SECONDS = 0.5
"""How long a check of a crowded household may take."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of one household within the time that it had."""

    ms: float
    is_known: bool
    """Whether the verdict was told."""
    is_complete: bool
    """Whether all clashes and all proposals were told."""


def measure_crowded(rules: RuleBase, count: int) -> Iterator[Answered]:
    """Ask for everything, variants too, of crowded households that have half a second each."""
    for seed in range(count):
        household = generate(CROWDED, seed, rules).household
        begin = time.perf_counter()
        answer = check(household, rules, variants=True, deadline=deadline(time_to_search(SECONDS)))
        ms = 1000 * (time.perf_counter() - begin)
        complete = answer.complete and answer.proposals_complete
        yield Answered(ms, answer.verdict is not Verdict.UNKNOWN, complete)
