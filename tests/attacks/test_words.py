"""Words that are code: written in every field, and looked for on every page, picture and paper."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader

from tandem.documents.plan_pdf import plan_pdf
from tests.access import rows
from tests.access.rows import Row
from tests.attacks.site import Site, text_of

EVIL = """'"><xss onfocus=alert(1) autofocus><script>alert(1)</script>{{7*191}}${7*191}<!--"""
"""Ends an attribute of either kind, opens an element and a script, and is a template too."""
SHORT = "'\"><xss onfocus=a>{{7*191}}"
"""The same where fewer signs fit."""
ESCAPED = "&lt;xss"
TABLES = {"work-areas-file"}
"""What is given out to be opened in a spreadsheet."""
FORMULA = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1")

TEXTS: Mapping[str, Mapping[str, str]] = {
    "own-words": {"question": EVIL},
    "goal-add": {"text": EVIL, "own_words": EVIL},
    "goal-change": {"text": EVIL, "own_words": EVIL},
    "supporter-new": {"name": EVIL, "relation": EVIL, "telephone": SHORT},
    "member-new": {"name": EVIL, "telephone": SHORT, "question": EVIL},
    "person-new": {"purpose": EVIL},
    "agreement-add": {"title": EVIL},
    "agreement-change": {"title": EVIL},
    "account": {
        "income-1": EVIL,
        "income-amount-1": "100",
        "cost-1": EVIL,
        "cost-amount-1": "20",
        "reason": EVIL,
    },
    "discretion": {"do": "close", "part": "open", "ground": EVIL},
    "lead-stand-in": {},
    "household-new": {"name": EVIL, "reason": EVIL, "purpose": EVIL, "name-1": EVIL},
    "simple-question": {"name": EVIL, "question": EVIL, "needed": EVIL},
    "one-plan": {"reason": EVIL},
    "stop-helping": {"reason": EVIL},
    "places": {"one-1": EVIL, "other-1": EVIL, "minutes-1": "5"},
}
"""What is written in the free text of each form, beside how it is filled in well."""
FREE = {
    *("line", "q", "text", "title", "reason", "question", "name", "purpose", "ground", "why"),
    *("username", "answer", "own_words", "relation", "telephone"),
}
"""Fields that also come back on the page when what was sent cannot be kept."""


class Watcher(HTMLParser):
    """Reads a page as a browser does, and remembers what an attack would have made of it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "xss" or (tag == "script" and not dict(attrs).get("src")):
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or (name in {"href", "src", "action"} and _runs(value)):
                self.found.append(f"{tag} {name}")

    def handle_comment(self, data: str) -> None:
        self.found.append(f"comment {data[:20]}")


RUNS = re.compile(r"\s*(javascript|data|vbscript):", re.IGNORECASE)


def _runs(value: str | None) -> bool:
    return RUNS.match(value or "") is not None


def made_of(html: str) -> list[str]:
    """Return what of the attack became part of the page: elements, handlers, sums."""
    watcher = Watcher()
    watcher.feed(html)
    return watcher.found + (["sum"] if "1337" in html else [])


@pytest.fixture
def written(site: Site) -> Site:
    """The town with the words in every field that takes free text."""
    kept = []
    for row, address, fields in site.forms():
        if row.route in TEXTS and row.route not in {
            *("household-new", "simple-question", "stop-helping"),
        }:
            sent = {**fields, **TEXTS[row.route]}
            answered = site.send(site.best(row), "POST", address, sent)
            assert answered.status_code in {302, 409}, (row.name, text_of(answered)[-3000:])
            kept += [row.route] if answered.status_code == 302 else []
    answer = reverse("answer", kwargs={"code": site.here.code, "agreement": _play(site)})
    sent = {"answer": "cannot", "reason": EVIL, "version": 1}
    assert site.send("par", "POST", answer, sent).status_code == 302
    assert len(kept) >= 9, kept
    return site


def _play(site: Site) -> int:
    return site.here.agreements["play"]


def pages(site: Site, who: str) -> dict[str, str]:
    """Return every page that somebody gets."""
    found = {}
    for row, address in site.rows.items():
        if row.method == "GET" and row.route not in {"away", "plan-pdf"}:
            answered = site.get(who, address)
            if answered.status_code == 200:
                found[row.route] = text_of(answered)
    return found


@pytest.mark.parametrize(("who", "least"), [("lead", 9), ("par", 5), ("prov", 4)])
def test_words_stay_words_on_every_page(written: Site, who: str, least: int) -> None:
    """XSS that is kept: in text, titles, attributes, the marks for scripts, and pictures."""
    found = pages(written, who)
    assert {name: made_of(html) for name, html in found.items() if made_of(html)} == {}
    told = [name for name, html in found.items() if ESCAPED in html]
    assert len(told) >= least, told


def test_words_that_come_straight_back_stay_words(site: Site) -> None:
    """XSS that is sent back: a form drawn again, and every parameter of every page."""
    seen = 0
    for row, address in site.rows.items():
        sent: dict[str, Any] = {}
        if row.method == "POST":
            sent = dict.fromkeys(FREE, EVIL) | {
                name: value
                for name, value in rows.fields_of(row, site.here).items()
                if name not in FREE and name != "file"
            }
        query = "?" + "&".join(
            f"{one}=%22%3E%3Cxss%20onfocus=a%3E" for one in ("voor", "next", "q")
        )
        answered = site.send(site.best(row), row.method, address + query, sent)
        html = text_of(answered)
        assert made_of(html) == [], row.name
        seen += ESCAPED in html
    assert seen >= 3


def test_an_address_that_is_code_stays_words(site: Site) -> None:
    for path in (
        "/<xss onfocus=a>/",
        "/huishoudens/%22%3E%3Cxss%3E/plan/",
        "/'\"><script>x</script>",
    ):
        for who in ("lead", "none"):
            answered = site.get(who, path)
            assert answered.status_code == 404
            assert made_of(text_of(answered)) == []


def test_on_paper_they_are_words_too(written: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tandem.web.pages.plan_pdf.plan_pdf", plan_pdf)
    address = reverse("plan-pdf", kwargs={"code": written.here.code})
    answered = written.get("lead", address)
    assert answered.status_code == 200
    printed = answered.content
    for active in (b"/JavaScript", b"/JS ", b"/Launch", b"/EmbeddedFile", b"/SubmitForm"):
        assert active not in printed
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(printed)).pages)
    assert "<xss" in re.sub(r"\s", "", text)
    assert "1337" not in text


def test_no_cell_of_a_table_that_is_given_out_is_a_formula(site: Site) -> None:
    """Formula injection: a new table for spreadsheets is named here, and looked into."""
    found = set()
    for row, address in site.rows.items():
        if row.method == "GET":
            answered = site.get("chief", address)
            kind = answered.headers["Content-Type"]
            assert "spreadsheet" not in kind, row.name
            if "csv" in kind or "attachment" in answered.headers.get("Content-Disposition", ""):
                found.add(row.route)
                lines = answered.content.decode().lstrip("\ufeff").splitlines()
                cells = [cell.strip('"') for line in lines for cell in line.split(";")]
                assert [one for one in cells if one.startswith(("=", "+", "-", "@"))] == []
    assert found == TABLES


@pytest.mark.parametrize("formula", FORMULA)
def test_what_begins_as_a_formula_is_kept_as_it_was_typed(site: Site, formula: str) -> None:
    """Nothing is stripped or run: it is text of the family, and stays so."""
    row = Row("goal-add", "POST")
    address = site.rows[row]
    sent = {**rows.fields_of(row, site.here), "text": f"{formula} doel"}
    assert site.send("lead", "POST", address, sent).status_code == 302
    plan = text_of(site.get("lead", reverse("plan", kwargs={"code": site.here.code})))
    assert f"{formula} doel".strip() in plan
