"""*Uw rechten*: a copy, "dit klopt niet" and destruction, and whoever answers them."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pypdf import PdfReader

from tandem.actions.plans.discretion import close_part, shield_agreement
from tandem.core.access import Duty
from tandem.records.audit.models import Event
from tandem.records.door import plumbing
from tandem.web.refs import number_of
from tests.actions.plans.family import _helper
from tests.web.five_plans import Household, household
from tests.web.visitors import Page, Visitor

pytestmark = pytest.mark.django_db
SCHEMA = Path(__file__).parents[2] / "schemas" / "copy.schema.json"
GROUND = "Jeugdwet, artikel 7.3.11"


@pytest.fixture
def five(monkeypatch: pytest.MonkeyPatch) -> Household:
    return household(monkeypatch)


@pytest.fixture
def officer(five: Household) -> Visitor:  # noqa: ARG001 - of the same municipality
    with plumbing():
        return Visitor(_helper("Femke de Graaf", "Gemeente", Duty.PRIVACY_OFFICER), "en")


def member(five: Household, key: str) -> int:
    return five.family.numbers[key]


def ask(five: Household, who: str, what: str, about: str, **fields: str) -> Page:
    visitor = five.visitor(who)
    return visitor.send(five.at(f"rights-{what}", member=member(five, about)), **fields)


def copy(five: Household, who: str, about: str, language: str = "nl") -> tuple[Any, str]:
    """The copy as JSON and as the text of the PDF."""
    visitor = five.visitor(who, language)
    response = visitor.client.post(five.at("rights-copy", member=member(five, about)))
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store, private"
    assert response.headers["Content-Disposition"] == 'attachment; filename="kopie.zip"'
    with zipfile.ZipFile(io.BytesIO(response.content)) as pack:
        assert pack.namelist() == ["kopie.pdf", "kopie.json"]
        told = json.loads(pack.read("kopie.json"))
        printed = PdfReader(io.BytesIO(pack.read("kopie.pdf")))
    return told, "\n".join(page.extract_text() for page in printed.pages)


def test_a_resident_gets_a_copy_that_keeps_to_its_schema(five: Household) -> None:
    told, printed = copy(five, "kevin", "kevin")
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(told)
    assert told["person"]["name"] == "Kevin"
    assert told["person"]["born"] == "2008-11-02"
    assert "automonteur" in told["own_words"]["question"]
    assert {"Therapie", "School"} <= {one["title"] for one in told["agreements"]}
    assert [one["title"] for one in told["money"]] == ["Bijstand"]
    assert "Samira Haddou" in {one["name"] for one in told["helpers"]}
    assert "Kopie van wat er bekend is" in printed
    assert "Therapie" in printed
    assert re.search(r"Loopt|Voorgesteld|Afgesproken", printed)


def test_taking_a_copy_is_recorded_as_an_event_and_a_look(five: Household) -> None:
    copy(five, "kevin", "kevin")
    told, _ = copy(five, "kevin", "kevin")
    assert {"page": "copy", "who": "Kevin"}.items() <= told["looks"][0].items()
    taken = five.family.run("kevin", lambda _: Event.objects.filter(verb="took-copy").count())
    assert taken == 2
    assert "copy" not in five.visitor("karin").get(five.at("history")).text.lower()


def test_what_is_shielded_or_closed_is_not_in_the_copy(five: Household) -> None:
    family = five.family
    family.run(
        "samira",
        lambda w: shield_agreement(w, family.code, key="therapy", member="karin", ground=GROUND),
    )
    family.run("samira", lambda w: close_part(w, family.code, part="schulden", ground=GROUND))
    told, printed = copy(five, "karin", "karin")
    whole = json.dumps(told) + printed
    assert "Therapie" not in whole
    assert "De Oever" in whole  # that she helps here stands on Mensen too
    kevins, _ = copy(five, "kevin", "kevin")
    assert "Therapie" in {one["title"] for one in kevins["agreements"]}


def test_a_parent_takes_the_copy_of_a_child_and_of_nobody_else(five: Household) -> None:
    told, _ = copy(five, "karin", "lotte")
    assert told["person"]["name"] == "Lotte"
    for who, about in (("karin", "kevin"), ("kevin", "karin"), ("samira", "kevin")):
        response = five.visitor(who).client.post(five.at("rights-copy", member=member(five, about)))
        assert response.status_code == 403, (who, about)
    elsewhere = five.visitor("stranger").client.post(
        five.at("rights-copy", member=member(five, "kevin"))
    )
    assert elsewhere.status_code == 404


def test_a_child_of_nine_and_a_helper_see_no_such_page(five: Household) -> None:
    assert five.visitor("lotte").get(five.at("rights")).status == 403
    assert five.visitor("samira").get(five.at("rights")).status == 403
    assert five.visitor("stranger").get(five.at("rights")).status == 404


def test_the_page_is_reached_from_my_details(five: Household) -> None:
    kevin = five.visitor("kevin", "nl")
    assert five.at("rights") in kevin.get("/mijn-gegevens/").html
    assert "Uw rechten" in kevin.get(five.at("rights")).text
    assert five.at("rights") not in five.visitor("samira").get("/mijn-gegevens/").html


def test_a_correction_goes_to_who_answers_for_it_and_stands_in_vandaag(five: Household) -> None:
    budget = five.agreement("Budgetgesprek")
    page = ask(
        five,
        "kevin",
        "correction",
        "kevin",
        subject=f"agreement-{budget}",
        words="Het is niet elke week",
        wanted="Om de week",
    )
    assert "Dirk Hofman answers you by 14 January 2027." in page.text.replace("\u00a0", " ")
    today = five.visitor("dirk").get("/")
    assert "A resident asks something about what is recorded." in today.text
    assert "A resident asks something" not in five.visitor("samira").get("/").text
    address = request_of(today)
    shown = five.visitor("dirk").get(address)
    assert "Het is niet elke week" in shown.text
    assert "AVG, artikel 12 lid 3 (still to be checked)" in shown.text
    five.visitor("dirk").send(address, answer="done", reason="Dat klopte niet")
    after = five.visitor("kevin").get(five.at("rights")).text
    assert "It is put right. Dat klopte niet" in after
    assert "A resident asks something" not in five.visitor("dirk").get("/").text


def request_of(page: Page) -> str:
    found = re.search(r'href="(/verzoeken/[a-z2-7]+/)"', page.html)
    assert found
    return found.group(1)


def test_only_holder_lead_and_officer_read_a_request(five: Household, officer: Visitor) -> None:
    ask(five, "kevin", "destruction", "kevin", words="Weg ermee")
    address = request_of(five.visitor("samira").get("/"))
    assert five.visitor("bram").get(address).status == 404
    assert five.visitor("karin").get(address).status == 404  # that Kevin asked is his own
    page = officer.get(address)
    assert "Weg ermee" in page.text
    assert "Asked on 14 December 2026." in page.text.replace("\u00a0", " ")
    assert five.visitor("stranger").get(address).status == 404


def test_the_officer_sees_every_request_and_nothing_of_any_household(
    five: Household, officer: Visitor
) -> None:
    ask(five, "kevin", "destruction", "kevin", words="Weg ermee")
    listed = officer.get("/verzoeken/")
    assert "Weg ermee" in listed.text
    assert "Samira Haddou holds it." in listed.text
    assert "De Vries" not in listed.text
    assert officer.get(five.at("plan")).status == 404
    assert five.visitor("samira").get("/verzoeken/").status == 403
    address = request_of(listed)
    officer.send(address, answer="done", reason="Geen grond meer", scope="household")
    after = officer.get("/verzoeken/").text.replace("\u00a0", " ")
    assert "Will be destroyed on 28 December 2026" in after
    assert "A resident asks something" not in five.visitor("samira").get("/").text


def test_a_refusal_needs_an_alternative_and_who_calls(five: Household) -> None:
    ask(five, "kevin", "destruction", "kevin", words="Weg ermee")
    samira = five.visitor("samira")
    address = request_of(samira.get("/"))
    page = samira.send(address, answer="refused", reason="Wmo 2015, artikel 5.3.4")
    assert page.status == 422
    assert "Say what can be done instead." in page.text
    assert "Say who calls about it." in page.text
    page = samira.send(
        address,
        answer="refused",
        reason="Wmo 2015, artikel 5.3.4",
        alternative="Na 2041 vraagt u het opnieuw",
        caller="Samira",
    )
    assert "It is kept" in page.text
    told = five.visitor("kevin").get(five.at("rights")).text
    assert "Samira calls you about it." in told
    assert "Na 2041 vraagt u het opnieuw" in told


def test_what_is_granted_can_be_taken_back_until_it_happens(five: Household) -> None:
    ask(five, "kevin", "destruction", "kevin", words="Weg ermee")
    samira = five.visitor("samira")
    address = request_of(samira.get("/"))
    page = samira.send(address, answer="done", reason="Geen grond meer", scope="member")
    assert "It will be destroyed on 28 December 2026." in page.text.replace("\u00a0", " ")
    kevin = five.visitor("kevin").get(five.at("rights")).text.replace("\u00a0", " ")
    assert "It will be destroyed on 28 December 2026. Until then" in kevin
    stop = re.search(r'action="(/vernietiging/[a-z2-7]+/tegenhouden/)"', page.html)
    assert stop
    assert five.visitor("bram").send(stop.group(1)).status == 404
    samira.send(stop.group(1), request=number_of("request", address.split("/")[2]))
    assert "It will be destroyed" not in samira.get(address).text


def test_words_are_needed_and_nothing_typed_is_lost(five: Household) -> None:
    page = ask(five, "kevin", "correction", "kevin", subject="", words="", wanted="Anders")
    assert page.status == 422
    assert "Choose what is not right." in page.text
    assert page.value("wanted") == "Anders"
    hidden = ask(five, "kevin", "correction", "kevin", subject="agreement-999999", words="x")
    assert "Choose what is not right." in hidden.text
