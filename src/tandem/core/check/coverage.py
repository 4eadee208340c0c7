"""How much of the plan was known to the check, and who could fill in the rest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from tandem.core.check.answer import BudgetMonth, Coverage, Missing
from tandem.core.model import DAYS_A_WEEK, Household, Period, Sessions, SomebodyHome
from tandem.core.rules import Holidays


def measure_coverage(
    household: Household, budget: Sequence[BudgetMonth], holidays: Holidays
) -> Coverage:
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
        unknown_days_off=_unknown_days_off(household, holidays),
    )


def _unknown_days_off(household: Household, holidays: Holidays) -> Period | None:
    """Return from when until when days off are not known that the plan heeds; None: all are."""
    demands: list[Sessions | SomebodyHome] = []
    for agreement in household.plan():
        demands += agreement.form.demands.sessions
        demands += agreement.form.demands.somebody_home
    heeded = {kind for demand in demands for kind in (*demand.not_in, *demand.only_in)}
    known = [tuple(holidays.known(kind, household.region)) for kind in heeded]
    if not known:
        return None
    horizon = household.horizon
    whole = (horizon.start + timedelta(days=n) for n in range(horizon.weeks * DAYS_A_WEEK))
    days = [
        day
        for day in whole
        if not all(any(period.contains(day) for period in own) for own in known)
    ]
    return Period(days[0], days[-1]) if days else None
