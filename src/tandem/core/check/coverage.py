"""How much of the plan was known to the check, and who could fill in the rest."""

from __future__ import annotations

from collections.abc import Sequence

from tandem.core.check.answer import BudgetMonth, Coverage, Missing
from tandem.core.model import Household


def measure_coverage(household: Household, budget: Sequence[BudgetMonth]) -> Coverage:
    """Return how many agreements are filled in, what is missing, and what was not checked."""
    plan = household.plan()
    unchecked = {m.account for m in budget if m.floor is not None and not m.is_checked}
    return Coverage(
        filled=sum(not agreement.unknown for agreement in plan),
        total=len(plan),
        missing=tuple(
            Missing(agreement.id, unknown.what, unknown.who or agreement.owner)
            for agreement in plan
            for unknown in agreement.unknown
        ),
        unchecked_accounts=tuple(sorted(unchecked)),
    )
