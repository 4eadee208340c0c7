"""The Jinja2 environment of the pages: its words, its links, and small helpers.

Templates stand in `templates/`. Text is written in English and translated with `_("…")`,
`ngettext(…)` or `{% trans %}`; what addresses a resident is written with `you("…")`, because some
want "u" and some "je". Everything is escaped, and a name that does not exist raises.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from tandem.documents.parts import icons
from tandem.documents.report import tied
from tandem.web import wording
from tandem.web.shapes.frame import Frame
from tandem.web.templating import FixedEnvironment, translated
from tandem.web.words import StateWords

FAMILIAR = "je"
"""The context, in the catalogues, of what is said to somebody who wants to be called "je"."""
HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"


def environment(**options: Any) -> Environment:  # noqa: ANN401 - Django hands on what it knows
    """Return the environment; Django calls this with the options of its settings."""
    options |= {
        "autoescape": True,
        "extensions": [*options.get("extensions", ()), "jinja2.ext.i18n", "jinja2.ext.do"],
        "trim_blocks": True,
        "lstrip_blocks": True,
        "undefined": StrictUndefined,
    }
    made = FixedEnvironment(**options)
    made.language = settings.LANGUAGE_CODE
    made.fixed = {"_": translated, "static": static, "icon": icon, "url": url}
    made.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    made.globals |= {
        "url": url,
        "static": static,
        "icon": icon,
        "icons": _icons(),
        "you": you,
        "lang": lambda: wording.current_language().value,
        "states": StateWords(),
        "frame": Frame(),
    }
    made.filters |= FILTERS
    return made


FILTERS: dict[str, Callable[..., object]] = {
    "day": wording.day,
    "weekday": wording.weekday,
    "short_day": wording.short_day,
    "clock": wording.clock,
    "moment": wording.moment,
    "money": wording.money,
    "listing": wording.listing,
    "dial": wording.dial,
    "first_name": wording.first_name,
    "quoted": wording.quoted,
    "capfirst": wording.capital,
    "tied": tied,
}


def url(name: str, *args: object, **values: object) -> str:
    """Return the address of a page by the name of its route."""
    return reverse(name, args=args or None, kwargs=values or None)


@lru_cache(maxsize=500)
def icon(name: str, look: str = "icon") -> Markup:
    """Return a drawing of the page's set; it stands beside words, never instead of them."""
    return Markup(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="#i-{}"/></svg>'
    ).format(look, name)


def you(message: str, familiar: bool = False, **values: object) -> Markup:  # noqa: FBT001, FBT002
    """Return what is said to a resident, with "je" for who wants that and "u" for others."""
    said = pgettext(FAMILIAR, message) if familiar else gettext(message)
    if familiar and said == message:
        said = gettext(message)
    return escape(said) % values if values else escape(said)


def _icons() -> Markup:
    """Return the drawings of the report and our own, as one hidden set."""
    own = (HERE / "icons.svg").read_text(encoding="utf-8")
    return Markup(str(icons()).removesuffix("</svg>") + own + "</svg>")  # noqa: S704 - our own files
