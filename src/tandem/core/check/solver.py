"""The one door to the solvers: nothing else in the project imports one.

`Sat` answers whether clauses hold under assumptions and, if not, which assumptions are to blame.
`MaxSat` gives a model of least cost, and can be asked again after clauses are added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from pysat.card import ITotalizer
from pysat.solvers import Minisat22

CONFLICTS_BETWEEN_LOOKS = 2000
"""Conflicts after which a search looks whether its time is up."""


Thing = TypeVar("Thing")


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


FEW = 10
"""So many of what was found are looked into and told when time is up; each takes little time."""


def in_time(found: Iterable[Thing], deadline: Deadline) -> Iterator[Thing]:
    """Yield what was found: all of it, or when time is up only so much as takes little time."""
    for place, one in enumerate(found):
        if place >= FEW and deadline():
            return
        yield one


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


class _Sum:
    """How many of some literals are true, counted as far as was asked."""

    def __init__(self, literals: Sequence[int], top: int) -> None:
        self._counter: Any = ITotalizer(lits=list(literals), ubound=1, top_id=top)
        self._size = len(literals)

    def at_most(self, bound: int, top: int) -> int | None:
        """Return a literal that bounds the sum, with variables after `top`; None: all may be."""
        if bound >= self._size:
            return None
        if bound >= len(self._counter.rhs):
            self._counter.increase(ubound=bound, top_id=top)
        return -int(self._counter.rhs[bound])

    def made(self) -> Iterator[list[int]]:
        """Yield the clauses that came last."""
        new: int = self._counter.nof_new
        self._counter.nof_new = 0
        yield from self._counter.cnf.clauses[-new:] if new else ()

    @property
    def top(self) -> int:
        """The last variable it knows."""
        return int(self._counter.top_id)

    def close(self) -> None:
        """Free the memory of the counter."""
        self._counter.delete()


class MaxSat:
    """Least-cost models of clauses, asked again and again as clauses come in.

    The method is OLL (Andres, Kaufmann, Matheis and Schaub, ICLP 2012; Morgado, Dodaro and
    Marques-Silva, CP 2014): what cannot be had together for nothing is paid for once, and from then
    on it is counted, so that a second time has a price of its own.
    """

    def __init__(self) -> None:
        self._solver: Any = Minisat22()
        self._top = 0
        self._price: dict[int, int] = {}
        """Literals that cost something when they are false: the first ones, and bounds on sums."""
        self._bounds: dict[int, tuple[_Sum, int]] = {}
        """For each literal that bounds a sum the sum, and the bound."""
        self._counted: dict[tuple[int, ...], _Sum] = {}

    def new(self) -> int:
        """Return a new variable."""
        self._top += 1
        return self._top

    def add(self, clause: Iterable[int]) -> None:
        """Add a clause: at least one of these literals is true."""
        self._solver.add_clause(list(clause))

    def charge(self, literal: int, price: int) -> None:
        """Let it cost something when a literal is false."""
        self._price[literal] = self._price.get(literal, 0) + price

    def solve(self) -> frozenset[int] | None:
        """Return the true literals of a model of least cost; None when there is no model."""
        while not self._solver.solve(assumptions=list(self._price)):
            core = self._trimmed(self._solver.get_core() or [])
            if not core:
                return None
            self._pay(core)
        return self._model()

    def at_most(self, literals: Sequence[int], bound: int) -> list[int]:
        """Return what to ask for when at most so many of these literals may be true."""
        key = tuple(literals)
        if key not in self._counted:
            self._counted[key] = _Sum(key, self._top)
            self._take_in(self._counted[key])
        counted = self._counted[key]
        literal = counted.at_most(bound, self._top)
        self._take_in(counted)
        return [] if literal is None else [literal]

    def _take_in(self, counted: _Sum) -> None:
        """Add the clauses of a sum that came last."""
        self._top = max(self._top, counted.top)
        for clause in counted.made():
            self._solver.add_clause(clause)

    def is_forced(self, literal: int) -> bool:
        """Whether a literal with a price is true in every model of least cost; may say no."""
        return literal in self._price

    def another(self, wanted: Sequence[int]) -> frozenset[int] | None:
        """Return a model of the same least cost in which these literals are true, or None.

        After `solve` exactly the models of least cost keep all that still has a price: asking for
        that and for `wanted` is one plain call.
        """
        if not self._solver.solve(assumptions=[*self._price, *wanted]):
            return None
        return self._model()

    def _model(self) -> frozenset[int]:
        return frozenset(literal for literal in self._solver.get_model() if literal > 0)

    def _trimmed(self, core: list[int]) -> list[int]:
        """Return literals of a core that cannot hold together either, mostly fewer."""
        while core:
            self._solver.solve(assumptions=core)
            smaller = self._solver.get_core() or []
            if len(smaller) >= len(core):
                break
            core = smaller
        return core

    def _pay(self, core: Sequence[int]) -> None:
        """Pay for literals of which one has to be false, and count them."""
        price = min(self._price[literal] for literal in core)
        for literal in core:
            self._price[literal] -= price
            if not self._price[literal]:
                del self._price[literal]
            if literal in self._bounds:
                counted, bound = self._bounds[literal]
                self._bound(counted, bound + 1, price)
        if len(core) == 1:
            self.add([-core[0]])
        else:
            self._bound(_Sum([-literal for literal in core], self._top), 1, price)

    def _bound(self, counted: _Sum, bound: int, price: int) -> None:
        """Let it cost something when a sum passes a bound, if it can."""
        literal = counted.at_most(bound, self._top)
        self._take_in(counted)
        if literal is not None:
            self._bounds[literal] = counted, bound
            self.charge(literal, price)

    def close(self) -> None:
        """Free the memory of the solver."""
        for counted, _ in self._bounds.values():
            counted.close()
        for counted in self._counted.values():
            counted.close()
        self._solver.delete()
