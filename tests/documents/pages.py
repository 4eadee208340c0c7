"""Reading a page without a browser: its elements, its headings, its links."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser

from tandem.documents.report import render_report
from tests.documents.households import case, rules

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@cache
def rendered(name: str, lang: str = "nl") -> str:
    """The report on a household in this state."""
    household, answer = case(name)
    return render_report(answer, household, rules(), lang)


@dataclass
class Element:
    """A start tag with its attributes."""

    tag: str
    attributes: dict[str, str]


@dataclass
class Page:
    """The elements of a page in order, its text, and its headings with their levels."""

    elements: list[Element] = field(default_factory=list)
    text: str = ""
    headings: list[tuple[int, str]] = field(default_factory=list)

    def all(self, tag: str) -> list[Element]:
        return [one for one in self.elements if one.tag == tag]

    def with_class(self, name: str) -> list[Element]:
        return [one for one in self.elements if name in one.attributes.get("class", "").split()]

    @property
    def ids(self) -> list[str]:
        return [one.attributes["id"] for one in self.elements if "id" in one.attributes]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._heading: int | None = None
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.page.elements.append(Element(tag, {name: value or "" for name, value in attrs}))
        if tag in HEADINGS:
            self._heading = int(tag[1])
            self.page.headings.append((self._heading, ""))
        if tag in {"style", "title", "desc"}:
            self._silent += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in HEADINGS:
            self._heading = None
        if tag in {"style", "title", "desc"}:
            self._silent -= 1

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        self.page.text += data
        if self._heading is not None:
            level, text = self.page.headings[-1]
            self.page.headings[-1] = (level, text + data)


def read(html: str) -> Page:
    """Read a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.page
