"""The one door to the solvers: nothing else in the project imports one.

`Sat` answers whether clauses hold under assumptions and, if not, which assumptions are to blame.
`MaxSat` gives a model of least cost, and can be asked again after clauses are added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from pysat.examples.rc2 import RC2
from pysat.formula import WCNF
from pysat.solvers import Minisat22

CONFLICTS_BETWEEN_LOOKS = 2000
"""Conflicts after which a search looks whether its time is up."""


class OutOfTimeError(Exception):
    """The deadline passed before the search ended."""


Deadline = Callable[[], bool]
"""Says whether time is up."""


def never() -> bool:
    """Return the deadline that never comes."""
    return False


class Liftable:
    """A deadline that can be lifted, when what remains is sure to take little time."""

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline
        self._is_lifted = False

    def lift(self) -> None:
        """Let the deadline come no more."""
        self._is_lifted = True

    def __call__(self) -> bool:
        """Say whether time is up."""
        return not self._is_lifted and self._deadline()


def watch(deadline: Deadline) -> None:
    """Raise OutOfTimeError when time is up."""
    if deadline():
        raise OutOfTimeError


class Sat:
    """An incremental SAT solver with numbered variables (1, 2, …)."""

    def __init__(self) -> None:
        self._solver: Any = Minisat22()
        self._top = 0

    def new(self) -> int:
        """Return a new variable."""
        self._top += 1
        return self._top

    def add(self, clause: Iterable[int]) -> None:
        """Add a clause: at least one of these literals is true."""
        self._solver.add_clause(list(clause))

    def solve(self, assumptions: Sequence[int], deadline: Deadline = never) -> bool:
        """Whether all clauses can hold with these literals true.

        Raises OutOfTimeError.
        """
        watch(deadline)
        if deadline is never:
            return bool(self._solver.solve(assumptions=assumptions))
        while True:
            self._solver.conf_budget(CONFLICTS_BETWEEN_LOOKS)
            answer = self._solver.solve_limited(assumptions=assumptions)
            if answer is not None:
                return bool(answer)
            watch(deadline)

    def model(self) -> list[int]:
        """Return for each variable, in order, its literal that is true in the last answer."""
        found: list[int] = self._solver.get_model()
        return found

    def core(self) -> list[int]:
        """Return assumptions of the last call that cannot hold together."""
        return list(self._solver.get_core() or ())

    def prefer(self, literals: Iterable[int]) -> None:
        """Prefer these literals where there is a choice."""
        self._solver.set_phases(list(literals))

    def close(self) -> None:
        """Free the memory of the solver."""
        self._solver.delete()


class MaxSat:
    """Least-cost models of hard and soft clauses, asked again and again as clauses come in."""

    def __init__(self, hard: Iterable[Sequence[int]], soft: Iterable[tuple[int, int]]) -> None:
        formula: Any = WCNF()
        for clause in hard:
            formula.append(list(clause))
        for literal, weight in soft:
            formula.append([literal], weight=weight)
        self._rc2: Any = RC2(formula, solver="m22", adapt=False, exhaust=False, incr=False)

    def add(self, clause: Iterable[int]) -> None:
        """Add a hard clause."""
        self._rc2.add_clause(list(clause))

    def solve(self) -> frozenset[int] | None:
        """Return the true literals of a model of least cost; None when there is no model."""
        model = self._rc2.compute()
        return None if model is None else frozenset(model)

    def is_forced(self, literal: int) -> bool:
        """Whether a soft clause of this one literal holds in every model of least cost."""
        rc2 = self._rc2
        inner = rc2.vmap.e2i.get(abs(literal), 0) * (1 if literal > 0 else -1)
        return inner in rc2.sels

    def another(self, wanted: Sequence[int]) -> frozenset[int] | None:
        """Return a model of the same least cost in which these literals are true, or None.

        After `solve` the search has rewritten its soft clauses so that exactly the models of least
        cost keep all of them: asking for these and for `wanted` is one plain call.
        """
        rc2 = self._rc2
        inner = [rc2.vmap.e2i[abs(w)] * (1 if w > 0 else -1) for w in wanted]
        if not rc2.oracle.solve(assumptions=[*rc2.sels, *rc2.sums, *inner]):
            return None
        outer = rc2.vmap.i2e
        model = rc2.oracle.get_model()
        return frozenset(outer[abs(v)] * (1 if v > 0 else -1) for v in model if abs(v) in outer)

    def close(self) -> None:
        """Free the memory of the solver."""
        self._rc2.delete()
