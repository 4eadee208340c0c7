"""Who acts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Duty(StrEnum):
    """What somebody does apart from any one household."""

    FRONT_DESK = "front-desk"
    CONSULTANT = "consultant"
    """Decides and refers for the municipality (consulent)."""
    TEAM_LEADER = "team-leader"


class InvolvementRole(StrEnum):
    """In which role a professional has a part in a household."""

    CONSULTANT = "consultant"
    PROVIDER = "provider"
    CLIENT_SUPPORTER = "client-supporter"
    CONFIDANT = "confidant"
    GUARDIAN = "guardian"
    ENFORCEMENT = "enforcement"
    """Sees to duties and may impose a sanction: sees who leads, and nothing of the plan."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the account, and the professional or the person it belongs to.

    An actor without an account is Tandem itself, and may do only what no person decides.
    """

    account: int | None
    name: str
    professional: int | None = None
    person: int | None = None
    duties: frozenset[Duty] = frozenset()

    @property
    def is_resident(self) -> bool:
        """Whether it is somebody who lives in a household and signs in as such."""
        return self.person is not None


SYSTEM = Actor(account=None, name="Tandem")
"""Tandem itself: what happens by the clock, without anybody pressing a button."""
