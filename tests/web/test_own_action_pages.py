"""What a family does itself, on its own page and on that of who leads; and words for every kind."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from tandem.actions.coordination.own_actions import NewOwnAction, add_own_action
from tandem.actions.coordination.tasks import NewAction, add_action
from tandem.actions.errors import InvalidError
from tandem.actions.people.involve import NewMember, add_member
from tandem.actions.plans.discretion import Item, shield
from tandem.actions.plans.shieldable import ShieldKind
from tandem.core.access import SYSTEM, Actor
from tandem.core.coordination.items import ItemKind
from tandem.records.coordination.heads import head_of
from tandem.records.coordination.look_items import LookItemKind
from tandem.records.coordination.matters import MatterKind
from tandem.records.coordination.models import RequestKind
from tandem.records.people.models import Account, Membership
from tandem.records.sign_in import actor_of
from tandem.records.work import Work, work
from tandem.web.pages.work_list import kind_words
from tests.actions.town import MOMENT, Town, build, later
from tests.web.five_plans import household
from tests.web.visitors import NOW, Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch) -> Town:
    monkeypatch.setattr("tandem.web.pages.doors.now", lambda: NOW)
    return build()


def roos_of(town: Town, code: str) -> Actor:
    def write(opened: Work) -> int:
        add_member(opened, head_of(opened, code), NewMember("Roos", key="roos"))
        return Membership.objects.get(key="roos").person_id

    person = work(town.chief, later(1)).run(write)
    made = Account(username="roos", name="Roos", person_id=person, informal=True)
    work(SYSTEM, later(1)).run(lambda _: made.save())
    return actor_of(made)


def test_from_writing_it_down_to_words_that_reach_who_leads(town: Town) -> None:
    code = town.open().code
    roos = Visitor(roos_of(town, code), language="nl")
    chief = Visitor(town.chief, language="nl")
    new, plan = (reverse(one, kwargs={"code": code}) for one in ("own-action-new", "my-plan"))
    assert roos.send(new, text=" ").status == 422
    assert roos.send(new, text="De post openmaken", by_when="1-1-2020").status == 200
    shown = roos.get(plan)
    assert "De post openmaken" in shown.text
    assert "Wat je zelf doet" in shown.text
    assert "todo__when--late" not in shown.html
    one = _address(shown.html)
    assert chief.get(one).status == 403
    assert roos.send(one, do="not", words=" ").status == 422
    assert "Fijn dat je het zegt" in roos.send(one, do="not", words="geen tijd").text
    waits = chief.get(reverse("today")).text
    assert "De post openmaken: geen tijd" in waits
    assert "geen tijd" in chief.get(reverse("items", kwargs={"code": code})).text


def _address(html: str) -> str:
    place = html.index("/mijn-plan/zelf/", html.index('id="zelf"'))
    start = html.rindex('"', 0, place) + 1
    return html[start : html.index('"', place)]


def test_what_is_shielded_from_her_leaves_no_trace_in_either_list(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    five = household(monkeypatch)
    code, due = five.family.code, date(2027, 1, 8)
    told = NewAction("Brief schrijven", due, "Er komt een regeling.")
    hers = NewOwnAction("Dirk bellen over de brief", who="karin")
    five.family.run("dirk", lambda w: add_action(w, code, told))
    five.family.run("samira", lambda w: add_own_action(w, code, hers))
    before = five.visitor("karin").get(five.at("my-plan")).text
    assert "Er komt een regeling." in before
    assert "Dirk bellen over de brief" in before
    item = Item(ShieldKind.HELPER, "dirk")
    five.family.run("samira", lambda w: shield(w, code, item=item, member="karin", ground="Wmo"))
    after = five.visitor("karin").get(five.at("my-plan")).text
    assert "Er komt een regeling." not in after
    assert "Dirk" not in after
    named = NewAction("Brief schrijven", due, "Dirk schrijft een brief.")
    for write in (lambda w: add_action(w, code, named), lambda w: add_own_action(w, code, hers)):
        with pytest.raises(InvalidError):
            five.family.run("samira", write)


def test_counts_are_for_who_works_here(town: Town) -> None:
    code = town.open(at=MOMENT).code
    page = Visitor(town.karin, language="nl").get(reverse("kept"))
    assert (page.status, "Alleen u leest dit." in page.text) == (200, True)
    assert Visitor(roos_of(town, code)).get(reverse("kept")).status == 403


def test_every_kind_of_thing_has_a_dutch_name() -> None:
    kinds = (*ItemKind, *MatterKind, *LookItemKind, *RequestKind)
    with translation.override("en"):
        bare = {one.value.replace("-", " ").capitalize() for one in kinds}
    with translation.override("nl"):
        assert [one.value for one in kinds if kind_words(one.value) in bare] == []
