"""While one changes a time in the form of an agreement, the clash goes and comes back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.browser import leave_by
from tests.e2e.conftest import Window

pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.django_db(transaction=True)]

ON_TUESDAY, ON_SUNDAY = "gesprek: Kevin, di 10:30-11:30", "gesprek: Kevin, zo 10:30-11:30"
CLASH = "Therapie en Coachgesprek: Dinsdag vallen ze samen van 10.30 tot 11.30 uur"


def test_the_clash_goes_and_comes_with_the_time_in_the_form(window: Window) -> None:
    """On Tuesday at half past ten Kevin is at therapy; on Sunday he is free."""
    page = window.sign_in("samira")
    window.household("plan/")
    leave_by(page.get_by_role("link", name="Coachgesprek", exact=True))
    line, result = page.locator("#line"), page.locator("#result")
    for _ in range(2):
        line.fill(ON_TUESDAY)
        expect(result).to_contain_text(CLASH)
        line.fill(ON_SUNDAY)
        expect(result).not_to_contain_text("vallen ze samen")
        expect(result).to_contain_text("6 contacten per week")
    window.household("plan/")
    expect(page.locator("table.plan")).not_to_contain_text("10.30–11.30")


def test_what_was_typed_before_the_page_listened_is_checked_too(window: Window) -> None:
    """On a slow telephone the line is there seconds before the script is."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page = window.sign_in("samira")
    window.household("plan/")
    page.route("**/build/htmx*", hold)
    page.get_by_role("link", name="Coachgesprek", exact=True).click(no_wait_after=True)
    line, result = page.locator("#line"), page.locator("#result")
    line.fill(ON_TUESDAY)
    expect(result).to_be_empty()
    assert held, "the script was not asked for, so this shows nothing"
    for route in held:
        route.continue_()
    expect(result).to_contain_text(CLASH)
