"""The discretionary budget of every area, and who decides up to how much; set by the manager."""

from __future__ import annotations

from tandem.actions.coordination.spending import set_budget, set_mandate
from tandem.core.access import Actor, SpendingRole
from tandem.records.people.directory import areas
from tandem.records.work import Work, work
from tandem.scenarios.moment import BEFORE, NOW

BUDGET = 2_500_000
MANDATES = {
    SpendingRole.LEAD: 50_000,
    SpendingRole.CONSULTANT: 25_000,
    SpendingRole.TEAM_LEADER: 250_000,
}
"""In cents."""


def add_budgets(manager: Actor) -> None:
    """Set a budget for each area for the years of the story, and the mandates."""
    work(manager, BEFORE).run(_add)


def _add(opened: Work) -> None:
    for area in areas(opened):
        for year in (NOW.year, NOW.year + 1):
            set_budget(opened, area=area.id, year=year, cents=BUDGET)
        for role, cents in MANDATES.items():
            set_mandate(opened, area=area.id, role=role, cents=cents)
