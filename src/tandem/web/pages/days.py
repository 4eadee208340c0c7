"""Days as people write them in a field: 6-1-2027, 6 januari 2027, 2027-01-06."""

from __future__ import annotations

import re
from datetime import date

from tandem.actions.errors import Problem
from tandem.formats.times import MONTH_NUMBERS

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
        number = int(month) if month.isdecimal() else MONTH_NUMBERS.get(month, 0)
        return _real(int(year), number, int(day))
    return None


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def written_day(day: date | None) -> str:
    """Return a day as `day_of` reads it again, to fill a field with; empty without a day."""
    return "" if day is None else f"{day.day}-{day.month}-{day.year}"


def day_problem(field: str) -> Problem:
    """Return what is wrong with a field in which no day can be read."""
    return Problem(field, "Write the day like this: 6-1-2027.")
