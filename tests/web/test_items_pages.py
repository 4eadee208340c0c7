"""Signals, offers and commissions on the pages: who has it, who sees what, and what it says."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from tandem.actions.coordination.offers import NewOffer, accept_offer, offer_item
from tandem.actions.coordination.signals import Handled, handle_signal
from tandem.actions.plans.discretion import Item as Shielded
from tandem.actions.plans.discretion import shield
from tandem.actions.plans.shieldable import ShieldKind
from tandem.records.coordination.models import Item, OutsideSignal, Signal, SignalAnswer
from tandem.records.door import plumbing
from tandem.records.signing.throttle import Limit
from tandem.web.pages import zorg
from tandem.web.refs import ref
from tests.web.five_plans import Household, household
from tests.web.visitors import Page, Visitor, _read

pytestmark = pytest.mark.django_db
TOLD = "Lotte komt al een week niet op school."


@pytest.fixture
def five(monkeypatch: pytest.MonkeyPatch) -> Household:
    found = household(monkeypatch)
    monkeypatch.setattr("tandem.web.pages.zorg.now", lambda: found.family.at)
    return found


def number(five: Household, who: str) -> int:
    found = five.family.actors[who].professional
    assert found is not None
    return found


def last_item() -> int:
    with plumbing():
        return int(Item.objects.order_by("-id").values_list("id", flat=True)[0])


def version(page: Page) -> str:
    return page.value("version")


class Someone:
    """Somebody without an account, with a browser."""

    def __init__(self) -> None:
        self.client = Client()
        self.client.cookies["language"] = "en"

    def get(self, route: str) -> Page:
        return _read(self.client.get(reverse(route)), route)

    def send(self, route: str, **fields: str) -> Page:
        return _read(self.client.post(reverse(route), fields), route)


GIVEN = {
    "concern": "children",
    "words": TOLD,
    "about": "Fam. De Vries, Dorpsstraat 1",
    "postcode": "",
    "name": "Bos, huisarts",
    "telephone": "088 111 22 33",
    "csrfmiddlewaretoken": "abc",
}


def outside(number: int) -> str:
    return reverse("outside-signal", kwargs={"signal": number})


def test_a_gp_gets_a_receipt_and_later_reads_that_it_was_picked_up(five: Household) -> None:
    gp = Someone()
    assert gp.send("care", **{**GIVEN, "words": ""}).status == 422
    page = gp.send("care", **GIVEN)
    assert "We have it" in page.text
    assert "Wil de Groot" in page.text
    assert "Vries" not in page.text
    found = re.search(r"(?:[A-Z2-7]{4}-){3}[A-Z2-7]{4}", page.text)
    assert found is not None
    code = found.group()
    assert code in gp.send("care", **GIVEN).text  # sent twice: one signal, one receipt
    (signal,) = five.family.run("chief", lambda _: list(OutsideSignal.objects.values_list("id")))[0]
    assert "not picked up yet" in gp.send("care-receipt", receipt=code.lower()).text
    assert gp.send("care-receipt", receipt="AAAA-BBBB-CCCC-DDDD").status == 422
    chief = five.visitor("chief")
    assert "A signal from outside, about the children" in chief.get("/").text
    assert five.visitor("samira").get(outside(signal)).status == 404
    page = chief.get(outside(signal))
    assert TOLD in page.text
    offered = chief.send(
        outside(signal), do="offer", version=version(page), to=number(five, "samira")
    )
    assert "asked Samira" in offered.text
    samira = five.visitor("samira")
    assert "A signal from outside" in samira.get("/").text
    page = samira.get(outside(signal))
    page = samira.send(outside(signal), do="accept", version=version(page))
    assert "picked it up on" in page.text
    page = samira.send(
        outside(signal), do="match", version=version(page), household=five.family.code
    )
    assert five.family.code in page.address
    assert TOLD in page.text
    assert "Bos, huisarts" in page.text
    told = gp.send("care-receipt", receipt=code).text
    assert "Picked up on" in told
    assert "Samira" in told
    assert "Vries" not in told
    kept, became = five.family.run(
        "chief", lambda _: (OutsideSignal.objects.get(), Signal.objects.get())
    )
    assert (kept.words, kept.about, kept.given_name) == ("", "", "")
    assert became.received_at == kept.received_at


def test_too_many_from_one_address_are_led_to_the_telephone_and_others_not(
    five: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    five.visitor("chief")
    monkeypatch.setattr(zorg, "GIVEN", Limit("test", 2, zorg.GIVEN.within))
    gp = Someone()
    statuses = [
        gp.send("care", **{**GIVEN, "csrfmiddlewaretoken": str(one)}).status for one in range(4)
    ]
    assert statuses == [200, 200, 429, 429]
    other = Someone()
    other.client.defaults["REMOTE_ADDR"] = "10.0.0.9"
    assert other.send("care", **{**GIVEN, "csrfmiddlewaretoken": "other"}).status == 200


def test_a_resident_gives_a_signal_and_follows_who_has_it(five: Household) -> None:
    karin = five.visitor("karin")
    assert five.at("items") in karin.get(five.at("my-plan")).html
    assert karin.send(five.at("signal-new"), concern="", words=TOLD).status == 422
    page = karin.send(five.at("signal-new"), concern="children", words=TOLD)
    item = last_item()
    assert TOLD in page.text
    assert "Samira has it." in page.text or "has it." in page.text
    assert TOLD not in five.visitor("kevin").get(five.at("items")).text
    samira = five.visitor("samira")
    page = samira.get(five.at("item", item=item))
    assert samira.send(five.at("item", item=item), do="pick-up").status == 200
    samira.send(
        five.at("item", item=item),
        do="handle",
        version=version(page),
        answer="helped",
        words="Ik belde met de school.",
    )
    assert "Ik belde met de school." in karin.get(five.at("items")).text
    assert karin.get(five.at("item", item=item)).address == five.at("items")


def test_a_commission_goes_round_and_who_carries_it_out_sees_no_more_than_that(
    five: Household,
) -> None:
    samira, stranger = five.visitor("samira"), five.visitor("stranger")
    asked = {
        "text": "Een betaalregeling voor de huur",
        "due_on": "6-1-2027",
        "report_back": "Bel me als er een regeling is.",
        "may_see": "asked",
        "to": str(number(five, "stranger")),
        "legal_ground": "",
    }
    choice = f'value="{asked["to"]}"'
    assert choice not in samira.get(five.at("commission-new")).html
    page = samira.send(five.at("commission-new"), **{**asked, "to": ""}, do="search", q="iemand")
    assert (page.status, choice in page.html) == (200, True)
    assert "Een betaalregeling voor de huur" in page.html
    page = samira.send(five.at("commission-new"), **asked)
    assert page.status == 422
    assert "name the legal ground" in page.text
    grounds = re.findall(r'<option value="([^"]+)"', page.html.split('id="legal_ground"')[1])
    page = samira.send(five.at("commission-new"), **{**asked, "legal_ground": grounds[0]})
    assert page.status == 200, page.text
    item = five.at("item", item=last_item())
    other = five.visitor("stranger").get("/")
    assert "asks you: will you take this? Commission: Een betaalregeling" in other.text
    page = stranger.get(item)
    for hidden in ("Karin", "Lotte", "Kevin"):
        assert hidden not in page.text.replace("Kevin komt tot rust", "")
    assert stranger.get(five.at("plan")).status == 403
    assert stranger.get(five.at("items")).status == 403
    assert five.family.code not in stranger.get("/huishoudens/").html
    page = stranger.send(item, do="decline", version=version(page), reason="no-time", words="")
    assert page.status == 422
    page = stranger.send(item, do="accept", version=version(stranger.get(item)))
    assert "carries it out" in page.text
    page = stranger.send(item, do="finish", version=version(page), words="50 euro per maand.")
    assert page.status == 200
    assert "is done with: Een betaalregeling" in samira.get("/").text
    page = samira.get(item)
    assert "50 euro per maand." in page.text
    samira.send(item, do="read", version=version(page))
    assert "Done on" in samira.get(item).text
    assert stranger.get(item).status == 404


def test_others_who_help_see_that_and_when_and_not_what(five: Household) -> None:
    five.visitor("karin").send(five.at("signal-new"), concern="home", words=TOLD)
    helper = next(
        name
        for name in five.family.actors
        if name not in {"samira", "chief", "stranger", "karin", "kevin", "lotte"}
    )
    page = five.visitor(helper).get(five.at("items"))
    assert "Signal" in page.text
    assert TOLD not in page.text
    item = last_item()
    assert five.visitor(helper).get(five.at("item", item=item)).status == 403
    assert five.visitor("stranger").get(five.at("item", item=item)).status == 404
    assert ref("item", item) not in page.html


def test_an_action_and_a_dispute_stand_in_today_until_they_are_over(five: Household) -> None:
    samira: Visitor = five.visitor("samira")
    samira.send(five.at("action-new"), text="De school bellen", due_on="16-12-2026")
    assert "Action: De school bellen" in samira.get("/").text
    item = five.at("item", item=last_item())
    samira.send(item, do="finish", version=version(samira.get(item)), words="")
    assert "De school bellen" not in samira.get("/").text
    quarrel = {"text": "Taxi", "between": "Wmo en school", "pays_first": ""}
    assert samira.send(five.at("dispute-new"), **quarrel).status == 422
    page = samira.send(five.at("dispute-new"), **{**quarrel, "pays_first": "De gemeente"})
    assert "Not agreed for 0 days." in page.text
    item = five.at("item", item=last_item())
    samira.send(item, do="settle", version=version(samira.get(item)), words="De school.")
    assert "Handled on" in samira.get(item).text


@pytest.mark.parametrize("over", [False, True])
def test_a_shielded_holder_leaves_no_trace_on_the_list_of_who_gave_the_signal(
    five: Household, *, over: bool
) -> None:
    """The list is as if who leads had it: no name, function, organisation or number of his."""
    family, karin = five.family, five.visitor("karin")
    karin.send(five.at("signal-new"), concern="children", words=TOLD)
    item, here = last_item(), five.at("items")
    offer = NewOffer(number(five, "bram"))
    family.run("samira", lambda w: offer_item(w, family.code, item, offer))
    family.run("bram", lambda w: accept_offer(w, family.code, item))
    if over:
        told = Handled(SignalAnswer.HELPED, "Bram Post ging langs.")
        family.run("bram", lambda w: handle_signal(w, family.code, item, told))
    helper = next(one for one in family.case().head.helpers if one.key == "bram")
    his = (helper.name, "Bram", helper.organisation, helper.telephone)
    assert "Bram" in karin.get(here).text
    him = Shielded(ShieldKind.HELPER, "bram")
    family.run(
        "samira", lambda w: shield(w, family.code, item=him, member="karin", ground="Gevaar")
    )
    page = karin.get(here)
    assert [one for one in his if one and one in page.html] == []
    assert TOLD in page.text
    assert "Samira Haddou" in page.text
    assert five.visitor("kevin").get(here).text.count(TOLD) == 0
