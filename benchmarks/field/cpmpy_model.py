"""A model of CPMpy that is spoken to in the words of CP-SAT which `agenda` and `claims` use.

So CPMpy gets the same constraints as the monolith, as its own expressions.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cpmpy as cp


class CpmpyModel:
    """Collects constraints; `hard` holds them as expressions of CPMpy."""

    def __init__(self) -> None:
        self.hard: list[Any] = []

    def new_bool_var(self, _name: str) -> Any:
        """Return a Boolean variable."""
        variable = cp.boolvar()
        variable.negated = lambda: ~variable
        return variable

    def new_int_var(self, low: int, high: int, _name: str) -> Any:
        """Return a variable for a whole number."""
        return cp.intvar(low, high)

    def new_int_var_from_domain(self, domain: Any, _name: str) -> Any:
        """Return a variable for a whole number within some stretches."""
        variable = cp.intvar(domain.min(), domain.max())
        ends = domain.flattened_intervals()
        if len(ends) > 2:
            stretches = zip(ends[::2], ends[1::2], strict=True)
            within = [(variable >= low) & (variable <= high) for low, high in stretches]
            self.hard.append(cp.any(within))
        return variable

    def new_optional_fixed_size_interval_var(
        self, start: Any, size: int, here: Any, _name: str
    ) -> tuple[Any, int, Any]:
        """Return an interval that is there or not."""
        return start, size, here

    def add_no_overlap(self, intervals: Sequence[tuple[Any, int, Any]]) -> None:
        """Ask that intervals that are there do not overlap."""
        starts, sizes, here = zip(*intervals, strict=True)
        ends = [start + size for start, size in zip(starts, sizes, strict=True)]
        self.hard.append(cp.NoOverlapOptional(list(starts), list(sizes), ends, list(here)))

    def add_implication(self, one: Any, other: Any) -> None:
        """Ask that the one implies the other."""
        self.hard.append(one.implies(other))

    def add_bool_or(self, literals: Sequence[Any]) -> None:
        """Ask that one of these is true."""
        self.hard.append(cp.any(list(literals)))

    def add(self, expression: Any) -> Asked:
        """Ask an expression, when it is said when."""
        return Asked(self, expression)


class Asked:
    """An expression of which is still to be said when it is asked."""

    def __init__(self, model: CpmpyModel, expression: Any) -> None:
        self._model, self._expression = model, expression

    def only_enforce_if(self, literals: Any) -> None:
        """Ask it when these literals are true."""
        condition = cp.all(literals) if isinstance(literals, list) else literals
        self._model.hard.append(condition.implies(self._expression))
