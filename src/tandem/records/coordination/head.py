"""The head of a household, as it is read: who lives there, who leads, who helps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tandem.core.access import HouseholdFacts
from tandem.records.people.rows import (
    InvolvementRow,
    MemberRow,
    ProfessionalRow,
    SupporterRow,
)
from tandem.records.work import local_day


@dataclass(frozen=True, slots=True)
class Leading:
    """Who leads: a professional, since when, and whether he or she accepted."""

    professional: ProfessionalRow
    since: datetime
    accepted: bool
    """False for the team leader who leads until somebody accepts."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Who stands in for the lead, until when."""

    professional: ProfessionalRow
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who is asked to lead and did not answer yet."""

    id: int
    professional: ProfessionalRow
    offered_at: datetime
    reason: str
    by: int
    """The account of who asked."""


@dataclass(frozen=True, slots=True)
class Emergency:
    """The actor opened this household in an emergency: until when, and why."""

    until: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Whole:
    """Everybody in and around a household, whoever asks: for the check, and for whose yes counts.

    Pages and answers are never made of this: it knows whom its reader may not know of.
    """

    members: tuple[MemberRow, ...]
    helpers: tuple[InvolvementRow, ...]
    supporters: tuple[SupporterRow, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A household at the moment of asking, as the actor may know it.

    Who is shielded from the actor is not in it, and of whom less is told it says less.
    """

    id: int
    code: str
    name: str
    area: str
    team_leader: ProfessionalRow
    lead: Leading | None
    """None only for a household that is not on the one-plan track."""
    stand_in: Standing | None
    asked: Asked | None
    members: tuple[MemberRow, ...]
    helpers: tuple[InvolvementRow, ...]
    """Everybody who is or was involved: agreements may still name who is no longer."""
    supporters: tuple[SupporterRow, ...]
    facts: HouseholdFacts
    own_part: int | None
    """The involvement by which the actor helps at this moment, when there is one."""
    at: datetime
    whole: Whole
    guest_of: int | None = None
    """The one agreement that the actor was asked about, when the actor is a guest."""
    me: ProfessionalRow | None = None
    """The actor, as a professional."""
    emergency: Emergency | None = None

    @property
    def sees_everybody(self) -> bool:
        """Whether nobody is shielded from the actor, and nothing of anybody."""
        mine = Whole(self.members, self.helpers, self.supporters)
        return mine == self.whole

    @property
    def leader(self) -> ProfessionalRow:
        """Whom to call: who stands in, who leads, or else the team leader of the area."""
        if self.stand_in is not None:
            return self.stand_in.professional
        return self.lead.professional if self.lead is not None else self.team_leader

    @property
    def today(self) -> date:
        """The day of asking, where the household lives."""
        return local_day(self.at)

    @property
    def involved(self) -> tuple[InvolvementRow, ...]:
        """Who is involved at this moment."""
        return tuple(one for one in self.helpers if one.is_current(self.at))

    def member(self, membership: int) -> MemberRow | None:
        """Return a member by membership; None when there is none now."""
        return next((one for one in self.members if one.id == membership), None)
