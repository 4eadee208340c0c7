"""Writing down what somebody said of who leads, and reading who wrote it down."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tandem.actions.coordination.leads import appoint_stand_in
from tandem.records.coordination.models import LeadAnswer
from tandem.records.door import plumbing
from tandem.records.people.models import Account
from tandem.records.plans.models import Shield
from tests.web.five_plans import Household, household
from tests.web.test_rights_pages import copy
from tests.web.visitors import Page

pytestmark = pytest.mark.django_db
TOLD = {"by": "karin", "answer": "other", "way": "paper", "given_on": "14-12-2026"}
LINK = "Write down what somebody of the family said"


@pytest.fixture
def five(monkeypatch: pytest.MonkeyPatch) -> Household:
    return household(monkeypatch)


def record(five: Household, who: str = "samira", **more: str) -> Page:
    return five.visitor(who).send(five.at("lead-answer-record"), **{**TOLD, **more})


def mine(five: Household, who: str, language: str = "en") -> str:
    return five.visitor(who, language).get(five.at("my-plan")).text.replace("\xa0", " ")


def test_a_no_on_paper_stands_with_who_wrote_it_down(five: Household) -> None:
    assert LINK in five.visitor("samira").get(five.at("lead")).text
    page = five.visitor("samira", "nl").get(five.at("lead-answer-record"))
    assert (page.status, page.value("given_on")) == (200, "14-12-2026")
    assert "Het gaat over u." in page.text
    assert all(f'value="{who}"' in page.html for who in ("karin", "kevin"))
    assert 'value="lotte"' not in page.html
    about = "It is about you."
    assert about not in five.visitor("chief").get(five.at("lead-answer-record")).text
    written = record(five, reason="Liever iemand uit de buurt")
    assert "The answer is written down, with your name and the day." in written.text
    told = (
        "Karin would rather have somebody else, since 14 December (on paper, written down by"
        " Samira Haddou): “Liever iemand uit de buurt”."
    )
    assert told in written.text.replace("\xa0", " ")
    # She reads it in her own page, in her own form of address, and what happens with it.
    said = mine(five, "karin", "nl")
    assert "U zei het op papier. Samira Haddou schreef het voor u op, op 14 december 2026." in said
    assert "Geef dan zelf antwoord: uw eigen antwoord telt dan." in said
    assert "Tot dan blijft Samira Haddou u helpen." in said
    with plumbing():
        Account.objects.filter(username="karin").update(informal=True)
        item = LeadAnswer.objects.get().item_id
    assert "Samira Haddou schreef het voor je op" in mine(five, "karin", "nl")
    assert "wrote it down" not in mine(five, "kevin")
    matter = five.visitor("chief").get(five.at("matter", matter=item))
    assert "This was on paper, and written down by Samira Haddou." in matter.text
    copied, printed = copy(five, "karin", "karin")
    answer = copied["lead_answers"][0]
    assert (answer["way"], answer["written_by"]) == ("paper", "Samira Haddou")
    assert "(op papier, overgenomen door Samira Haddou)" in " ".join(printed.split())
    # And answers herself afterwards: that counts.
    own = five.at("lead-answer", member=five.family.numbers["karin"])
    assert "schreef het voor je op" in five.visitor("karin", "nl").get(own).text
    five.visitor("karin").send(own, do="yes")
    assert "wrote it down" not in mine(five, "karin")
    lead = five.visitor("samira").get(five.at("lead")).text.replace("\xa0", " ")
    assert "Karin said yes on 14 December." in lead


def test_everything_that_is_wrong_is_told_at_once_and_nothing_typed_is_lost(
    five: Household,
) -> None:
    page = record(five, by="", answer="", way="", given_on="morgen", reason="Zij belt nooit")
    assert page.status == 422
    for words in (
        "Say who answered.",
        "Choose one of the answers.",
        "Say whether it was given aloud or on paper.",
        "Write the day like this",
    ):
        assert words in page.text
    assert (page.value("given_on"), page.value("reason")) == ("morgen", "Zij belt nooit")
    assert record(five, by="lotte").status == 422
    assert "lies in the future" in record(five, given_on="15-12-2026").text
    assert "Write this shorter" in record(five, reason="x" * 2001).text
    assert record(five).status == 200
    no = record(five, answer="yes", way="aloud")
    assert (no.status, "Wil de Groot calls about it" in no.text) == (422, True)
    for who, status in (("karin", 403), ("bram", 403), ("stranger", 404)):
        assert five.visitor(who).get(five.at("lead-answer-record")).status == status
        assert record(five, who).status == status
    with plumbing():
        assert LeadAnswer.objects.count() == 1


def test_who_stands_in_finds_it_and_who_is_shielded_is_not_named(five: Household) -> None:
    family, link = five.family, "Write down what the family says of who leads"
    bram = family.actors["bram"].professional or 0
    assert link not in five.visitor("bram").get(five.at("people")).text
    until = family.at + timedelta(days=3)
    family.run(
        "samira",
        lambda w: appoint_stand_in(w, family.code, professional=bram, since=None, until=until),
    )
    assert link in five.visitor("bram").get(five.at("people")).text
    written = record(five, "bram", by="kevin", answer="yes", way="aloud")
    assert (written.status, written.address) == (200, five.at("people"))
    name = family.actors["bram"].name
    assert f"You said it aloud. {name} wrote it down for you" in mine(five, "kevin")
    with plumbing():
        part = next(one for one in family.case().head.helpers if one.key == "bram")
        Shield.objects.create(
            household_id=family.id,
            member_id=family.numbers["kevin"],
            involvement_id=part.id,
            ground="danger",
            set_at=family.at,
            set_by=1,
        )
    assert "You said it aloud. A worker wrote it down for you" in mine(five, "kevin")
    answer = copy(five, "kevin", "kevin")[0]["lead_answers"][0]
    assert (answer["said"], answer["written_by"]) == ("yes", "Een medewerker")
