"""*Hoe druk het is*: what the plan asks over the weeks, for who helps and for who lives it."""

from __future__ import annotations

import pytest

from tandem.core.access import InvolvementRole
from tandem.records.door import plumbing
from tandem.records.people.models import Involvement
from tests.web.five_plans import Household, household

pytestmark = pytest.mark.django_db


@pytest.fixture
def five(monkeypatch: pytest.MonkeyPatch) -> Household:
    return household(monkeypatch)


def test_the_lead_sees_when_it_is_too_much_and_what_made_it_so(five: Household) -> None:
    page = five.visitor("samira", "nl").get(five.at("load"))
    assert page.status == 200
    assert "In 13 weken is het te veel, voor het eerst in de week van 4 januari." in page.text
    assert "Dagactiviteit" in page.text
    assert "Deelplan Wmo: dagstructuur" in page.text


def test_a_resident_reads_her_own_load_first(five: Household) -> None:
    page = five.visitor("kevin", "nl").get(five.at("load"))
    assert page.status == 200
    assert "Wat het van je vraagt" in page.text or "Wat het van u vraagt" in page.text
    assert page.html.index('id="load-kevin"') < page.html.index('id="load-karin"')


def test_at_what_somebody_can_carry_the_page_warns(five: Household) -> None:
    visitor = five.visitor("kevin", "nl")
    address = five.at("own-words", member=five.family.numbers["kevin"])
    form = visitor.get(address)
    names = ("question", "was_question", "was_contacts")
    visitor.send(address, contacts="6", **{name: form.value(name) for name in names})
    assert "Nog één contact per week, dan is het te veel." in visitor.get(five.at("load")).text


def test_letters_and_forms_are_entered_and_counted(five: Household) -> None:
    visitor = five.visitor("samira", "nl")
    visitor.send(
        five.at("agreement-add"),
        line="gesprek: Karin, wo 10-11",
        owner="samira",
        papers="4",
        paper_minutes="30",
        do="save",
    )
    page = visitor.get(five.at("load"))
    assert "6 brieven en formulieren per maand: 42 minuten per week." in page.text
    plan = five.plan("samira")
    assert "4 letters and forms a month, half an hour each" in plan.text


def test_letters_that_are_no_number_are_named_at_their_field(five: Household) -> None:
    page = five.visitor("samira").send(
        five.at("agreement-add"), line="gesprek: Karin, wo 10-11", papers="veel", do="save"
    )
    assert page.status == 422
    assert 'id="papers-error"' in page.html


def test_changing_an_agreement_keeps_its_letters(five: Household) -> None:
    visitor = five.visitor("samira")
    line = "gesprek: Karin, wo 10-11"
    visitor.send(
        five.at("agreement-add"),
        line=line,
        owner="samira",
        title="Formulieren",
        papers="3",
        do="save",
    )
    number = five.agreement("Formulieren")
    form = visitor.get(five.at("agreement", agreement=number))
    assert form.value("papers") == "3"


@pytest.mark.parametrize("route", ["load", "plan", "check", "history", "conference", "plan-pdf"])
def test_enforcement_has_no_path(five: Household, route: str) -> None:
    with plumbing():
        Involvement.objects.filter(key="ineke").update(role=InvolvementRole.ENFORCEMENT.value)
    visitor = five.visitor("ineke")
    assert visitor.get(five.at(route)).status == 403
    assert visitor.get(five.at("people")).status == 200


def test_who_has_nothing_to_do_with_it_finds_nothing(five: Household) -> None:
    assert five.visitor("stranger").get(five.at("load")).status in {403, 404}
