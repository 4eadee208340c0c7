"""Dutch sentences: in which weeks, days or months something holds."""

from __future__ import annotations

from tandem.core.explain.dutch.words import counted, date_words, number
from tandem.core.explain.facts import WeekPattern, Weeks


def applies(when: str) -> str:
    """Say "Dit geldt elke week vanaf 1 februari."; nothing when it always holds."""
    return f"Dit geldt {when}." if when else ""


def weeks(pattern: WeekPattern, *, year: bool) -> str:
    """Say "elke week vanaf 1 februari", "om de week", "in de week van 1 maart"."""
    first = None if pattern.first is None else date_words(pattern.first, year=year)
    last = None if pattern.last is None else date_words(pattern.last, year=year)
    if pattern.shape is Weeks.ONE and first is not None:
        return f"alleen in de week van {first}"
    if pattern.shape is Weeks.SOME:
        how_often = f"in {pattern.count} van de {counted(pattern.of, 'week', 'weken')},"
        return f"{how_often} {period(first, last)}".rstrip(" ,")
    return f"{_rhythm(pattern.step)} {period(first, last)}".rstrip()


def _rhythm(step: int) -> str:
    if step == 1:
        return "elke week"
    return "om de week" if step == 2 else f"eens in de {number(step)} weken"


def period(first: str | None, last: str | None) -> str:
    """Say "vanaf 1 maart", "tot en met 30 april", "van 1 maart tot en met 30 april"."""
    if first is not None and first == last:
        return f"op {first}"
    if first is not None and last is not None:
        return f"van {first} tot en met {last}"
    if first is not None:
        return f"vanaf {first}"
    return "" if last is None else f"tot en met {last}"


def months(first: str, count: int) -> str:
    """Say "in 3 maanden, vanaf maart"."""
    return f"in {first}" if count == 1 else f"in {count} maanden, vanaf {first}"
