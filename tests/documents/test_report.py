"""What the report says: the order of its parts, its conclusions, and every odd state in words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from tandem.core.check.answer import Circle
from tandem.core.check.why import ClashKind
from tandem.core.model import (
    After,
    Direction,
    Form,
    Member,
    Money,
    Order,
    Relation,
    Sessions,
    SomebodyHome,
    StatusDemand,
    Where,
    Window,
)
from tandem.documents.report import render_report
from tandem.documents.views.asks import asks_lines
from tandem.documents.views.clashes import ClashesView, clashes_view
from tandem.documents.views.context import Context
from tandem.documents.views.head import strip_view
from tandem.documents.views.proposals import proposals_view
from tests.documents.households import NAMES, at, case, household, rules
from tests.documents.pages import read, rendered


def context(name: str, lang: str = "nl") -> Context:
    plan, answer = case(name)
    return Context(answer, plan, rules(), lang)


def clashes(name: str) -> ClashesView:
    return clashes_view(context(name))


def words(html: str) -> str:
    """The text of a page in one line."""
    return " ".join(read(html).text.split())


# --- five plans -----------------------------------------------------------------------------


def test_the_order_of_the_chapters() -> None:
    chapters = [
        text.strip() for level, text in read(rendered("example_five-plans")).headings if level < 3
    ]
    assert chapters == [
        "Dit plan past nog niet",
        "Zo past het wel",
        "Drie afspraken die alleen samen botsen 2 keer",
        "Twee afspraken die botsen 13 keer",
        "Een grens die voorbij is",
        "Wat wel past",
        "De week in beeld",
        "Geld",
        "Hoe druk het is",
        "Het plan",
        "Dit lezen",
        "Hoe dit antwoord tot stand kwam",
    ]


def test_pairs_are_told_by_the_agreement_with_most_of_them() -> None:
    view = clashes("example_five-plans")
    assert [(group.title, len(group.clashes)) for group in view.groups] == [
        ("School botst met zeven andere", 7),
        ("Werk botst ook met vijf andere", 5),
        ("En nog één", 1),
    ]
    assert view.pairs_count == 13
    assert all(c.refs[0].title == "School" for c in view.groups[0].clashes)
    assert all(c.why for group in view.groups for c in group.clashes)


def test_one_three_is_drawn_and_the_other_is_told_to_be_alike() -> None:
    view = clashes("example_five-plans")
    assert view.drawn is not None
    assert len(view.drawn.pairs) == 3
    assert view.drawn.key == ()
    assert "14.15–14.50: niemand bij Lotte" in view.drawn.afternoon
    assert view.drawn.when == "Maandag, dinsdag en donderdag, elke week vanaf 1 februari"
    assert len(view.same_way) == 1
    assert view.threes == ()


def test_a_limit_is_a_number_with_its_agreements() -> None:
    (limit,) = clashes("example_five-plans").limits
    assert (limit.number, limit.unit) == ("6", "contacten")
    assert {ref.title for ref in limit.refs} == {
        "Therapie",
        "Coachgesprek",
        "Budgetgesprek",
        "Begeleiding thuis",
    }


def test_what_all_proposals_share_stands_once() -> None:
    view = proposals_view(context("example_five-plans"))
    shared = {one.ref.title for one in view.shared}
    assert {"Therapie", "Coachgesprek", "Budgetgesprek"} <= shared
    for proposal in view.proposals:
        assert not shared & {one.ref.title for one in proposal.changes}
        assert shared <= {one.ref.title for one in proposal.all_changes}
    assert view.proposals[0].title.startswith("School anders")
    assert len({p.title for p in view.proposals}) == 3
    assert view.proposals[0].must_agree.count(",") > 3


def test_the_week_has_its_conclusion_its_choice_and_its_table() -> None:
    text = words(rendered("example_five-plans"))
    assert "De zwaarste week: om de week vanaf 1 februari." in text
    assert "Kevin moet op maandag tot en met donderdag op meer plekken tegelijk zijn." in text
    assert "Heeft geen plek: Begeleiding thuis , 2 keer per week een uur" in text.replace(
        "thuis,", "thuis ,"
    )
    assert "9.20–12.40 op 4 plekken tegelijk" in text
    assert "Niemand hoeft op twee plekken tegelijk te zijn." in text
    assert "Karin is thuis" in text


def test_every_agreement_has_a_row_with_what_it_asks() -> None:
    plan, _ = case("example_five-plans")
    rows = [e for e in read(rendered("example_five-plans")).all("tr") if "id" in e.attributes]
    assert len(rows) == len(plan.agreements)
    text = words(rendered("example_five-plans"))
    assert "Om de week maandag van 10.00 tot 11.00 uur" in text
    assert "Vraagt werk van 32 uur of meer per week" in text
    assert "“Lotte komt nooit in een leeg huis”" in text
    assert "€ 120 per maand eraf" in text.replace("\u00a0", " ")


def test_in_english() -> None:
    text = words(rendered("example_five-plans", "en"))
    assert "Two agreements that clash 13 times" in text
    assert "School clashes with seven others" in text
    assert "The heaviest week:" in text
    assert " tegelijk" not in text
    assert "niemand" not in text


# --- the strip ------------------------------------------------------------------------------


def test_the_strip_names_family_and_lead() -> None:
    view = strip_view(context("example_five-plans"))
    assert view.family == "Gezin De Vries"
    assert view.members == "Karin, Kevin (18) en Lotte (9)"
    assert (view.lead, view.lead_line, view.dial) == ("Samira Haddou", "regievoerder", "0880000123")
    assert strip_view(context("fits")).family == "Huishouden Jansen"
    assert 'href="tel:0880000123"' in rendered("example_five-plans")


def test_without_a_lead_it_says_whom_to_ask() -> None:
    view = strip_view(context("no_lead"))
    assert (view.lead, view.telephone) == ("Nog geen regievoerder", "088 000 00 01")
    assert "Bel Petra Ros" in view.lead_line
    nobody = strip_view(context("nobody_to_call"))
    assert nobody.telephone == ""
    assert "gemeente" in nobody.lead_line
    assert "tel:" not in rendered("nobody_to_call")


# --- odd states -----------------------------------------------------------------------------

SAID = {
    "fits": ["Dit plan past", "Een week die past", "2 van de 2 afspraken ingevuld."],
    "fits_as_far_as_known": [
        "voor zover we weten",
        "2 van de 3 afspraken ingevuld.",
        "Petra Ros kan dit invullen",
        "inkomen van Bas is niet bekend",
    ],
    "no_agreements": ["Er staan nog geen afspraken in dit plan."],
    "out_of_time": ["Dit weten we nu niet", "Er kunnen meer botsingen zijn"],
    "mandatory_clash": [
        "Dit kan dit plan zelf niet oplossen",
        "Vraag aan Tom Vis",
        "Tom Vis: 088 000 00 02",
        "Verplicht: artikel 9 Participatiewet",
    ],
    "money_and_order": [
        "Dit kan dit plan zelf niet oplossen",
        "Zo past de rest wel",
        "Dit staat nergens in het plan",
        "Een grens die voorbij is",
        "Pas na Intake",
    ],
    "four_together": [
        "Vier of meer afspraken die alleen samen botsen 1 keer",
        "Afspraken die op zichzelf niet kunnen 1 keer",
        "Er liggen geen tijden vast.",
        "Heeft geen plek:",
    ],
    "home_all_day": ["9.45–12.15: niemand bij Cas", "Op maandag is er even niemand thuis."],
    "evening_and_weekend": ["zaterdag", "zondag"],
    "out_of_check": ["Staat stil", "Ingetrokken", "telt niet mee in deze check"],
    "one_proposal": ["Bekijk het hele voorstel", "Verplicht: artikel 1"],
    "many_agreements": ["Er kunnen meer botsingen zijn", "Zonder doel", "Nog 37 botsingen"],
}


@pytest.mark.parametrize("name", SAID)
def test_an_odd_state_is_said_in_words(name: str) -> None:
    text = words(rendered(name)).replace("\u00a0", " ")
    for sentence in SAID[name]:
        assert sentence in text


@pytest.mark.parametrize(
    ("name", "absent"),
    [
        ("fits", ["Wat er botst", "Wat wel past", "Geld", "Zo past het wel"]),
        ("no_agreements", ["De week in beeld", "Wat er botst", "Hoe druk het is"]),
        ("mandatory_clash", ["Wat wel past", "Twee afspraken die botsen"]),
        ("out_of_time", ["Wat wel past"]),
        ("evening_and_weekend", ["Geld"]),
    ],
)
def test_what_is_not_there_is_not_named(name: str, absent: list[str]) -> None:
    headings = [text for _, text in read(rendered(name)).headings]
    for heading in absent:
        assert heading not in headings
    links = re.findall(r'<nav class="onpage".*?</nav>', rendered(name), re.DOTALL)[0]
    assert not [one for one in absent if f">{one}<" in links]


def test_a_clash_is_told_once() -> None:
    for name in NAMES:
        view, (_, answer) = clashes(name), case(name)
        told = (
            len([s for s in view.stuck if not s.title])
            + len(view.alone)
            + view.threes_count
            + len(view.larger)
            + sum(len(g.clashes) for g in (*view.groups, *view.folded))
        )
        assert told == len(answer.clashes)
        assert len(view.limits) + len([s for s in view.stuck if s.title]) == len(answer.limits)
        drawn = 0 if view.drawn is None else 1
        assert drawn + len(view.same_way) + len(view.threes) == view.threes_count


def test_support_in_a_circle_is_told() -> None:
    plan, answer = case("fits")
    around = replace(answer, circles=(Circle(("gesprek", "sport")),))
    text = words(render_report(around, plan, rules()))
    assert "Deze hebben elkaar nodig" in text
    assert "Gesprek en Sport" in text


def test_kinds_of_clash_are_all_in_the_examples() -> None:
    kinds = {
        reason.kind
        for name in NAMES
        for clash in (*case(name)[1].clashes, *case(name)[1].limits)
        for reason in clash.reasons
    }
    # Of a start that is free, and fits on no day, tests/core/check/test_free_starts.py tells.
    assert kinds | {ClashKind.STARTS} == set(ClashKind)


def test_identifiers_that_look_alike_keep_their_own_anchor() -> None:
    plan, answer = case("fits")
    first, second = plan.agreements
    odd = (replace(first, id="a b"), replace(second, id="a/b"), replace(first, id="é"))
    found = Context(answer, replace(plan, agreements=odd), rules(), "nl")
    assert [found.anchor(one) for one in ("a b", "a/b", "é")] == ["a-a-b", "a-a-b-2", "a-x"]
    assert found.ref("gone").anchor == "plan"


# --- what an agreement asks -----------------------------------------------------------------


def asked(form: Form, lang: str = "nl") -> list[str]:
    _, answer = case("fits")
    plan = household(members=(Member("ann", "Ann"), Member("bas", "Bas")))
    lines = asks_lines(Context(answer, plan, rules(), lang), form)
    return [line.replace("\u00a0", " ") for line in lines]


def with_sessions(*sessions: Sessions) -> Form:
    return replace(Form(), demands=replace(Form().demands, sessions=sessions))


def test_sessions_in_words() -> None:
    week = Window((0, 1, 2, 3, 4), at(9), at(17))
    flexible = Sessions(("ann",), 2, 60, (week,), where=Where.HOME)
    assert asked(with_sessions(flexible)) == [
        "2 keer per week een uur, maandag tot en met vrijdag tussen 9.00 en 17.00 uur, thuis"
    ]
    evening = Window((5,), at(19), at(21))
    assert asked(with_sessions(replace(flexible, times=1, windows=(week, evening)))) == [
        (
            "1 keer per week een uur, maandag tot en met vrijdag tussen 9.00 en 17.00 uur of "
            "zaterdag tussen 19.00 en 21.00 uur, thuis"
        )
    ]
    assert asked(with_sessions(Sessions(("ann",), 3))) == [
        "3 keer per week, tijden nog niet bekend"
    ]
    assert asked(with_sessions(Sessions(("ann",), None))) == ["Tijden nog niet bekend"]
    rare = Sessions(("ann",), 1, 30, (evening,), every_weeks=3, where=Where.HOME)
    assert asked(with_sessions(rare)) == [
        "Eens in de 3 weken een half uur, zaterdag tussen 19.00 en 21.00 uur, thuis"
    ]


def test_the_other_demands_in_words() -> None:
    demands = replace(
        Form().demands,
        somebody_home=(SomebodyHome(("ann", "bas"), (Window((2,), at(12), at(13)),)),),
        money=(
            Money("ann", Direction.OUT, None),
            Money("ann", Direction.IN, 12_050, "toeslag"),
        ),
        statuses=(StatusDemand(Relation.EXCLUDES, "ann", "works"),),
        order=Order((After("x"),), date(2027, 2, 1), date(2027, 3, 1)),
    )
    form = Form(date(2027, 1, 18), None, date(2027, 2, 7), demands=demands)
    assert asked(form) == [
        "Woensdag van 12.00 tot 13.00 uur is Ann of Bas thuis",
        "Bedrag nog niet bekend",
        "€ 120,50 per maand erbij (toeslag)",
        f"Gaat niet samen met {rules().statuses['works'].need_nl}",
        "Pas na x",
        "Begint voor 1 februari",
        "Klaar voor 1 maart 2027",
        "Van 18 januari tot en met 7 februari",
    ]
    assert len(asked(form, "en")) == 8


def test_periods_in_words() -> None:
    first, last = date(2027, 1, 18), date(2027, 2, 7)
    assert asked(Form(first)) == ["Vanaf 18 januari"]
    assert asked(Form(until=last)) == ["Tot en met 7 februari"]
    assert asked(Form(first, last)) == ["Begint uiterlijk 7 februari"]
    assert asked(Form(start_known=False)) == ["Begin nog niet bekend"]
    assert asked(Form()) == []
