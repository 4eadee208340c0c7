"""The sample pages of the living sheet, as a browser would get them; no database is asked."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.test import RequestFactory
from django.urls import set_urlconf

from tandem.web.components.pages import PAGES
from tandem.web.components.views import components, sample
from tandem.web.messages import compile_messages

STATIC = Path(__file__).parents[2] / "src" / "tandem" / "web" / "static"
SHEET = "onderdelen"
NAMES = (SHEET, *PAGES)
LANGUAGES = ("nl", "en")


@cache
def rendered(name: str, lang: str = "nl") -> str:
    """A sample page in a language."""
    compile_messages()
    request = RequestFactory().get("/", {"taal": lang})
    set_urlconf("tests.web.addresses")
    try:
        answer = components(request) if name == SHEET else sample(request, name)
    finally:
        set_urlconf(None)
    return answer.content.decode("utf-8")


def static_file(address: str) -> Path:
    """Where a static file stands that a page asks for."""
    return STATIC / address.split("/static/", 1)[1].split("?", 1)[0]
