"""The parts of the report, for a page that puts something of its own around them."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from markupsafe import Markup

from tandem.core.check.answer import Answer
from tandem.core.model import Household
from tandem.core.rules import RuleBase
from tandem.documents.report import Choose, environment, tied, views
from tandem.documents.views.context import Context, YesFrom
from tandem.documents.views.weeks import weeks_view


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
    yes_from: YesFrom | None = None,
) -> Parts:
    """Return the pieces in one language, "nl" or "en".

    `plan_at` is the address of the page with the plan, where marked agreements lead. `choose`
    returns what stands under a proposal, such as its button; `yes_from` who must say yes to it. The
    style is `css/check.css`, the drawings are `icons()`.
    """
    given = views(Context(answer, household, rules, lang, yes_from), plan_at, choose)
    names = ("verdict", "clashes", "proposals", "weeks", "money")
    return Parts(*(_render(name, given) for name in names))


@dataclass(frozen=True, slots=True)
class Week:
    """A week as a picture and as a table."""

    title: str
    picture: Markup
    table: Markup


def fitting_week(
    answer: Answer, household: Household, rules: RuleBase, lang: str = "nl"
) -> Week | None:
    """Return the week that the check found to fit, alone; None when it found none."""
    context = Context(answer, household, rules, lang)
    first = next(iter(answer.proposals), None)
    main = weeks_view(context).main
    if not main or (answer.witness is None and (first is None or first.witness is None)):
        return None
    week = main[-1]
    template = environment().get_template("weeks.html.j2")
    table = template.make_module(views(context)).table(week)  # type: ignore[attr-defined]
    return Week(week.title, Markup(tied(week.pictures)), Markup(tied(table)))  # noqa: S704 - drawn by us


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
