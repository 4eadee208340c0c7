"""Who reads who looked, who answers about it, and what an emergency opens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.core.access import (
    Action,
    Actor,
    Duty,
    Facts,
    HouseholdFacts,
    InvolvementRole,
    Reason,
    may,
)

OFFICER = Actor(1, "Noor", professional=1, duties=frozenset({Duty.PRIVACY_OFFICER}))
DESK = Actor(1, "Noor", professional=1, duties=frozenset({Duty.FRONT_DESK}))
IN_EMERGENCY = Facts(HouseholdFacts(emergency=True))
READ = {Action.SEE_PLAN, Action.SEE_CHECK, Action.SEE_PEOPLE, Action.SEE_HISTORY}
OF_EVERYBODY = {Action.SEE_TODAY, Action.CHANGE_OWN_SIGN_IN, Action.SEE_INVITATIONS}
OF_EVERYBODY |= {Action.SEE_OUTSIDE_SIGNALS, Action.SEE_GAPS, Action.SEE_KEPT}
"""What is of nobody's household: one's own sign-in, one's invitations and signals from outside."""
OF_DUTIES = OF_EVERYBODY | {
    Action.INVITE_COLLEAGUE,
    Action.OPEN_HOUSEHOLD,
    Action.NOTE_QUESTION,
    Action.IMPORT_HOUSEHOLD,
    Action.OPEN_EMERGENCY,
    Action.SEE_WORK_AREAS,
}


@pytest.mark.parametrize("action", Action)
def test_an_emergency_opens_the_pages_of_the_plan_to_read_and_nothing_else(action: Action) -> None:
    decision = may(DESK, action, IN_EMERGENCY)
    if action in READ:
        assert decision.reason is Reason.EMERGENCY
    assert bool(decision) is (action in READ | OF_DUTIES), action


@pytest.mark.parametrize("action", Action)
def test_who_looks_after_privacy_reads_the_log_while_something_waits(action: Action) -> None:
    waits = Facts(HouseholdFacts(holds=True))
    always = OF_EVERYBODY | {Action.SEE_REQUESTS, Action.ANSWER_REQUEST}
    assert bool(may(OFFICER, action, waits)) is (action in always | {Action.SEE_LOOKS})
    assert bool(may(OFFICER, action)) is (action in always)
    assert not may(DESK, Action.SEE_LOOKS, waits)


def test_only_who_holds_an_item_answers_it() -> None:
    for holds, own in ((True, True), (True, False), (False, True)):
        facts = Facts(HouseholdFacts(leads=True, holds=holds), own_item=own)
        assert bool(may(DESK, Action.ANSWER_LOOK_ITEM, facts)) is (holds and own)


@given(st.sampled_from(list(Duty)), st.sampled_from(list(InvolvementRole)))
def test_enforcement_and_helpers_do_not_read_the_log(duty: Duty, role: InvolvementRole) -> None:
    actor = Actor(1, "Noor", professional=1, duties=frozenset({duty}))
    assert not may(actor, Action.SEE_LOOKS, Facts(HouseholdFacts(involvement=role)))
