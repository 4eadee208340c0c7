"""The whole way: five plans do not fit, a proposal, its answers, the plan on paper."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser import by_turns, leave_by, violations, width_of
from tests.e2e.conftest import Window

pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.django_db(transaction=True)]

WIDTHS = (1280, 360)


def choose_the_first_proposal(window: Window) -> Page:
    """Sign in as who leads, see that it does not fit and why, and choose the first proposal."""
    page = window.sign_in("samira")
    page.goto(f"{window.place}{window.family.at('plan/')}")
    expect(page.locator("h1")).to_have_text("Ons plan")
    expect(page.locator(".fits")).to_contain_text("15 botsingen")
    leave_by(page.locator(".fits a"))
    expect(page.locator("h1")).to_contain_text("Dit plan past nog niet")
    expect(page.locator("main")).to_contain_text("alleen samen botsen")
    leave_by(page.locator("form.proposal__choose button").first)
    expect(page.locator("h1")).to_have_text("Het voorstel")
    return page


def say_yes_to_everything(window: Window, name: str) -> int:
    """Sign in as somebody and say yes to every change that waits; return how many there were."""
    page = window.sign_in(name)
    window.household("voorstel/")
    count = 0
    while page.locator(".answers button[value=yes]:not([aria-pressed])").count():
        leave_by(page.locator(".answers button[value=yes]:not([aria-pressed])").first)
        count += 1
        assert count < 20
    return count


def plan_on_paper(window: Window) -> str:
    """Return what the printed plan says."""
    printed = window.page.request.get(f"{window.place}{window.family.at('plan.pdf')}")
    assert printed.headers["content-type"] == "application/pdf"
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(printed.body())).pages)


def walk(window: Window) -> None:
    page = choose_the_first_proposal(window)
    for owner in ("samira", "marloes", "joris", "dirk", "ineke"):
        assert say_yes_to_everything(window, owner) >= 1, owner
    assert say_yes_to_everything(window, "kevin") >= 5
    assert say_yes_to_everything(window, "karin") == 1
    window.household("past-het/")
    expect(page.locator("h1")).to_have_text(re.compile("Dit plan past"))
    expect(page.locator("h1")).not_to_contain_text("niet")
    assert "Samira Haddou" in plan_on_paper(window)


def test_the_whole_way(window: Window) -> None:
    walk(window)


def test_the_whole_way_without_a_script(bare_window: Window) -> None:
    walk(bare_window)


def test_the_way_by_keyboard_alone(window: Window) -> None:
    page = window.open("/inloggen/")
    press_until(page, "#username")
    page.keyboard.type("samira")
    press_until(page, "#password")
    page.keyboard.type("tandem-een-gezin-een-plan")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "inloggen" not in address)
    window.household("past-het/")
    press_until(page, "form.proposal__choose button")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Het voorstel")
    press_until(page, ".answers button[value=yes]")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Uw antwoord is opgeschreven")


def press_until(page: Page, wanted: str) -> None:
    """Go on with the Tab key until the focus is where it should be."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement?.matches(wanted) ?? false", wanted):
            return
    pytest.fail(f"the Tab key does not reach {wanted}")


PAGES = {
    "samira": [
        "plan/",
        "plan/veranderingen/",
        "past-het/",
        "mensen/",
        "afspraken/nieuw/",
        "doelen/nieuw/",
        "volgorde/",
        "voorstel/",
        "overleg/",
    ],
    "kevin": ["mijn-plan/", "mijn-plan/ja-tegen-alles/", "voorstel/", "plan/"],
}


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_accessible_with_living_data(name: str, window: Window) -> None:
    choose_the_first_proposal(window)
    page = window.sign_in(name)
    found: dict[str, list[str]] = {}
    for number, address in enumerate(PAGES[name]):
        for asked, colours in by_turns(WIDTHS, number):
            page.set_viewport_size({"width": asked, "height": 900})
            window.household(address)
            wrong = violations(page, colours=colours)
            wide = width_of(page)
            if wrong or wide > asked:
                found[f"{address} {asked}"] = [*wrong, f"{wide} wide"]
    assert found == {}
