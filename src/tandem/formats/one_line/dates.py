"""Dates in one line: `11 jan`, `maandag 11 januari 2027`, `11-1-2027`, `2027-01-11`."""

from __future__ import annotations

from datetime import date, timedelta

from tandem.formats.times import MONTH_NUMBERS, take_day
from tandem.formats.tokens import Cursor

DAYS_BACK = 91
"""A day without a year is the first such day from so many days before the horizon's start."""


def earliest(horizon_start: date) -> date:
    """Return the first day that a date without a year can be."""
    return horizon_start - timedelta(days=DAYS_BACK)


def is_month(word: str) -> bool:
    """Whether this word is the name of a month."""
    return word in MONTH_NUMBERS


def read_date(cursor: Cursor, not_before: date) -> date | None:
    """Take a date if it is next; without a year it is the first such day from `not_before`.

    Raises TextError for a day that does not exist, or that is another day of the week than said.
    """
    start = cursor.at
    weekday = take_day(cursor)
    found = _digits(cursor) or _words(cursor, not_before)
    if found is None:
        cursor.at = start
        return None
    day, month, year = found
    try:
        result = date(year, month, day)
    except ValueError:
        raise cursor.error("date-none", start) from None
    if weekday is not None and result.weekday() != weekday:
        raise cursor.error("line-weekday", start, date=result)
    return result


def _digits(cursor: Cursor) -> tuple[int, int, int] | None:
    """Take 2027-01-11 or 11-1-2027."""
    start = cursor.at
    numbers: list[int] = []
    for place in range(3):
        number = cursor.number(glued=place > 0)
        if number is None:
            break
        numbers.append(number)
        token = cursor.peek()
        if place < 2 and (token is None or not token.glued or cursor.take("-") is None):
            break
    if len(numbers) < 3:
        cursor.at = start
        return None
    first = cursor.tokens[start]
    if len(first.text) == 4:
        return numbers[2], numbers[1], numbers[0]
    return numbers[0], numbers[1], numbers[2]


def _words(cursor: Cursor, not_before: date) -> tuple[int, int, int] | None:
    """Take `11 januari` or `11 jan 2027`."""
    start = cursor.at
    day = cursor.number()
    word = cursor.word()
    if day is None or not is_month(word):
        cursor.at = start
        return None
    cursor.at += 1
    if len(word) <= 4:
        cursor.take(".")
    month = MONTH_NUMBERS[word]
    year = cursor.number(digits=4)
    return day, month, _year(day, month, not_before) if year is None else year


def _year(day: int, month: int, not_before: date) -> int:
    """Return the year of the first such day on or after a day (29 February waits for its year)."""
    for year in range(not_before.year, not_before.year + 9):
        try:
            if date(year, month, day) >= not_before:
                return year
        except ValueError:
            continue
    return not_before.year
