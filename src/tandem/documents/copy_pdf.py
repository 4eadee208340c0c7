"""The copy of what is known of somebody, to read and to print: a tagged PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from markupsafe import Markup

from tandem.documents.plan_pdf import printed
from tandem.documents.report import environment


@dataclass(frozen=True, slots=True)
class CopyLine:
    """A thing that is known: what it is, and what is known of it, in lines."""

    name: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class CopySection:
    """Things of one sort."""

    title: str
    lines: Sequence[CopyLine]
    empty: str
    """What is said when there is nothing."""


@dataclass(frozen=True, slots=True)
class CopySheet:
    """Everything that stands on the paper, in the language of the paper."""

    title: str
    intro: Sequence[str]
    sections: Sequence[CopySection]


def copy_html(sheet: CopySheet, lang: str = "nl") -> str:
    """Return the paper as an HTML page, which `copy_pdf` prints."""
    template = environment().get_template("copy_sheet.html.j2")
    return template.render(lang=lang, sheet=sheet, style=_style())


def copy_pdf(sheet: CopySheet, lang: str = "nl") -> bytes:
    """Return the paper as a tagged PDF (PDF/UA-1)."""
    return printed(copy_html(sheet, lang))


@lru_cache(maxsize=1)
def _style() -> Markup:
    folder = files("tandem.documents").joinpath("css")
    sheets = ("plan_sheet.css", "copy_sheet.css")
    texts = (folder.joinpath(one).read_text(encoding="utf-8") for one in sheets)
    return Markup("\n".join(texts))  # noqa: S704 - our own files
