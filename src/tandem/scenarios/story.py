"""What a story says of a household beside its file: who opened it, who leads, who said what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from tandem.core.access import AnswerKind, Mandate


@dataclass(frozen=True, slots=True)
class Resident:
    """A member who signs in; `informal` when he or she wants to be addressed with "je"."""

    username: str
    name: str
    informal: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """What somebody, by short name, answered to an agreement, and when."""

    day: date
    who: str
    agreement: str
    kind: AnswerKind = AnswerKind.YES
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Shielded:
    """An agreement that is shielded from members, by whom and on what ground; by short names."""

    by: str
    agreement: str
    members: tuple[str, ...]
    ground: str


@dataclass(frozen=True, slots=True)
class Invited:
    """Whoever answers for an agreement and has no account is asked about it by a link."""

    agreement: str
    mail: str
    telephone: str


@dataclass(frozen=True, slots=True)
class Represented:
    """A member whom somebody represents by law; by short name, and name to sign in with."""

    member: str
    by: str
    mandate: Mandate
    since: date
    seen: date
    purpose: str


@dataclass(frozen=True, slots=True)
class Story:
    """A household of the municipality."""

    file: str
    """The household file, without its ending."""
    shows: str
    """What this household is for, in a few words."""
    area: str
    opener: str
    """Who opened it, by the name that he or she signs in with."""
    opened: date
    reason: str
    case: str = ""
    """The case of the field notes that it tells."""
    lead_reason: str = ""
    """Why who leads was asked; empty when the team leader still leads."""
    leads_since: date | None = None
    """When who was asked accepted; None when there is no answer yet."""
    asked: str = ""
    """Who is asked to lead, by short name, when the file names no lead."""
    residents: Mapping[str, Resident] = field(default_factory=dict)
    parents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Who has parental authority over which child, by short names."""
    answered: date | None = None
    """The day of the usual answers: owners confirmed, members said yes to what runs."""
    words: tuple[Word, ...] = ()
    """Answers apart from the usual ones."""
    shielded: tuple[Shielded, ...] = ()
    invited: tuple[Invited, ...] = ()
    supported_by: str = ""
    """The independent client supporter, by the name that he or she signs in with."""
    represented: tuple[Represented, ...] = ()
    stand_in: str = ""
    """Who stands in for the lead, by the name that he or she signs in with."""
    stand_in_until: date | None = None
    is_simple: bool = False
    """Whether it went back to the simple track on the day it was opened."""

    @property
    def settled(self) -> date:
        """The day on which parents and others were added."""
        return (self.leads_since or self.opened) + timedelta(days=1)
