"""A real browser for the tests that need one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route


@pytest.fixture(scope="session")
def page(browser: Browser) -> Page:
    """One page for all tests: each of them opens what it looks at."""
    return browser.new_page()


@pytest.fixture
def requests(page: Page) -> Iterator[list[str]]:
    """The requests that a page makes beside its own file; each of them is refused."""
    made: list[str] = []

    def refuse(route: Route) -> None:
        made.append(route.request.url)
        route.abort()

    page.route(lambda url: not url.startswith(("file:", "data:")), refuse)
    yield made
    page.unroute_all()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reports")
