"""Another lead: the handover on the pages of who leads and led, and the family's word of it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tandem.actions.coordination.leads import answer_to_lead, ask_to_lead
from tandem.records.coordination.models import Handover, LeadAnswer
from tandem.records.door import plumbing
from tandem.records.plans.history import EventRow, history_of
from tandem.records.plans.models import Shield
from tandem.web.refs import ref
from tests.web.five_plans import Household, household
from tests.web.test_rights_pages import copy
from tests.web.visitors import Page

pytestmark = pytest.mark.django_db
REASON = "Bram kent de kinderen"


@pytest.fixture
def five(monkeypatch: pytest.MonkeyPatch) -> Household:
    return household(monkeypatch)


def pass_to_bram(five: Household) -> None:
    family = five.family
    bram = family.actors["bram"].professional
    assert bram is not None
    family.run("chief", lambda w: ask_to_lead(w, family.code, professional=bram, reason=REASON))
    family.run("bram", lambda w: answer_to_lead(w, family.code, accepted=True))


def family_history(five: Household) -> tuple[EventRow, ...]:
    return five.family.run("bram", lambda w: history_of(w, five.family.id, most=1000))


def mine(five: Household, who: str) -> Page:
    return five.visitor(who).get(five.at("my-plan"))


def test_a_change_of_lead_is_handed_over_and_cannot_be_forgotten(five: Household) -> None:
    code, here = five.family.code, five.at("handover")
    bram, samira, karin = (five.visitor(one) for one in ("bram", "samira", "karin"))
    pass_to_bram(five)
    assert "The lead is handed over" in bram.get(reverse("today")).text
    assert "there is news about who leads" in samira.get(reverse("notices")).text
    page = bram.get(here)
    assert "hands over the lead to Bram" in page.text
    assert REASON in page.text
    assert "Beste Karin" in page.value("text")
    assert "Agreements that wait for an answer" in page.text
    # Nothing is done yet, so it does not end; and who led may not say that it was gone through.
    assert bram.send(here, do="close").status == 422
    assert samira.send(here, do="through").status == 403
    assert karin.get(here).status == 403
    assert five.visitor("stranger").get(here).status == 404
    # The talk.
    assert bram.send(here, do="plan", talk_on="gisteren").status == 422
    who = ref("member", five.family.numbers["karin"])
    planned = samira.send(
        here, do="plan", talk_on="18-12-2026", members=who, **{"with": ["old", "new"]}
    )
    assert "The talk is on 18 December 2026" in planned.text
    assert "there is news about who leads" in karin.get(reverse("notices")).text
    assert "The talk is on 18 December 2026, with Samira" in mine(five, "karin").text
    # The text: a draft is nobody else's.
    samira.send(here, do="draft", text="Bram is er nu voor u.")
    assert bram.get(here).value("text") == "Bram is er nu voor u."
    assert "Bram is er nu voor u." not in mine(five, "karin").text
    bram.send(here, do="give", text="Bram is er nu voor u. Bel gerust.")
    assert "Bram is er nu voor u. Bel gerust." in mine(five, "karin").text
    assert bram.send(here, do="give", text="Nog iets").status == 422
    # Not before its day was the talk held.
    assert bram.send(here, do="held").status == 422
    told = bram.send(here, do="not-held", talk_why="Karin belde liever")
    assert "There was no talk, because: Karin belde liever" in told.text
    assert "Bram" in bram.send(here, do="through").text
    assert "It was done on" in bram.send(here, do="close").text
    assert "The lead is handed over" not in bram.get(reverse("today")).text
    with plumbing():
        row = Handover.objects.get(household__code=code)
    assert (row.closed_why, row.talk_why) == ("", "Karin belde liever")


def test_the_family_says_what_it_thinks_and_a_no_is_held_against_nobody(five: Household) -> None:
    karin, chief = five.visitor("karin"), five.visitor("chief")
    member = five.family.numbers["karin"]
    here = five.at("lead-answer", member=member)
    page = mine(five, "karin")
    assert "Samira" in page.text
    assert "You do not have to answer." in page.text
    assert "Thank you" in karin.send(here, do="other", words="Ik wil iemand uit de buurt").text
    page = mine(five, "karin")
    assert "You would rather have somebody else." in page.text
    assert "Until then Samira" in page.text
    today = chief.get(reverse("today"))
    assert "would rather have another lead: “Ik wil iemand uit de buurt”" in today.text
    lead = five.visitor("samira").get(five.at("lead"))
    assert "Karin would rather have somebody else" in lead.text
    with plumbing():
        item = LeadAnswer.objects.get().item_id
    matter = chief.get(five.at("matter", matter=item))
    assert "That is allowed, and needs no reason." in matter.text
    chief.send(matter.address, words="We praten er vrijdag over")
    assert "We praten er vrijdag over" in mine(five, "karin").text
    assert "You said yes" in karin.send(here, do="yes").text
    told, printed = copy(five, "karin", "karin")
    assert [one["said"] for one in told["lead_answers"]] == ["yes", "other"]
    assert "Ik wil iemand uit de buurt" in printed
    assert copy(five, "kevin", "kevin")[0]["lead_answers"] == []
    # What changed in the plan tells nobody of it, who helps least of all.
    told = [one.verb for one in family_history(five)]
    assert "answered-lead" not in told
    assert "asked-to-lead" in told
    # For the children it is her word too; for Kevin nobody of those who help says it.
    lotte = five.at("lead-answer", member=five.family.numbers["lotte"])
    assert karin.get(lotte).status == 200
    assert five.visitor("samira").send(lotte, do="yes").status == 403
    assert five.visitor("kevin").get(here).status == 403


def test_who_is_shielded_from_somebody_is_named_nowhere_in_a_handover(five: Household) -> None:
    family, here = five.family, five.at("handover")
    pass_to_bram(five)
    samira, bram = five.visitor("samira"), five.visitor("bram")
    who = [ref("member", family.numbers[one]) for one in ("karin", "kevin")]
    bram.send(here, do="plan", talk_on="18-12-2026", members=who, **{"with": ["old", "new"]})
    bram.send(here, do="give", text="Samira Haddou vertelt mij alles wat nodig is.")
    assert "Samira" in mine(five, "kevin").text
    with plumbing():
        part = next(one for one in family.case().head.helpers if one.key == "samira")
        Shield.objects.create(
            household_id=family.id,
            member_id=family.numbers["kevin"],
            involvement_id=part.id,
            ground="danger",
            set_at=family.at,
            set_by=1,
        )
    assert "Samira" not in mine(five, "kevin").text
    assert "Samira" in mine(five, "karin").text
    assert samira.get(here).status == 200
