"""The municipality of the demo in a real browser: long, much, half known and nearly empty."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tandem.records.door import plumbing
from tandem.records.people.models import Account, Household
from tandem.records.sign_in import actor_of
from tandem.records.work import work
from tandem.scenarios.load import load
from tandem.scenarios.moment import NOW
from tests.browser import by_turns, leave_by, violations, width_of
from tests.conftest import FULL
from tests.web.visitors import Visitor

# The browser's own loop runs in this thread; the database is asked between its steps.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
    pytest.mark.slow,
]
WIDTHS = (1280, 360)
TURNS = count()
PICTURES = os.environ.get("TANDEM_PICTURES", "")
"""A folder to put pictures of the pages in, to look at; empty: none are made."""
HELPERS_SEE = ("plan", "check", "load", "what-if", "people", "conference", "history")
LONG = "Gezin Van Oosterwijk tot Bergschenhoek-Ramkhelawan"
SEEN: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "five-plans": (
        "samira",
        "Gezin De Vries",
        (*HELPERS_SEE, "changes", "money", "places", "discretion"),
    ),
    "kevin": ("kevin", "Gezin De Vries", ("my-plan", "plan", "load", "what-if", "yes-to-all")),
    "long": ("amina", LONG, ("plan", "check", "load", "what-if", "conference")),
    "many": ("amina", "Gezin Ferreira", ("plan", "people")),
    "simple": ("amina", "De heer Bosman", ("plan", "load", "what-if", "conference")),
    "half-known": ("amina", "Roos", ("plan", "check")),
    "court-order": ("rob", "Marlon", ("plan", "check", "conference")),
    "stand-in": ("rob", "Gezin El Idrissi", ("plan",)),
}
"""What is looked at: by whom, of which household, which pages."""
ALL_PAGES = {"five-plans", "kevin"}
"""Of the others the first two pages are looked at, and all when everything is tried."""


@dataclass
class Town:
    """The municipality on a real server."""

    address: str
    browser: Browser

    def look(self, username: str, width: int) -> Page:
        """Return a window of somebody who is signed in."""
        with plumbing():
            actor = actor_of(Account.objects.get(username=username))
        visitor = Visitor(actor, "nl")
        context = self.browser.new_context(viewport={"width": width, "height": 900})
        context.add_cookies(
            [
                {"name": name, "value": one.value, "url": self.address}
                for name, one in visitor.client.cookies.items()
            ]
        )
        return context.new_page()

    def at(self, username: str, household: str, route: str) -> str:
        """Return the address of a page of a household that somebody knows by name."""
        with plumbing():
            actor = actor_of(Account.objects.get(username=username))
        codes = work(actor, NOW).run(lambda _: dict(Household.objects.values_list("name", "code")))
        return self.address + reverse(route, kwargs={"code": codes[household]})


def record(town: Town, page: Page) -> None:
    page.goto(town.at("samira", "Gezin De Vries", "plan"))
    leave_by(page.locator("a.record").first)


def record_wrong(town: Town, page: Page) -> None:
    record(town, page)
    leave_by(page.locator("main .utrecht-button--primary-action"))


def own_words(town: Town, page: Page) -> None:
    page.goto(town.at("samira", "Gezin De Vries", "plan"))
    leave_by(page.locator(".voice figcaption a").first)


def account(town: Town, page: Page) -> None:
    page.goto(town.at("samira", "Gezin De Vries", "money"))
    leave_by(page.locator("main section a").nth(1))


def account_wrong(town: Town, page: Page) -> None:
    account(town, page)
    page.fill("#floor", "veel")
    leave_by(page.locator("main .utrecht-button--primary-action"))


def places_wrong(town: Town, page: Page) -> None:
    page.goto(town.at("samira", "Gezin De Vries", "places"))
    page.fill("#minutes-1", "veel")
    leave_by(page.locator("main .utrecht-button--primary-action"))


def details(town: Town, page: Page) -> None:
    page.goto(town.address + reverse("my-details"))


def resident(go: Callable[[Town, Page], None], username: str) -> Callable[[Town, Page], None]:
    """Do it as a resident."""

    def do(town: Town, page: Page) -> None:
        other = town.look(username, 360)
        page.context.clear_cookies()
        page.context.add_cookies(other.context.cookies())  # type: ignore[arg-type]
        other.context.close()
        go(town, page)

    return do


def kevin_words(town: Town, page: Page) -> None:
    page.goto(town.at("kevin", "Gezin De Vries", "my-plan"))
    leave_by(page.locator(".voice figcaption a"))


FORMS: dict[str, Callable[[Town, Page], None]] = {
    "record": record,
    "record-wrong": record_wrong,
    "own-words": own_words,
    "account": account,
    "account-wrong": account_wrong,
    "places-wrong": places_wrong,
    "details": details,
    "kevin-words": resident(kevin_words, "kevin"),
    "kevin-details": resident(details, "kevin"),
}


@pytest.fixture
def town(live_server: LiveServer, browser: Browser, settings: Settings) -> Town:
    assert load()
    settings.TANDEM_AHEAD = NOW - timezone.now()
    return Town(live_server.url, browser)


def wrong_with(page: Page, name: str) -> list[str]:
    """Return what is wrong with a page at each width, and take its pictures when asked to.

    The page is loaded once: what differs between the widths is only its style. So axe looks at it
    at one of them, the next page at the next; at each of them when everything is tried.
    """
    found = []
    for width, looks in by_turns(WIDTHS, next(TURNS)):
        page.set_viewport_size({"width": width, "height": 900})
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
        if looks:
            found += [f"{name} {width}: {one}" for one in violations(page)]
        wide = width_of(page)
        found += [f"{name} {width}: {wide} wide"] if wide > width else []
    return found


def test_every_page_of_every_kind_of_household_is_accessible_and_fits(town: Town) -> None:
    found = []
    for name, (username, household, routes) in SEEN.items():
        page = town.look(username, WIDTHS[0])
        for route in routes if FULL or name in ALL_PAGES else routes[:2]:
            answered = page.goto(town.at(username, household, route))
            assert answered is not None
            assert answered.status == 200, (name, route)
            found += wrong_with(page, f"{name}-{route}")
        page.context.close()
    page = town.look("samira", WIDTHS[0])
    page.goto(town.address + reverse("today"))
    found += wrong_with(page, "today")
    page.goto(town.address + reverse("households"))
    found += wrong_with(page, "households")
    for name, go in FORMS.items():
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        go(town, page)
        found += wrong_with(page, name)
    page.context.close()
    assert found == []


def test_the_plan_on_paper_holds_the_plan_and_nothing_to_press(town: Town) -> None:
    page = town.look("samira", 794)
    for name in ("five-plans", "long"):
        username, household, _ = SEEN[name]
        page.context.close()
        page = town.look(username, 794)
        page.goto(town.at(username, household, "plan"))
        page.emulate_media(media="print")
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name}-paper.png", full_page=True)
        pressed = page.locator(
            "button, summary, nav a, .tools a, .record, .fits > a, .voice a, .goal__head a"
        )
        assert pressed.locator("visible=true").count() == 0, name
        assert page.locator(".strip__call").is_visible()
        assert width_of(page) <= 794
