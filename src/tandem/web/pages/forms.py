"""What pages with a form share: one address to show and to send it, and drawing it again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse

from tandem.records.work import Work
from tandem.web.pages.doors import Change, View, Visit
from tandem.web.shapes.forms import Problem


def shown_and_sent(show: View, send: View) -> View:
    """Return a view that shows a form and receives it: one address, so that going back works."""

    def view(request: HttpRequest, **values: Any) -> HttpResponse:  # noqa: ANN401 - of the route
        return (send if request.method == "POST" else show)(request, **values)

    view.policy = send.policy  # type: ignore[attr-defined]
    view.fresh = getattr(send, "fresh", False)  # type: ignore[attr-defined]
    return view


def drawn_again(sent: Change, draw: Callable[[Visit], HttpResponse]) -> HttpResponse:
    """Draw a page that belongs to no household after all: what was sent could not be kept."""

    def again(opened: Work) -> HttpResponse:
        return draw(Visit(sent.request, sent.account, opened))

    return sent.door.run(again)


def in_order(problems: Iterable[Problem], fields: Iterable[str]) -> list[Problem]:
    """Return problems in the order in which the fields stand on the page, each told once."""
    places = {name: place for place, name in enumerate(fields)}
    return sorted(dict.fromkeys(problems), key=lambda one: places.get(one.field, -1))


def values_of(sent: Change, fields: Iterable[str]) -> dict[str, str]:
    """Return what was filled in, so that nothing typed is lost."""
    return {name: sent.text(name) for name in fields}
