"""Proposals in words: what changes, what stays, who must say yes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tandem.core.check.answer import Change, ChangeKind
from tandem.core.check.why import ClashKind
from tandem.core.explain import (
    explain_change,
    explain_changes,
    explain_difference,
    explain_proposal,
    in_family_order,
    language,
)
from tandem.core.model import HOUSEHOLD, Form, State
from tests.core.explain.five_plans import (
    HOUSE,
    MARCH,
    REPAYMENT,
    RULES,
    START,
    with_agreement,
)
from tests.core.explain.offer import BBL, LATER, NO_WORK, proposal

ASIDE: dict[str, object] = {
    "limits_aside": ((ClashKind.CONTACTS, "kevin"), (ClashKind.MONEY, HOUSEHOLD)),
    "support_aside": ("repayment",),
}


def said(change: Change, house: object = None) -> tuple[str, str]:
    about = HOUSE if house is None else house
    return (
        explain_change(change, about, RULES, "nl"),  # type: ignore[arg-type]
        explain_change(change, about, RULES, "en"),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("change", "dutch", "english"),
    [
        (
            BBL,
            "School: als BBL, 4 dagen garage en vrijdag school. Dit komt in de plaats van Werk.",
            "School: als BBL, 4 dagen garage en vrijdag school. This takes the place of Werk.",
        ),
        (
            Change("school", ChangeKind.ALTERNATIVE, 5, alternative="gone"),
            "School: gone.",
            "School: gone.",
        ),
        (
            Change("unknown", ChangeKind.ALTERNATIVE, 5),
            "unknown: .",
            "unknown: .",
        ),
        (
            NO_WORK,
            "Werk vervalt: School komt daarvoor in de plaats.",
            "Werk lapses: School takes its place.",
        ),
        (Change("work", ChangeKind.REPLACED, 1), "Werk vervalt.", "Werk lapses."),
        (LATER, "Aflossen begint later: op 1 april.", "Aflossen starts later: on 1 April."),
        (
            Change(
                "day-activities",
                ChangeKind.ALTERNATIVE,
                1,
                alternative="ends",
                until=date(2027, 1, 31),
                by="school",
            ),
            (
                "Dagactiviteit: stopt als er werk of school is. "
                "De laatste dag is 31 januari: daarna begint School."
            ),
            (
                "Dagactiviteit: stopt als er werk of school is. "
                "The last day is 31 January: then School starts."
            ),
        ),
        (
            Change(
                "day-activities",
                ChangeKind.ALTERNATIVE,
                1,
                alternative="ends",
                until=date(2027, 1, 31),
            ),
            "Dagactiviteit: stopt als er werk of school is. De laatste dag is 31 januari.",
            "Dagactiviteit: stopt als er werk of school is. The last day is 31 January.",
        ),
        (
            Change(
                "day-activities",
                ChangeKind.ALTERNATIVE,
                1,
                alternative="ends",
                until=date(2027, 1, 3),
                by="school",
            ),
            "Dagactiviteit: stopt als er werk of school is. Het stopt meteen: School is er al.",
            (
                "Dagactiviteit: stopt als er werk of school is. "
                "It stops at once: School is there already."
            ),
        ),
    ],
)
def test_changes(change: Change, dutch: str, english: str) -> None:
    assert said(change) == (dutch, english)


def test_something_of_a_professional_that_stops_is_asked() -> None:
    assert said(Change("day-activities", ChangeKind.END, 20)) == (
        "Dagactiviteit stopt. Vraag aan Ineke Bos: kan dat, en wat betekent het?",
        "Dagactiviteit stops. Ask Ineke Bos: is that possible, and what does it mean?",
    )


def test_something_that_has_not_begun_does_not_stop() -> None:
    assert said(Change("repayment", ChangeKind.END, 20))[0] == (
        "Aflossen komt er niet. Vraag aan Dirk Prins: kan dat, en wat betekent het?"
    )
    assert said(Change("repayment", ChangeKind.END, 20))[1].startswith(
        "Aflossen does not come about."
    )


def test_something_of_the_family_or_the_network_stops() -> None:
    assert said(Change("lotte-home", ChangeKind.END, 20)) == (
        "Thuis bij Lotte stopt.",
        "Thuis bij Lotte stops.",
    )
    assert said(Change("reading", ChangeKind.END, 20))[0] == "Voorlezen stopt."
    assert said(Change("gone", ChangeKind.END, 20))[0] == "gone stopt."


@pytest.mark.parametrize(
    ("form", "state", "stops"),
    [
        (Form(MARCH), State.ACTIVE, True),
        (Form(START), State.PROPOSED, True),
        (Form(None, MARCH), State.PROPOSED, False),
        (Form(start_known=False), State.PROPOSED, False),
    ],
)
def test_what_is_running_stops(form: Form, state: State, *, stops: bool) -> None:
    house = with_agreement(replace(REPAYMENT, form=form, state=state))
    dutch, _ = said(Change("repayment", ChangeKind.END, 20), house)
    assert dutch.startswith("Aflossen stopt." if stops else "Aflossen komt er niet.")


def test_what_is_replaced_is_told_once() -> None:
    changes = explain_changes(proposal(BBL, LATER, NO_WORK), HOUSE, RULES, "nl")
    assert [(change.agreement, change.owner) for change in changes] == [
        ("school", "Marloes Kok"),
        ("repayment", "Dirk Prins"),
    ]
    alone = explain_changes(proposal(NO_WORK), HOUSE, RULES, "nl")
    assert [change.sentence for change in alone] == [
        "Werk vervalt: School komt daarvoor in de plaats."
    ]


def test_the_goal_that_comes_first_for_the_family_comes_first() -> None:
    gone = Change("gone", ChangeKind.END, 1)
    talk = Change("budget-talk", ChangeKind.END, 1)
    reading = Change("reading", ChangeKind.END, 1)
    changes = [gone, LATER, NO_WORK, reading, talk, BBL]
    assert in_family_order(changes, HOUSE) == [BBL, talk, LATER, NO_WORK, reading, gone]


# --- the rest of a proposal -----------------------------------------------------------------


def test_a_proposal_in_dutch() -> None:
    one = proposal(BBL, NO_WORK, set_aside=(("school", "therapy"),), **ASIDE)
    words = explain_proposal(one, HOUSE, RULES, "nl")
    assert words.must_agree == "Kevin en Marloes Kok moeten ja zeggen."
    assert words.cost == "Er veranderen twee afspraken (zwaarte 12)."
    assert words.proven == "Met minder verandering kan het zo niet."
    assert words.set_aside == (
        "Dit blijft botsen: School en Therapie. Dat lost dit voorstel niet op.",
        "Kevin houdt te veel contacten per week. Dat lost dit voorstel niet op.",
        "Het huishouden houdt te weinig geld over. Dat lost dit voorstel niet op.",
        "Aflossen mist nog wat het vraagt. Dat lost dit voorstel niet op.",
    )
    assert words.keeps.sentence == "Alle zes doelen blijven."
    assert len(words.changes) == 1


def test_a_proposal_in_english() -> None:
    one = proposal(
        BBL, must_agree=("kevin",), proven_least=False, set_aside=(("school", "therapy"),), **ASIDE
    )
    words = explain_proposal(one, HOUSE, RULES, "en")
    assert words.must_agree == "Kevin has to say yes."
    assert words.cost == "One agreement changes (weight 12)."
    assert words.proven == "Perhaps it is possible with less change: time ran out."
    assert words.set_aside == (
        "This still clashes: School and Therapie. This proposal does not solve it.",
        "Kevin keeps too many contacts a week. This proposal does not solve it.",
        "The household has too little money left. This proposal does not solve it.",
        "Aflossen still lacks what it requires. This proposal does not solve it.",
    )


def test_nobody_or_one_has_to_say_yes_and_time_ran_out() -> None:
    nobody = explain_proposal(proposal(BBL, must_agree=()), HOUSE, RULES, "nl")
    assert nobody.must_agree == "Niemand hoeft hiervoor ja te zeggen."
    assert nobody.cost == "Er verandert één afspraak (zwaarte 12)."
    english = explain_proposal(proposal(BBL, NO_WORK, must_agree=()), HOUSE, RULES, "en")
    assert english.must_agree == "Nobody has to say yes to this."
    assert english.cost == "Two agreements change (weight 12)."
    one = explain_proposal(
        proposal(BBL, must_agree=("kevin",), proven_least=False), HOUSE, RULES, "nl"
    )
    assert one.must_agree == "Kevin moet ja zeggen."
    assert one.proven == "Misschien kan het met minder verandering: de tijd was op."


def test_what_sets_a_proposal_apart_from_the_first() -> None:
    first, second = proposal(BBL, NO_WORK), proposal(LATER)
    assert explain_difference(second, first, HOUSE, RULES, "nl") == (
        "Anders dan in voorstel 1 blijven School en Werk zoals ze zijn."
    )
    assert explain_difference(second, first, HOUSE, RULES, "en") == (
        "Unlike in proposal 1, School and Werk stay as they are."
    )
    third = proposal(LATER, NO_WORK)
    assert explain_difference(third, first, HOUSE, RULES, "nl") == (
        "Anders dan in voorstel 1 blijft School zoals het is."
    )
    assert explain_difference(third, first, HOUSE, RULES, "en") == (
        "Unlike in proposal 1, School stays as it is."
    )
    assert explain_difference(first, first, HOUSE, RULES, "nl") == ""


def test_what_is_said_of_proposals_is_true_of_them() -> None:
    decide = "Het gezin en de helpers beslissen: wie genoemd is, zegt zelf ja of nee."
    dutch, english = language("nl").proposals, language("en").proposals
    assert dutch.introduction(1, is_least=True) == (
        f"Dit voorstel verandert het minst, in de volgorde van het gezin. {decide}"
    )
    assert dutch.introduction(3, is_least=True).startswith(
        "Het eerste voorstel verandert het minst"
    )
    assert dutch.introduction(3, is_least=False) == decide
    assert english.introduction(1, is_least=True).startswith("This proposal changes least")
    assert english.introduction(2, is_least=True).startswith("The first proposal changes least")
    assert english.introduction(2, is_least=False).startswith("The family and those who help")
