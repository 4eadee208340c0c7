"""The report: the whole answer of the plan check as one page that needs nothing else."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tandem.core.check.answer import Answer
from tandem.core.model import Household
from tandem.core.rules import RuleBase
from tandem.documents.views.clashes import clashes_view
from tandem.documents.views.context import Context
from tandem.documents.views.head import dial, strip_view, verdict_view
from tandem.documents.views.load import load_view
from tandem.documents.views.money import money_view
from tandem.documents.views.plan import plan_view
from tandem.documents.views.proposals import proposals_view, synergies_view
from tandem.documents.views.weeks import weeks_view

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_BEYOND_LATIN_1 = re.compile("[\u0100-\u024f\u1e9e]")
_AMOUNT = re.compile(r"€ (?=\d)")
_TIME = re.compile(r" uur(?<=\d uur)\b")
"""Spaces at which a line does not end: € 120, 14.15 uur. Each begins with what is to be found,
letter by letter, which makes looking through a whole page five times as fast."""
Choose = Callable[[int], Markup]
"""What stands under a proposal, by its number."""
WeekAt = Callable[[date], str]
"""The address of the page with a week, by its Monday."""
FONT = "Atkinson Hyperlegible Next"
STYLES = ("tokens", "base", "frame", "check", "report")
"""The style sheets, in order; the site shares all but the last."""


def render_report(answer: Answer, household: Household, rules: RuleBase, lang: str = "nl") -> str:
    """Return the report in one language ("nl" or "en") as an HTML page.

    The page holds everything it needs: style, font and pictures. It asks nothing of any server and
    runs no script. Names are escaped.
    """
    context = Context(answer, household, rules, lang)
    page = (
        environment()
        .get_template("report.html.j2")
        .render(
            **views(context),
            strip=strip_view(context),
            plan=plan_view(context),
            style=_style(),
        )
    )
    page = tied(page)
    return page.replace("/*fonts*/", _fonts(needs_more=bool(_BEYOND_LATIN_1.search(page))), 1)


def views(
    context: Context,
    plan_at: str = "",
    choose: Choose | None = None,
    week_at: WeekAt | None = None,
) -> dict[str, object]:
    """Return what the templates of the check's parts are given."""
    return {
        "t": context.say,
        "lang": context.lang,
        "plan_at": plan_at,
        "choose": choose,
        "week_at": week_at,
        "verdict": verdict_view(context),
        "clashes": clashes_view(context),
        "offer": proposals_view(context),
        "synergies": synergies_view(context),
        "weeks": weeks_view(context, apart=week_at is not None),
        "money": money_view(context),
        "loads": load_view(context),
    }


def tied(page: str) -> str:
    """Return a page whose lines do not end within an amount or a time."""
    return _TIME.sub("\u00a0uur", _AMOUNT.sub("€\u00a0", page))


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the environment of the templates, with escaping always on."""
    made = Environment(
        loader=PackageLoader("tandem.documents"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["dial"] = dial
    return made


@lru_cache(maxsize=1)
def _style() -> Markup:
    """Return the style sheets as one, without comments and needless space."""
    folder = files("tandem.documents").joinpath("css")
    text = "".join(folder.joinpath(f"{name}.css").read_text(encoding="utf-8") for name in STYLES)
    return Markup(_SPACE.sub(" ", _COMMENT.sub("", text)).strip())  # noqa: S704 - our own file


@lru_cache(maxsize=2)
def _fonts(*, needs_more: bool) -> str:
    """Return the font faces; letters beyond Western Europe only where a page has them."""
    faces = [_face("latin", "U+0000-00FF, U+0131, U+0152-0153, U+2000-20FF, U+2192, U+2212")]
    if needs_more:
        faces.append(_face("latin-ext", "U+0100-0130, U+0132-0151, U+0154-024F, U+1E9E"))
    return "".join(faces)


def _face(name: str, letters: str) -> str:
    data = files("tandem.documents").joinpath("font", f"{name}.woff2").read_bytes()
    source = f"data:font/woff2;base64,{b64encode(data).decode('ascii')}"
    return (
        f'@font-face{{font-family:"{FONT}";font-weight:400 700;font-display:swap;'
        f'src:url({source}) format("woff2");unicode-range:{letters}}}'
    )
