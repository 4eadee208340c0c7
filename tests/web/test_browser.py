"""The sample pages in a real browser, under the policy of the site: for everybody, by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import by_turns, violations, width_of
from tests.web.conftest import PLACE, Open
from tests.web.samples import NAMES

pytestmark = pytest.mark.xdist_group("browser")

WIDE, PHONE, SMALLEST = 1280, 360, 320
EVERY = pytest.mark.parametrize("name", NAMES)


@EVERY
def test_accessible_at_both_widths(name: str, open_page: Open) -> None:
    for width, colours in by_turns((WIDE, PHONE), NAMES.index(name)):
        assert violations(open_page(name, width), colours=colours) == []


@pytest.mark.parametrize(
    "name", ["onderdelen", "ons-plan-toestanden", "mijn-plan", "afspraak-fout"]
)
def test_accessible_with_everything_open_and_in_english(name: str, open_page: Open) -> None:
    page = open_page(name, WIDE, "en")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert violations(page) == []


@EVERY
def test_nothing_scrolls_sideways(name: str, open_page: Open) -> None:
    for width in (WIDE, 820, PHONE, SMALLEST):
        page = open_page(name, width)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        assert width_of(page) <= width


@EVERY
def test_the_policy_blocks_nothing_of_ours(name: str, open_page: Open, context_page: Page) -> None:
    said: list[str] = []
    context_page.on("console", lambda message: said.append(message.text))
    open_page(name)
    assert said == []


SMALL = """
[...document.querySelectorAll('button, .utrecht-button, summary, select, input:not([type=hidden])')]
  .filter(one => one.checkVisibility() && !one.closest('.pick, .choice'))
  .filter(one => !one.matches('.utrecht-button--small, details:not(.answers *) > summary'))
  .map(one => [one.textContent.trim().slice(0, 40), one.getBoundingClientRect().height])
  .filter(([, height]) => height < 43.5)
"""


@pytest.mark.parametrize("name", ["mijn-plan", "ons-plan-toestanden", "afspraak", "inloggen"])
def test_what_is_pressed_is_large_enough(name: str, open_page: Open) -> None:
    assert open_page(name, PHONE).evaluate(SMALL) == []


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("name", ["ons-plan-toestanden", "mijn-plan", "afspraak"])
def test_the_keyboard_reaches_everything_and_one_sees_where(
    name: str, width: int, open_page: Open
) -> None:
    page = open_page(name, width)
    wanted = page.evaluate(COUNT, FOCUSABLE)
    reached: set[str] = set()
    for _ in range(wanted + 12):
        page.keyboard.press("Tab")
        place, seen = page.evaluate(WHERE)
        reached.add(place)
        assert seen, f"focus cannot be seen on {place}"
    assert len(reached - {""}) >= wanted - page.evaluate(SAME_RADIOS)


FOCUSABLE = "a[href], button, summary, select, textarea, input:not([type=hidden])"
COUNT = "all => [...document.querySelectorAll(all)].filter(e => e.checkVisibility()).length"
SAME_RADIOS = "document.querySelectorAll('input[type=radio]:not(:checked)').length"
WHERE = """
(() => {
  const one = document.activeElement;
  if (!one || one === document.body) return ['', true];
  const shown = one.matches('.pick input') ? one.nextElementSibling : one;
  const style = getComputedStyle(shown);
  const box = shown.getBoundingClientRect();
  const y = box.y + Math.min(box.height / 2, 20);
  const top = document.elementFromPoint(box.x + box.width / 2, y);
  const bars = '.strip, .bar--resident';
  const covered = top && top.closest(bars) && !shown.closest(bars);
  const place = [...document.querySelectorAll('*')].indexOf(one);
  const name = [one.tagName, one.className, one.textContent.trim().slice(0, 30), place].join(' ');
  return [name, !covered && (style.outlineStyle !== 'none' || style.boxShadow !== 'none')];
})()
"""


def test_the_strip_goes_down_and_comes_back(open_page: Open) -> None:
    page = open_page("ons-plan", PHONE)
    strip = page.locator("body > .strip")
    page.mouse.wheel(0, 1500)
    page.locator("body > .strip[data-away]").wait_for(state="attached")
    page.mouse.wheel(0, -300)
    page.locator("body > .strip:not([data-away])").wait_for()
    box = strip.bounding_box()
    assert box is not None
    assert box["y"] >= -1


def test_leaving_quickly_leaves_no_way_back(open_page: Open) -> None:
    page = open_page("mijn-plan", PHONE)
    page.route("https://www.example.org/**", lambda route: route.fulfill(body="weather"))
    before = page.evaluate("history.length")
    page.locator("a.away").click()
    page.wait_for_url("https://www.example.org/")
    assert page.evaluate("history.length") == before


def test_the_way_out_stays_in_view(open_page: Open) -> None:
    page = open_page("mijn-plan", PHONE)
    page.evaluate("window.scrollTo(0, 2000)")
    box = page.locator("a.away").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 60


def test_an_answer_opens_without_a_script(open_page: Open) -> None:
    page = open_page("mijn-plan", PHONE)
    fold = page.locator("#school details")
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(fold.locator("textarea")).to_be_visible()


LIVE = '<section class="readback"><h2>Zo lezen we het</h2><p>Gelezen.</p></section><div class="enter__result" id="result" hx-swap-oob="true"><p>Past.</p></div>'  # noqa: E501

AT_ONCE = """
(line, words) => [...words].forEach(letter => {
  line.value += letter;
  line.dispatchEvent(new Event('input', { bubbles: true }));
})
"""
"""Types faster than any hand, so that no slow machine makes pauses in it."""


def test_it_checks_again_while_one_types(open_page: Open, context_page: Page) -> None:
    sent: list[str] = []

    def reply(route: Route) -> None:
        if route.request.method == "POST":
            sent.append(route.request.post_data or "")
            route.fulfill(body=LIVE, content_type="text/html")
        else:
            route.fallback()

    context_page.route(f"{PLACE}/page/afspraak.nl*", reply)
    page = open_page("afspraak")
    line = page.locator("#line")
    line.press("End")
    with page.expect_response(lambda one: "en%20Karin" in (one.request.post_data or "")):
        line.press_sequentially(" en Karin")
    expect(page.locator("#result")).to_contain_text("Past.")
    expect(page.locator("#live")).to_contain_text("Gelezen.")
    before = len(sent)
    with page.expect_response(lambda one: "en%20Lotte" in (one.request.post_data or "")):
        line.evaluate(AT_ONCE, " en Lotte")
    assert len(sent) == before + 1
    page.locator("#line").press("Enter")
    assert page.evaluate("document.activeElement.value") == "save"
    context_page.unroute(f"{PLACE}/page/afspraak.nl*")


@pytest.mark.parametrize("name", ["ons-plan", "past-het", "mijn-plan"])
def test_prints_without_what_is_pressed(name: str, open_page: Open) -> None:
    page = open_page(name)
    page.emulate_media(media="print")
    shown = page.locator("nav.tabs, .tools, .answers, .demo").locator("visible=true").count()
    page.emulate_media(media="screen")
    assert shown == 0
