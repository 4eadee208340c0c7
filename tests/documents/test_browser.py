"""The page in a real browser: accessible, readable at every width, usable by keyboard, printable.

All run in one group, so that one worker starts one browser.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser import by_turns
from tests.browser import violations as everything_wrong
from tests.documents.households import NAMES
from tests.documents.pages import read, rendered

pytestmark = pytest.mark.xdist_group("browser")

STATES = pytest.mark.parametrize("name", NAMES)
WIDE, MIDDLE, PHONE, SMALLEST = 1280, 820, 360, 320


def open_report(page: Page, folder: Path, name: str, width: int, lang: str = "nl") -> None:
    file = folder / f"{name}.{lang}.html"
    if not file.exists():
        file.write_text(rendered(name, lang), encoding="utf-8")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(file.as_uri())


def violations(page: Page, *, colours: bool = True) -> list[str]:
    """What axe finds. What is not shown at this width nobody meets: it is left out, for speed."""
    page.evaluate(LEAVE_OUT_HIDDEN)
    return everything_wrong(page, colours=colours)


LEAVE_OUT_HIDDEN = """
document.querySelectorAll('svg[role=img], .for-wide, .for-phone').forEach(one => {
  if (!one.checkVisibility()) one.remove();
})
"""


def open_folds(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")


@STATES
def test_accessible_at_both_widths_and_without_requests(
    name: str, page: Page, requests: list[str], folder: Path
) -> None:
    for width, colours in by_turns((WIDE, PHONE), NAMES.index(name)):
        open_report(page, folder, name, width)
        open_folds(page)
        assert violations(page, colours=colours) == []
    assert requests == []


def test_accessible_in_english(page: Page, folder: Path) -> None:
    open_report(page, folder, "example_five-plans", WIDE, "en")
    assert violations(page) == []


@STATES
def test_nothing_scrolls_sideways_and_no_name_is_cut_off(
    name: str, page: Page, folder: Path
) -> None:
    for width in (WIDE, MIDDLE, PHONE, SMALLEST):
        open_report(page, folder, name, width)
        open_folds(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(CUT_OFF) == []
        assert page.evaluate(OVERLAPPING) == []


CUT_OFF = """
[...document.querySelectorAll('svg[role=img] text')]
  .filter(text => text.getClientRects().length)
  .filter(text => {
    const box = text.getBBox();
    const sheet = text.ownerSVGElement.viewBox.baseVal;
    return box.x < sheet.x - 1 || box.x + box.width > sheet.x + sheet.width + 1
      || box.y < sheet.y - 4 || box.y + box.height > sheet.y + sheet.height + 4;
  })
  .map(text => text.textContent)
"""
"""Words in pictures that do not lie whole on their sheet."""

OVERLAPPING = """
[...document.querySelectorAll('svg[role=img]')]
  .filter(svg => svg.getClientRects().length)
  .flatMap(svg => {
    const boxes = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBBox()]);
    return boxes.flatMap(([words, a], place) => boxes.slice(place + 1)
      .filter(([, b]) => a.x + 1 < b.x + b.width && b.x + 1 < a.x + a.width
        && a.y + 5 < b.y + b.height && b.y + 5 < a.y + a.height)
      .map(([other]) => words + ' / ' + other));
  })
"""
"""Words in pictures that lie over one another."""


def test_words_are_no_wider_than_measured(page: Page, folder: Path) -> None:
    from tandem.documents.measure import text_width

    open_report(page, folder, "example_five-plans", WIDE)
    found: list[list[Any]] = page.evaluate(
        """document.fonts.ready.then(() => [...document.querySelectorAll('svg text')]
          .filter(text => text.getClientRects().length)
          .map(text => [text.textContent, text.getComputedTextLength(),
            parseFloat(getComputedStyle(text).fontSize),
            getComputedStyle(text).fontWeight === '700']))"""
    )
    assert len(found) > 50
    for words, length, size, bold in found:
        assert length <= text_width(words, size, bold=bold) + 0.5, words
    assert page.evaluate("""document.fonts.check('16px "Atkinson Hyperlegible Next"')""")


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_keyboard_reaches_every_link_and_fold(page: Page, folder: Path, width: int) -> None:
    open_report(page, folder, "example_five-plans", width)
    wanted = page.evaluate(
        "[...document.querySelectorAll('a, summary')].filter(e => e.checkVisibility()).length"
    )
    reached: set[str] = set()
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        reached.add(page.evaluate(PLACE))
    assert len(reached - {""}) == wanted
    page.keyboard.press("Home")
    page.locator("summary").locator("visible=true").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")


PLACE = """
(() => {
  const all = [...document.querySelectorAll('a, summary')];
  const place = all.indexOf(document.activeElement);
  return place < 0 ? '' : String(place);
})()
"""


def test_a_link_leads_to_the_agreement(page: Page, folder: Path) -> None:
    open_report(page, folder, "example_five-plans", WIDE)
    page.locator("a.agr").locator("visible=true").first.click()
    assert page.evaluate("document.querySelector(':target').tagName") == "TR"


@pytest.mark.parametrize("name", ["example_five-plans", "long_names", "eight_members"])
def test_prints_with_all_headings(name: str, page: Page, folder: Path) -> None:
    open_report(page, folder, name, WIDE)
    file = folder / f"{name}.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    printed = _squeezed("".join(one.extract_text() for one in PdfReader(file).pages))
    for _, heading in read(rendered(name)).headings:
        assert _squeezed(heading) in printed
    if name == "example_five-plans":
        assert _squeezed("9.20–12.40 op 4 plekken tegelijk") in printed


def _squeezed(text: str) -> str:
    """Only letters and digits: a printed line breaks, and an accent may be a sign of its own."""
    return "".join(one for one in text.casefold() if one.isascii() and one.isalnum())


def test_in_greyscale_shapes_still_tell(page: Page, folder: Path) -> None:
    open_report(page, folder, "example_five-plans", WIDE)
    own = page.locator("svg.for-w rect.s-own").first
    help_ = page.locator("svg.for-w rect.s-block").first
    assert float(own.get_attribute("rx") or 0) > float(help_.get_attribute("rx") or 0)
    assert page.locator("svg.for-w rect[fill^='url(#']").count() > 0
