"""Dutch words for days, dates, times, durations, money, numbers and lists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tandem.core.explain.series import joined, runs
from tandem.core.model import Due

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
NUMBERS = (
    "nul",
    "één",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
)
SHORTEST_RUN = 4
"""From this many days in a row "maandag tot en met donderdag" is said; fewer are named."""


def capital(text: str) -> str:
    """Return the text with a capital first: "IJ" is one letter, and "één" becomes "Eén"."""
    if text[:2] == "ij":
        return f"IJ{text[2:]}"
    if text[:3] == "één":
        return f"E{text[1:]}"
    return text[:1].upper() + text[1:]


def listing(items: Sequence[str]) -> str:
    """Return "a, b en c"."""
    return joined(items, "en")


def choice(items: Sequence[str]) -> str:
    """Return "a, b of c"."""
    return joined(items, "of")


def number(count: int) -> str:
    """Return a number in words up to twelve, in figures beyond."""
    return NUMBERS[count] if 0 <= count < len(NUMBERS) else thousands(count)


def thousands(count: int) -> str:
    """Return a number in figures: 1250 is "1.250"."""
    return f"{count:,}".replace(",", ".")


def day(weekday: int) -> str:
    """Return the name of a day of the week (0 is Monday)."""
    return DAYS[weekday]


def days(weekdays: Sequence[int]) -> str:
    """Return "dinsdag en donderdag", "maandag tot en met vrijdag" or "elke dag"."""
    if len(set(weekdays)) == len(DAYS):
        return "elke dag"
    names: list[str] = []
    for run in runs(weekdays):
        if len(run) >= SHORTEST_RUN:
            names.append(f"{DAYS[run[0]]} tot en met {DAYS[run[-1]]}")
        else:
            names += [DAYS[weekday] for weekday in run]
    return listing(names)


def on_days(weekdays: Sequence[int]) -> str:
    """Return days as in "alleen op vrijdag": "op vrijdag", "op maandag tot en met donderdag"."""
    words = days(weekdays)
    return words if words == "elke dag" else f"op {words}"


def clock(minute: int) -> str:
    """Return a time of day without "uur": 9.20."""
    return f"{minute // 60}.{minute % 60:02d}"


def between(start: int, end: int) -> str:
    """Return "van 9.20 tot 12.40 uur"."""
    return f"van {clock(start)} tot {clock(end)} uur"


def hours_of_day(start: int, end: int) -> str:
    """Return "9.20–12.40", for tables."""
    return f"{clock(start)}–{clock(end)}"


def date_words(when: date, *, year: bool = False) -> str:
    """Return "1 februari", or "1 februari 2027"."""
    words = f"{when.day} {MONTHS[when.month - 1]}"
    return f"{words} {when.year}" if year else words


def month(when: date, *, year: bool = False) -> str:
    """Return "februari", or "februari 2027"."""
    words = MONTHS[when.month - 1]
    return f"{words} {when.year}" if year else words


def due(due: Due) -> str:
    """Return "per maand", "per vier weken", "eenmalig in maart 2027" or "in mei"."""
    if due.once is not None:
        return f"eenmalig in {month(due.once, year=True)}"
    if due.four_weeks_from is not None:
        return "per vier weken"
    names = [MONTHS[number - 1] for number in due.months]
    return f"elk jaar in {listing(names)}" if names else "per maand"


def money(cents: int) -> str:
    """Return "€ 120", "€ 120,50" or "− € 40"."""
    euros, rest = divmod(abs(cents), 100)
    words = f"€ {thousands(euros)}" + (f",{rest:02d}" if rest else "")
    return f"− {words}" if cents < 0 else words


def duration(minutes: int) -> str:
    """Return "een uur", "anderhalf uur", "20 minuten" or "2 uur en 10 minuten"."""
    fixed = {1: "een minuut", 30: "een half uur", 60: "een uur", 90: "anderhalf uur"}
    if minutes in fixed:
        return fixed[minutes]
    whole, rest = divmod(minutes, 60)
    if not whole:
        return f"{rest} minuten"
    if not rest:
        return f"{thousands(whole)} uur"
    return f"{thousands(whole)} uur en {'een minuut' if rest == 1 else f'{rest} minuten'}"


def hours(minutes: int) -> str:
    """Return a number of hours a week, true to the half hour: "ruim 47 uur"."""
    whole, rest = divmod(minutes, 60)
    if whole == 0 and rest:
        return duration(minutes)
    if rest == 0:
        return f"{thousands(whole)} uur"
    if rest == 30:
        return f"{thousands(whole)},5 uur"
    return f"ruim {thousands(whole)} uur" if rest < 30 else f"bijna {thousands(whole + 1)} uur"


def counted(count: int, one: str, many: str) -> str:
    """Return "1 botsing" or "15 botsingen"."""
    return f"{thousands(count)} {one if count == 1 else many}"
