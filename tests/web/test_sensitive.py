"""Before what is sensitive somebody proves anew who he or she is; and after it one may go on."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from django.urls import reverse
from pytest_django import Settings

from tandem.records.audit.models import Event
from tandem.records.people.models import Account, CitizenNumber
from tandem.records.sign_in import FRESH, is_fresh
from tests.actions.plans.family import _helper
from tests.web.five_plans import Household, household
from tests.web.signing import PASSWORD, give_password
from tests.web.test_files_pages import _involve
from tests.web.visitors import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def five(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Household:
    settings.TANDEM_SECOND_STEP = True
    return household(monkeypatch)


def prove(visitor: Visitor) -> str:
    """Prove it with the password, on the page where somebody was led; return where that leads."""
    with_it = visitor.client.post(
        reverse("sign-in-again"), {"password": PASSWORD, "next": "/uw-rechten/"}
    )
    assert with_it.status_code == 302
    return str(with_it.headers["Location"])


def proved_before(visitor: Visitor, minutes: int) -> None:
    session = visitor.client.session
    session[FRESH] -= minutes * 60
    session.save()


def stale(five: Household, who: str) -> Visitor:
    """Somebody who signed in an hour ago."""
    found = five.visitor(who)
    proved_before(found, 60)
    return found


def led_away(visitor: Visitor, address: str, onward: str, **sent: str) -> bool:
    answered = visitor.client.post(address, sent) if sent else visitor.client.get(address)
    if answered.status_code != 302:
        return False
    there = answered.headers["Location"]
    return there == f"{reverse('sign-in-again')}?next={onward.replace('/', '%2F')}"


def test_a_copy_is_given_only_to_who_proved_it_lately(five: Household) -> None:
    give_password("kevin")
    kevin = stale(five, "kevin")
    address = five.at("rights-copy", member=five.family.numbers["kevin"])
    assert led_away(kevin, address, five.at("rights"), do="copy")
    taken = Event.objects.filter(verb="took-copy")
    assert five.family.run("kevin", lambda _: taken.count()) == 0
    assert prove(kevin) == "/uw-rechten/"
    assert kevin.client.post(address).status_code == 200
    assert five.family.run("kevin", lambda _: taken.count()) == 1
    proved_before(kevin, 11)
    assert led_away(kevin, address, five.at("rights"), do="copy")


def test_a_citizen_number_is_kept_and_shown_only_to_who_proved_it_lately(five: Household) -> None:
    family = five.family
    family.actors["lieke"] = family.run("samira", lambda _: _helper("Lieke", "Schuldhulp"))
    family.run("samira", lambda _: _involve(five, "Wgs, artikel 8d"))
    give_password("lieke")
    lieke = stale(five, "lieke")
    address = five.at("number", member=family.numbers["kevin"])
    show = {"do": "show", "reason": "Aanmelding bij de bank"}
    assert led_away(lieke, address, address)
    assert led_away(lieke, address, address, do="keep", number="123456782")
    assert family.run("lieke", lambda _: CitizenNumber.objects.count()) == 0
    prove(lieke)
    assert lieke.get(address).status == 200
    assert "is kept" in lieke.send(address, do="keep", number="123456782").text
    proved_before(lieke, 11)
    assert led_away(lieke, address, address)
    assert "1234 56 782" in lieke.send(address, **show).text, "who opened it in time may send it"
    proved_before(lieke, 10)
    assert led_away(lieke, address, address, **show)


def test_lifting_a_shield_is_sensitive_and_setting_one_is_not(five: Household) -> None:
    """Shielding may be in a hurry; who finds a device open must not be able to undo it."""
    address = five.at("discretion")
    shield = {"item": "agreement:therapy", "member": "karin", "ground": "Jeugdwet 7.3.11"}
    samira = stale(five, "samira")
    assert "kept, with its ground" in samira.send(address, do="shield", **shield).text
    for opening in ("unshield", "open", "open-all", "no-shelter"):
        assert led_away(samira, address, address, do=opening, **shield), opening
    assert "Therapie" not in five.visitor("karin").get(five.at("plan")).text


@pytest.mark.parametrize("route", ["emergency", "administration", "invite"])
def test_what_gives_access_is_sensitive(five: Household, route: str) -> None:
    """Whoever may not do it at all learns nothing more from being asked."""
    samira = stale(five, "samira")
    address = reverse(route)
    assert led_away(samira, address, address)
    assert led_away(samira, address, address, do="area", reason="Er is iemand in gevaar")


def test_nobody_proves_anything_in_the_demo(settings: Settings) -> None:
    """Its people are nobody and have no password: they would never come through."""
    settings.TANDEM_SECOND_STEP = True
    request = RequestFactory().get("/")
    request.session = {}  # type: ignore[assignment]
    for is_demo, is_the_demo in ((True, True), (True, False), (False, True)):
        request.user, settings.TANDEM_DEMO = Account(is_demo=is_demo), is_the_demo
        assert is_fresh(request, 10) == (is_demo and is_the_demo)
