"""*Stel dat …*: beside today, without keeping anything, and made into a proposal when asked."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tandem.core.access import Actor
from tandem.records.plans.changes import open_changes
from tandem.web.refs import agreement_ref
from tests.web.five_plans import Household, household
from tests.web.visitors import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def five(monkeypatch: pytest.MonkeyPatch) -> Household:
    return household(monkeypatch)


def suppose(five: Household, who: str = "samira", **fields: object) -> Page:
    visitor = five.visitor(who, "nl")
    version = visitor.get(five.at("what-if")).value("version")
    return visitor.send(five.at("what-if"), version=version, **fields)


def side(page: Page, name: str) -> str:
    found = re.search(rf'id="side-{name}">.*?</section>', page.html, re.DOTALL)
    assert found is not None
    return unescape(re.sub(r"<[^>]+>", " ", found.group()))


def test_a_sentence_of_the_table_is_understood(five: Household) -> None:
    page = suppose(five, line="Stel: Kevin begint 1 april op school", do="look")
    assert page.status == 200
    assert "“School” begint op 1 april" in page.text
    assert "Naast elkaar" in page.text


def test_without_one_agreement_clashes_go_and_nothing_is_kept(five: Household) -> None:
    before = five.family.case().plan
    page = suppose(five, agreement=agreement_ref(five.agreement("Werk")), how="goes", do="look")
    assert "“Werk” staat niet in het plan." in page.text
    assert re.search(r"Er gaan \d+ botsingen weg", page.text)
    assert "Gaat weg" in side(page, "now")
    assert five.family.case().plan == before


def test_several_things_travel_along_in_the_form(five: Household) -> None:
    first = suppose(five, agreement=agreement_ref(five.agreement("Werk")), how="goes", do="keep")
    kept = first.value("step")
    assert "how=goes" in kept
    second = suppose(
        five, step=kept, fact_member="kevin", fact="away", fact_from="1 maart 2027", do="look"
    )
    assert "“Werk” staat niet in het plan." in second.text
    assert "Kevin is niet thuis vanaf 1 maart" in second.text
    dropped = suppose(five, step=kept, do="drop-0")
    assert "“Werk” staat niet in het plan." not in dropped.text


def test_an_income_becomes_another_budget(five: Household) -> None:
    page = suppose(five, account="kevin", income="bijstand-kevin", amount="900", do="look")
    assert "€ 900 per maand" in page.text
    assert side(page, "now") != side(page, "then")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"line": "zomaar iets onleesbaars"}, "line"),
        ({"fact": "away"}, "fact_member"),
        ({"amount": "veel", "account": "kevin"}, "amount"),
        ({"amount": "12"}, "account"),
        ({"fact": "away", "fact_member": "kevin", "fact_from": "ooit"}, "fact_from"),
        ({"step": "fact=away"}, "fact_member"),
    ],
)
def test_what_cannot_be_read_is_named_at_its_field(
    five: Household, fields: dict[str, str], field: str
) -> None:
    page = suppose(five, **fields, do="look")
    assert page.status == 422
    assert f'id="{field}-error"' in page.html


def test_a_change_becomes_a_proposal_that_waits_for_answers(five: Household) -> None:
    number = five.agreement("School")
    code = agreement_ref(number)
    page = suppose(five, agreement=code, how="starts", on="1 april 2027", do="propose")
    assert page.status == 200
    assert "Begint later: op 1 april" in page.text
    rows = five.family.run("samira", lambda work: open_changes(work, five.family.id))
    assert [row.agreement for row in rows] == [number]
    assert five.family.row("school").form.start != rows[0].starts_on


def test_a_new_agreement_becomes_a_proposed_one(five: Household) -> None:
    suppose(five, line="sport: Kevin, za 10-11", title="x", owner="kevin", do="propose")
    plan = five.family.case().plan
    assert len([one for one in plan.agreements if one.line.startswith("sport")]) <= 1


def test_a_helper_who_may_not_choose_may_still_wonder(five: Household) -> None:
    helper: Actor = five.family.actors["dirk"]
    assert helper is not None
    number = agreement_ref(five.agreement("Werk"))
    page = suppose(five, "dirk", agreement=number, how="goes", do="look")
    assert page.status == 200
    assert "Maak hier een voorstel van" not in page.text
    assert suppose(five, "dirk", agreement=number, how="goes", do="propose").status == 403


def test_while_one_types_only_the_result_is_sent(five: Household) -> None:
    page = five.visitor("samira", "nl").send(
        five.at("what-if-live"), agreement=agreement_ref(five.agreement("Werk")), how="goes"
    )
    assert page.status == 200
    assert "<html" not in page.html
    assert "Als dit zo is" in page.text


def test_the_form_begins_with_the_agreement_one_came_from(five: Household) -> None:
    number = agreement_ref(five.agreement("Coachgesprek"))
    page = five.visitor("samira", "nl").get(five.at("what-if") + f"?afspraak={number}")
    assert page.value("line").startswith("gesprek")
