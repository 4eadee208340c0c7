"""*Cijfers*, *Beheer*, and somebody who leaves: what they do, and for whom they are."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tandem.core.access import SYSTEM, Actor, Duty
from tandem.records.people.models import Organisation
from tandem.records.work import work
from tests.actions.town import MOMENT, Town, build, involve, number, professional
from tests.web.visitors import NOW, Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tandem.web.pages.doors.now", lambda: NOW)


@pytest.fixture
def town() -> Town:
    return build()


def somebody(name: str, duty: Duty) -> Actor:
    return work(SYSTEM, MOMENT).run(lambda _: professional(Organisation.objects.get(), name, duty))


def test_figures_are_for_manager_and_policy_and_tell_no_small_group(town: Town) -> None:
    town.open()
    for duty in (Duty.MANAGER, Duty.POLICY_STAFF):
        page = Visitor(somebody(duty.value, duty)).get(reverse("figures"))
        assert page.status == 200
        assert "not told" in page.text
        assert "Fam. de Wit" not in page.html
    for actor in (town.chief, town.karin, town.desk):
        assert Visitor(actor).get(reverse("figures")).status == 403


@pytest.mark.parametrize(
    "duty", [Duty.MANAGER, Duty.POLICY_STAFF, Duty.PRIVACY_OFFICER, Duty.ADMINISTRATOR]
)
def test_an_office_opens_no_household(town: Town, duty: Duty) -> None:
    code = town.open().code
    visitor = Visitor(somebody("Iemand", duty))
    for route in ("plan", "check", "people", "history", "plan-pdf", "load"):
        assert visitor.get(reverse(route, kwargs={"code": code})).status == 404, route
    assert "Fam. de Wit" not in visitor.get(reverse("households")).html
    assert visitor.get(reverse("household-new")).status == 403
    assert f'href="{reverse("households")}"' not in visitor.get(reverse("my-details")).html


def test_the_administrator_adds_an_organisation_and_an_area(town: Town) -> None:
    boss = Visitor(somebody("Stijn", Duty.ADMINISTRATOR))
    address = reverse("administration")
    assert "GGZ" in boss.send(address, do="organisation", name="GGZ De Oever").text
    assert boss.send(address, do="organisation", name="ggz de oever").status == 422
    leader = str(number(town.karin))
    assert "Zuid (Karin)" in boss.send(address, do="area", area="Zuid", team_leader=leader).text
    assert boss.send(address, do="area", area="", team_leader="0").status == 422
    assert "The Wams is off" in boss.get(address).text
    assert Visitor(town.chief).get(address).status == 403


def test_the_front_desk_opens_in_its_own_area_only(town: Town) -> None:
    boss = Visitor(somebody("Stijn", Duty.ADMINISTRATOR))
    boss.send(
        reverse("administration"), do="area", area="Zuid", team_leader=str(number(town.karin))
    )
    form = Visitor(town.desk).get(reverse("household-new"))
    assert "Noord" in form.text
    assert "Zuid" not in form.text


def test_somebody_leaves_and_a_colleague_goes_on(town: Town) -> None:
    codes = [town.open(name).code for name in ("Fam. Een", "Fam. Twee")]
    for code in codes:
        involve(town, code, town.karin)
    karin, chief = Visitor(town.karin), Visitor(town.chief)
    address = reverse("leaver", kwargs={"professional": number(town.karin)})
    page = chief.get(address)
    assert "Fam. Een" in page.text
    assert "In 2 places" in page.text
    assert chief.send(address, do="close").status == 422
    wrong = chief.send(address, do="pass", to=number(town.peter), reason="")
    assert wrong.status == 422
    assert "Say why" in wrong.text
    page = chief.send(address, do="pass", to=number(town.peter), reason="Een andere baan")
    assert "Of 2 households everything went over." in page.text
    assert karin.get(reverse("plan", kwargs={"code": codes[0]})).status == 404
    assert Visitor(town.peter).get(reverse("plan", kwargs={"code": codes[0]})).status == 200
    assert "The account is closed" in chief.send(address, do="close").text
    assert reverse("sign-in") in karin.get("/").address
    assert Visitor(town.peter).get(address).status == 403
    assert Visitor(town.peter).send(address, do="pass", to="1", reason="Zomaar").status == 403


def test_the_administrator_sees_a_number_and_no_household(town: Town) -> None:
    involve(town, town.open().code, town.karin)
    boss = Visitor(somebody("Stijn", Duty.ADMINISTRATOR))
    page = boss.get(reverse("leaver", kwargs={"professional": number(town.karin)}))
    assert "In one place" in page.text
    assert "Fam. de Wit" not in page.html
