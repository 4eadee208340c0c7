"""How soon the check stops when its time is up, in steps: no clock and no machine matters.

A step is one call of a function. The check makes millions of them a second.
"""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from benchmarks.households import generate
from benchmarks.sizes import CROWDED
from tandem.core.check import check, time_to_search
from tandem.core.check.answer import Verdict
from tandem.formats.rulebase import load

STEPS_BETWEEN_LOOKS = 120_000
STEPS_TO_TELL = 200_000
"""So many steps take less than the part of the time that is kept for telling (`TELLING`)."""


class StepsBetweenLooks:
    """A deadline that comes after it was looked at so many times, and counts the steps between."""

    def __init__(self, looks: int) -> None:
        self._looks = looks
        self._steps = 0
        self.between: list[int] = []
        """The steps before each look, until time was up."""
        self.after = 0
        """The steps since time was up."""

    def count(self, _frame: FrameType, event: str, _argument: object) -> None:
        """Take in what the interpreter tells of each call."""
        if event in {"call", "c_call"}:
            self._steps += 1
            self.after += 1

    def __call__(self) -> bool:
        if len(self.between) <= self._looks:
            self.between.append(self._steps)
            self._steps = self.after = 0
        return len(self.between) > self._looks


@pytest.mark.parametrize("looks", [0, 100, 1000])
@pytest.mark.parametrize("seed", [4, 18])
def test_a_crowded_household_is_answered_when_time_is_up_whatever_was_going_on(
    seed: int, looks: int
) -> None:
    rules = load()
    household = generate(CROWDED, seed, rules).household
    deadline = StepsBetweenLooks(looks)
    sys.setprofile(deadline.count)
    try:
        answer = check(household, rules, variants=True, deadline=deadline)
    finally:
        sys.setprofile(None)
    assert len(deadline.between) == looks + 1, "time was up before the check was ready"
    assert max(deadline.between) < STEPS_BETWEEN_LOOKS
    assert deadline.after < STEPS_TO_TELL
    assert not (answer.complete and answer.proposals_complete)
    assert answer.verdict is Verdict.INFEASIBLE
    assert answer.clashes


def test_part_of_the_time_is_kept_for_telling() -> None:
    assert 0.35 < time_to_search(0.5) < 0.5
    assert time_to_search(0) == 0
