"""A real browser for the tests that need one: going on in it, and what axe finds.

What is read at once (an address, a width, the words that stand there) is read of the page that
came, not of the one that was left and not of half a page: so who presses something that brings
another page leaves it by `leave_by`, and who looks at a page as a whole waits until it is whole.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tests.conftest import FULL

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


PATIENCE = 60_000
"""Milliseconds in which what is expected comes: a machine may stand still for a while."""
expect.set_options(timeout=PATIENCE)


def chromium() -> str | None:
    """Where the browser is: as the environment says, or as the system has it."""
    return os.environ.get("TANDEM_CHROMIUM") or shutil.which("chromium")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        pytest.fail("no chromium: install it (apt-get install chromium) or set TANDEM_CHROMIUM")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield launched
        launched.close()


def leave_by(on: Locator) -> None:
    """Press or follow what brings another page, and wait until that one stands there, whole."""
    with on.page.expect_navigation(timeout=PATIENCE):
        on.click()


def press(page: Page, words: str) -> None:
    """Press the button with these words, which sends a form."""
    leave_by(page.get_by_role("button", name=words, exact=True))


def width_of(page: Page) -> int:
    """Return the width of what stands on the page, in pixels: above the window's, it scrolls."""
    page.wait_for_load_state()
    return int(page.evaluate("document.documentElement.scrollWidth"))


def fits(page: Page, pixels: int) -> bool:
    """Whether nothing stands beyond the edge of a window of this width, which is set for it."""
    page.set_viewport_size({"width": pixels, "height": 900})
    return width_of(page) <= pixels


def by_turns(widths: Sequence[int], turn: int) -> Iterator[tuple[int, bool]]:
    """Yield each width, and whether what takes long is looked at there.

    That is at one of them, at the next for the next turn; at all when everything is tried.
    """
    for place, width in enumerate(widths):
        yield width, FULL or place == turn % len(widths)


RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}


COLOURS = "color-contrast"
"""The rule that takes axe as long as all the others together, twice over."""


def violations(page: Page, *, colours: bool = True) -> list[str]:
    """What axe finds wrong on the page, with the first places.

    Colours differ little between the widths of a page: who looks at both may leave them out at one.
    """
    page.wait_for_load_state()
    rules = RULES if colours else {**RULES, "rules": {COLOURS: {"enabled": False}}}
    found = Axe().run(page, options=rules).response["violations"]
    return [f"{one['id']}: {[node['target'] for node in one['nodes'][:3]]}" for one in found]
