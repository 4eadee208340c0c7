"""What is shielded leaves no trace: every page is as if it had never been in the plan."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection

from tandem.actions.plans.discretion import shield_agreement
from tandem.core.model import Household as Core
from tandem.records.door import plumbing
from tests.actions.plans.family import example, imported
from tests.core.test_seen import never_there
from tests.web.five_plans import household
from tests.web.no_trace import TOKENS, without_codes

pytestmark = pytest.mark.django_db

PAGES = ("check", "plan", "load", "what-if", "my-plan")
GROUND = "Jeugdwet art. 7.3.11"
OTHERS: dict[str, tuple[str, ...]] = {
    "one": ("therapy",),
    "several": ("therapy", "coach-talk", "budget-talk"),
    "all-of-kevin": (),
}
"""What Karin may not know of; nothing named: all that is not hers."""


def gone_of(core: Core, names: tuple[str, ...]) -> set[str]:
    """Return what is shielded from Karin: never what asks something of her or is hers."""
    not_hers = {
        one.id for one in core.plan() if "karin" not in one.members and one.owner != "karin"
    }
    return set(names) & not_hers or not_hers


def seen_by_karin(
    monkeypatch: pytest.MonkeyPatch, core: Core, shield: set[str], language: str
) -> dict[str, str]:
    """Return the pages of Karin, of a plan of which something is shielded; nothing is kept."""
    with plumbing():
        before = connection.savepoint() or ""
    five = household(monkeypatch, imported(core))
    for key in sorted(shield):
        five.family.run("samira", _shielding(five.family.code, key))
    five.family.at = five.family.at.replace(hour=15, minute=0)
    karin = five.visitor("karin", language)
    pages = {route: karin.get(five.at(route)) for route in PAGES}
    with plumbing():
        connection.savepoint_rollback(before)
    assert {page.status for page in pages.values()} == {200}
    return {route: plain(page.html, five.family.code) for route, page in pages.items()}


def _shielding(code: str, key: str) -> Callable[..., None]:
    return lambda work: shield_agreement(work, code, key=key, member="karin", ground=GROUND)


def plain(html: str, code: str) -> str:
    """Return a page without what is another every time: codes by their order on the page."""
    bare = without_codes(TOKENS.sub("", html.replace(code, "CODE")))
    return re.sub(r"\s+", " ", bare)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("names", OTHERS.values(), ids=OTHERS)
def test_every_page_is_as_if_it_had_never_been_in_the_plan(
    monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...], language: str
) -> None:
    core = example()
    gone = gone_of(core, names)
    seen = seen_by_karin(monkeypatch, core, gone, language)
    never = seen_by_karin(monkeypatch, never_there(core, gone), set(), language)
    for route in PAGES:
        assert seen[route] == never[route], route
