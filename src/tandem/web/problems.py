"""What an action found wrong, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext

from tandem.actions.errors import InvalidError
from tandem.actions.errors import Problem as Found
from tandem.core.explain.languages import Lang
from tandem.web.shapes.forms import Problem
from tandem.web.wording import current_language


def message_of(problem: Found) -> str:
    """Return what is wrong, as a sentence."""
    if problem.dutch:
        return problem.dutch if current_language() is Lang.NL else problem.text
    said = gettext(problem.text)
    return said % dict(problem.values) if problem.values else said


def problems_of(error: InvalidError, fields: Iterable[str] = ()) -> list[Problem]:
    """Return the problems for a form; what names none of its `fields` belongs to the first."""
    known = tuple(fields)
    return [
        Problem(_field(one.field, known) if known else one.field, message_of(one))
        for one in error.problems
    ]


def _field(field: str, known: tuple[str, ...]) -> str:
    if field in known:
        return field
    start = field.split(".", 1)[0].split("[", 1)[0]
    return start if start in known else known[0]
