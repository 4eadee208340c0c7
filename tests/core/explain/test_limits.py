"""Limits, ways out and support as sentences, written by hand in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tandem.core.check.answer import Circle, Clash, MissingSupport, WayOut
from tandem.core.check.why import MoneyReason, WeekSpan
from tandem.core.explain import (
    clash_title,
    explain_circle,
    explain_missing_support,
    explain_period,
    explain_way_out,
)
from tandem.core.model import HOUSEHOLD, Basis, Household, Mandatory, Period
from tests.core.explain.clash import (
    contacts,
    explained,
    home,
    money,
)
from tests.core.explain.five_plans import (
    FEBRUARY,
    HOUSE,
    MARCH,
    RULES,
    START,
    THERAPY,
    with_agreement,
)

# --- limits -----------------------------------------------------------------------------------


def test_too_many_contacts() -> None:
    some = WeekSpan(START, date(2027, 6, 28), 13)
    dutch, english = explained(("budget-talk", "therapy"), contacts(6, some))
    assert dutch == (
        "Samen 6 contacten per week, 5 kan Kevin aan: 1 te veel. "
        "Dit geldt in 13 van de 26 weken, vanaf 4 januari."
    )
    assert english == (
        "Together 6 contacts a week, Kevin can carry 5: 1 too many. "
        "This holds in 13 of the 26 weeks, from 4 January."
    )


def test_several_contacts_too_many() -> None:
    dutch, english = explained(("budget-talk", "therapy"), contacts(9, capacity=6))
    assert dutch == "Samen 9 contacten per week, 6 kan Kevin aan: 3 te veel."
    assert english == "Together 9 contacts a week, Kevin can carry 6: 3 too many."


def test_one_contact_where_none_is_possible() -> None:
    dutch, english = explained(("therapy",), contacts(1, capacity=0))
    assert dutch == "Samen 1 contact per week, 0 kan Kevin aan: 1 te veel."
    assert english == "Together 1 contact a week, Kevin can carry 0: 1 too many."


@pytest.mark.parametrize(
    ("reason", "dutch", "english"),
    [
        (
            money(20_050),
            (
                "In maart blijft voor Kevin € 200,50 vrij. "
                "€ 330 moet vrij blijven: € 129,50 te weinig."
            ),
            "In March €200.50 stays free for Kevin. €330 must stay free: €129.50 too little.",
        ),
        (
            money(-5_000, HOUSEHOLD, 3),
            (
                "In maart komt het huishouden € 50 tekort. "
                "€ 330 moet vrij blijven: € 380 te weinig. Dit geldt in 3 maanden, vanaf februari."
            ),
            (
                "In March the household is €50 short. €330 must stay free: €380 too little. "
                "This holds in 3 months, from February."
            ),
        ),
    ],
)
def test_too_little_money(reason: MoneyReason, dutch: str, english: str) -> None:
    assert explained((), reason) == (dutch, english)


def test_an_account_that_only_must_not_be_empty() -> None:
    reason = replace(money(-5_000), floor=0)
    assert explained((), reason) == (
        "In maart komt Kevin € 50 tekort.",
        "In March Kevin is €50 short.",
    )


# --- titles and ways out ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clash", "dutch", "english"),
    [
        (
            Clash(("karin-traject", "lotte-home", "school"), (home(),)),
            "School, Karins traject en Thuis bij Lotte",
            "School, Karins traject and Thuis bij Lotte",
        ),
        (Clash(("nobody-knows",), (home(),)), "nobody-knows", "nobody-knows"),
        (
            Clash(("budget-talk", "therapy"), (contacts(6),)),
            "Kevin heeft een contact per week te veel",
            "Kevin has one contact a week too many",
        ),
        (
            Clash(("budget-talk", "therapy"), (contacts(7),)),
            "Kevin heeft 2 contacten per week te veel",
            "Kevin has 2 contacts a week too many",
        ),
        (
            Clash((), (money(-5_000, HOUSEHOLD),)),
            "Het huishouden houdt in maart € 380 te weinig over",
            "The household has €380 too little left in March",
        ),
    ],
)
def test_titles(clash: Clash, dutch: str, english: str) -> None:
    assert clash_title(clash, HOUSE, RULES, "nl") == dutch
    assert clash_title(clash, HOUSE, RULES, "en") == english


def ways_out(clash: Clash, house: Household = HOUSE) -> tuple[str, str]:
    return explain_way_out(clash, house, RULES, "nl"), explain_way_out(clash, house, RULES, "en")


def test_a_clash_that_can_be_changed_asks_nothing() -> None:
    assert ways_out(Clash(("school", "therapy"), (home(),))) == ("", "")


def test_owners_are_asked() -> None:
    clash = Clash(("school", "therapy"), (home(),), WayOut.ASK_OWNER, ("joris",))
    assert ways_out(clash) == (
        "Vraag aan Joris van Beek: kan Therapie anders?",
        "Ask Joris van Beek: can Therapie be done differently?",
    )


def test_somebody_who_owns_none_of_them_is_asked_about_all() -> None:
    clash = Clash(("school", "therapy"), (home(),), WayOut.ASK_OWNER, ("youssef",))
    assert ways_out(clash)[0] == "Vraag aan Youssef Amrani: kunnen School en Therapie anders?"


def test_what_nobody_can_solve_goes_up() -> None:
    clash = Clash(("school", "therapy"), (home(),), WayOut.ESCALATE, ("joris", "marloes", "samira"))
    assert ways_out(clash) == (
        (
            "Dit kan niemand in dit plan oplossen. "
            "Samira Haddou legt het voor aan Joris van Beek en Marloes Kok."
        ),
        (
            "Nobody in this plan can solve this. "
            "Samira Haddou puts it before Joris van Beek and Marloes Kok."
        ),
    )
    nobody = replace(clash, ask=())
    assert ways_out(nobody, replace(HOUSE, lead=None)) == (
        ("Dit kan niemand in dit plan oplossen. De regievoerder zoekt uit wie dat wel kan."),
        ("Nobody in this plan can solve this. The lead professional finds out who can."),
    )


def test_what_is_mandatory_names_its_ground() -> None:
    ground = Mandatory(Basis.ARTICLE, "Participatiewet art. 18b.")
    house = with_agreement(replace(THERAPY, mandatory=ground))
    clash = Clash(("school", "therapy"), (home(),), WayOut.ESCALATE, ("joris",))
    assert ways_out(clash, house) == (
        (
            "Therapie is verplicht: Participatiewet art. 18b. "
            "Dit kan niemand in dit plan oplossen. Samira Haddou legt het voor aan Joris van Beek."
        ),
        (
            "Therapie is mandatory: Participatiewet art. 18b. "
            "Nobody in this plan can solve this. Samira Haddou puts it before Joris van Beek."
        ),
    )


# --- support ----------------------------------------------------------------------------------


def test_missing_support() -> None:
    missing = MissingSupport(
        "repayment", Period(MARCH, date(2027, 7, 4)), member="kevin", status="works-32"
    )
    assert explain_missing_support(missing, HOUSE, RULES, "nl") == (
        "Aflossen vraagt werk van 32 uur of meer per week. Niets in het plan geeft Kevin dat. "
        "Dit geldt vanaf 1 maart."
    )
    assert explain_missing_support(missing, HOUSE, RULES, "en") == (
        "Aflossen requires work of 32 hours or more a week. Nothing in the plan gives Kevin that. "
        "This holds from 1 March."
    )


def test_an_agreement_that_should_come_first_is_not_there() -> None:
    missing = MissingSupport("school", Period(), after="therapy")
    assert explain_missing_support(missing, HOUSE, RULES, "nl") == (
        "School komt na Therapie, maar Therapie staat niet in het plan."
    )
    assert explain_missing_support(missing, HOUSE, RULES, "en") == (
        "School comes after Therapie, but Therapie is not in the plan."
    )


def test_a_circle_of_support() -> None:
    circle = Circle(("school", "work"))
    assert explain_circle(circle, HOUSE, RULES, "nl") == (
        "School en Werk hebben elkaar nodig. Dat telt mee, maar spreek af wat het eerst begint."
    )
    assert explain_circle(circle, HOUSE, RULES, "en") == (
        "School and Werk need one another. That counts, but agree on what comes first."
    )
    assert explain_circle(Circle(("school",)), HOUSE, RULES, "nl") == (
        "School vraagt iets wat het zelf geeft. Dat telt mee."
    )
    assert explain_circle(Circle(("school",)), HOUSE, RULES, "en") == (
        "School requires what it gives itself. That counts."
    )


@pytest.mark.parametrize(
    ("period", "dutch", "english"),
    [
        (Period(), "", ""),
        (Period(MARCH), "Dit geldt vanaf 1 maart.", "This holds from 1 March."),
        (
            Period(None, MARCH),
            "Dit geldt tot en met 1 maart.",
            "This holds until 1 March.",
        ),
        (Period(MARCH, MARCH), "Dit geldt op 1 maart.", "This holds on 1 March."),
        (
            Period(FEBRUARY, MARCH),
            "Dit geldt van 1 februari tot en met 1 maart.",
            "This holds from 1 February until 1 March.",
        ),
    ],
)
def test_periods(period: Period, dutch: str, english: str) -> None:
    assert explain_period(period, HOUSE, RULES, "nl") == dutch
    assert explain_period(period, HOUSE, RULES, "en") == english
