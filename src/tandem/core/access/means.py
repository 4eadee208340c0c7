"""Who decides up to how much from the discretionary budget (mandate), and why not more."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from tandem.core.access.actors import InvolvementRole
from tandem.core.access.facts import Facts


class SpendingRole(StrEnum):
    """In which role somebody spends; each has a mandate of its own in an area."""

    LEAD = "lead"
    """Who leads the plan, or stands in."""
    CONSULTANT = "consultant"
    TEAM_LEADER = "team-leader"


class SpendingStop(StrEnum):
    """Why an amount cannot be spent."""

    NO_MANDATE = "no-mandate"
    OVER_MANDATE = "over-mandate"
    OVER_BUDGET = "over-budget"


def spending_roles(facts: Facts) -> frozenset[SpendingRole]:
    """Return in which roles the actor may spend for a household."""
    household = facts.household
    roles = {
        SpendingRole.LEAD: household.leads or household.stands_in,
        SpendingRole.CONSULTANT: household.involvement is InvolvementRole.CONSULTANT,
        SpendingRole.TEAM_LEADER: household.team_leader,
    }
    return frozenset(role for role, has in roles.items() if has)


def best_role(
    roles: frozenset[SpendingRole], mandates: Mapping[SpendingRole, int]
) -> SpendingRole | None:
    """Return the role whose mandate goes furthest; None when no role has one."""
    known = [one for one in SpendingRole if one in roles and mandates.get(one, 0) > 0]
    return max(known, key=lambda one: mandates[one], default=None)


def spending_stop(
    cents: int, roles: frozenset[SpendingRole], mandates: Mapping[SpendingRole, int], left: int
) -> SpendingStop | None:
    """Return why an amount (in cents) cannot be spent; None when it can.

    `left` is what the budget of the area still holds.
    """
    role = best_role(roles, mandates)
    if role is None:
        return SpendingStop.NO_MANDATE
    if cents > mandates[role]:
        return SpendingStop.OVER_MANDATE
    return SpendingStop.OVER_BUDGET if cents > left else None
