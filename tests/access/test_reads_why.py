"""Who reads why somebody said that an agreement does not work: those whom the form names."""

from __future__ import annotations

from dataclasses import replace

from tandem.core.access import AgreementFacts, Facts, InvolvementRole, reads_why
from tests.access.roles import ROLES, helper


def test_only_who_answers_for_it_and_who_leads_read_why() -> None:
    of_another = {
        name: replace(role.facts, about_self=False)
        for name, role in ROLES.items()
        if role.actor.guest is None
    }
    assert {name for name, facts in of_another.items() if reads_why(facts)} == {
        "owner",
        "child-owner",
        "lead",
        "stand-in",
    }


def test_a_guest_reads_no_reason_whatever_else_is_true() -> None:
    for name in ("guest", "guest-asked"):
        assert not reads_why(replace(ROLES[name].facts, about_self=True)), name


def test_the_network_reads_what_it_said_itself_and_nothing_of_others() -> None:
    facts = ROLES["network-owner"].facts
    assert not reads_why(facts)
    assert reads_why(replace(facts, about_self=True))


def test_who_gave_the_reason_reads_it_too() -> None:
    for name in ("17", "housemate", "provider", "supporter"):
        assert reads_why(replace(ROLES[name].facts, about_self=True)), name


def test_enforcement_has_no_path_to_it() -> None:
    for facts in (
        helper(InvolvementRole.ENFORCEMENT, AgreementFacts(owns=True)).facts,
        helper(InvolvementRole.ENFORCEMENT, leads=True).facts,
        Facts(agreement=AgreementFacts(owns=True), about_self=True),
    ):
        assert not reads_why(facts)
