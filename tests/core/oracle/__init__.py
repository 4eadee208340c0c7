"""The brute force of the plan check, written from docs/explanation/plan-check.md alone.

It shares no code with `tandem.core.check` (only the types of its answer), and none of the logic
of the model. It tries everything, so it is for small households only.
"""

from __future__ import annotations

from collections.abc import Iterable

from tandem.core.check.answer import Verdict, Witness
from tandem.core.model import Household
from tandem.core.rules import RuleBase
from tests.core.oracle import limits as _limits
from tests.core.oracle import plan as _plan
from tests.core.oracle import proposals as _proposals
from tests.core.oracle import witness as _witness
from tests.core.oracle.limits import Limit
from tests.core.oracle.plan import Clashes, Lacking
from tests.core.oracle.proposals import Rigid, Way
from tests.core.oracle.world import World

__all__ = [
    "Lacking",
    "Limit",
    "Oracle",
    "Rigid",
    "Way",
    "World",
]


class Oracle:
    """Everything the brute force can say of one household."""

    def __init__(self, household: Household, rules: RuleBase, *, variants: bool = False) -> None:
        self.world = World(household, rules, variants=variants)
        self._kept = self.world.as_written()
        self._clashes: Clashes | None = None
        self._rigid: Rigid | None = None
        self._proposals: dict[int, list[Way]] = {}

    def keeps(self, ids: Iterable[str]) -> bool:
        """Whether these agreements keep agenda, status and order, support assumed."""
        return self.world.keeps(self.world.as_written(ids))

    def clashes(self) -> Clashes:
        """Return all smallest sets of agreements that cannot be kept together."""
        if self._clashes is None:
            self._clashes = _plan.clashes(self.world, self._kept)
        return self._clashes

    def limits(self) -> set[Limit]:
        """Return all limits passed: contacts of a member, money of an account."""
        return _limits.limits(self.world, self._kept)

    def missing_support(self) -> dict[Lacking, set[int]]:
        """Return all requirements that nothing supports, with the days on which."""
        return _plan.missing_support(self.world, self._kept)

    def verdict(self) -> Verdict:
        """Return whether the plan fits."""
        return Verdict.FEASIBLE if _plan.fits(self.world, self._kept) else Verdict.INFEASIBLE

    def rigid(self) -> Rigid:
        """Return what nobody in the plan can solve: clashes, limits and missing support."""
        if self._rigid is None:
            self._rigid = _proposals.rigid(self.world)
        return self._rigid

    def count_ways(self) -> int:
        """Return how many combinations of options there are to try."""
        return _proposals.count_ways(self.world)

    def proposals(self, count: int = 3) -> list[Way]:
        """Return the best way to make the plan fit, and the next ones."""
        if count not in self._proposals:
            self._proposals[count] = _proposals.best_ways(self.world, self.rigid(), count)
        return self._proposals[count]

    def witness_problems(self, witness: Witness) -> list[str]:
        """Return what is wrong with a witness of the whole plan; empty when it is right."""
        return _witness.witness_problems(self.world, self._kept, witness)
