"""The whole way of a guest in a browser, at the width of a telephone and without an account."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser import fits, press, violations

if TYPE_CHECKING:
    from tests.actions.guests.practice import Practice

pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.django_db(transaction=True)]

WHERE = re.compile(r"/gast/link/[\w-]{43}/")


@pytest.fixture
def practice(transactional_db: None, settings: Settings) -> Practice:  # noqa: ARG001
    """The clock of the pages is a little ahead of that of the story."""
    from django.utils import timezone

    from tests.actions.guests.practice import Practice

    practice = Practice()
    settings.TANDEM_AHEAD = practice.family.at - timezone.now() + timedelta(seconds=1)
    return practice


@pytest.fixture
def telephone(browser: Browser, live_server: LiveServer, practice: Practice) -> Iterator[Page]:
    """A telephone that runs no script, before the page behind a link."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    link = practice.ask()
    page.goto(f"{live_server.url}/gast/link/{practice.sealed(link)}/")
    yield page
    context.close()


def test_from_the_link_to_the_thanks(telephone: Page, practice: Practice) -> None:
    page = telephone
    expect(page.locator("h1")).to_have_text("U kreeg een vraag")
    assert fits(page, 360)
    press(page, "Code sturen")
    expect(page.locator("main")).to_contain_text("is er een code naar u onderweg")
    page.fill("#code", practice.sealed(practice.links()[0].id, is_code=True))
    press(page, "Verder")
    expect(page.locator("h1")).to_have_text("Klopt dit?")
    assert not WHERE.search(page.url)
    assert fits(page, 360)
    expect(page.locator("main")).to_contain_text("maandag")
    page.get_by_text("Het is anders").click()
    page.fill("#line", "huisarts: Kevin, di 11-11:30, vanaf 4 januari 2027")
    press(page, "Lees mijn regel")
    expect(page.locator("main")).to_contain_text("dinsdag")
    assert fits(page, 360)
    press(page, "Ja, zo is het")
    expect(page.locator("h1")).to_have_text("Dank u wel")
    expect(page.locator("main")).to_contain_text("U antwoordde op")
    assert fits(page, 360)
    press(page, "Deze pagina sluiten")
    expect(page.locator("h1")).to_have_text("Dit bezoek is voorbij")


def test_what_axe_says_and_where_the_page_asks_for_anything(
    browser: Browser, live_server: LiveServer, practice: Practice
) -> None:
    link = practice.ask()
    secret = practice.sealed(link)
    asked: list[tuple[str, str]] = []
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.on("request", lambda one: asked.append((one.url, one.headers.get("referer", ""))))
    page.goto(f"{live_server.url}/gast/link/{secret}/")
    assert violations(page) == []
    press(page, "Code sturen")
    page.fill("#code", practice.sealed(link, is_code=True))
    press(page, "Verder")
    expect(page.locator("h1")).to_have_text("Klopt dit?")
    assert violations(page) == []
    assert asked
    assert all(url.startswith((live_server.url, "data:")) for url, _ in asked)
    assert not [came for _, came in asked if secret in came]
    context.close()
