"""The brute force of the plan check, written from docs/explanation/plan-check.md alone.

It shares no code with `tandem.core.check` (only the types of its answer), and none of the logic
of the model. It tries everything, so it is for small households only.
"""

from __future__ import annotations

from collections.abc import Iterable

from tandem.core.check.answer import Verdict, Witness
from tandem.core.model import Household
from tandem.core.rules import RuleBase
from tests.core.oracle import plan as _plan
from tests.core.oracle import proposals as _proposals
from tests.core.oracle import starts as _starts
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
        self._clashes: Clashes | None = None
        self._rigid: Rigid | None = None
        self._settled: tuple[World, Rigid] | None = None
        self._proposals: dict[int, list[Way]] = {}

    def keeps(self, ids: Iterable[str]) -> bool:
        """Whether these agreements keep agenda, status and order, support assumed."""
        return _plan.may_be_kept(self.world, ids)

    def clashes(self) -> Clashes:
        """Return all smallest sets of agreements that cannot be kept together."""
        if self._clashes is None:
            self._clashes = _plan.clashes_of_plan(self.world)
        return self._clashes

    def never_together(self) -> Clashes:
        """Return the set that no start dates keep, though nothing fails by itself; mostly none."""
        if self.clashes() or self.limits() or self.missing_support():
            return set()
        return _plan.never_together(self.world)

    def keeps_by_themselves(self, ids: Iterable[str]) -> bool:
        """Whether these fit in everything with some start dates, income and support of all."""
        some = set(ids)
        every = _starts.all_kept(self.world)
        return any(_plan.fit_by_themselves(self.world, kept, some) for kept in every)

    def limits(self) -> set[Limit]:
        """Return all limits passed: contacts of a member, money of an account."""
        return _plan.limits_of_plan(self.world)

    def missing_support(self) -> dict[Lacking, set[int]]:
        """Return all requirements that nothing supports, with the days on which."""
        return _plan.lacking_of_plan(self.world)

    def verdict(self) -> Verdict:
        """Return whether the plan fits."""
        fits = any(_plan.fits(self.world, kept) for kept in _starts.all_kept(self.world))
        return Verdict.FEASIBLE if fits else Verdict.INFEASIBLE

    def rigid(self) -> Rigid:
        """Return what nobody in the plan can solve: clashes, limits and missing support."""
        if self._rigid is None:
            self._rigid = _proposals.rigid(self.world)
        return self._rigid

    def count_ways(self) -> int:
        """Return how many combinations of options there are to try."""
        return _proposals.count_ways(self.world)

    def settled(self) -> tuple[World, Rigid]:
        """Return the plan for which proposals are sought, and what is set aside then.

        Free starts in a clash that nobody can solve are as late as allowed, until there are none.
        """
        if self._settled is None:
            world, aside = self.world, self.rigid()
            while names := _proposals.starts_aside(world, aside):
                world = _proposals.with_latest_starts(world, names)
                aside = _proposals.rigid(world)
            self._settled = world, aside
        return self._settled

    def proposals(self, count: int = 3) -> list[Way]:
        """Return the best way to make the plan fit, and the next ones."""
        if count not in self._proposals:
            self._proposals[count] = _proposals.best_ways(*self.settled(), count)
        return self._proposals[count]

    def witness_problems(self, witness: Witness) -> list[str]:
        """Return what is wrong with a witness of the whole plan; empty when it is right."""
        return _witness.witness_problems(self.world, witness)
