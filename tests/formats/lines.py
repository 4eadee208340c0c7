"""The context in which the tests read lines."""

from __future__ import annotations

from datetime import date

from tandem.formats.one_line import LineContext, LineError, context_of, read_line
from tandem.formats.rulebase import load

HORIZON_START = date(2027, 1, 4)


def context(members: tuple[tuple[str, str], ...] = ()) -> LineContext:
    """Return a household with Karin, Kevin and Lotte, their helpers and an aunt."""
    return context_of(
        load().kinds,
        (("karin", "Karin de Vries"), ("kevin", "Kevin"), ("lotte", "Lotte"), *members),
        (("bram", "Bram Post"), ("joris", "Joris van Beek"), ("oever", "GGZ De Oever")),
        (("tante-els", "Tante Els"),),
        HORIZON_START,
    )


def document(line: str) -> dict[str, object]:
    """Return what a line says."""
    return read_line(line, context()).document


def codes(line: str) -> list[str]:
    """Return the codes of what is wrong with a line."""
    try:
        read_line(line, context())
    except LineError as error:
        return [one.code for one in error.errors]
    return []
