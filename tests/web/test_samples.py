"""Every sample page, as text: light, without inline style or script, with whole references."""

from __future__ import annotations

import gzip
import re
from itertools import pairwise

import pytest

from tests.documents.pages import Page, read
from tests.web.samples import LANGUAGES, NAMES, rendered, static_file

MOST = 60 * 1024
"""HTML, style and scripts of a page together, compressed; fonts are apart."""
AIM = 35 * 1024
HEAVY = ("past-het", "overleg")
"""Pages with pictures of the week: these may come near the bound."""
LIVE = "afspraak"

EVERY = pytest.mark.parametrize("name", NAMES)


def weight(name: str) -> int:
    page = read(rendered(name))
    loaded = [
        one.attributes["href"] for one in page.all("link") if one.attributes["rel"] == "stylesheet"
    ]
    loaded += [one.attributes["src"] for one in page.all("script")]
    parts = [rendered(name).encode(), *(static_file(address).read_bytes() for address in loaded)]
    return sum(len(gzip.compress(part, 6)) for part in parts)


@EVERY
def test_a_page_is_light(name: str) -> None:
    assert weight(name) <= MOST


@EVERY
def test_most_pages_are_lighter_still(name: str) -> None:
    if not name.startswith((*HEAVY, LIVE)):
        assert weight(name) <= AIM


@pytest.mark.parametrize("lang", LANGUAGES)
@EVERY
def test_nothing_is_inline(name: str, lang: str) -> None:
    page = read(rendered(name, lang))
    assert [one for one in page.elements if "style" in one.attributes] == []
    assert page.all("style") == []
    assert [one for one in page.all("script") if "src" not in one.attributes] == []
    handlers = [key for one in page.elements for key in one.attributes if key.startswith("on")]
    assert handlers == []
    assert "javascript:" not in rendered(name, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@EVERY
def test_references_are_whole(name: str, lang: str) -> None:
    page = read(rendered(name, lang))
    assert sorted({one for one in page.ids if page.ids.count(one) > 1}) == []
    wanted = {
        target
        for one in page.elements
        for key in ("for", "aria-labelledby", "aria-describedby")
        for target in one.attributes.get(key, "").split()
    }
    assert wanted - set(page.ids) == set()
    drawn = {one.attributes["href"].removeprefix("#") for one in page.all("use")}
    assert drawn - set(page.ids) == set()


@EVERY
def test_headings_go_down_one_step_at_a_time(name: str) -> None:
    levels = [level for level, _ in read(rendered(name)).headings]
    assert levels.count(1) == 1
    steps = [(one, other) for one, other in pairwise(levels) if other > one + 1]
    assert steps == []


@EVERY
def test_every_field_has_a_label(name: str) -> None:
    page = read(rendered(name))
    labelled = {one.attributes.get("for") for one in page.all("label")}
    for tag in ("input", "select", "textarea"):
        for one in page.all(tag):
            kind = one.attributes.get("type", "")
            if kind not in {"hidden", "checkbox", "radio"}:
                assert one.attributes.get("id") in labelled, one


@EVERY
def test_at_most_one_primary_button_outside_folds(name: str) -> None:
    if name == "onderdelen":
        return
    shown = re.sub(r"<details.*?</details>", "", rendered(name), flags=re.DOTALL)
    buttons = read(shown).with_class("utrecht-button--primary-action")
    assert len(buttons) <= 1


@EVERY
def test_dutch_pages_hold_no_english_of_ours(name: str) -> None:
    dutch, english = _words(read(rendered(name))), _words(read(rendered(name, "en")))
    assert "Naar de inhoud" in dutch
    assert "Skip to content" in english
    assert "Naar de inhoud" not in english


def _words(page: Page) -> str:
    return " ".join(page.text.split())


def test_a_number_can_be_pressed() -> None:
    page = read(rendered("ons-plan"))
    calls = [one.attributes["href"] for one in page.with_class("strip__call")]
    assert calls == ["tel:0880000123"]


def test_what_a_viewer_may_not_see_reads_busy() -> None:
    page = read(rendered("ons-plan-toestanden"))
    assert "Bezet" in page.text
    assert "Vraag Joris van Beek" in page.text
    assert "Verplicht" in page.text
    assert "beschikking kinderrechter" in page.text


def test_a_resident_is_called_as_she_wants() -> None:
    assert "Jij zei ja op 3 december" in read(rendered("mijn-plan")).text.replace("\u00a0", " ")
    assert "Wat wilt u zelf?" in read(rendered("mijn-plan-leeg")).text
