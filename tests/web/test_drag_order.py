"""The order of the goals by drag, and the way out at once, in a real browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tandem.web.refs import goal_ref
from tests.browser import violations
from tests.web.five_plans import Household

# The browser's own loop runs in this thread; the database is asked between its steps.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
ELSEWHERE = "http://weer.test/"


@pytest.fixture
def five(monkeypatch: pytest.MonkeyPatch) -> Household:
    found = Household()

    def now() -> datetime:
        found.family.at += timedelta(minutes=1)
        return found.family.at

    monkeypatch.setattr("tandem.web.pages.doors.now", now)
    return found


@pytest.fixture
def window(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 3600})
    yield context
    context.close()


def look(window: BrowserContext, place: str, five: Household, who: str, route: str) -> Page:
    """Open a page of the household as somebody who is signed in."""
    visitor = five.visitor(who, "nl")
    window.add_cookies(
        [
            {"name": name, "value": one.value, "url": place}
            for name, one in visitor.client.cookies.items()
        ]
    )
    page = window.new_page()
    page.goto(place + five.at(route))
    return page


def order_of(five: Household) -> list[str]:
    return [one.own_words or one.text for one in five.family.case().plan.goals if one.is_open]


def drag(page: Page, first: int, onto: int) -> None:
    """Drag a goal onto another, as a hand with a mouse does."""
    handles = page.locator("[data-goal] [data-handle] h2, [data-goal] [data-handle] h3")
    with page.expect_navigation():
        handles.nth(first).drag_to(handles.nth(onto))


def test_a_resident_drags_what_matters_most_to_the_top(
    five: Household, window: BrowserContext, live_server: LiveServer
) -> None:
    before = order_of(five)
    page = look(window, live_server.url, five, "kevin", "my-plan")
    drag(page, 2, 0)
    expected = [before[2], before[0], before[1], *before[3:]]
    assert order_of(five) == expected
    shown = page.locator("[data-goal] h3").all_inner_texts()
    assert shown[:3] == expected[:3]


def test_a_drag_downward_lands_below(
    five: Household, window: BrowserContext, live_server: LiveServer
) -> None:
    before = order_of(five)
    page = look(window, live_server.url, five, "samira", "order")
    drag(page, 0, 3)
    assert order_of(five) == [*before[1:4], before[0], *before[4:]]


def test_the_arrows_do_the_same_without_a_mouse(
    five: Household, window: BrowserContext, live_server: LiveServer
) -> None:
    before = order_of(five)
    page = look(window, live_server.url, five, "kevin", "my-plan")
    page.locator("[data-goal]").nth(1).locator("button[value=up]").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert order_of(five) == [before[1], before[0], *before[2:]]


def test_an_order_that_was_changed_meanwhile_is_not_overwritten(
    five: Household, window: BrowserContext, live_server: LiveServer
) -> None:
    page = look(window, live_server.url, five, "kevin", "my-plan")
    keys = [one.id for one in five.family.case().plan.goals if one.is_open]
    karin = five.visitor("karin")
    version = karin.get(five.at("order")).value("version")
    karin.send(five.at("order-set"), version=version, goal=goal_ref(keys[1]), move="up")
    theirs = order_of(five)
    drag(page, 4, 0)
    assert order_of(five) == theirs
    assert "De volgorde is intussen veranderd" in page.locator("[role=status]").inner_text()


@pytest.mark.parametrize("route", ["my-plan", "plan", "check", "people", "agreement-new"])
def test_every_page_of_a_resident_has_the_way_out(
    five: Household,
    window: BrowserContext,
    live_server: LiveServer,
    settings: Settings,
    route: str,
) -> None:
    settings.TANDEM_AWAY = ELSEWHERE

    def weather(asked: Route) -> None:
        asked.fulfill(body="<title>Weer</title>", content_type="text/html")

    window.route(f"{ELSEWHERE}**", weather)
    page = look(window, live_server.url, five, "kevin", route)
    assert violations(page) == []
    page.locator("a.away").click()
    page.wait_for_url(ELSEWHERE)
    assert page.title() == "Weer"
    page.goto(live_server.url + five.at(route))
    assert "/inloggen/" in page.url
