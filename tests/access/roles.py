"""Everybody who may come to the policy, with what ties him or her to one household."""

from __future__ import annotations

from dataclasses import dataclass

from tandem.core.access import (
    Actor,
    AgreementFacts,
    Duty,
    Facts,
    Guest,
    GuestAsks,
    HouseholdFacts,
    InvolvementRole,
)

OWNS = AgreementFacts(owns=True)
DECIDED = AgreementFacts(decided=True)
CONCERNED = AgreementFacts(concerns=True)
PARENT = AgreementFacts(parent=True)
REPRESENTS = AgreementFacts(represents=True)


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
    in_area: bool = True,
    holds: bool = False,
    bsn_ground: bool = False,
    in_circle: bool = False,
    named: bool = False,
    hands_over: bool = False,
) -> Role:
    household = HouseholdFacts(
        involvement=role, leads=leads, stands_in=stands_in, team_leader=team_leader
    )
    facts = Facts(
        household,
        agreement or AgreementFacts(),
        offered,
        asked_it,
        money=money,
        holds=holds,
        bsn_ground=bsn_ground,
        in_area=in_area,
        in_circle=in_circle,
        named=named,
        hands_over=hands_over,
    )
    return Role(Actor(1, "Noor", professional=1, duties=duties), facts)


def network(agreement: AgreementFacts | None = None) -> Role:
    """Somebody of the family's own circle, with an account."""
    facts = Facts(HouseholdFacts(supporter=1), agreement or AgreementFacts())
    return Role(Actor(1, "Ans", supporter=1), facts)


def with_duty(duty: Duty, *, in_area: bool = True) -> Role:
    return helper(duties=frozenset({duty}), in_area=in_area)


def member(age: int | None, agreement: AgreementFacts | None = None) -> Role:
    told = agreement or AgreementFacts()
    household = HouseholdFacts(member=1, age=age)
    facts = Facts(household, told, about_self=told.concerns, about_child=told.parent, money=True)
    return Role(Actor(1, "Kim", person=1), facts)


def guest(asks: GuestAsks, agreement: int) -> Role:
    """A guest at agreement 1, with every other fact that could help him."""
    came = Guest(link=1, agreement=agreement, involvement=1, asks=asks, organisation="De Praktijk")
    told = AgreementFacts(owns=True, decided=True, guest_of=agreement == 1)
    household = HouseholdFacts(InvolvementRole.PROVIDER, leads=True, team_leader=True)
    facts = Facts(household, told, offered=True, asked_it=True, money=True)
    return Role(Actor(None, "Dr. Bos", guest=came), facts)


ROLES = {
    "nobody": helper(),
    "desk": helper(duties=frozenset({Duty.FRONT_DESK, Duty.PRIVACY_OFFICER})),
    "asked": helper(offered=True, money=True),
    "provider": helper(InvolvementRole.PROVIDER, holds=True, in_circle=True),
    "consultant": helper(
        InvolvementRole.CONSULTANT,
        money=True,
        bsn_ground=True,
        in_circle=True,
        named=True,
        hands_over=True,
    ),
    "guardian": helper(InvolvementRole.GUARDIAN),
    "supporter": helper(InvolvementRole.CLIENT_SUPPORTER),
    "enforcement": helper(InvolvementRole.ENFORCEMENT, OWNS, money=True),
    "confidant": helper(InvolvementRole.CONFIDANT, money=True, bsn_ground=True),
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
    "guest": guest(GuestAsks.CHECK, agreement=1),
    "guest-asked": guest(GuestAsks.QUESTION, agreement=1),
    "guest-of-another": guest(GuestAsks.CHECK, agreement=2),
    "far-desk": with_duty(Duty.FRONT_DESK, in_area=False),
    "manager": with_duty(Duty.MANAGER),
    "policy-staff": with_duty(Duty.POLICY_STAFF),
    "privacy": with_duty(Duty.PRIVACY_OFFICER),
    "administrator": with_duty(Duty.ADMINISTRATOR),
    "representative": helper(InvolvementRole.REPRESENTATIVE, REPRESENTS),
    "voogd": helper(InvolvementRole.GUARDIAN, PARENT),
    "network": network(),
    "network-owner": network(OWNS),
}
