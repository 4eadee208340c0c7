"""The other weeks of *Past het?*: drawn when their fold is opened, with a script and without."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import leave_by, violations
from tests.e2e.conftest import Window

pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.django_db(transaction=True)]

PICTURE = "svg[role=img] >> visible=true"


def weeks(page: Page) -> list[str]:
    return page.locator("#week details.fold > summary").all_inner_texts()


@pytest.mark.parametrize("width", [1280, 360])
def test_a_week_is_drawn_in_its_fold(window: Window, width: int) -> None:
    window.page.set_viewport_size({"width": width, "height": 900})
    window.sign_in("samira")
    page = window.household("past-het/")
    assert weeks(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    fold = page.locator("#week details.fold").first
    fold.locator("summary").first.focus()
    page.keyboard.press("Enter")
    expect(fold.locator(PICTURE)).to_be_visible()
    expect(fold.get_by_role("link", name="Bekijk deze week")).to_have_count(0)
    fold.locator("details.table-fold summary").click()
    expect(fold.locator("table")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    fold.locator("summary").first.click()
    fold.locator("summary").first.click()
    assert len(asked) == 1


def test_where_it_cannot_be_fetched_the_link_stays(window: Window) -> None:
    window.sign_in("samira")
    page = window.household("past-het/")
    page.route("**/past-het/week/**", lambda route: route.abort())
    fold = page.locator("#week details.fold").first
    fold.locator("summary").click()
    link = fold.get_by_role("link", name="Bekijk deze week")
    expect(link).to_be_visible()
    page.unroute_all()
    leave_by(link)
    expect(page.locator("main").locator(PICTURE)).to_be_visible()


@pytest.mark.parametrize("width", [1280, 360])
def test_without_a_script_a_week_is_a_page(window: Window, bare_window: Window, width: int) -> None:
    window.sign_in("samira")
    bare_window.page.context.add_cookies(window.page.context.cookies())  # type: ignore[arg-type]
    bare_window.page.set_viewport_size({"width": width, "height": 900})
    page = bare_window.household("past-het/")
    title = weeks(page)[0]
    fold = page.locator("#week details.fold").first
    fold.locator("summary").click()
    leave_by(fold.get_by_role("link", name="Bekijk deze week"))
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator("main").locator(PICTURE)).to_be_visible()
    window.open(page.url.removeprefix(window.place))
    assert violations(window.page) == []
