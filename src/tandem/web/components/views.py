"""The addresses of the living sheet: all components on one page, and each sample page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from tandem.web.components import forms, people, plan, rows
from tandem.web.components.pages import PAGES
from tandem.web.components.resident import my_plan
from tandem.web.shapes.forms import FormState, Option, Problem
from tandem.web.shapes.frame import Frame
from tandem.web.shapes.today import Pages

LANGUAGES = {"nl", "en"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the sheet shows."""

    pages: Sequence[str]
    form: FormState
    wrong: FormState
    options: Sequence[Option]
    days: Sequence[Option]


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Show every component in every state."""
    with translation.override(_language(request)):
        return render(request, "components.html", sheet())


@require_safe
def sample(request: HttpRequest, name: str) -> HttpResponse:
    """Show one page with made-up content."""
    if name not in PAGES:
        raise Http404
    with translation.override(_language(request)):
        template, given = PAGES[name]()
        return render(request, template, given)


def sheet() -> dict[str, object]:
    """Return everything the sheet of components shows."""
    problem = "We lezen “bij de boerderij” niet. Welke plek is dat? Kies hem bij Waar."
    wrong = FormState(
        people.HERE,
        {"line": "therapie: Kevin, di 10-12, bij de boerderij"},
        [Problem("wrong-line", problem)],
    )
    kevin = my_plan()
    return {
        "frame": Frame(
            language_action=people.HERE, demo=people.frame().demo, viewer=people.frame().viewer
        ),
        "strips": people.strips(),
        "fits": plan.fits(),
        "goals": rows.states_page().goals,
        "asks": [one for goal in kevin.goals for one in goal.agreements],
        "household": people.household(),
        "page": Sheet(
            sorted(PAGES),
            FormState(people.HERE, {"name": "6 januari 2027"}),
            FormState(people.HERE, dict(wrong.values), wrong.problems),
            [
                Option("a", "Thuis", is_chosen=True),
                Option("b", "Bij Bram Post", note="20 minuten reizen"),
            ],
            [Option(day, day, is_chosen=day == "woensdag") for day in forms.DAYS],
        ),
        "paging": Pages(
            3, 9, people.HERE, people.HERE, [(number, people.HERE) for number in (2, 3, 4)]
        ),
    }


def _language(request: HttpRequest) -> str:
    """Return the language in the address, so that a picture can be made of both."""
    asked = request.GET.get("taal", "")
    return asked if asked in LANGUAGES else translation.get_language() or "nl"
