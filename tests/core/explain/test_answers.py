"""The verdict and the coverage in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tandem.core.check.answer import (
    Answer,
    Clash,
    Coverage,
    Load,
    Missing,
    MissingSupport,
    Verdict,
    WayOut,
)
from tandem.core.explain import VerdictWords, explain_coverage, explain_verdict
from tandem.core.model import HOUSEHOLD, Horizon, Household, Period
from tests.core.explain.clash import ALL as WEEKS
from tests.core.explain.clash import TUE_THU, agenda, contacts, money
from tests.core.explain.five_plans import HOUSE, RULES, START

FULL = Coverage(10, 10)
PAIR = Clash(("school", "therapy"), (agenda(WEEKS, *TUE_THU),))
ALONE = Clash(("therapy",), (agenda(WEEKS, *TUE_THU),))
CONTACTS = Clash(("budget-talk", "therapy"), (contacts(6),))
MONEY = Clash((), (money(20_000),))
LACKING = MissingSupport("repayment", Period(), "kevin", "works-32")


def answer(verdict: Verdict = Verdict.INFEASIBLE) -> Answer:
    return Answer(
        verdict=verdict,
        coverage=FULL,
        clashes=(),
        limits=(),
        complete=True,
        missing_support=(),
        circles=(),
        proposals=(),
        proposals_complete=True,
        witness=None,
        budget=(),
        load=Load((), 0, 0, 0, 0, START),
    )


def told(one: Answer, lang: str = "nl", house: Household = HOUSE) -> VerdictWords:
    return explain_verdict(one, house, RULES, lang)


def test_a_plan_that_fits() -> None:
    words = told(answer(Verdict.FEASIBLE))
    assert words.headline == "Dit plan past"
    assert words.sentence == "Alle afspraken kunnen samen."
    assert (words.proposals, words.completeness) == ("", "")
    assert words.looked_at == "Gekeken van 4 januari tot en met 4 juli 2027."
    english = told(answer(Verdict.FEASIBLE), "en")
    assert english.headline == "This plan fits"
    assert english.looked_at == "Looked at from 4 January until 4 July 2027."


@pytest.mark.parametrize(
    "coverage", [Coverage(8, 11), Coverage(10, 10, unchecked_accounts=("kevin",))]
)
def test_a_plan_that_fits_as_far_as_is_known(coverage: Coverage) -> None:
    one = replace(answer(Verdict.FEASIBLE), coverage=coverage)
    assert told(one).headline == "Dit plan past, voor zover we weten"
    assert told(one, "en").headline == "This plan fits, as far as we know"


def test_a_plan_about_which_nothing_is_known_now() -> None:
    one = replace(answer(Verdict.UNKNOWN), complete=False)
    assert told(one).headline == "Dit weten we nu niet"
    assert told(one).sentence.startswith("De tijd was op voordat het antwoord zeker was.")
    assert told(one).completeness == "Er kunnen meer botsingen zijn dan hier staan."
    assert told(one, "en").headline == "We do not know this now"


@pytest.mark.parametrize(
    ("changes", "dutch", "english"),
    [
        (
            {"clashes": (PAIR,) * 15, "limits": (CONTACTS,)},
            (
                "Elke afspraak is op zichzelf goed. Samen passen ze niet: "
                "er zijn 15 botsingen, en Kevin heeft een contact per week te veel."
            ),
            (
                "Each agreement is good in itself. Together they do not fit: "
                "there are 15 clashes, and Kevin has one contact a week too many."
            ),
        ),
        (
            {"clashes": (PAIR,)},
            "Elke afspraak is op zichzelf goed. Samen passen ze niet: er is 1 botsing.",
            "Each agreement is good in itself. Together they do not fit: there is 1 clash.",
        ),
        (
            {"clashes": (PAIR, PAIR), "complete": False},
            "Er zijn ten minste 2 botsingen.",
            "There are at least 2 clashes.",
        ),
        (
            {"clashes": (ALONE, PAIR)},
            "Er zijn 2 botsingen.",
            "There are 2 clashes.",
        ),
        (
            {"limits": (MONEY,)},
            "Kevin houdt in maart € 130 te weinig over.",
            "Kevin has €130 too little left in March.",
        ),
        (
            {"clashes": (PAIR,), "limits": (CONTACTS, MONEY), "missing_support": (LACKING,)},
            (
                "Er is 1 botsing, Kevin heeft een contact per week te veel, "
                "Kevin houdt in maart € 130 te weinig over, "
                "en een afspraak vraagt iets wat nergens in het plan staat."
            ),
            (
                "There is 1 clash, Kevin has one contact a week too many, "
                "Kevin has €130 too little left in March, "
                "and one agreement requires what nothing in the plan gives."
            ),
        ),
        (
            {"missing_support": (LACKING, replace(LACKING, agreement="school"))},
            "Twee afspraken vragen iets wat nergens in het plan staat.",
            "Two agreements require what nothing in the plan gives.",
        ),
        ({}, "Niet alles kan tegelijk.", "Not everything is possible at once."),
    ],
)
def test_a_plan_that_does_not_fit(changes: dict[str, object], dutch: str, english: str) -> None:
    one = replace(answer(), **changes)  # type: ignore[arg-type]
    assert told(one).headline == "Dit plan past nog niet"
    assert told(one).sentence == dutch
    assert told(one, "en").headline == "This plan does not fit yet"
    assert told(one, "en").sentence == english


@pytest.mark.parametrize(
    ("count", "complete", "dutch", "english"),
    [
        (0, True, "Er is geen voorstel dat past.", "There is no proposal that fits."),
        (
            0,
            False,
            "Er is nog geen voorstel gevonden: de tijd was op.",
            "No proposal has been found yet: time ran out.",
        ),
    ],
)
def test_no_proposal(count: int, complete: bool, dutch: str, english: str) -> None:  # noqa: FBT001
    one = replace(answer(), proposals_complete=complete)
    assert len(one.proposals) == count
    assert told(one).proposals == dutch
    assert told(one, "en").proposals == english


def test_what_only_others_can_solve_has_no_proposal() -> None:
    rigid = replace(PAIR, way_out=WayOut.ESCALATE)
    one = replace(answer(), clashes=(rigid,))
    assert told(one).proposals == (
        "Binnen dit plan is er geen voorstel: anderen beslissen hierover."
    )
    assert told(one, "en").proposals == (
        "Within this plan there is no proposal: others decide about it."
    )
    assert told(replace(one, clashes=(rigid, PAIR))).proposals == "Er is geen voorstel dat past."
    assert told(replace(one, missing_support=(LACKING,))).proposals == (
        "Er is geen voorstel dat past."
    )


def test_how_many_proposals() -> None:
    from tandem.core.explain.dutch import answers as nl
    from tandem.core.explain.english import answers as en

    assert nl.proposals(1, is_complete=True) == "Er is één voorstel dat wel past."
    assert nl.proposals(3, is_complete=False) == "Er zijn drie voorstellen die wel passen."
    assert en.proposals(1, is_complete=True) == "There is one proposal that does fit."
    assert en.proposals(3, is_complete=True) == "There are three proposals that do fit."


def test_whether_all_clashes_are_listed() -> None:
    some = replace(answer(), clashes=(PAIR,))
    assert told(some).completeness == "Alle botsingen zijn gevonden."
    assert told(some, "en").completeness == "All clashes have been found."
    assert told(answer()).completeness == ""


def test_a_horizon_over_a_new_year_names_both_years() -> None:
    house = replace(HOUSE, horizon=Horizon(date(2026, 12, 28), 2))
    assert told(answer(), house=house).looked_at == (
        "Gekeken van 28 december 2026 tot en met 10 januari 2027."
    )


# --- coverage -------------------------------------------------------------------------------


def test_everything_is_filled_in() -> None:
    words = explain_coverage(FULL, HOUSE, RULES, "nl")
    assert (words.sentence, words.missing) == ("10 van de 10 afspraken ingevuld.", ())
    assert explain_coverage(FULL, HOUSE, RULES, "en").sentence == (
        "10 of the 10 agreements filled in."
    )


def test_what_is_missing_and_who_could_fill_it_in() -> None:
    coverage = Coverage(
        8,
        11,
        (Missing("school", "begintijd.", "marloes"), Missing("reading", "hoe vaak", "aunt")),
        ("kevin", HOUSEHOLD),
    )
    assert explain_coverage(coverage, HOUSE, RULES, "nl").sentence == (
        "8 van de 11 afspraken ingevuld."
    )
    assert explain_coverage(coverage, HOUSE, RULES, "nl").missing == (
        "School: begintijd. Marloes Kok kan dit invullen.",
        "Voorlezen: hoe vaak. Tante Els kan dit invullen.",
        "Het inkomen van Kevin is niet bekend. Of het geld past, weten we dus niet.",
        "Het inkomen van het huishouden is niet bekend. Of het geld past, weten we dus niet.",
    )
    assert explain_coverage(coverage, HOUSE, RULES, "en").missing[1:3] == (
        "Voorlezen: hoe vaak. Tante Els can fill this in.",
        "The income of Kevin is not known. So we do not know whether the money fits.",
    )


def test_one_agreement_or_none() -> None:
    assert explain_coverage(Coverage(0, 1), HOUSE, RULES, "nl").sentence == (
        "De afspraak is nog niet ingevuld."
    )
    assert explain_coverage(Coverage(1, 1), HOUSE, RULES, "nl").sentence == (
        "De afspraak is ingevuld."
    )
    assert [explain_coverage(Coverage(n, 1), HOUSE, RULES, "en").sentence for n in (0, 1)] == [
        "The agreement is not filled in yet.",
        "The agreement is filled in.",
    ]
    assert explain_coverage(Coverage(0, 0), HOUSE, RULES, "nl").sentence == (
        "Er staan nog geen afspraken in het plan."
    )
    assert explain_coverage(Coverage(0, 0), HOUSE, RULES, "en").sentence == (
        "There are no agreements in the plan yet."
    )
