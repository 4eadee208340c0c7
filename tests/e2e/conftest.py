"""A real browser on a real server, with the household of case C1."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser import leave_by
from tests.e2e.family import PASSWORD, DeVries

# The browser's library keeps a loop of events in this thread, which Django takes for asynchronous
# code. It is not: every call waits.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@dataclass(frozen=True, slots=True)
class Window:
    """A window of the browser, and where the household is in it."""

    page: Page
    place: str
    family: DeVries

    def open(self, address: str) -> Page:
        """Go to a page of the site."""
        self.page.goto(f"{self.place}{address}")
        return self.page

    def sign_in(self, name: str) -> Page:
        """Sign in with a password, as anybody does."""
        self.page.context.clear_cookies()
        self.open("/inloggen/")
        self.page.fill("#username", name)
        self.page.fill("#password", PASSWORD)
        leave_by(self.page.locator("main button", has_text="Inloggen").first)
        self.page.wait_for_url(lambda address: "inloggen" not in address)
        return self.page

    def household(self, page: str) -> Page:
        """Go to a page of the household."""
        return self.open(self.family.at(page))


@pytest.fixture
def family(transactional_db: None) -> DeVries:  # noqa: ARG001 - it is to be there first
    from tests.e2e.de_vries import build

    return build()


@pytest.fixture
def window(browser: Browser, live_server: LiveServer, family: DeVries) -> Iterator[Window]:
    context = browser.new_context(reduced_motion="reduce")
    yield Window(context.new_page(), live_server.url, family)
    context.close()


@pytest.fixture
def bare_window(browser: Browser, live_server: LiveServer, family: DeVries) -> Iterator[Window]:
    """A window that runs no script."""
    context = browser.new_context(java_script_enabled=False)
    yield Window(context.new_page(), live_server.url, family)
    context.close()
