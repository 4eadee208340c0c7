"""What the policy needs to know about an actor and what he or she wants to touch."""

from __future__ import annotations

from dataclasses import dataclass, field

from tandem.core.access.actors import InvolvementRole


@dataclass(frozen=True, slots=True)
class HouseholdFacts:
    """What ties the actor to a household at this moment; nothing by default."""

    involvement: InvolvementRole | None = None
    member: int | None = None
    """The actor's membership, when he or she lives there."""
    age: int | None = None
    """The actor's age in whole years, when a member; None when nobody filled it in."""
    leads: bool = False
    stands_in: bool = False
    team_leader: bool = False
    """Whether the actor is the team leader of the household's area."""
    asked: bool = False
    """Whether the actor is asked to lead, and did not answer yet; this ties nobody by itself."""

    @property
    def is_tied(self) -> bool:
        """Whether anything ties the actor to the household."""
        return (
            self.involvement is not None
            or self.member is not None
            or self.leads
            or self.stands_in
            or self.team_leader
        )


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """What ties the actor to an agreement."""

    owns: bool = False
    decided: bool = False
    """Whether the actor is the professional who decides and refers."""
    concerns: bool = False
    """Whether it asks something of the actor, as a member."""
    parent: bool = False
    """Whether the actor has parental authority over a child it concerns who is under 16."""
    court_ordered: bool = False
    mandatory: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the policy looks at for one question."""

    household: HouseholdFacts = field(default_factory=HouseholdFacts)
    agreement: AgreementFacts = field(default_factory=AgreementFacts)
    offered: bool = False
    """Whether what is to be accepted was offered to this actor."""
    asked_it: bool = False
    """Whether the actor asked the question that is to be taken back."""
    about_self: bool = False
    """Whether it is about the actor, as a member."""
    about_child: bool = False
    """Whether it is about a child under 16 over whom the actor has parental authority."""
    money: bool = False
    """Whether the actor is involved here for income or debts."""
