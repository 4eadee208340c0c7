"""The page as a document: structure, links, safety, size; in every state and both languages."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from tandem.documents.report import render_report
from tests.documents.households import HOSTILE, NAMES, case, rules
from tests.documents.pages import read, rendered

LARGEST_FIVE_PLANS = 300_000
"""Characters; the font is 25,000 of them."""
LARGEST = 500_000

BOTH = pytest.mark.parametrize("lang", ["nl", "en"])
STATES = pytest.mark.parametrize("name", NAMES)


@BOTH
@STATES
def test_one_headline_and_headings_without_a_gap(name: str, lang: str) -> None:
    headings = read(rendered(name, lang)).headings
    levels = [level for level, _ in headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(text.strip() for _, text in headings)


@BOTH
@STATES
def test_every_link_in_the_page_has_its_target(name: str, lang: str) -> None:
    page = read(rendered(name, lang))
    ids = page.ids
    assert len(ids) == len(set(ids))
    inside = [a.attributes["href"] for a in page.all("a") if a.attributes["href"].startswith("#")]
    assert {href[1:] for href in inside} <= set(ids)
    uses = {one.attributes["href"][1:] for one in page.all("use")}
    assert uses <= set(ids)
    described = {
        one
        for element in page.elements
        for attribute in ("aria-labelledby", "aria-describedby")
        for one in element.attributes.get(attribute, "").split()
    }
    assert described <= set(ids)


@STATES
def test_nothing_that_a_strict_policy_forbids(name: str) -> None:
    html = rendered(name)
    page = read(html)
    tags = {one.tag for one in page.elements}
    assert not tags & {"script", "iframe", "object", "embed", "link", "img", "form"}
    for element in page.elements:
        assert "style" not in element.attributes
        assert not [a for a in element.attributes if a.startswith("on")]
    assert "http:" not in html
    assert "https:" not in html
    assert "@import" not in html
    assert all("url(#" in one or "url(data:" in one for one in re.findall(r"url\([^)]{5}", html))


@BOTH
@STATES
def test_language_title_and_words(name: str, lang: str) -> None:
    html = rendered(name, lang)
    page = read(html)
    assert page.all("html")[0].attributes["lang"] == lang
    assert "None" not in page.text
    assert "{" not in page.text
    assert "  ." not in page.text


@BOTH
def test_names_are_harmless(lang: str) -> None:
    html = rendered("hostile_names", lang)
    page = read(html)
    assert "<script" not in html.lower()
    assert HOSTILE in page.text
    telephones = [a.attributes["href"] for a in page.all("a") if "tel:" in a.attributes["href"]]
    assert set(telephones) <= {"tel:06"}


def test_every_picture_has_a_title_and_no_empty_description() -> None:
    for name in NAMES:
        html = rendered(name)
        pictures = re.findall(r'<svg[^>]*role="img".*?</svg>', html, re.DOTALL)
        for picture in pictures:
            assert re.search(r"<title id=\"[^\"]+\">[^<]+</title>", picture)
            assert not re.search(r"<desc[^>]*>\s*</desc>", picture)


def test_the_same_answer_gives_the_same_page() -> None:
    household, answer = case("example_five-plans")
    assert render_report(answer, household, rules()) == rendered("example_five-plans")


def test_size() -> None:
    assert len(rendered("example_five-plans").encode()) < LARGEST_FIVE_PLANS
    assert max(len(rendered(name).encode()) for name in NAMES) < LARGEST


def test_letters_of_eastern_europe_bring_their_font() -> None:
    household, answer = case("fits")
    assert "U+0100" not in rendered("fits")
    turkish = replace(household, name="Yıldız-Şahin")
    assert "U+0100" in render_report(answer, turkish, rules())
