"""The parts of the report, for a page that puts something of its own around them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from tandem.core.check.answer import Answer
from tandem.core.model import Household
from tandem.core.rules import RuleBase
from tandem.documents.report import Choose, WeekAt, environment, tied, views
from tandem.documents.views.context import Context, YesFrom
from tandem.documents.views.weeks import WeekPicture, WeeksView, fitting_weeks, week_of


@dataclass(frozen=True, slots=True)
class Parts:
    """The answer of the plan check in pieces of HTML; a piece with nothing to say is empty."""

    verdict: Markup
    clashes: Markup
    proposals: Markup
    week: Markup
    money: Markup


def render_parts(
    answer: Answer,
    household: Household,
    rules: RuleBase,
    lang: str = "nl",
    *,
    plan_at: str = "",
    choose: Choose | None = None,
    week_at: WeekAt | None = None,
    yes_from: YesFrom | None = None,
) -> Parts:
    """Return the pieces in one language, "nl" or "en".

    `plan_at` is the address of the page with the plan, where marked agreements lead. `choose`
    returns what stands under a proposal, such as its button; `yes_from` who must say yes to it.
    `week_at` returns the address of the page with a week, by its Monday: then only the heaviest
    week is drawn here. The style is `css/check.css`, the drawings are `icons()`.
    """
    given = views(Context(answer, household, rules, lang, yes_from), plan_at, choose, week_at)
    names = ("verdict", "clashes", "proposals", "weeks", "money")
    return Parts(*(_render(name, given) for name in names))


@dataclass(frozen=True, slots=True)
class Week:
    """A week as a picture and as a table."""

    title: str
    when: str
    """In which weeks, or with which plan where the title says that."""
    legend: Markup
    picture: Markup
    table: Markup


def fitting_week(
    answer: Answer, household: Household, rules: RuleBase, lang: str = "nl"
) -> Week | None:
    """Return the week that the check found to fit, alone; None when it found none."""
    context = Context(answer, household, rules, lang)
    found = next(fitting_weeks(context, 0, 1), None)
    return None if found is None else _week(context, found)


def week_from(
    monday: date, answer: Answer, household: Household, rules: RuleBase, lang: str = "nl"
) -> Week | None:
    """Return the week from a Monday as the check found it to fit; None when it found none."""
    context = Context(answer, household, rules, lang)
    found = week_of(context, monday)
    return None if found is None else _week(context, found)


def _week(context: Context, week: WeekPicture) -> Week:
    given = {"t": context.say, "lang": context.lang, "plan_at": "", "weeks": WeeksView(())}
    template = environment().get_template("weeks.html.j2")
    drawn: Any = template.make_module(given)
    legend, table = drawn.legend(week), drawn.table(week)
    drawn_by_us = (Markup(tied(one)) for one in (legend, week.pictures, table))  # noqa: S704
    return Week(week.title, week.when, *drawn_by_us)


def anchors(household: Household, answer: Answer, rules: RuleBase) -> dict[str, str]:
    """Return the anchor of each agreement: where the pieces link to in the plan."""
    context = Context(answer, household, rules, "nl")
    return {one.id: context.anchor(one.id) for one in household.agreements}


def icons() -> Markup:
    """Return the drawings that the pieces use, as one hidden set."""
    text = files("tandem.documents").joinpath("templates", "icons.html.j2")
    return Markup(text.read_text(encoding="utf-8").strip())  # noqa: S704 - our own file


def _render(name: str, given: dict[str, object]) -> Markup:
    page = environment().get_template(f"{name}.html.j2").render(**given)
    return Markup(tied(page).strip())  # noqa: S704 - the templates escape what they are given
