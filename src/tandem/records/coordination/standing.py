"""As whom somebody looks at a household: what the log keeps of this moment."""

from __future__ import annotations

from tandem.core.access import Basis, Standing
from tandem.records.coordination.heads import Head
from tandem.records.work import Work


def standing_of(work: Work, head: Head) -> Standing:
    """Return as whom the actor looks at a household, and on what that rests."""
    basis = _basis(head)
    if basis is Basis.MEMBER:
        return Standing(basis, name=work.actor.name, person=work.actor.person)
    part = next((one for one in head.helpers if one.id == head.own_part), None)
    me = head.me
    said = head.emergency.reason if basis is Basis.EMERGENCY and head.emergency else ""
    return Standing(
        basis,
        name=me.name if me else work.actor.name,
        function=me.function if me else "",
        organisation=me.organisation if me else "",
        role=part.role.value if part else "",
        purpose=said or (part.purpose if part else ""),
        ground=part.legal_ground if part else "",
    )


def _basis(head: Head) -> Basis:
    facts = head.facts
    ties = {
        Basis.MEMBER: facts.member is not None,
        Basis.LEAD: facts.leads,
        Basis.STAND_IN: facts.stands_in,
        Basis.INVOLVED: facts.involvement is not None,
        Basis.TEAM_LEADER: facts.team_leader,
        Basis.EMERGENCY: facts.emergency,
        Basis.ASKED: facts.asked,
        Basis.HOLDER: facts.holds,
    }
    return next((basis for basis, holds in ties.items() if holds), Basis.UNKNOWN)
