"""The plan on paper: a tagged PDF with who leads on every page, for the kitchen table and the file.

The paper holds what the page of the plan says to the same viewer, and nothing more. It is made by
WeasyPrint without asking anything of the network.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib.resources import files

from markupsafe import Markup

from tandem.documents.report import environment
from tandem.documents.say import Say

OURS = "tandem:"
"""How addresses begin of what comes along with the paper."""


@dataclass(frozen=True, slots=True)
class SheetAnswer:
    """What somebody answered, in words."""

    who: str
    said: str
    sign: str
    """The name of the drawing: yes, no, cannot, dotted, seen."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One agreement."""

    title: str
    who: str
    via: str
    when: Sequence[str]
    asks: Sequence[str]
    state: str
    mandatory: str = ""
    answers: Sequence[SheetAnswer] = ()


@dataclass(frozen=True, slots=True)
class SheetGoal:
    """A goal with its agreements."""

    number: str
    words: str
    own: bool
    whose: str
    rows: Sequence[SheetRow]


@dataclass(frozen=True, slots=True)
class SheetVoice:
    """What somebody of the family said."""

    words: str
    who: str


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """Everything that stands on the paper."""

    family: str
    members: str
    lead: str
    lead_line: str
    telephone: str
    voices: Sequence[SheetVoice]
    fits: str
    goals: Sequence[SheetGoal]
    readers: str
    made_at: datetime
    """In local time."""


def plan_html(sheet: PlanSheet, lang: str = "nl") -> str:
    """Return the paper as an HTML page, which `plan_pdf` prints."""
    say = Say(lang)
    made = say.words.date_words(sheet.made_at.date(), year=True)
    return (
        environment()
        .get_template("plan_sheet.html.j2")
        .render(t=say, lang=lang, sheet=sheet, made=made, style=_style())
    )


def plan_pdf(sheet: PlanSheet, lang: str = "nl") -> bytes:
    """Return the paper as a tagged PDF (PDF/UA-1)."""
    return printed(plan_html(sheet, lang))


def printed(html: str) -> bytes:
    """Print a page as a tagged PDF (PDF/UA-1); it may ask for our font, and for nothing else."""
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OnlyOurs(URLFetcher):  # type: ignore[misc]
        """Gives the font that comes along, and refuses everything else."""

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002
            return URLFetcherResponse(url, font_of(url), {"Content-Type": "font/woff2"})

    page = HTML(string=html, url_fetcher=OnlyOurs())
    made: bytes = page.write_pdf(pdf_variant="pdf/ua-1", font_config=FontConfiguration())
    return made


class NothingFetchedError(ValueError):
    """The paper asked for something that does not come with it."""


def font_of(url: str) -> bytes:
    """Return the font at an address of ours; raises NothingFetchedError for any other address."""
    name = url.removeprefix(OURS)
    if name not in {"latin.woff2", "latin-ext.woff2"}:
        raise NothingFetchedError(url)
    return files("tandem.documents").joinpath("font", name).read_bytes()


@lru_cache(maxsize=1)
def _style() -> Markup:
    folder = files("tandem.documents").joinpath("css")
    return Markup(folder.joinpath("plan_sheet.css").read_text(encoding="utf-8"))  # noqa: S704
