"""What *Past het?* of a household with forty agreements weighs, clashing and fitting."""

from __future__ import annotations

from functools import cache

import pytest
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from benchmarks.households import generate
from benchmarks.sizes import TYPICAL
from benchmarks.web.weigh import kilobytes
from tandem.core.check import check
from tandem.core.check.answer import Verdict
from tandem.documents.parts import render_parts
from tandem.formats import rulebase
from tandem.web.components.people import frame, household
from tandem.web.pages.check import state_of
from tandem.web.shapes.check import CheckPage
from tests.web.samples import static_file

MOST = 60.0
"""KB of HTML, style sheets and scripts together, compressed, as promised for every page."""
ENOUGH = 48.0
"""The same of this page, with some room for words that grow."""
CLASHING, FITTING = (2, 16, 17), (0, 8)
"""Seeds of households: of the first fifty the heaviest pages."""


@cache
def page(seed: int) -> tuple[Verdict, str]:
    rules = rulebase.load()
    lives = generate(TYPICAL, seed, rules).household
    assert len(lives.agreements) >= TYPICAL.agreements
    answer = check(lives, rules)
    parts = render_parts(
        answer,
        lives,
        rules,
        plan_at="/huishoudens/abcdefghjk/plan/",
        week_at=lambda monday: f"/huishoudens/abcdefghjk/past-het/week/{monday}/",
    )
    shown = CheckPage(
        state_of(answer), parts.verdict, parts.clashes, parts.proposals, parts.week, parts.money
    )
    with translation.override("nl"):
        given = {"frame": frame(), "household": household("check"), "page": shown}
        return answer.verdict, render_to_string("check.html", given, request())


def request() -> HttpRequest:
    return RequestFactory().get("/")


@pytest.mark.parametrize("seed", [*CLASHING, *FITTING])
def test_a_page_with_forty_agreements_is_light(seed: int) -> None:
    verdict, html = page(seed)
    assert verdict is (Verdict.INFEASIBLE if seed in CLASHING else Verdict.FEASIBLE)
    assert kilobytes(html, lambda one: static_file(one).read_bytes()) <= min(ENOUGH, MOST)


@pytest.mark.parametrize("seed", [*CLASHING, *FITTING])
def test_only_the_heaviest_weeks_are_drawn(seed: int) -> None:
    verdict, html = page(seed)
    weeks = html.split('id="week"')[1].split("</section>")[0]
    assert weeks.count("<table") == (1 if verdict is Verdict.FEASIBLE else 2)
    assert weeks.count("data-fill") == weeks.count("/past-het/week/") > 0
