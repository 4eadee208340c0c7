"""Who could lead: by who received the question, and by what the resident asked first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.actions.coordination.proposing import Way, proposed_leads
from tandem.core.rules.steps import nearness
from tandem.formats.steps import load_steps
from tandem.records.coordination.heads import head_of
from tests.actions.plans.family import five_plans

ROUTES = load_steps().routes


def test_a_question_about_school_leads_to_who_is_about_income() -> None:
    found = nearness(ROUTES, "Ik wil naar school.", "inkomensconsulent")
    assert found is not None
    assert (found.word, found.place) == ("school", 0)
    assert nearness(ROUTES, "Ik wil naar school.", "kindertherapeut") is None


@given(st.text(max_size=60), st.text(max_size=30))
def test_whatever_is_said_only_a_known_word_counts(question: str, function: str) -> None:
    found = nearness(ROUTES, question, function)
    if found is not None:
        assert found.word in found.route.words
        assert found.route.nearest[found.place].casefold() in function.casefold()


@pytest.mark.django_db
def test_both_routes_are_told_with_why_and_nobody_is_chosen() -> None:
    family = five_plans()
    head = family.run("chief", lambda one: head_of(one, family.code))
    bare = replace(head, lead=None)
    found = family.run("chief", lambda one: proposed_leads(one, bare))
    assert {one.way for one in found} <= set(Way)
    assert all(one.word and one.member for one in found if one.way is Way.NEAREST)
    assert family.run("chief", lambda one: head_of(one, family.code)).asked == head.asked
    assert found
