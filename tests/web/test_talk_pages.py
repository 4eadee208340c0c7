"""*Berichten*, *Nieuw*, questions among colleagues, and what lies with whom: as people see them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tandem.actions.coordination.offers import NewOffer, take_offer_back
from tandem.actions.coordination.tasks import NewCommission, add_commission
from tandem.records.coordination.models import Item, MaySee
from tandem.records.door import plumbing
from tests.web.five_plans import Household, household

pytestmark = pytest.mark.django_db
TALK = re.compile(r"/berichten/[a-z2-7]{13}/")
DECISION = re.compile(r"/berichten/[a-z2-7]{13}/besluit/[a-z2-7]{13}/")


@pytest.fixture
def five(monkeypatch: pytest.MonkeyPatch) -> Household:
    return household(monkeypatch)


def value(five: Household, key: str) -> str:
    from tandem.core.access.talks import Someone
    from tandem.web.pages.talk_words import value_of

    professional = five.family.actors[key].professional
    who = Someone(five.family.numbers.get(key)) if professional is None else None
    return value_of(who or Someone(None, professional))


def test_two_people_write_and_decide_and_nobody_else_sees_it(five: Household) -> None:
    samira, kevin, bram = (five.visitor(one) for one in ("samira", "kevin", "bram"))
    new = samira.get(five.at("talk-new"))
    assert "Only whom you tick reads it, and you. Nobody else." in new.text
    wrong = samira.send(five.at("talk-new"), subject="Het bed", text="Kan het vrijdag?")
    assert (wrong.status, "Choose who reads this." in wrong.text) == (422, True)
    assert wrong.value("subject") == "Het bed"
    page = samira.send(
        five.at("talk-new"),
        subject="Het bed",
        text="Kan het vrijdag?",
        **{"with": value(five, "kevin")},
    )
    talk = page.address
    assert TALK.search(talk)
    assert (
        "Kevin and you . Nobody else. The family reads along." in page.text.replace(" .", " .")
        or "and you. Nobody else. The family reads along." in page.text
    )
    assert "New 1" in kevin.get(five.at("my-plan")).text
    assert "a new message in “Het bed”" in kevin.get(reverse("notices")).text
    assert "Kan het vrijdag?" in kevin.get(talk).text
    assert "New 1" not in kevin.get(five.at("my-plan")).text
    assert (bram.get(talk).status, "Het bed" in bram.get(five.at("talks")).text) == (404, False)
    kevin.send(talk, do="write", text="Ja @Samira")
    asked = samira.send(
        talk, do="propose", decision="We halen het vrijdag", named=value(five, "kevin")
    )
    assert "Waits for an answer" in asked.text
    answer = DECISION.search(kevin.get(talk).html)
    assert answer is not None
    where = five.at("talks").removesuffix("berichten/") + answer.group().removeprefix("/")
    no = kevin.send(where, do="no")
    assert (no.status, "Say why not" in no.text) == (422, True)
    assert "Decided on" in kevin.send(where, do="yes").text
    assert "a proposal in “Het bed” was answered" in samira.get(reverse("notices")).text
    assert "New" in samira.send(reverse("notices")).text


def test_a_question_to_a_colleague_is_refused_with_a_name_and_answered_without(
    five: Household,
) -> None:
    samira, stranger = five.visitor("samira"), five.visitor("stranger")
    to, here = five.family.actors["stranger"].professional, five.at("colleague-ask")
    wrong = samira.send(here, do="ask", to=to, text="Wie kent Kevin?")
    assert wrong.status == 422
    assert "is a name of this household" in wrong.text
    assert wrong.value("text") == "Wie kent Kevin?"
    sent = samira.send(here, do="ask", to=to, text="Wie kent een plek voor een jongen van 17?")
    assert "Waits for Iemand Anders" in sent.text
    assert "Asks you, without names" in stranger.get(reverse("today")).text
    found = re.search(r"/vragen/[a-z2-7]{13}/", stranger.get(reverse("questions")).html)
    assert found is not None
    assert "Your answer is sent." in stranger.send(found.group(), text="Bij de buurtsuper").text
    assert "Bij de buurtsuper" in samira.get(found.group()).text
    assert five.visitor("bram").get(found.group()).status == 404


def test_how_one_hears_what_is_new_is_chosen_with_the_own_details(five: Household) -> None:
    kevin, here = five.visitor("kevin"), reverse("my-details")
    own = {"language": "en", "form_of_address": "u"}
    wrong = kevin.send(here, **own, told_by="daily", mail="geen adres")
    assert (wrong.status, "Give a mail address" in wrong.text) == (422, True)
    kept = kevin.send(here, **own, told_by="daily", mail="kevin@thuis.example")
    assert kept.chosen("daily")
    assert kept.value("mail") == "kevin@thuis.example"
    gone = kevin.send(here, **own, told_by="site", mail="kevin@thuis.example")
    assert gone.value("mail") == ""


def items(five: Household, holder: str, count: int, kind: str = "signal") -> None:
    with plumbing():
        Item.objects.bulk_create(
            Item(
                household_id=five.family.id,
                kind=kind,
                text=f"{kind} {number}",
                holder_id=five.family.actors[holder].professional or 0,
                opened_at=five.family.at,
                due_on="2026-11-01",
            )
            for number in range(count)
        )


def test_what_lies_with_whom_is_shown_taken_and_passed_on_in_one_go(five: Household) -> None:
    dirk, bram = five.visitor("dirk"), five.visitor("bram")
    items(five, "dirk", 3)
    own = dirk.get(reverse("work"))
    assert "3 things." in own.text
    assert "Signal : signal 0" in own.text
    assert "Signal: signal 0" in dirk.get(reverse("today")).text
    chosen = re.findall(r'name="chosen" value="([^"]+)"', own.html)
    to = five.family.actors["bram"].professional
    assert (
        "2 things are done."
        in dirk.send(reverse("work"), do="offer", chosen=chosen[:2], to=to).text
    )
    assert "Dirk" in bram.get(reverse("today")).text
    offered = re.findall(r'value="(accept-[^"]+)"', bram.get(reverse("work")).html)
    assert len(offered) == 2
    assert "One thing is done." in bram.send(reverse("work"), do=offered[0]).text
    again = bram.send(reverse("work"), do=offered[0])
    assert (again.status, "just before you" in again.text) == (422, True)
    team = bram.get(reverse("team-work"))
    assert "signal 2" not in team.text
    take = re.findall(r'value="(take-[^"]+)"', team.html)
    assert "One thing is done." in bram.send(reverse("team-work"), do=take[-1]).text
    chief = five.visitor("chief")
    every = re.findall(r'name="chosen" value="([^"]+)"', chief.get(reverse("team-work")).html)
    given = chief.send(
        reverse("team-work"),
        do="give",
        chosen=every,
        to=to,
        reason="Dirk is ziek",
        query="stil=1&x=2",
    )
    assert given.address == f"{reverse('team-work')}?stil=1"
    assert "already" in given.text
    kept = bram.send(reverse("work"), do="save-view", name="Te laat", query="wanneer=overdue&x=1")
    assert f'href="{reverse("work")}?wanneer=overdue"' in kept.html
    wrong = bram.send(reverse("work"), do="offer", to=to)
    assert (wrong.status, "Choose at least one thing" in wrong.text) == (422, True)


def test_a_long_list_asks_no_more_of_the_database_than_a_short_one(five: Household) -> None:
    bram, counts = five.visitor("bram"), []
    for more in (3, 60):
        items(five, "bram", more)
        for route in ("work", "today", "notices"):
            with CaptureQueriesContext(
                connection,
            ) as found:
                page = bram.get(reverse(route))
            counts.append(len(found))
            assert page.status == 200
    assert counts[:3] == counts[3:]
    assert "Page" in bram.get(reverse("work")).text


def test_a_conversation_about_one_item_has_its_own_circle_also_for_who_is_here_for_it_alone(
    five: Household,
) -> None:
    family = five.family
    samira, bram, stranger = (five.visitor(one) for one in ("samira", "bram", "stranger"))
    to = family.actors["stranger"].professional or 0
    offer = NewOffer(to, legal_ground="Wmo 2015, art. 2.1.2")
    day = family.at.date() + timedelta(days=9)
    new = NewCommission("De ramen lekken niet meer", day, "Bel mij", MaySee.ASKED, offer)
    item = family.run("samira", lambda w: add_commission(w, family.code, new))
    page, here = samira.get(five.at("item", item=item)), five.at("item-talk", item=item)
    assert "Nobody wrote about it yet." in page.text
    form = stranger.get(here)
    assert "De ramen lekken niet meer" in form.text
    # Who is asked for this alone chooses among those whom it concerns; the family is not named.
    assert [one for one in ("Karin", "Kevin", "Bram") if one in form.text] == []
    assert "Samira" in form.text
    about = {"subject": "De ramen", "text": "Welke ramen zijn het?"}
    assert stranger.send(here, **about, **{"with": value(five, "karin")}).status == 422
    page = stranger.send(here, **about, **{"with": value(five, "samira")})
    talk = page.address
    assert (page.status, "Welke ramen zijn het?" in page.text) == (200, True)
    assert "Karin" not in page.text
    shown = samira.get(five.at("item", item=item)).text
    assert "De ramen" in shown
    assert "Read along: Iemand Anders and you" in shown
    assert bram.get(talk).status == 404
    assert bram.get(here).status == 403
    samira.send(talk, do="write", text="Die van de kamer")
    asked = samira.send(
        talk, do="propose", decision="Vrijdag kijken", named=value(five, "stranger")
    )
    assert "Waits for an answer" in asked.text
    assert "your yes or no is asked" in stranger.get(reverse("notices")).text
    answer = DECISION.search(stranger.get(talk).html)
    assert answer is not None
    where = five.at("talks").removesuffix("berichten/") + answer.group().removeprefix("/")
    assert "Decided on" in stranger.send(where, do="yes").text
    # Once it is no longer asked of her, nothing of the household opens, nor what was written.
    family.run("samira", lambda w: take_offer_back(w, family.code, item))
    assert (stranger.get(talk).status, stranger.get(here).status) == (404, 404)


def test_who_writes_very_much_in_a_short_time_waits_and_loses_nothing(
    five: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tandem.actions.coordination.measure.MOST", 4)
    monkeypatch.setattr("tandem.actions.coordination.measure.WITHIN", timedelta(hours=2))
    samira = five.visitor("samira")
    to = {"with": value(five, "kevin")}
    talk = samira.send(five.at("talk-new"), subject="Het bed", text="Een", **to).address
    for words in ("Twee", "Drie"):
        assert samira.send(talk, do="write", text=words).status == 200
    samira.send(talk, do="propose", decision="Vrijdag", named=value(five, "kevin"))
    late = samira.send(talk, do="write", text="Vier en nog veel meer")
    assert (late.status, late.value("text")) == (422, "Vier en nog veel meer")
    assert "Nothing is lost: your words stand here." in late.text
    new = samira.send(five.at("talk-new"), subject="Nog een", text="Vijf", **to)
    assert (new.status, new.value("text"), new.value("subject")) == (422, "Vijf", "Nog een")
    no = samira.send(talk, do="propose", decision="Zaterdag", named=value(five, "kevin"))
    assert (no.status, no.value("decision")) == (422, "Zaterdag")
    asked = {"do": "ask", "to": five.family.actors["stranger"].professional}
    assert samira.send(five.at("colleague-ask"), text="Wie weet een plek?", **asked).status == 422
    # Somebody else writes as ever, and so does she some time later.
    assert five.visitor("kevin").send(talk, do="write", text="Ja").status == 200
    five.family.at += timedelta(hours=2)
    assert samira.send(talk, do="write", text="Vier en nog veel meer").status == 200
