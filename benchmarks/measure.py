"""Measuring the plan check on generated households: how long it takes, and what it finds."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from random import Random

from benchmarks.changes import one_change, one_without
from benchmarks.households import Generated, generate
from benchmarks.pairs import clashing_pairs
from benchmarks.sizes import Size
from tandem.core.check import Memory, check
from tandem.core.check.answer import Answer, Verdict
from tandem.core.model import Household
from tandem.core.rules import RuleBase

PATIENCE = 10.0
"""Seconds after which one check is told that its time is up."""
LONG = 1000.0
"""Milliseconds; what takes longer is asked once, without a time to warm up."""
COMPARED = 20
"""So many households of a size are also given to the naive pairwise check: it is slow."""

Check = Callable[[Household, RuleBase], Answer]


def verdict(household: Household, rules: RuleBase) -> Answer:
    """The verdict, with the first clash."""
    return check(household, rules, limit=1, proposals=0, deadline=deadline())


def all_clashes(household: Household, rules: RuleBase) -> Answer:
    """The verdict, and all smallest sets that cannot go together."""
    return check(household, rules, limit=10_000, proposals=0, deadline=deadline())


def best_proposal(household: Household, rules: RuleBase) -> Answer:
    """Everything, with the best proposal."""
    return check(household, rules, proposals=1, deadline=deadline())


def three_proposals(household: Household, rules: RuleBase) -> Answer:
    """Everything, with the three best proposals."""
    return check(household, rules, proposals=3, deadline=deadline())


def with_variants(household: Household, rules: RuleBase) -> Answer:
    """Everything, with the three best proposals, of which Tandem may think of some itself."""
    return check(household, rules, proposals=3, variants=True, deadline=deadline())


QUESTIONS: dict[str, Check] = {
    "verdict": verdict,
    "all clashes": all_clashes,
    "best proposal": best_proposal,
    "three proposals": three_proposals,
    "three with variants": with_variants,
}

AFTER_CHANGE = "after one change"
WHAT_IF = "what if"
"""The questions that are asked with what the check remembers of the plan before."""


def deadline(seconds: float = PATIENCE) -> Callable[[], bool]:
    """Return whether the patience with one check, from now on, is over."""
    end = time.perf_counter() + seconds
    return lambda: time.perf_counter() > end


@dataclass
class Measured:
    """What was measured on one household."""

    seed: int
    planted: frozenset[frozenset[str]]
    ms: dict[str, float] = field(default_factory=dict)
    """For each question how long its answer took, as a clock on the wall tells it."""
    cpu_ms: dict[str, float] = field(default_factory=dict)
    """The same in time of the processor: other work of the machine does not count."""
    clashes: frozenset[frozenset[str]] = frozenset()
    is_complete: bool = False
    has_proposal: bool = False
    needs_proposal: bool = False
    naive_ms: float | None = None
    naive: frozenset[frozenset[str]] | None = None
    wrong: list[str] = field(default_factory=list)
    """What should not have been: an exception, or something known that was not found."""

    @property
    def planted_found(self) -> int:
        """How many planted sets are among the clashes."""
        return len(self.planted & self.clashes)


def measure(size: Size, rules: RuleBase, seeds: range, seconds: float) -> Iterator[Measured]:
    """Measure one household after another, as long as there is time."""
    end = time.perf_counter() + seconds
    for place, seed in enumerate(seeds):
        if time.perf_counter() > end:
            return
        made = generate(size, seed, rules)
        gc.collect()
        gc.freeze()  # what was made, and all before it, is no rubbish of the check
        yield measure_one(made, rules, seed, compare=place < COMPARED)
        gc.unfreeze()


def measure_one(made: Generated, rules: RuleBase, seed: int, *, compare: bool) -> Measured:
    """Measure every question on one household, each after one time to warm up."""
    measured = Measured(seed, made.sets)
    for name, question in QUESTIONS.items():
        try:
            answer, wall, cpu = _timed(question, made, rules)
            if wall < LONG:
                answer, wall, cpu = _timed(question, made, rules)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong is reported, all runs on
            measured.wrong.append(f"{name}: {type(error).__name__}: {error}")
            continue
        measured.ms[name], measured.cpu_ms[name] = wall, cpu
        _note(measured, made, name, answer)
    _measure_again(measured, made, rules)
    if compare:
        before = time.perf_counter()
        measured.naive = clashing_pairs(made.household, rules)
        measured.naive_ms = 1000 * (time.perf_counter() - before)
    return measured


def _measure_again(measured: Measured, made: Generated, rules: RuleBase) -> None:
    """Ask for all clashes of a plan that is otherwise, by who asked before.

    The memory knows the plan as it was, and one other change of it.
    """
    plan, chance = made.household, Random(measured.seed)
    other = one_change(plan, chance)
    asked = {AFTER_CHANGE: one_change(plan, chance), WHAT_IF: one_without(plan, chance)}
    for name, household in asked.items():
        memory = Memory()
        for before in (plan, other):
            check(before, rules, proposals=0, memory=memory)
        _measure_remembering(name, measured, replace(made, household=household), rules, memory)


def _measure_remembering(
    name: str, measured: Measured, made: Generated, rules: RuleBase, memory: Memory
) -> None:
    """Ask with a memory; the answer must be that of a stranger."""

    def again(household: Household, rules: RuleBase) -> Answer:
        return check(household, rules, proposals=0, deadline=deadline(), memory=memory)

    answer, measured.ms[name], measured.cpu_ms[name] = _timed(again, made, rules)
    if answer != check(made.household, rules, proposals=0):
        measured.wrong.append(f"{name}: not the answer of a fresh check")


def _timed(question: Check, made: Generated, rules: RuleBase) -> tuple[Answer, float, float]:
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    answer = question(made.household, rules)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return answer, 1000 * wall, 1000 * cpu


def _note(measured: Measured, made: Generated, name: str, answer: Answer) -> None:
    """Keep what one answer says, and what in it is not as it was made."""
    if (answer.verdict is Verdict.FEASIBLE) is not made.fits:
        measured.wrong.append(f"{name}: {answer.verdict.value}, made to fit: {made.fits}")
    if name == "all clashes":
        measured.clashes = frozenset(frozenset(clash.agreements) for clash in answer.clashes)
        measured.is_complete = answer.complete
        if answer.complete:
            measured.wrong.extend(
                f"planted and not found: {' + '.join(sorted(one))}"
                for one in made.sets - measured.clashes
            )
    elif name == "best proposal":
        measured.needs_proposal = answer.verdict is Verdict.INFEASIBLE
        measured.has_proposal = bool(answer.proposals)
