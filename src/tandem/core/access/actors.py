"""Who acts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tandem.core.access.guests import Guest


class Duty(StrEnum):
    """What somebody does apart from any one household."""

    FRONT_DESK = "front-desk"
    CONSULTANT = "consultant"
    """Decides and refers for the municipality (consulent)."""
    TEAM_LEADER = "team-leader"
    MANAGER = "manager"
    """Sees figures, in groups of ten and more; no household at all."""
    POLICY_STAFF = "policy-staff"
    """The same."""
    PRIVACY_OFFICER = "privacy-officer"
    """Reads the log and answers requests; no plan at all."""
    ADMINISTRATOR = "administrator"
    """Looks after organisations, areas and accounts; no household at all."""


class InvolvementRole(StrEnum):
    """In which role a professional has a part in a household."""

    CONSULTANT = "consultant"
    PROVIDER = "provider"
    CLIENT_SUPPORTER = "client-supporter"
    CONFIDANT = "confidant"
    GUARDIAN = "guardian"
    """Carries out an order of the juvenile court (gezinsvoogd)."""
    REPRESENTATIVE = "representative"
    """Represents a member by law (bewindvoerder, mentor, curator); how far, says the mandate."""
    ENFORCEMENT = "enforcement"
    """Sees to duties and may impose a sanction: sees who leads, and nothing of the plan."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the account, and the professional or the person it belongs to.

    An actor without an account is a guest, or Tandem itself, which may do only what no person
    decides.
    """

    account: int | None
    name: str
    professional: int | None = None
    person: int | None = None
    duties: frozenset[Duty] = frozenset()
    guest: Guest | None = None
    """By which link the actor is here; then there is no account."""
    areas: frozenset[int] = frozenset()
    """The work areas in which the duties are done; a consultant's are not bound to one."""
    supporter: int | None = None
    """Somebody from the network with an account: which one."""

    @property
    def is_supporter(self) -> bool:
        """Whether it is somebody from the network, who has agreements of his or her own here."""
        return self.supporter is not None

    @property
    def is_resident(self) -> bool:
        """Whether it is somebody who lives in a household and signs in as such."""
        return self.person is not None


SYSTEM = Actor(account=None, name="Tandem")
"""Tandem itself: what happens by the clock, without anybody pressing a button."""
