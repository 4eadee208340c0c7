"""What the check finds of a plan before it seeks proposals: clashes, limits, support, a witness.

Mostly no start is free, and there is one plan to look at. Otherwise there is one for each choice of
start dates, and `free.py` looks at as few of them as it can.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tandem.core.check.answer import BudgetMonth, Clash, MissingSupport, Witness
from tandem.core.check.clashes import Context, Sets
from tandem.core.check.items import Item
from tandem.core.check.limits import budget, contacts_by_week, passed_limits
from tandem.core.check.solver import Liftable, in_time
from tandem.core.check.support import missing_support
from tandem.core.check.witness import make_witness
from tandem.core.model import Household


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found of a plan."""

    household: Household
    """With the start dates by which it is told: those of the witness, else the latest allowed."""
    items: tuple[Item, ...]
    months: tuple[BudgetMonth, ...]
    clashes: tuple[Clash, ...]
    limits: tuple[Clash, ...]
    lacking: tuple[MissingSupport, ...]
    complete: bool
    contacts: Mapping[str, Sequence[int]] | None = None
    """How many contacts each member has in each week, when that was counted."""
    witness: Witness | None = None

    @property
    def fails(self) -> bool:
        """Whether something does not fit."""
        return bool(self.clashes or self.limits or self.lacking)


def find(context: Context, items: Sequence[Item], limit: int, clock: Liftable | None) -> Findings:
    """Return what is found of a plan in which no start is free."""
    household = context.household
    sets = Sets(items, context)
    found = sets.smallest(limit)
    months = budget(items, household)
    contacts = contacts_by_week(items, household, context.calendar)
    limits = passed_limits(items, household, context.calendar, months, contacts)
    lacking = tuple(missing_support(household, items, context.rules))
    witness = None
    if found.complete and not (found.sets or limits or lacking):
        if clock:
            clock.lift()
        sets.begin_anew(limit)
        witness = make_witness(sets, items, household, months)
    clashes = tuple(map(sets.clash, in_time(found.sets, context.deadline)))
    return Findings(
        household,
        tuple(items),
        months,
        clashes,
        limits,
        lacking,
        found.complete and len(clashes) == len(found.sets),
        contacts,
        witness,
    )
