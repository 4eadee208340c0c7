"""Days as people write them in a field: 6-1-2027, 6 januari 2027, 2027-01-06."""

from __future__ import annotations

import re
from datetime import date

from tandem.actions.errors import Problem

MONTHS = (
    ("januari", "january", "jan"),
    ("februari", "february", "feb"),
    ("maart", "march", "mrt", "mar"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("augustus", "august", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)

_MONTH_NUMBER = {word: number for number, words in enumerate(MONTHS, 1) for word in words}
_NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)
_WORDS = re.compile(r"(\d{1,2}) +([a-z]+)\.? +(\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)


def day_of(text: str) -> date | None:
    """Return the day that was meant; None for what is none, or is empty."""
    written = text.strip().casefold()
    for pattern, order in ((_ISO, (0, 1, 2)), (_NUMBERS, (2, 1, 0)), (_WORDS, (2, 1, 0))):
        found = pattern.fullmatch(written)
        if found is None:
            continue
        year, month, day = (found.groups()[place] for place in order)
        number = int(month) if month.isdecimal() else _MONTH_NUMBER.get(month, 0)
        return _real(int(year), number, int(day))
    return None


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_problem(field: str) -> Problem:
    """Return what is wrong with a field in which no day can be read."""
    return Problem(field, "Write the day like this: 6-1-2027.")
