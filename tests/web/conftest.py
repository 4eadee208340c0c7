"""A browser that gets the sample pages without a server."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.web.samples import STATIC, rendered, static_file

PLACE = "http://tandem.test"
Open = Callable[..., Page]


@pytest.fixture(scope="session", autouse=True)
def built() -> None:
    if not (STATIC / "build" / "stamp").exists():
        pytest.fail("the style sheets are not built: run tools/static")


def answer(route: Route) -> None:
    """Give the browser what it asks for; what is not there is not found."""
    address = route.request.url.removeprefix(PLACE)
    if address.startswith("/static/") and static_file(address).is_file():
        kind = mimetypes.guess_type(address)[0] or "font/woff2"
        route.fulfill(body=static_file(address).read_bytes(), content_type=kind)
    elif address.startswith("/page/"):
        name, lang = address.removeprefix("/page/").split("#")[0].rsplit(".", 1)
        policy = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'"  # noqa: E501
        headers = {"Content-Security-Policy": policy}
        route.fulfill(body=rendered(name, lang), content_type="text/html", headers=headers)
    else:
        route.fulfill(status=404, body="")


@pytest.fixture(scope="session")
def context_page(browser: Browser) -> Page:
    page = browser.new_page(reduced_motion="reduce")
    page.route(f"{PLACE}/**", answer)
    return page


@pytest.fixture
def open_page(context_page: Page) -> Open:
    """Opens a sample page at a width."""

    def opened(name: str, width: int = 1280, lang: str = "nl", height: int = 900) -> Page:
        context_page.set_viewport_size({"width": width, "height": height})
        context_page.goto(f"{PLACE}/page/{name}.{lang}")
        context_page.evaluate("document.fonts.ready")
        return context_page

    return opened
