"""A message and a decision between two people, each in a browser without scripts, one at 360 px."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import fits, leave_by, press, violations
from tests.e2e.conftest import Window
from tests.e2e.family import DeVries

pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.django_db(transaction=True)]


@contextmanager
def window(
    browser: Browser, live_server: LiveServer, family: DeVries, width: int
) -> Iterator[Window]:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": width, "height": 900}
    )
    yield Window(context.new_page(), live_server.url, family)
    context.close()


def test_samira_writes_to_kevin_and_they_decide_without_a_meeting(
    browser: Browser, live_server: LiveServer, family: DeVries
) -> None:
    with (
        window(browser, live_server, family, 1280) as desk,
        window(browser, live_server, family, 360) as telephone,
    ):
        samira, kevin = desk.sign_in("samira"), telephone.sign_in("kevin")
        desk.household("berichten/")
        leave_by(samira.get_by_role("link", name="Iemand schrijven"))
        samira.get_by_label("Kevin").check()
        samira.get_by_label("Waar gaat het over?").fill("Het bed")
        samira.get_by_label("Uw bericht").fill("Kan het vrijdag, @Kevin?")
        press(samira, "Verstuur")
        expect(samira.locator(".readers-now")).to_contain_text("Niemand anders.")
        samira.get_by_text("Hier iets besluiten, zonder vergadering").click()
        samira.get_by_label("Wat is het voorstel?").fill("Het bed komt vrijdag")
        samira.get_by_role("group", name="Wie moet ja zeggen?").get_by_label("Kevin").check()
        press(samira, "Dit voorstellen")
        expect(samira.locator(".decision")).to_contain_text("Wacht op antwoord")

        telephone.household("mijn-plan/")
        leave_by(kevin.locator(".news").first)
        assert fits(kevin, 360)
        leave_by(kevin.get_by_role("link", name="iemand vraagt naar u"))
        expect(kevin.locator(".message")).to_contain_text("Kan het vrijdag")
        assert fits(kevin, 360)
        press(kevin, "Ja, akkoord")
        expect(kevin.locator(".decision")).to_contain_text("Besloten op")
        kevin.get_by_label("Je bericht").fill("Fijn")
        press(kevin, "Verstuur")
        expect(kevin.locator(".said-list")).to_contain_text("Fijn")

        samira.reload()
        expect(samira.locator(".said-list")).to_contain_text("Fijn")
        expect(samira.locator(".decision")).to_contain_text("Besloten op")
        assert fits(samira, 1280)


def test_what_axe_says_of_the_messages(
    browser: Browser, live_server: LiveServer, family: DeVries
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    seen = Window(context.new_page(), live_server.url, family)
    page = seen.sign_in("samira")
    for address in ("berichten/", "berichten/nieuw/", "berichten/collega/"):
        seen.household(address)
        assert violations(page) == [], address
    for address in ("/vandaag/alles/", "/vandaag/team/", "/nieuw/", "/vragen/", "/mijn-gegevens/"):
        seen.open(address)
        assert violations(page) == [], address
    context.close()
