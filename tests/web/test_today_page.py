"""*Vandaag*: what waits, the late first, my households; and a resident's own plan."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tandem.actions.plans.answer_agreement import answer_agreement
from tandem.core.access import Actor, AnswerKind
from tandem.records.coordination.heads import head_of
from tandem.records.people.models import Account, Membership
from tandem.records.people.persons import NewPerson, add_persons
from tandem.records.sign_in import actor_of
from tandem.records.work import Work, work
from tests.actions.plans.family import five_plans
from tests.actions.town import Town, build
from tests.web.visitors import NOW, Visitor

pytestmark = pytest.mark.django_db


def clock(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr("tandem.web.pages.doors.now", lambda: moment)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch, NOW)


@pytest.fixture
def town() -> Town:
    return build()


@pytest.fixture
def code(town: Town) -> str:
    return town.open().code


def at(code: str, route: str) -> str:
    return reverse(route, kwargs={"code": code})


def test_what_waits_for_an_owner_and_for_who_leads(monkeypatch: pytest.MonkeyPatch) -> None:
    family = five_plans()
    key = next(one.key for one in family.case().plan.agreements if one.title == "Therapie")
    version = family.version(key)
    family.run(
        "kevin",
        lambda opened: answer_agreement(
            opened,
            family.code,
            key=key,
            version=version,
            kind=AnswerKind.CANNOT,
            reason="Te ver",
        ),
    )
    clock(monkeypatch, family.at + timedelta(minutes=5))
    lead = Visitor(family.actors["samira"]).get(reverse("today"))
    assert "Kevin wrote at Therapie: this does not work, because “Te ver”." in lead.text
    assert "You call about it." in lead.text
    assert "Your household" in lead.text
    owner = Visitor(family.actors["joris"]).get(reverse("today"))
    assert "wait for your answer: are they right?" in owner.text
    assert at(family.code, "plan") in owner.html
    assert "Waits longer than agreed" not in owner.text


def test_what_waits_longer_than_a_week_stands_on_top(monkeypatch: pytest.MonkeyPatch) -> None:
    family = five_plans()
    clock(monkeypatch, family.at + timedelta(days=9))
    page = Visitor(family.actors["joris"]).get(reverse("today"))
    assert "Waits longer than agreed" in page.text
    assert "since 14 Dec" in page.text


def resident(actor: Actor, *codes: str) -> Actor:
    """Give somebody who lives in these households an account."""

    def do(opened: Work) -> Actor:
        (person,) = add_persons([NewPerson("Ans")])
        for code in codes:
            Membership.objects.create(
                household_id=head_of(opened, code).id, person_id=person, key="ans-own", since=NOW
            )
        return actor_of(Account.objects.create(username="ans", name="Ans", person_id=person))

    return work(actor, NOW).run(do)


def test_a_resident_lands_on_the_own_plan(town: Town, code: str) -> None:
    ans = resident(town.chief, code)
    assert Visitor(ans).get(reverse("today")).address == at(code, "my-plan")
    assert Visitor(ans).get(reverse("households")).address == at(code, "my-plan")


def test_a_resident_of_two_households_chooses(town: Town, code: str) -> None:
    other = town.open("Fam. de Boer").code
    page = Visitor(resident(town.chief, code, other)).get(reverse("today"))
    assert page.address == reverse("today")
    assert "Fam. de Wit" in page.text
    assert at(other, "my-plan") in page.html


def test_nothing_waits_for_who_is_new(town: Town) -> None:
    page = Visitor(town.peter).get(reverse("today"))
    assert "Nothing waits for you now." in page.text
    assert "You are not involved with a household yet." in page.text


def statements(visitor: Visitor, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert visitor.get(address).status == 200
    return len([one for one in caught if "SAVEPOINT" not in one["sql"]])


@pytest.mark.parametrize("route", ["today", "households"])
def test_statements_do_not_grow_with_households(town: Town, route: str) -> None:
    town.open("First")
    desk = Visitor(town.desk)
    few = statements(desk, reverse(route))
    for number in range(12):
        town.open(f"Household {number}")
    assert statements(desk, reverse(route)) == few <= 10


@pytest.mark.parametrize("route", ["people", "lead", "person-new", "member-new", "supporter-new"])
def test_a_page_of_a_household_takes_few_statements(town: Town, code: str, route: str) -> None:
    chief = Visitor(town.chief)
    few = statements(chief, at(code, route))
    for number in range(4):
        chief.send(at(code, "member-new"), name=f"Member {number}")
        chief.send(at(code, "supporter-new"), name=f"Neighbour {number}")
    chief.get(at(code, "people"))
    assert statements(chief, at(code, route)) == few <= 12
