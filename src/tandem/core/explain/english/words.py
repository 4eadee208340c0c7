"""English words for days, dates, times, durations, money, numbers and lists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tandem.core.explain.series import joined, runs
from tandem.core.model import Due

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
NUMBERS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
SHORTEST_RUN = 4
"""From this many days in a row "Monday to Thursday" is said; fewer are named."""


def capital(text: str) -> str:
    """Return the text with a capital first."""
    return text[:1].upper() + text[1:]


def listing(items: Sequence[str]) -> str:
    """Return "a, b and c"."""
    return joined(items, "and")


def choice(items: Sequence[str]) -> str:
    """Return "a, b or c"."""
    return joined(items, "or")


def number(count: int) -> str:
    """Return a number in words up to twelve, in figures beyond."""
    return NUMBERS[count] if 0 <= count < len(NUMBERS) else thousands(count)


def thousands(count: int) -> str:
    """Return a number in figures: 1250 is "1,250"."""
    return f"{count:,}"


def day(weekday: int) -> str:
    """Return the name of a day of the week (0 is Monday)."""
    return DAYS[weekday]


def days(weekdays: Sequence[int]) -> str:
    """Return "Tuesday and Thursday", "Monday to Friday" or "every day"."""
    if len(set(weekdays)) == len(DAYS):
        return "every day"
    names: list[str] = []
    for run in runs(weekdays):
        if len(run) >= SHORTEST_RUN:
            names.append(f"{DAYS[run[0]]} to {DAYS[run[-1]]}")
        else:
            names += [DAYS[weekday] for weekday in run]
    return listing(names)


def on_days(weekdays: Sequence[int]) -> str:
    """Return days as in "only on Friday": "on Friday", "on Monday to Thursday"."""
    words = days(weekdays)
    return words if words == "every day" else f"on {words}"


def clock(minute: int) -> str:
    """Return a time of day: 9:20."""
    return f"{minute // 60}:{minute % 60:02d}"


def between(start: int, end: int) -> str:
    """Return "from 9:20 to 12:40"."""
    return f"from {clock(start)} to {clock(end)}"


def hours_of_day(start: int, end: int) -> str:
    """Return "9:20–12:40", for tables."""
    return f"{clock(start)}–{clock(end)}"


def date_words(when: date, *, year: bool = False) -> str:
    """Return "1 February", or "1 February 2027"."""
    words = f"{when.day} {MONTHS[when.month - 1]}"
    return f"{words} {when.year}" if year else words


def month(when: date, *, year: bool = False) -> str:
    """Return "February", or "February 2027"."""
    words = MONTHS[when.month - 1]
    return f"{words} {when.year}" if year else words


def due(due: Due) -> str:
    """Return "a month", "every four weeks", "once in March 2027" or "in May"."""
    if due.once is not None:
        return f"once in {month(due.once, year=True)}"
    if due.four_weeks_from is not None:
        return "every four weeks"
    names = [MONTHS[number - 1] for number in due.months]
    return f"every year in {listing(names)}" if names else "a month"


def money(cents: int) -> str:
    """Return "€120", "€120.50" or "−€40"."""
    euros, rest = divmod(abs(cents), 100)
    words = f"€{thousands(euros)}" + (f".{rest:02d}" if rest else "")
    return f"−{words}" if cents < 0 else words


def duration(minutes: int) -> str:
    """Return "an hour", "an hour and a half", "20 minutes" or "2 hours and 10 minutes"."""
    fixed = {1: "a minute", 30: "half an hour", 60: "an hour", 90: "an hour and a half"}
    if minutes in fixed:
        return fixed[minutes]
    whole, rest = divmod(minutes, 60)
    if not whole:
        return f"{rest} minutes"
    words = counted(whole, "hour", "hours")
    if not rest:
        return words
    return f"{words} and {'a minute' if rest == 1 else f'{rest} minutes'}"


def hours(minutes: int) -> str:
    """Return a number of hours a week, true to the half hour: "just over 47 hours"."""
    whole, rest = divmod(minutes, 60)
    if whole == 0 and rest:
        return duration(minutes)
    if rest == 0:
        return counted(whole, "hour", "hours")
    if rest == 30:
        return f"{thousands(whole)}.5 hours"
    if rest < 30:
        return f"just over {counted(whole, 'hour', 'hours')}"
    return f"almost {counted(whole + 1, 'hour', 'hours')}"


def counted(count: int, one: str, many: str) -> str:
    """Return "1 clash" or "15 clashes"."""
    return f"{thousands(count)} {one if count == 1 else many}"
