"""English sentences: in which weeks, days or months something holds."""

from __future__ import annotations

from tandem.core.explain.english.words import counted, date_words, number
from tandem.core.explain.facts import WeekPattern, Weeks


def applies(when: str) -> str:
    """Say "This holds every week from 1 February."; nothing when it always holds."""
    return f"This holds {when}." if when else ""


def weeks(pattern: WeekPattern, *, year: bool) -> str:
    """Say "every week from 1 February", "every other week", "in the week of 1 March"."""
    first = None if pattern.first is None else date_words(pattern.first, year=year)
    last = None if pattern.last is None else date_words(pattern.last, year=year)
    if pattern.shape is Weeks.ONE and first is not None:
        return f"only in the week of {first}"
    if pattern.shape is Weeks.SOME:
        how_often = f"in {pattern.count} of the {counted(pattern.of, 'week', 'weeks')},"
        return f"{how_often} {period(first, last)}".rstrip(" ,")
    return f"{_rhythm(pattern.step)} {period(first, last)}".rstrip()


def _rhythm(step: int) -> str:
    if step == 1:
        return "every week"
    return "every other week" if step == 2 else f"once every {number(step)} weeks"


def period(first: str | None, last: str | None) -> str:
    """Say "from 1 March", "until 30 April", "from 1 March until 30 April"."""
    if first is not None and first == last:
        return f"on {first}"
    if first is not None and last is not None:
        return f"from {first} until {last}"
    if first is not None:
        return f"from {first}"
    return "" if last is None else f"until {last}"


def months(first: str, count: int) -> str:
    """Say "in 3 months, from March"."""
    return f"in {first}" if count == 1 else f"in {count} months, from {first}"
