"""The pages about people in a real browser: accessible, and nothing scrolls sideways."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tandem.core.access import Actor
from tests.actions.town import Town, build
from tests.browser import by_turns, leave_by, violations, width_of
from tests.formats.test_fuzz import EXAMPLES
from tests.web.visitors import NOW, Visitor

# The browser's own loop runs in this thread; the database is asked between its steps.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
WIDTHS = (1280, 360)
PICTURES = os.environ.get("TANDEM_PICTURES", "")
"""A folder to put pictures of the pages in, to look at; empty: none are made."""
FIVE = next(path for path in EXAMPLES if path.stem == "five-plans")
FILLED = {
    "tick": "yes",
    "reason": "Vijf plannen tegelijk, en niemand houdt het vol.",
    "purpose": "Eén plan maken dat past",
    "legal_ground": "wmo-investigation",
}


@dataclass
class Site:
    """The site with a household that was read in, and who looks at it."""

    town: Town
    address: str
    browser: Browser
    code: str

    def look(self, actor: Actor, width: int) -> Page:
        """Return a browser's page of somebody who is signed in."""
        visitor = Visitor(actor, "nl")
        context = self.browser.new_context(viewport={"width": width, "height": 900})
        context.add_cookies(
            [
                {"name": name, "value": one.value, "url": self.address}
                for name, one in visitor.client.cookies.items()
            ]
        )
        return context.new_page()

    def at(self, route: str, **values: object) -> str:
        return self.address + reverse(route, kwargs=values or None)

    def inside(self, route: str) -> str:
        return self.at(route, code=self.code)


@pytest.fixture
def site(live_server: LiveServer, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setattr("tandem.web.pages.doors.now", lambda: NOW)
    town = build()
    desk = Visitor(town.desk)
    with FIVE.open("rb") as file:
        page = desk.send(reverse("household-import"), **FILLED, area=town.area, file=file)
    town.open("Fam. Yilmaz")
    return Site(town, live_server.url, browser, page.address.split("/")[2])


def spoilt(site: Site, page: Page) -> None:
    page.goto(site.at("household-import"))
    data = FIVE.read_bytes().replace(b"kind: therapy", b"kind: theraphy", 2)
    page.set_input_files(
        "#file", {"name": "gezin-de-vries.yaml", "mimeType": "text/yaml", "buffer": data}
    )
    leave_by(page.locator("main .utrecht-button--primary-action"))


def asked(site: Site, page: Page) -> None:
    Visitor(site.town.chief).send(
        reverse("lead-ask", kwargs={"code": site.code}),
        do="ask",
        professional=site.town.karin.professional,
        reason="Zij kent het gezin al jaren.",
        legal_ground="wmo-investigation",
    )
    page.goto(site.inside("lead"))


def sent(route: str) -> Callable[[Site, Page], None]:
    """Open a page of the household and send its form as it is."""

    def do(site: Site, page: Page) -> None:
        page.goto(site.inside(route))
        leave_by(page.locator("main .utrecht-button--primary-action").last)

    return do


def opened(route: str) -> Callable[[Site, Page], None]:
    def do(site: Site, page: Page) -> None:
        page.goto(site.inside(route))

    return do


def top(route: str) -> Callable[[Site, Page], None]:
    def do(site: Site, page: Page) -> None:
        page.goto(site.at(route))

    return do


def empty_opening(site: Site, page: Page) -> None:
    page.goto(site.at("household-new"))
    leave_by(page.locator("main .utrecht-button--primary-action").last)


def searched(site: Site, page: Page) -> None:
    page.goto(site.at("households"))
    page.fill("#q", "vries")
    with page.expect_navigation():
        page.press("#q", "Enter")


def as_karin(site: Site, page: Page, address: str) -> None:
    """Go on as somebody who is asked to lead and does not help here yet."""
    asked(site, page)
    page.context.clear_cookies()
    for name, one in Visitor(site.town.karin, "nl").client.cookies.items():
        page.context.add_cookies([{"name": name, "value": one.value, "url": site.address}])
    page.goto(address)


def handed_over(site: Site, page: Page) -> None:
    """Karin accepted, and wants to hand over."""
    asked(site, page)
    karin = Visitor(site.town.karin)
    karin.send(reverse("lead-question", kwargs={"code": site.code}), do="yes")
    here = reverse("handover", kwargs={"code": site.code})
    karin.send(here, do="begin", hand_over="Zij gaat met verlof.")
    page.goto(site.address + here)


def question(site: Site, page: Page) -> None:
    as_karin(site, page, site.inside("lead-question"))


def today_waiting(site: Site, page: Page) -> None:
    as_karin(site, page, site.at("today"))


STATES: dict[str, Callable[[Site, Page], None]] = {
    "today": top("today"),
    "households": top("households"),
    "households-found": searched,
    "opening": top("household-new"),
    "opening-wrong": empty_opening,
    "import": top("household-import"),
    "import-wrong": spoilt,
    "people": opened("people"),
    "helper": opened("person-new"),
    "helper-wrong": sent("person-new"),
    "member": opened("member-new"),
    "member-wrong": sent("member-new"),
    "supporter": opened("supporter-new"),
    "lead": opened("lead"),
    "lead-wrong": sent("lead"),
    "lead-asked": asked,
    "lead-question": question,
    "today-waiting": today_waiting,
    "handover": handed_over,
}


def test_every_page_is_accessible_and_fits_its_width(site: Site) -> None:
    """Each is loaded once; axe looks at one width by turns, or at each when all is tried."""
    found = []
    for number, (name, go) in enumerate(STATES.items()):
        page = site.look(site.town.chief, WIDTHS[number % len(WIDTHS)])
        go(site, page)
        for width, looks in by_turns(WIDTHS, number):
            page.set_viewport_size({"width": width, "height": 900})
            if PICTURES:
                page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
            if looks:
                found += [f"{name} {width}: {one}" for one in violations(page)]
            wide = width_of(page)
            found += [f"{name} {width}: {wide} wide"] if wide > width else []
        page.context.close()
    assert found == []
