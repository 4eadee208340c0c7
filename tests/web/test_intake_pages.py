"""The front door on its pages: a simple question, its steps, the ladder, the tick to one plan."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.urls import reverse

from tandem.core.access import Duty
from tandem.records.coordination.models import Item, ProvisionGap
from tandem.records.door import plumbing
from tandem.records.people.models import Area, Organisation
from tandem.records.people.models import Household as Home
from tandem.web.refs import ref
from tests.actions.town import professional
from tests.web.five_plans import Household, household
from tests.web.visitors import Page, Visitor

pytestmark = pytest.mark.django_db
QUESTION = "Ik wil weer zelf naar buiten"
BACK = "Er is nu wel plek"


@pytest.fixture
def five(monkeypatch: pytest.MonkeyPatch) -> Household:
    return household(monkeypatch)


def last_item() -> tuple[str, int]:
    with plumbing():
        item = Item.objects.select_related("household").order_by("-id")[0]
        return item.household.code, item.pk


def asked(five: Household, **other: str) -> Page:
    with plumbing():
        area = str(Area.objects.get().pk)
    fields = {"name": "Sjaak Peters", "question": QUESTION, "needed": "Een rolstoel", "way": "wmo"}
    sent = {**fields, "area": area, **other}
    return five.visitor("samira").send(reverse("simple-question"), **sent)


def test_a_question_is_noted_stepped_passed_over_and_handled(five: Household) -> None:
    samira = five.visitor("samira")
    assert "Note a simple question" in samira.get("/").text
    wrong = samira.send(reverse("simple-question"), name="Sjaak", needed_by="morgen")
    assert wrong.status == 422
    assert wrong.value("name") == "Sjaak"
    empty = samira.send(reverse("simple-question"), name="Sjaak")
    assert "Say what is needed." in empty.text
    page = asked(five)
    code, item = last_item()
    here = reverse("item", kwargs={"code": code, "item": item})
    for said in ("Simple question", "Samira", "Wmo 2015, artikel 2.3.2 lid 1", "no later than"):
        assert said in page.text, said
    assert "artikel 2.3.2 lid 1 (still to be checked)" not in page.text
    assert "Does this household need one plan?" in samira.get(_at("people", code)).text

    done = samira.send(here, do="step", step="investigation")
    assert "done on" in done.text
    assert samira.send(here, do="step", step="application", done_on="1-1-2020").status == 422
    assert "Not done after all" in samira.send(here, do="step-undo", step="investigation").text
    assert samira.send(here, do="answered", words="").status == 422
    over = samira.send(here, do="answered", words="De rolstoel is gebracht")
    assert "De rolstoel is gebracht" in over.text
    assert "Not done after all" not in over.text
    assert five.visitor("stranger").get(here).status == 404

    again = asked(five)
    assert again.status == 422
    assert "Is it one of them?" in again.text
    assert ref("member", _member(code)) in again.html
    # Of this law not every step was read: it says so.
    assert "artikel 4:13 (still to be checked)" in asked(five, who="new", way="income").text


def _member(code: str) -> int:
    with plumbing():
        return int(Home.objects.get(code=code).memberships.get().pk)


def _at(route: str, code: str, **values: int) -> str:
    return reverse(route, kwargs={"code": code, **values})


def test_the_resident_reads_her_question_and_why_there_is_one_plan(five: Household) -> None:
    karin = five.family.numbers["karin"]
    page = asked(five, name="Karin de Vries", who=ref("member", karin))
    code, _ = last_item()
    assert code == five.family.code
    assert page.status == 200
    mine = five.visitor("karin")
    assert QUESTION in mine.get(five.at("items")).text
    assert QUESTION not in five.visitor("kevin").get(five.at("items")).text
    assert "Vijf plannen" in mine.get(five.at("my-plan")).text

    down = five.visitor("chief").send(five.at("lead-step-down"), why="Eén vraag is over")
    assert "Eén vraag is over" in down.text
    assert "Eén vraag is over" in mine.get(five.at("my-plan")).text
    assert five.visitor("kevin").get(five.at("one-plan")).status == 403
    chief = five.visitor("chief")
    assert chief.send(five.at("one-plan"), reason="").status == 422
    ticked = chief.send(five.at("one-plan"), reason="Weer drie plannen")
    assert "Weer drie plannen" in ticked.text
    assert "Weer drie plannen" in mine.get(five.at("my-plan")).text
    assert chief.send(five.at("one-plan"), reason="Nog eens").status == 409


def test_back_to_the_provision_and_what_falls_short_is_asked_without_a_household(
    five: Household,
) -> None:
    asked(five)
    code, item = last_item()
    with plumbing():
        office = Organisation.objects.get(name="Gemeente")
        admin = Visitor(professional(office, "Ada", Duty.ADMINISTRATOR))
        policy = professional(office, "Pim", Duty.POLICY_STAFF)
        area = Area.objects.get().pk
    pim = Visitor(policy)
    set_ = {"do": "subsidy", "of_area": str(area), "team_leader": str(policy.professional)}
    assert "in charge of the subsidy: Pim" in admin.send(reverse("administration"), **set_).text

    samira = five.visitor("samira")
    back = _at("send-back", code, item=item)
    assert samira.send(back, provision="", to="", reason="").status == 422
    provider = str(five.family.actors["bram"].professional)
    sent = samira.send(back, provision="Buurthuis De Linde", to=provider, reason=BACK)
    assert "asked to try once more" in sent.text
    _, commission = last_item()
    offered = five.visitor("bram").get(_at("item", code, item=commission))
    assert BACK in offered.text
    assert QUESTION not in offered.text

    ladder = _at("ladder", code)
    about = ref("item", item)
    tried = {"about": about, "rung": "general", "by_whom": "Sjaak zelf", "went": "failed"}
    assert samira.send(ladder, **tried, what="").status == 422
    assert samira.send(ladder, **tried, what="Maatjes", tried_on="gisteren").status == 422
    samira.send(ladder, **tried, what="Maatjes")
    shown = samira.send(ladder, **tried, what="Soos")
    assert "Who is in charge of the subsidy answers no later than" in shown.text

    gaps = pim.get(reverse("gaps"))
    for said in ("Soos", "2 times", "Samira"):
        assert said in gaps.text, said
    for secret in ("Sjaak", QUESTION, "rolstoel", code):
        assert secret not in gaps.html, secret
    code_of = unescape(re.findall(r'name="gap" value="([^"]+)"', gaps.html)[0])
    assert pim.send(reverse("gaps"), gap=code_of, words="").status == 422
    assert five.visitor("stranger").send(reverse("gaps"), gap=code_of, words="Ik").status == 404
    assert "Meer uren" in pim.send(reverse("gaps"), gap=code_of, words="Meer uren").text
    assert "Meer uren" in samira.get(ladder).text
    with plumbing():
        assert ProvisionGap.objects.get().answered_at is not None
