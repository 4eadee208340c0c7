"""The solvers that are compared: Tandem, CPMpy's `marco`, CP-SAT, and a naive pairwise check."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.field.protocol import Clash, Proposed, Saying, Solver, Told
from benchmarks.pairs import clashing_pairs
from tandem.core.check import check
from tandem.core.check.answer import Answer
from tandem.core.model import Household
from tandem.core.rules import RuleBase

MANY = 100_000
AT_ONCE = 0.5
"""Seconds within which Tandem answers of a crowded household."""


def until(seconds: float) -> Callable[[], bool]:
    """Return whether so many seconds, from now on, are over."""
    end = time.perf_counter() + seconds
    return lambda: time.perf_counter() > end


class AsItIs:
    """A solver that works on the household itself: all that it does is counted."""

    def prepare(self, household: Household, rules: RuleBase) -> tuple[Household, RuleBase]:
        """Return the household with the rules."""
        return household, rules


class TandemClashes(AsItIs):
    """Tandem, asked for all clashes."""

    def solve(self, prepared: tuple[Household, RuleBase], seconds: float) -> Iterator[Saying]:
        """Say all clashes at the end."""
        yield from _said(check(*prepared, limit=MANY, proposals=0, deadline=until(seconds)))


class TandemLeast(AsItIs):
    """Tandem, asked for all clashes and the least change."""

    def solve(self, prepared: tuple[Household, RuleBase], seconds: float) -> Iterator[Saying]:
        """Say everything at the end."""
        household, rules = prepared
        answer = check(household, rules, limit=MANY, proposals=1, deadline=until(seconds))
        yield from _said(answer)
        for proposal in answer.proposals:
            if proposal.proven_least:
                given_up = sum(household.goal_weight(goal) for goal in proposal.goals_given_up)
                yield Proposed(given_up, proposal.cost)


class TandemAtOnce(AsItIs):
    """Tandem as the page asks it, with half a second for everything."""

    def solve(self, prepared: tuple[Household, RuleBase], seconds: float) -> Iterator[Saying]:
        """Say what is there when time is up."""
        household, rules = prepared
        answer = check(household, rules, deadline=until(min(seconds, AT_ONCE)))
        yield from _said(answer)
        for proposal in answer.proposals[:1]:
            given_up = sum(household.goal_weight(goal) for goal in proposal.goals_given_up)
            yield Proposed(given_up, proposal.cost)


def _said(answer: Answer) -> Iterator[Saying]:
    for clash in answer.clashes:
        yield Clash(frozenset(clash.agreements))
    yield Told(answer.verdict.value, answer.complete)


class Pairs(AsItIs):
    """The naive check of every two agreements by themselves."""

    def solve(self, prepared: tuple[Household, RuleBase], seconds: float) -> Iterator[Saying]:
        """Say the pairs, and never that these are all."""
        del seconds
        pairs = clashing_pairs(*prepared)
        for pair in pairs:
            yield Clash(pair)
        yield Told("infeasible" if pairs else "feasible", complete=False)


class Monolith:
    """One model of CP-SAT for the whole plan, asked about one set after another."""

    def prepare(self, household: Household, rules: RuleBase) -> Any:
        """Return the model."""
        from benchmarks.field.clashing import monolith
        from benchmarks.field.reading import Reading

        return household, rules, monolith(Reading(household, rules))

    def solve(self, prepared: Any, seconds: float) -> Iterator[Saying]:
        """Say each clash when it is found."""
        from benchmarks.field.clashing import OutOfTimeError, smallest_sets

        clashes = False
        try:
            for one in smallest_sets(prepared[2], until(seconds)):
                clashes = True
                yield Clash(one)
                yield Told("infeasible", complete=False)
        except OutOfTimeError:
            return
        yield Told(_verdict(prepared, clashes=clashes), complete=True)


class Parts(AsItIs):
    """CP-SAT, asked about each part of the plan by itself: how the labels were found."""

    def solve(self, prepared: tuple[Household, RuleBase], seconds: float) -> Iterator[Saying]:
        """Say all clashes at the end."""
        from benchmarks.field.clashing import clashes_in_parts
        from benchmarks.field.reading import Reading

        found = clashes_in_parts(Reading(*prepared), until(seconds))
        for one in found.sets:
            yield Clash(one)
        if found.complete:
            yield Told(_verdict(prepared, clashes=bool(found.sets)), complete=True)


class CpSatLeast(AsItIs):
    """CP-SAT, asked for the least change."""

    def solve(self, prepared: tuple[Household, RuleBase], seconds: float) -> Iterator[Saying]:
        """Say the least change; none is set aside."""
        from benchmarks.field.clashing import OutOfTimeError
        from benchmarks.field.least import least_change
        from benchmarks.field.reading import Reading

        end = time.perf_counter() + seconds
        try:
            found = least_change(Reading(*prepared), lambda: end - time.perf_counter())
        except OutOfTimeError:
            return
        if found is not None and found.changes:
            yield Proposed(found.given_up, found.cost)
        yield Told("feasible" if found and not found.changes else "infeasible", complete=False)


class Marco:
    """CPMpy's `marco`, on the constraints of the monolith."""

    def prepare(self, household: Household, rules: RuleBase) -> Any:
        """Return the constraints as expressions of CPMpy."""
        from benchmarks.field.clashing import Encoded, everything
        from benchmarks.field.cpmpy_model import CpmpyModel
        from benchmarks.field.reading import Reading

        reading = Reading(household, rules)
        return household, rules, Encoded(CpmpyModel(), reading, *everything(reading))

    def solve(self, prepared: Any, seconds: float) -> Iterator[Saying]:
        """Say each clash when it is found."""
        from cpmpy.tools.explain import marco

        encoded, time_is_up = prepared[2], until(seconds)
        names = {id(variable): name for name, variable in encoded.asked.items()}
        soft = list(encoded.asked.values())
        clashes = False
        if soft:
            for kind, found in marco(soft, encoded.model.hard, map_solver="pysat"):
                if kind == "MUS":
                    clashes = True
                    yield Clash(frozenset(names[id(variable)] for variable in found))
                    yield Told("infeasible", complete=False)
                if time_is_up():
                    return
        yield Told(_verdict(prepared, clashes=clashes), complete=True)


def _verdict(prepared: Any, *, clashes: bool) -> str:
    """Return the verdict: a model of clashes says nothing of limits and support by itself."""
    from benchmarks.field.asis import limits_passed, unsupported
    from benchmarks.field.reading import Reading

    reading = Reading(prepared[0], prepared[1])
    fails = clashes or limits_passed(reading) or unsupported(reading)
    return "infeasible" if fails else "feasible"


@dataclass(frozen=True, slots=True)
class Known:
    """A solver that can be chosen: for which question, of how many households by default."""

    title: str
    question: str
    make: Callable[[], Solver]
    samples: dict[str, int] | None = None
    """For each group how many households it is asked; None: all."""
    groups: tuple[str, ...] = ()
    """Only these groups, when there are any."""


CLASHES, LEAST, ONCE = "all clashes", "least change", "at once"
FEW = {"small": 20, "near": 12, "typical": 15, "worst": 3, "crowded": 3}
SOLVERS = {
    "tandem": Known("Tandem", CLASHES, TandemClashes),
    "marco": Known("CPMpy's `marco`", CLASHES, Marco, FEW),
    "monolith": Known("CP-SAT, one model", CLASHES, Monolith, FEW),
    "parts": Known("CP-SAT, in parts", CLASHES, Parts, FEW | {"typical": 50}),
    "pairs": Known("pairs only", CLASHES, Pairs, FEW | {"typical": 50, "small": 60}),
    "tandem-least": Known("Tandem", LEAST, TandemLeast),
    "cp-sat-least": Known("CP-SAT", LEAST, CpSatLeast, FEW),
    "tandem-at-once": Known("Tandem", ONCE, TandemAtOnce, groups=("crowded",)),
}
