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
    supporter: int | None = None
    """Who the actor is in the family's own circle, when that is what ties him or her."""
    age: int | None = None
    """The actor's age in whole years, when a member; None when nobody filled it in."""
    leads: bool = False
    stands_in: bool = False
    team_leader: bool = False
    """Whether the actor is the team leader of the household's area."""
    asked: bool = False
    """Whether the actor is asked to lead, and did not answer yet; this ties nobody by itself."""
    emergency: bool = False
    """Whether the actor opened it in an emergency, less than the hours ago that this lasts."""
    holds: bool = False
    """Whether an item of this household waits for the actor: he or she holds it, is asked to take
    it, or carries it out."""

    @property
    def is_tied(self) -> bool:
        """Whether anything ties the actor to the household."""
        return self.is_tied_besides_emergency or self.emergency or self.holds

    @property
    def is_tied_besides_emergency(self) -> bool:
        """Whether a part, a home, the lead or the area ties the actor to the household."""
        return (
            self.involvement is not None
            or self.member is not None
            or self.supporter is not None
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
    """Whether the actor has parental authority over a child it concerns who is under 16; a
    guardian (voogd) has it too."""
    represents: bool = False
    """Whether the actor represents a member it concerns by law, within the mandate."""
    outside: bool = False
    """Whether it concerns only children over whom the actor is a parent without authority."""
    court_ordered: bool = False
    mandatory: bool = False
    guest_of: bool = False
    """Whether the actor is a guest who was asked about this very agreement."""


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
    own_part: bool = False
    """Whether it is about the actor's own part here, as one who helps."""
    money: bool = False
    """Whether the actor is involved here for income or debts."""
    own_item: bool = False
    """Whether it is about an item that waits for the actor."""
    in_area: bool = True
    """Whether it is in one of the actor's work areas; asked of no area in particular, it is."""
    holds: bool = False
    """Whether the request or the item is held by this actor."""
    bsn_ground: bool = False
    """Whether the ground of the actor's own part here is one on which a BSN may be used."""
    in_circle: bool = False
    """Whether the actor reads along in the conversation it is about."""
    hands_over: bool = False
    """Whether the actor led before, and hands over what is not handed over yet."""
    named: bool = False
    """Whether the actor is somebody whose yes the decision needs."""
