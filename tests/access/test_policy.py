"""The policy as a table: who may do what, and the reason that is given."""

from __future__ import annotations

from dataclasses import replace
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
    Guest,
    GuestAsks,
    HouseholdFacts,
    InvolvementRole,
    Reason,
    may,
)
from tests.access.roles import ROLES, helper

Row = dict[Reason, str]
R = Reason

OFFICES = "manager policy-staff privacy administrator"
UNTIED = f"nobody desk far-desk asked {OFFICES}"
CHILDREN = "9 child-owner"
FAMILY = "17 14 ageless parent housemate"
HELPERS = "provider consultant guardian voogd owner decider"
NETWORK = "network network-owner"
INVOLVED = f"{HELPERS} supporter confidant representative"
OUTSIDE: Row = {R.NOT_TIED: UNTIED, R.TOO_YOUNG: CHILDREN, R.ENFORCEMENT: "enforcement"}
STRANGE: Row = OUTSIDE | {R.OWN_PART_ONLY: NETWORK}
LEADING: Row = {R.LEADS: "lead", R.STANDS_IN: "stand-in"}
OWNING: Row = {R.OWNS: "owner network-owner", R.DECIDED: "decider"}
NOT_OWNING = "provider consultant guardian voogd representative supporter confidant chief"

OPEN: Row = {
    R.DUTY: "desk chief",
    R.NOT_AREA: "far-desk",
    R.NOT_DUTY: f"nobody asked {INVOLVED} {NETWORK} {OFFICES}"
    f" lead stand-in enforcement {FAMILY} {CHILDREN}",
}
SEE: Row = STRANGE | LEADING | {R.INVOLVED: INVOLVED, R.LIVES_THERE: FAMILY, R.TEAM_LEADER: "chief"}
WRITE: Row = (
    STRANGE
    | LEADING
    | {
        R.INVOLVED: HELPERS,
        R.LIVES_THERE: FAMILY,
        R.NOT_WRITER: "supporter confidant representative chief",
    }
)
OWN_OR_LEAD: Row = OUTSIDE | LEADING | OWNING | {R.NOT_OWNER: f"{NOT_OWNING} network {FAMILY}"}
OWN: Row = OUTSIDE | OWNING | {R.NOT_OWN_OWNER: f"lead stand-in {NOT_OWNING} network {FAMILY}"}
ANSWER: Row = OUTSIDE | {
    R.CONCERNS: "17 14 ageless",
    R.PARENT: "parent voogd",
    R.REPRESENTS: "representative",
    R.NOT_ASKED: "provider consultant guardian owner decider supporter confidant"
    f" lead stand-in chief housemate {NETWORK}",
}
ORDER: Row = STRANGE | LEADING | {R.LIVES_THERE: FAMILY, R.NOT_LEAD: f"{INVOLVED} chief"}
LOOKS: Row = STRANGE | LEADING | {R.LIVES_THERE: FAMILY, R.TEAM_LEADER: "chief"}
EVERYBODY = f"{UNTIED} {INVOLVED} {NETWORK} enforcement lead stand-in chief {FAMILY} {CHILDREN}"
STRANGE_TO_OWN: Row = (
    OUTSIDE | LEADING | {R.TEAM_LEADER: "chief", R.NOT_LEAD: f"{INVOLVED} {NETWORK} {FAMILY}"}
)
YES: Row = OUTSIDE | {
    R.LEADS: "lead",
    R.STANDS_IN: "stand-in",
    R.TEAM_LEADER: "chief",
    R.ABOUT_SELF: "17 14 ageless",
    R.NOT_LEAD: f"{INVOLVED} {NETWORK} parent housemate",
}


GUESTS = ("guest", "guest-asked", "guest-of-another")


def by_duty(who: str, otherwise: Reason) -> Row:
    """Whoever has the duty, and nobody else; what guests get is said below, for every action."""
    others = [name for name in ROLES if name not in (*who.split(), *GUESTS)]
    return {R.DUTY: who, otherwise: " ".join(others)}


MATRIX: dict[Action, Row] = {
    Action.SET_PLACES: STRANGE | LEADING | {R.NOT_LEAD: f"{INVOLVED} chief {FAMILY}"},
    Action.SEE_DISCRETION: WRITE,
    Action.SHIELD: OWN_OR_LEAD,
    Action.SEE_LOOKS: LOOKS | {R.NOT_LOOKS: INVOLVED},
    Action.ASK_WHY: STRANGE
    | {R.LIVES_THERE: FAMILY, R.NOT_FAMILY: f"{INVOLVED} lead stand-in chief"},
    Action.ANSWER_LOOK_ITEM: STRANGE | {R.NOT_HOLDER: f"{INVOLVED} lead stand-in chief {FAMILY}"},
    Action.OPEN_EMERGENCY: by_duty("desk far-desk", R.NOT_EMERGENCY),
    Action.SET_DEPTH: OWN_OR_LEAD,
    Action.SEE_TODAY: {R.SIGNED_IN: EVERYBODY},
    Action.CHANGE_OWN_SIGN_IN: {R.SIGNED_IN: EVERYBODY},
    Action.SEE_INVITATIONS: {
        R.SIGNED_IN: f"{UNTIED} {INVOLVED} enforcement lead stand-in chief",
        R.NOT_INVITER: f"{NETWORK} {FAMILY} {CHILDREN}",
    },
    Action.INVITE_COLLEAGUE: by_duty("desk far-desk chief", R.NOT_INVITER),
    Action.INVITE_MEMBER: STRANGE
    | LEADING
    | {R.TEAM_LEADER: "chief", R.NOT_MEMBER_INVITER: f"{INVOLVED} {FAMILY}"},
    Action.OPEN_HOUSEHOLD: OPEN,
    Action.IMPORT_HOUSEHOLD: OPEN,
    Action.SEE_WORK_AREAS: {R.DUTY: "desk far-desk chief", R.NOT_DUTY: OPEN[R.NOT_DUTY]},
    Action.SET_WORK_AREAS: {
        R.DUTY: "chief",
        R.NOT_AREAS: EVERYBODY.replace(" chief", ""),
    },
    Action.SEE_PLAN: SEE,
    Action.SEE_CHECK: SEE,
    Action.SEE_LOAD: SEE
    | {
        R.INVOLVED: INVOLVED.replace(" representative", ""),
        R.NOT_WRITER: "representative",
    },
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
    Action.END_INVOLVEMENT: STRANGE_TO_OWN,
    Action.RECORD_YES: YES,
    Action.WITHDRAW_YES: YES,
    Action.SET_REPRESENTATIVE: STRANGE
    | LEADING
    | {R.TEAM_LEADER: "chief", R.NOT_LEAD: f"{INVOLVED} {FAMILY}"},
    Action.OFF_BOARD: by_duty("chief administrator", R.NOT_OFF_BOARDER),
    Action.CLOSE_ACCOUNT: by_duty("chief administrator", R.NOT_OFF_BOARDER),
    Action.SEE_FIGURES: by_duty("manager policy-staff", R.NOT_FIGURES),
    Action.CONFIGURE: by_duty("administrator", R.NOT_ADMINISTRATOR),
    Action.SEE_OWN_PART: {
        R.NOT_TIED: UNTIED,
        R.ABOUT_SELF: NETWORK,
        R.NOT_ASKED: f"{INVOLVED} enforcement lead stand-in chief {FAMILY} {CHILDREN}",
    },
    Action.APPOINT_LEAD: STRANGE
    | {
        R.LEADS: "lead",
        R.TEAM_LEADER: "chief",
        R.NOT_APPOINTER: f"stand-in {INVOLVED} {FAMILY}",
    },
    Action.ACCEPT_LEAD: {
        R.OFFERED: "asked",
        R.NOT_OFFERED: f"nobody desk far-desk {OFFICES} {INVOLVED} {NETWORK} enforcement lead"
        f" stand-in chief {FAMILY} {CHILDREN}",
    },
    Action.TAKE_LEAD_QUESTION_BACK: STRANGE
    | {
        R.ASKED_IT: "lead",
        R.TEAM_LEADER: "chief",
        R.NOT_ASKER: f"stand-in {INVOLVED} {FAMILY}",
    },
    Action.CHOOSE_PROPOSAL: ORDER,
    Action.ANSWER_CHANGE: OUTSIDE
    | OWNING
    | {
        R.CONCERNS: "17 14 ageless",
        R.PARENT: "parent voogd",
        R.REPRESENTS: "representative",
        R.NOT_ASKED: "provider consultant guardian supporter confidant chief network"
        " lead stand-in housemate",
    },
    Action.SAY_OWN_WORDS: OUTSIDE
    | LEADING
    | {
        R.ABOUT_SELF: "17 14 ageless",
        R.PARENT: "parent",
        R.NOT_OWN_WORDS: f"{INVOLVED} {NETWORK} chief housemate",
    },
    Action.ENTER_MONEY: STRANGE
    | LEADING
    | {
        R.MONEY: "consultant",
        R.NOT_MONEY: "provider guardian voogd owner decider supporter confidant representative"
        f" chief {FAMILY}",
    },
    Action.USE_RIGHTS: OUTSIDE
    | {
        R.ABOUT_SELF: "17 ageless",
        R.PARENT: "parent",
        R.NOT_OWN_RIGHTS: f"{INVOLVED} {NETWORK} lead stand-in chief 14 housemate",
    },
    Action.ANSWER_REQUEST: STRANGE
    | LEADING
    | {
        R.NOT_TIED: UNTIED.replace(" desk", "", 1).replace(" privacy", ""),
        R.GUARDS_PRIVACY: "desk privacy",
        R.HOLDS: "provider",
        R.NOT_REQUEST_HOLDER: "consultant guardian voogd owner decider supporter confidant"
        f" representative chief {FAMILY}",
    },
    Action.SEE_REQUESTS: {
        R.GUARDS_PRIVACY: "desk privacy",
        R.NOT_GUARD: EVERYBODY.replace(" desk", "", 1).replace(" privacy", ""),
    },
    Action.ATTACH: OUTSIDE
    | LEADING
    | OWNING
    | {
        R.CONCERNS: "17 14 ageless",
        R.PARENT: "parent voogd",
        R.NOT_ATTACHER: f"{NOT_OWNING.replace(' voogd', '')} network housemate",
    },
    Action.USE_BSN: STRANGE
    | {
        R.BSN_GROUND: "consultant",
        R.NOT_BSN_GROUND: "provider guardian voogd owner decider supporter confidant"
        f" representative lead stand-in chief {FAMILY}",
    },
}
WITHOUT = f"{INVOLVED} lead stand-in chief {FAMILY}"
OUT_OF_CIRCLE = WITHOUT.replace("provider consultant ", "")
MATRIX |= {
    Action.SEE_TALKS: SEE,
    Action.WRITE_MESSAGE: STRANGE
    | {R.IN_CIRCLE: "provider consultant", R.NOT_IN_CIRCLE: OUT_OF_CIRCLE},
    Action.DECIDE_TOGETHER: STRANGE
    | {R.NAMED: "consultant", R.NOT_NAMED: "provider", R.NOT_IN_CIRCLE: OUT_OF_CIRCLE},
    Action.ASK_COLLEAGUE: STRANGE
    | LEADING
    | {R.INVOLVED: INVOLVED, R.TEAM_LEADER: "chief", R.NOT_COLLEAGUE: FAMILY},
    Action.ANSWER_COLLEAGUE: {
        R.HOLDS: "provider",
        R.NOT_HOLDER: EVERYBODY.replace("provider ", ""),
    },
    Action.TAKE_ITEM: STRANGE
    | LEADING
    | {
        R.INVOLVED: HELPERS,
        R.TEAM_LEADER: "chief",
        R.NOT_TAKER: f"supporter confidant representative {FAMILY}",
    },
    Action.GIVE_ITEM: STRANGE
    | {R.TEAM_LEADER: "chief", R.NOT_GIVER: WITHOUT.replace(" chief", "")},
    Action.OFFER_ITEM: STRANGE
    | {R.HOLDS: "provider", R.NOT_HOLDER: WITHOUT.replace("provider ", "", 1)},
    Action.ANSWER_OFFER: MATRIX[Action.ACCEPT_LEAD],
}
MATRIX |= {
    Action.SEE_MEANS: SEE,
    Action.RAISE_OBSTACLE: SEE,
    Action.SPEND: STRANGE
    | LEADING
    | {
        R.INVOLVED: "consultant decider",
        R.TEAM_LEADER: "chief",
        R.NOT_SPENDER: f"provider guardian voogd owner supporter confidant representative {FAMILY}",
    },
    Action.REFUSE: STRANGE
    | LEADING
    | {
        R.INVOLVED: HELPERS,
        R.TEAM_LEADER: "chief",
        R.NOT_REFUSER: f"supporter confidant representative {FAMILY}",
    },
    Action.ANSWER_MATTER: STRANGE
    | {
        R.HOLDS: "provider",
        R.NOT_MATTER_HOLDER: "consultant guardian voogd owner decider supporter confidant"
        f" representative lead stand-in chief {FAMILY}",
    },
    Action.ASK_TO_CHANGE: STRANGE | LEADING | {R.NOT_LEAD: f"{INVOLVED} chief {FAMILY}"},
    Action.SEE_BUDGETS: by_duty("manager policy-staff chief", R.NOT_BUDGETS),
    Action.HAND_OVER: STRANGE
    | LEADING
    | {
        R.TEAM_LEADER: "chief",
        R.HANDS_OVER: "consultant",
        R.NOT_HANDING_OVER: f"{INVOLVED.replace(' consultant', '')} {FAMILY}",
    },
    Action.CLOSE_HANDOVER: STRANGE
    | LEADING
    | {R.TEAM_LEADER: "chief", R.NOT_TAKING_OVER: f"{INVOLVED} {FAMILY}"},
    Action.ANSWER_LEAD: OUTSIDE
    | {
        R.ABOUT_SELF: "17 14 ageless",
        R.PARENT: "parent",
        R.REPRESENTS: "representative",
        R.NOT_SPEAKING: f"{INVOLVED.replace(' representative', '')} {NETWORK}"
        " lead stand-in chief housemate",
    },
    Action.RECORD_LEAD_ANSWER: STRANGE
    | LEADING
    | {R.TEAM_LEADER: "chief", R.NOT_LEAD_RECORDER: f"{INVOLVED} {FAMILY}"},
    Action.SET_BUDGETS: by_duty("manager", R.NOT_BUDGET_SETTER),
}
MATRIX |= {
    Action.ASK_GUEST: OWN_OR_LEAD,
    Action.SEE_AS_GUEST: {R.GUEST: "guest guest-asked", R.NOT_GUEST: EVERYBODY},
    Action.ANSWER_AS_GUEST: {R.GUEST: "guest-asked", R.NOT_GUEST: EVERYBODY},
}
HELD: Row = STRANGE | {R.NOT_HOLDER: f"{INVOLVED} lead stand-in chief {FAMILY}"}
ITEMS: Row = (
    OUTSIDE
    | LEADING
    | {
        R.INVOLVED: INVOLVED,
        R.LIVES_THERE: FAMILY,
        R.TEAM_LEADER: "chief",
        R.ABOUT_SELF: NETWORK,
    }
)
MATRIX |= {
    Action.SEE_ITEMS: ITEMS,
    Action.GIVE_SIGNAL: ITEMS,
    Action.SEE_ITEM: OUTSIDE
    | LEADING
    | {
        R.TEAM_LEADER: "chief",
        R.ABOUT_SELF: "17 14 ageless",
        R.NOT_HOLDER: f"{INVOLVED} {NETWORK} parent housemate",
    },
    Action.ADD_ITEM: STRANGE
    | LEADING
    | {
        R.INVOLVED: HELPERS,
        R.TEAM_LEADER: "chief",
        R.NOT_ITEM_WRITER: f"supporter confidant representative {FAMILY}",
    },
    Action.MOVE_ITEM: HELD,
    Action.ANSWER_OFFER: HELD,
    Action.REPORT_ITEM: HELD,
    Action.REASSIGN_ITEM: STRANGE
    | {R.TEAM_LEADER: "chief", R.NOT_TEAM_LEADER: f"{INVOLVED} lead stand-in {FAMILY}"},
    Action.SEE_OUTSIDE_SIGNALS: {
        R.SIGNED_IN: f"{UNTIED} {INVOLVED} enforcement lead stand-in chief",
        R.NOT_AT_WORK: f"{NETWORK} {FAMILY} {CHILDREN}",
    },
    Action.MOVE_OUTSIDE_SIGNAL: {
        R.TEAM_LEADER: "chief",
        R.NOT_HOLDER: EVERYBODY.replace(" chief", ""),
    },
    Action.ADD_OWN_ACTION: OUTSIDE
    | LEADING
    | {
        R.INVOLVED: HELPERS,
        R.LIVES_THERE: FAMILY,
        R.TEAM_LEADER: "chief",
        R.ABOUT_SELF: NETWORK,
        R.NOT_WRITER: "supporter confidant representative",
    },
    Action.END_OWN_ACTION: OUTSIDE
    | {
        R.ABOUT_SELF: "17 14 ageless",
        R.NOT_OWN_DOER: f"{INVOLVED} {NETWORK} lead stand-in chief parent housemate",
    },
    Action.SEE_KEPT: {
        R.SIGNED_IN: f"{UNTIED} {INVOLVED} enforcement lead stand-in chief",
        R.NOT_AT_WORK: f"{NETWORK} {FAMILY} {CHILDREN}",
    },
}
MATRIX |= {
    Action.NOTE_QUESTION: OPEN,
    Action.TICK_ONE_PLAN: STRANGE
    | {
        R.INVOLVED: "consultant decider",
        R.TEAM_LEADER: "chief",
        R.NOT_TICKER: "provider guardian voogd owner supporter confidant representative lead"
        f" stand-in {FAMILY}",
    },
    Action.NOTE_TRY: MATRIX[Action.ADD_ITEM],
    Action.SEND_BACK: STRANGE | {R.NOT_SENDER_BACK: f"{INVOLVED} lead stand-in chief {FAMILY}"},
    Action.SEE_GAPS: MATRIX[Action.SEE_OUTSIDE_SIGNALS],
    Action.ANSWER_GAP: {R.NOT_HOLDER: EVERYBODY},
}
GUESTS_ONLY = {Action.SEE_AS_GUEST, Action.ANSWER_AS_GUEST}
GUESTS_CHECK = {Action.CONFIRM_AGREEMENT, Action.CHANGE_AGREEMENT}
for _action, _row in MATRIX.items():
    _yes = _row.get(R.GUEST, "guest" if _action in GUESTS_CHECK else "").split()
    _no = [one for one in ("guest", "guest-asked") if one not in _yes]
    MATRIX[_action] = _row | {R.NOT_TIED: f"{_row.get(R.NOT_TIED, '')} guest-of-another"}
    for _reason, _who in ((R.GUEST, _yes), (R.NOT_ASKED_GUEST, _no)):
        if _who:
            MATRIX[_action] |= {_reason: " ".join(_who)}
NO = {reason for reason in Reason if reason.name.startswith("NOT_")} | {
    Reason.MANDATORY,
    Reason.TOO_YOUNG,
    Reason.ENFORCEMENT,
    Reason.OWN_PART_ONLY,
}
GIVEN_ELSEWHERE = {Reason.MANDATORY, Reason.EMERGENCY, Reason.HOLDS}
"""Reasons that other tests are about: `test_looks_policy` and one below."""
ANY_DUTY = {Action.SEE_TODAY, Action.CHANGE_OWN_SIGN_IN, Action.SEE_INVITATIONS} | {
    Action.SEE_OUTSIDE_SIGNALS,
    Action.SEE_GAPS,
    Action.SEE_KEPT,
}
APART_FROM_HOUSEHOLDS = {Action.SEE_TODAY, Action.OPEN_HOUSEHOLD, Action.IMPORT_HOUSEHOLD} | {
    Action.OFF_BOARD,
    Action.CLOSE_ACCOUNT,
    Action.SEE_FIGURES,
    Action.CONFIGURE,
    Action.SEE_WORK_AREAS,
    Action.SET_WORK_AREAS,
    Action.OPEN_EMERGENCY,
    Action.INVITE_COLLEAGUE,
    Action.SEE_BUDGETS,
    Action.SET_BUDGETS,
    Action.ANSWER_COLLEAGUE,
    Action.NOTE_QUESTION,
    Action.ANSWER_GAP,
    *ANY_DUTY,
}
DUTIES_OF = {
    Action.OPEN_HOUSEHOLD: {Duty.FRONT_DESK, Duty.CONSULTANT, Duty.TEAM_LEADER},
    Action.IMPORT_HOUSEHOLD: {Duty.FRONT_DESK, Duty.CONSULTANT, Duty.TEAM_LEADER},
    Action.NOTE_QUESTION: {Duty.FRONT_DESK, Duty.CONSULTANT, Duty.TEAM_LEADER},
    Action.SEE_WORK_AREAS: {Duty.FRONT_DESK, Duty.CONSULTANT, Duty.TEAM_LEADER},
    Action.SET_WORK_AREAS: {Duty.TEAM_LEADER},
    Action.OFF_BOARD: {Duty.TEAM_LEADER, Duty.ADMINISTRATOR},
    Action.CLOSE_ACCOUNT: {Duty.TEAM_LEADER, Duty.ADMINISTRATOR},
    Action.SEE_FIGURES: {Duty.MANAGER, Duty.POLICY_STAFF},
    Action.CONFIGURE: {Duty.ADMINISTRATOR},
    Action.OPEN_EMERGENCY: {Duty.FRONT_DESK, Duty.CONSULTANT},
    Action.INVITE_COLLEAGUE: {Duty.FRONT_DESK, Duty.TEAM_LEADER},
    Action.SEE_BUDGETS: {Duty.MANAGER, Duty.POLICY_STAFF, Duty.TEAM_LEADER},
    Action.SET_BUDGETS: {Duty.MANAGER},
}
OF_THE_OFFICER = {Action.ANSWER_REQUEST, Action.SEE_REQUESTS}
"""What the privacy officer does with requests, of whatever household."""


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
    given_reasons = {reason for row in MATRIX.values() for reason in row} | GIVEN_ELSEWHERE
    assert given_reasons == set(Reason)
    for reason in Reason:
        assert reason.value[0].isupper()
        assert reason.value.endswith(".")
        assert len(reason.value.split()) >= 4, reason.value


def test_an_item_is_moved_by_whom_it_waits_for() -> None:
    """And by nobody else, the lead included; whoever is here for enforcement never is asked."""
    moves = (Action.MOVE_ITEM, Action.ANSWER_OFFER, Action.REPORT_ITEM, Action.SEE_ITEM)
    for name, role in ROLES.items():
        facts = replace(role.facts, own_item=True)
        home = replace(facts.household, holds=True)
        for action in moves:
            found = may(role.actor, action, replace(facts, household=home))
            left_out = name in {*GUESTS, "enforcement", *CHILDREN.split()}
            network = name in NETWORK.split() and action is not Action.SEE_ITEM
            assert bool(found) != (left_out or network), (name, action)


def test_a_question_goes_back_to_a_provision_from_a_consultant_who_holds_it() -> None:
    decide = {"consultant", "decider", "chief"}
    for name, role in ROLES.items():
        facts = replace(role.facts, own_item=True)
        home = replace(facts.household, holds=True)
        found = may(role.actor, Action.SEND_BACK, replace(facts, household=home))
        assert bool(found) is (name in decide), (name, found.reason)
    holder = Facts(HouseholdFacts(holds=True), own_item=True)
    assert may(helper(duties=frozenset({Duty.CONSULTANT})).actor, Action.SEND_BACK, holder)


def test_tandem_itself_decides_nothing() -> None:
    assert not any(may(SYSTEM, action) for action in Action)


def test_duties_open_households_and_nothing_in_them() -> None:
    for duty, action in product(Duty, Action):
        role = helper(duties=frozenset({duty}))
        allowed = bool(may(role.actor, action, role.facts))
        expected = action in ANY_DUTY or duty in DUTIES_OF.get(action, set())
        if duty is Duty.PRIVACY_OFFICER:
            expected |= action in OF_THE_OFFICER
        assert allowed is expected, (duty, action)


booleans = st.booleans()
agreements = st.builds(
    AgreementFacts,
    owns=booleans,
    decided=booleans,
    concerns=booleans,
    parent=booleans,
    court_ordered=booleans,
    mandatory=booleans,
    represents=booleans,
    outside=booleans,
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
    if action not in APART_FROM_HOUSEHOLDS | OF_THE_OFFICER:
        assert not may(actor, action, Facts(agreement=agreement))


@given(actor=actors, agreement=agreements, action=st.sampled_from(Action), age=st.integers(0, 11))
def test_of_a_young_child_nothing_is_asked(
    actor: Actor, agreement: AgreementFacts, action: Action, age: int
) -> None:
    if action not in APART_FROM_HOUSEHOLDS | OF_THE_OFFICER:
        facts = Facts(HouseholdFacts(member=1, age=age), agreement)
        assert not may(actor, action, facts)


@given(
    agreement=agreements,
    household=st.builds(
        HouseholdFacts,
        involvement=st.none() | st.sampled_from(InvolvementRole),
        member=st.none() | st.integers(1, 9),
        leads=booleans,
        stands_in=booleans,
        team_leader=booleans,
    ),
    asks=st.sampled_from(GuestAsks),
    duties=st.frozensets(st.sampled_from(Duty)),
    action=st.sampled_from(Action),
)
def test_a_guest_does_what_was_asked_whatever_else_is_true(
    agreement: AgreementFacts,
    household: HouseholdFacts,
    asks: GuestAsks,
    duties: frozenset[Duty],
    action: Action,
) -> None:
    came = Guest(1, 1, 1, asks, "De Praktijk")
    guest = Actor(1, "Dr. Bos", professional=1, person=1, duties=duties, guest=came)
    facts = Facts(household, agreement, *[True] * 6)
    assert not may(guest, action, facts)
    allowed = bool(may(guest, action, replace(facts, agreement=AgreementFacts(guest_of=True))))
    own = GUESTS_CHECK if asks is GuestAsks.CHECK else {Action.ANSWER_AS_GUEST}
    assert allowed is (action in own | {Action.SEE_AS_GUEST})
