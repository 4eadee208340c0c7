"""Forms as a browser without scripts fills them in: with what the page says, and what is typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.http import HttpResponse
from django.test import Client

Values = Mapping[str, object]


@dataclass
class Form:
    """A form on a page: where it goes, and what stands in its fields."""

    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)
    """What can be chosen, by field: of lists, and of boxes and rounds that are not ticked too."""

    def button(self, name: str, value: str) -> bool:
        """Whether it is sent with such a button, or holds such a value already."""
        return (name, value) in self.buttons or value in self.fields.get(name, [])


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._inside: list[Form] = []
        self._list = ("", False)
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form" and has.get("method", "").lower() == "post":
            self._inside = [Form(has.get("action", ""))]
            self.found += self._inside
        name = has.get("name", "")
        for form in self._inside:
            if tag == "input" and name:
                self._input(form, name, has)
            elif tag == "button" and name:
                form.buttons.append((name, has.get("value", "")))
            elif tag == "textarea":
                self._text = name
                form.fields[name] = [""]
            elif tag == "select":
                self._list = (name, False)
            elif tag == "option":
                self._option(form, has)

    def _input(self, form: Form, name: str, has: Mapping[str, str]) -> None:
        kind, value = has.get("type", "text"), has.get("value", "")
        if kind in {"checkbox", "radio"}:
            form.choices.setdefault(name, []).append(value)
            if "checked" not in has:
                return
        if kind not in {"file", "submit"}:
            form.fields.setdefault(name, []).append(value)

    def _option(self, form: Form, has: Mapping[str, str]) -> None:
        name, value = self._list[0], has.get("value", "")
        form.choices.setdefault(name, []).append(value)
        if "selected" in has or name not in form.fields:
            form.fields[name] = [value]

    def handle_data(self, data: str) -> None:
        if self._text and self._inside:
            self._inside[0].fields[self._text][0] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = []
        elif tag == "textarea":
            self._text = ""


def forms_in(html: str) -> Iterator[Form]:
    """Return the forms of a page that change something, from top to bottom."""
    parser = _Forms()
    parser.feed(html)
    yield from parser.found


def send(client: Client, form: Form, typed: Values) -> HttpResponse:
    """Send a form with what stood in it, and what is typed over it."""
    kept: dict[str, object] = {**form.fields, **typed}
    kept.pop("csrfmiddlewaretoken", None)
    return client.post(form.action, kept)  # type: ignore[return-value]
