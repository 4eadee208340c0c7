"""A look: as whom somebody looks at a household, and on what that rests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Basis(StrEnum):
    """What ties whoever looks to the household, at the moment of looking."""

    LEAD = "lead"
    STAND_IN = "stand-in"
    INVOLVED = "involved"
    TEAM_LEADER = "team-leader"
    MEMBER = "member"
    """He or she lives there."""
    ASKED = "asked"
    """He or she is asked to lead, and did not answer yet."""
    EMERGENCY = "emergency"
    """Nothing ties them: for three hours a reason of their own opened it."""
    HOLDER = "holder"
    """A question about a look, or the notice of an emergency, waits for them."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Standing:
    """Who looks, in which role, for which organisation and why: as it was at that moment."""

    basis: Basis = Basis.UNKNOWN
    name: str = ""
    function: str = ""
    organisation: str = ""
    role: str = ""
    """The role of the involvement, by its name in the rules; empty without one."""
    purpose: str = ""
    """What he or she is involved for, or the reason of an emergency, in their own words."""
    ground: str = ""
    """The legal ground that was written down."""
    person: int | None = None
    """Who looks, when he or she lives there: then these words are kept under an own key."""


@dataclass(frozen=True, slots=True)
class Processing:
    """A row of the log of processings: what was done for which activity, and never by whom."""

    trace: bytes
    span: bytes
    parent: bytes | None
    name: str
    activity: str
    subject: bytes
    """Whom it is about, encrypted."""
    subject_type: str
    status: str
    """OK, or ERROR."""
    began: datetime
    ended: datetime
