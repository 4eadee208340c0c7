"""Everybody who may come to the policy, with what ties him or her to one household."""

from __future__ import annotations

from dataclasses import dataclass

from tandem.core.access import (
    Actor,
    AgreementFacts,
    Duty,
    Facts,
    HouseholdFacts,
    InvolvementRole,
)

OWNS = AgreementFacts(owns=True)
DECIDED = AgreementFacts(decided=True)
CONCERNED = AgreementFacts(concerns=True)
PARENT = AgreementFacts(parent=True)


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody with a duty, and the facts about one household and one agreement."""

    actor: Actor
    facts: Facts


def helper(
    role: InvolvementRole | None = None,
    agreement: AgreementFacts | None = None,
    *,
    leads: bool = False,
    stands_in: bool = False,
    team_leader: bool = False,
    duties: frozenset[Duty] = frozenset(),
    offered: bool = False,
    money: bool = False,
    asked_it: bool = False,
) -> Role:
    household = HouseholdFacts(
        involvement=role, leads=leads, stands_in=stands_in, team_leader=team_leader
    )
    facts = Facts(household, agreement or AgreementFacts(), offered, asked_it, money=money)
    return Role(Actor(1, "Noor", professional=1, duties=duties), facts)


def member(age: int | None, agreement: AgreementFacts | None = None) -> Role:
    told = agreement or AgreementFacts()
    household = HouseholdFacts(member=1, age=age)
    facts = Facts(household, told, about_self=told.concerns, about_child=told.parent, money=True)
    return Role(Actor(1, "Kim", person=1), facts)


ROLES = {
    "nobody": helper(),
    "desk": helper(duties=frozenset({Duty.FRONT_DESK})),
    "asked": helper(offered=True, money=True),
    "provider": helper(InvolvementRole.PROVIDER),
    "consultant": helper(InvolvementRole.CONSULTANT, money=True),
    "guardian": helper(InvolvementRole.GUARDIAN),
    "supporter": helper(InvolvementRole.CLIENT_SUPPORTER),
    "enforcement": helper(InvolvementRole.ENFORCEMENT, OWNS, money=True),
    "confidant": helper(InvolvementRole.CONFIDANT, money=True),
    "owner": helper(InvolvementRole.PROVIDER, OWNS),
    "decider": helper(InvolvementRole.CONSULTANT, DECIDED),
    "lead": helper(leads=True, asked_it=True),
    "stand-in": helper(stands_in=True),
    "chief": helper(team_leader=True, duties=frozenset({Duty.TEAM_LEADER})),
    "17": member(17, CONCERNED),
    "14": member(14, CONCERNED),
    "9": member(9, CONCERNED),
    "ageless": member(None, CONCERNED),
    "parent": member(40, PARENT),
    "housemate": member(40),
    "child-owner": member(9, OWNS),
}
