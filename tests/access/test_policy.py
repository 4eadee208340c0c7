"""The policy as a table: who may do what, and the reason that is given."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.core.access import (
    SYSTEM,
    Action,
    Actor,
    AgreementFacts,
    Duty,
    Facts,
    HouseholdFacts,
    Reason,
    may,
)
from tests.access.roles import ROLES, helper

Row = dict[Reason, str]
R = Reason

UNTIED = "nobody desk asked"
CHILDREN = "9 child-owner"
FAMILY = "17 14 ageless parent housemate"
HELPERS = "provider consultant guardian owner decider"
INVOLVED = f"{HELPERS} supporter confidant"
STRANGE: Row = {R.NOT_TIED: UNTIED, R.TOO_YOUNG: CHILDREN, R.ENFORCEMENT: "enforcement"}
LEADING: Row = {R.LEADS: "lead", R.STANDS_IN: "stand-in"}
OWNING: Row = {R.OWNS: "owner", R.DECIDED: "decider"}
NOT_OWNING = "provider consultant guardian supporter confidant chief"

OPEN: Row = {
    R.DUTY: "desk chief",
    R.NOT_DUTY: f"nobody asked provider consultant guardian supporter confidant owner decider"
    f" lead stand-in enforcement {FAMILY} {CHILDREN}",
}
SEE: Row = STRANGE | LEADING | {R.INVOLVED: INVOLVED, R.LIVES_THERE: FAMILY, R.TEAM_LEADER: "chief"}
WRITE: Row = (
    STRANGE
    | LEADING
    | {R.INVOLVED: HELPERS, R.LIVES_THERE: FAMILY, R.NOT_WRITER: "supporter confidant chief"}
)
OWN_OR_LEAD: Row = STRANGE | LEADING | OWNING | {R.NOT_OWNER: f"{NOT_OWNING} {FAMILY}"}
OWN: Row = STRANGE | OWNING | {R.NOT_OWN_OWNER: f"lead stand-in {NOT_OWNING} {FAMILY}"}
ANSWER: Row = STRANGE | {
    R.CONCERNS: "17 14 ageless",
    R.PARENT: "parent",
    R.NOT_ASKED: f"{INVOLVED} lead stand-in chief housemate",
}
ORDER: Row = STRANGE | LEADING | {R.LIVES_THERE: FAMILY, R.NOT_LEAD: f"{INVOLVED} chief"}
EVERYBODY = f"{UNTIED} {INVOLVED} enforcement lead stand-in chief {FAMILY} {CHILDREN}"

MATRIX: dict[Action, Row] = {
    Action.SEE_DISCRETION: STRANGE | LEADING | {R.NOT_LEAD: f"{INVOLVED} chief {FAMILY}"},
    Action.SHIELD: OWN_OR_LEAD,
    Action.SET_DEPTH: OWN_OR_LEAD,
    Action.SEE_TODAY: {R.SIGNED_IN: EVERYBODY},
    Action.OPEN_HOUSEHOLD: OPEN,
    Action.IMPORT_HOUSEHOLD: OPEN,
    Action.SEE_PLAN: SEE,
    Action.SEE_CHECK: SEE,
    Action.SEE_LOAD: SEE,
    Action.SEE_PEOPLE: {
        **{reason: roles for reason, roles in SEE.items() if reason is not R.ENFORCEMENT},
        R.INVOLVED: f"{INVOLVED} enforcement",
    },
    Action.SEE_HISTORY: SEE,
    Action.ADD_GOAL: WRITE,
    Action.CHANGE_GOAL: WRITE,
    Action.ADD_AGREEMENT: WRITE,
    Action.CHANGE_AGREEMENT: OWN_OR_LEAD,
    Action.WITHDRAW_AGREEMENT: OWN_OR_LEAD,
    Action.CONFIRM_AGREEMENT: OWN,
    Action.ANSWER_AGREEMENT: ANSWER,
    Action.RECORD_ANSWER: OWN_OR_LEAD,
    Action.SET_ORDER: ORDER,
    Action.INVOLVE: STRANGE
    | LEADING
    | {R.TEAM_LEADER: "chief", R.NOT_LEAD: f"{INVOLVED} {FAMILY}"},
    Action.APPOINT_LEAD: STRANGE
    | {
        R.LEADS: "lead",
        R.TEAM_LEADER: "chief",
        R.NOT_APPOINTER: f"stand-in {INVOLVED} {FAMILY}",
    },
    Action.ACCEPT_LEAD: {
        R.OFFERED: "asked",
        R.NOT_OFFERED: f"nobody desk {INVOLVED} enforcement lead stand-in chief"
        f" {FAMILY} {CHILDREN}",
    },
    Action.TAKE_LEAD_QUESTION_BACK: STRANGE
    | {
        R.ASKED_IT: "lead",
        R.TEAM_LEADER: "chief",
        R.NOT_ASKER: f"stand-in {INVOLVED} {FAMILY}",
    },
    Action.CHOOSE_PROPOSAL: ORDER,
    Action.ANSWER_CHANGE: STRANGE
    | OWNING
    | {
        R.CONCERNS: "17 14 ageless",
        R.PARENT: "parent",
        R.NOT_ASKED: f"{NOT_OWNING} lead stand-in housemate",
    },
    Action.SAY_OWN_WORDS: STRANGE
    | LEADING
    | {
        R.ABOUT_SELF: "17 14 ageless",
        R.PARENT: "parent",
        R.NOT_OWN_WORDS: f"{INVOLVED} chief housemate",
    },
    Action.ENTER_MONEY: STRANGE
    | LEADING
    | {
        R.MONEY: "consultant",
        R.NOT_MONEY: f"provider guardian owner decider supporter confidant chief {FAMILY}",
    },
}
NO = {reason for reason in Reason if reason.name.startswith("NOT_")} | {
    Reason.MANDATORY,
    Reason.TOO_YOUNG,
    Reason.ENFORCEMENT,
}
APART_FROM_HOUSEHOLDS = {Action.SEE_TODAY, Action.OPEN_HOUSEHOLD, Action.IMPORT_HOUSEHOLD}


@pytest.mark.parametrize("action", Action)
def test_the_table(action: Action) -> None:
    expected = {role: reason for reason, roles in MATRIX[action].items() for role in roles.split()}
    found = {name: may(role.actor, action, role.facts) for name, role in ROLES.items()}
    assert {name: decision.reason for name, decision in found.items()} == expected
    assert {name for name, decision in found.items() if decision} == {
        name for name, reason in expected.items() if reason not in NO
    }


def test_the_table_is_whole() -> None:
    assert set(MATRIX) == set(Action)
    for action, row in MATRIX.items():
        listed = [role for roles in row.values() for role in roles.split()]
        assert sorted(listed) == sorted(ROLES), action


def test_only_who_decided_withdraws_what_is_mandatory() -> None:
    mandatory = {
        "lead": (AgreementFacts(mandatory=True), Reason.MANDATORY),
        "stand-in": (AgreementFacts(mandatory=True), Reason.MANDATORY),
        "owner": (AgreementFacts(owns=True, mandatory=True), Reason.OWNS),
        "decider": (AgreementFacts(decided=True, mandatory=True), Reason.DECIDED),
        "nobody": (AgreementFacts(owns=True, mandatory=True), Reason.NOT_TIED),
    }
    for name, (agreement, reason) in mandatory.items():
        role = ROLES[name]
        facts = Facts(role.facts.household, agreement)
        assert may(role.actor, Action.WITHDRAW_AGREEMENT, facts).reason == reason, name


def test_every_reason_is_given_and_is_a_sentence() -> None:
    given_reasons = {reason for row in MATRIX.values() for reason in row} | {Reason.MANDATORY}
    assert given_reasons == set(Reason)
    for reason in Reason:
        assert reason.value[0].isupper()
        assert reason.value.endswith(".")
        assert len(reason.value.split()) >= 4, reason.value


def test_tandem_itself_decides_nothing() -> None:
    assert not any(may(SYSTEM, action) for action in Action)


def test_duties_open_households_and_nothing_in_them() -> None:
    for duty, action in product(Duty, Action):
        role = helper(duties=frozenset({duty}))
        allowed = bool(may(role.actor, action, role.facts))
        assert allowed is (action in APART_FROM_HOUSEHOLDS), (duty, action)


booleans = st.booleans()
agreements = st.builds(
    AgreementFacts,
    owns=booleans,
    decided=booleans,
    concerns=booleans,
    parent=booleans,
    court_ordered=booleans,
    mandatory=booleans,
)
actors = st.builds(
    Actor,
    account=st.integers(1, 9),
    name=st.just("Noor"),
    professional=st.none() | st.integers(1, 9),
    person=st.none() | st.integers(1, 9),
    duties=st.frozensets(st.sampled_from(Duty)),
)


@given(actor=actors, agreement=agreements, action=st.sampled_from(Action))
def test_nobody_without_ties_may_do_anything_with_a_household(
    actor: Actor, agreement: AgreementFacts, action: Action
) -> None:
    """Whatever the facts about an agreement say: without a tie they are not believed."""
    if action not in APART_FROM_HOUSEHOLDS:
        assert not may(actor, action, Facts(agreement=agreement))


@given(actor=actors, agreement=agreements, action=st.sampled_from(Action), age=st.integers(0, 11))
def test_of_a_young_child_nothing_is_asked(
    actor: Actor, agreement: AgreementFacts, action: Action, age: int
) -> None:
    if action not in APART_FROM_HOUSEHOLDS:
        facts = Facts(HouseholdFacts(member=1, age=age), agreement)
        assert not may(actor, action, facts)
