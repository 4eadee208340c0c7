"""Days, times of day, windows and durations as people write them: `di do 10:00-12:00`, `2u30`."""

from __future__ import annotations

from tandem.core.model import DAYS_A_WEEK, MINUTES_A_DAY, Window
from tandem.formats.tokens import Cursor, TextError

DAY_NAMES = (
    ("ma", "maandag", "maandags", "mon", "monday", "mondays"),
    ("di", "dinsdag", "dinsdags", "tue", "tues", "tuesday", "tuesdays"),
    ("wo", "woensdag", "woensdags", "wed", "wednesday", "wednesdays"),
    ("do", "donderdag", "donderdags", "thu", "thur", "thurs", "thursday", "thursdays"),
    ("vr", "vrijdag", "vrijdags", "fri", "friday", "fridays"),
    ("za", "zaterdag", "zaterdags", "sat", "saturday", "saturdays"),
    ("zo", "zondag", "zondags", "sun", "sunday", "sundays"),
)
MONTH_NAMES = (
    ("januari", "jan", "january"),
    ("februari", "feb", "february"),
    ("maart", "mrt", "mar", "march"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "jun", "june"),
    ("juli", "jul", "july"),
    ("augustus", "aug", "august"),
    ("september", "sep", "sept"),
    ("oktober", "okt", "oct", "october"),
    ("november", "nov"),
    ("december", "dec"),
)
MONTH_NUMBERS = {name: number for number, names in enumerate(MONTH_NAMES, 1) for name in names}
_DAYS = {name: day for day, names in enumerate(DAY_NAMES) for name in names}
_GROUPS = (
    ("elke dag", tuple(range(7))),
    ("iedere dag", tuple(range(7))),
    ("every day", tuple(range(7))),
    ("dagelijks", tuple(range(7))),
    ("daily", tuple(range(7))),
    ("werkdagen", tuple(range(5))),
    ("weekdagen", tuple(range(5))),
    ("weekdays", tuple(range(5))),
    ("weekend", (5, 6)),
    ("weekends", (5, 6)),
)
_RANGE = ("-", "–")
_RANGE_WORDS = ("t/m", "tot en met", "to", "through")
AND = (",", ";", "en", "and", "&", "+")
_FROM = ("van", "tussen", "from", "between")
_UNTIL = ("-", "–", "tot", "to", "until", "till")
_HOUR = ("uur", "u", "h", "hour", "hours", "uren")
_MINUTE = ("min", "minuten", "minuut", "minutes", "minute", "m")


def read_days(cursor: Cursor) -> tuple[int, ...] | None:
    """Take days if they are next: `di do`, `ma-vr`, `ma, wo en vr`, `werkdagen`."""
    days: list[int] = []
    while True:
        back = cursor.at
        while days and cursor.take(*AND):
            pass
        more = _one_day_or_range(cursor)
        if more is None:
            cursor.at = back
            return tuple(days) or None
        days.extend(day for day in more if day not in days)


def _one_day_or_range(cursor: Cursor) -> tuple[int, ...] | None:
    for phrase, days in _GROUPS:
        if cursor.take_words(phrase):
            return days
    start = cursor.at
    first = take_day(cursor)
    if first is None:
        return None
    back = cursor.at
    if cursor.take(*_RANGE) or any(cursor.take_words(phrase) for phrase in _RANGE_WORDS):
        last = take_day(cursor)
        if last is None:
            cursor.at = back
            return (first,)
        if last <= first:
            raise cursor.error("days-backwards", start)
        return tuple(range(first, last + 1))
    return (first,)


def take_day(cursor: Cursor) -> int | None:
    """Take the name of one day if it is next; 0 is Monday."""
    word = cursor.word()
    if word not in _DAYS:
        return None
    cursor.at += 1
    return _DAYS[word]


def read_time(cursor: Cursor) -> int | None:
    """Take a time of day if it is next (`10`, `10:00`, `10.30 uur`, `24:00`), in minutes."""
    start = cursor.at
    found = _clock(cursor)
    return None if found is None else _minute_of_day(cursor, start, *found)


def _clock(cursor: Cursor) -> tuple[int, int] | None:
    """Take what looks like a time of day: an hour and minutes, whatever these are."""
    hour = cursor.number()
    if hour is None:
        return None
    minute = 0
    sign = cursor.peek()
    if sign is not None and sign.glued and sign.word in {":", ".", "u", "h"}:
        cursor.at += 1
        found = cursor.number(glued=True)
        if found is None and sign.word in {":", "."}:
            cursor.at -= 1
        minute = found or 0
    cursor.take(*_HOUR)
    return hour, minute


def _minute_of_day(cursor: Cursor, start: int, hour: int, minute: int) -> int:
    if minute > 59 or hour * 60 + minute > MINUTES_A_DAY:
        raise cursor.error("time", start)
    return hour * 60 + minute


def read_hours(cursor: Cursor) -> tuple[int, int] | None:
    """Take a stretch of time if it is next: `10-12`, `van 10.00 tot 12.00 uur`."""
    start = cursor.at
    opening = cursor.take(*_FROM)
    first = _clock(cursor)
    until = (*_UNTIL, "en", "and") if opening is not None else _UNTIL
    last = _clock(cursor) if first is not None and cursor.take(*until) else None
    if first is None or last is None:
        cursor.at = start
        return None
    begin = _minute_of_day(cursor, start, *first)
    end = _minute_of_day(cursor, start, *last)
    if end <= begin:
        raise cursor.error("window-backwards", start)
    return begin, end


def read_windows(text: str) -> tuple[Window, ...]:
    """Read windows: `di do 10:00-12:00`, `ma-vr 08:30-16:00, za 09:00-12:00`.

    Raises TextError.
    """
    cursor = Cursor(text)
    windows: list[Window] = []
    days: tuple[int, ...] | None = None
    while not cursor.done:
        if windows:
            while cursor.take(*AND):
                pass
        days = read_days(cursor) or days
        hours = read_hours(cursor)
        if days is None or hours is None:
            raise _no_window(cursor, days)
        windows.append(Window(days, *hours))
    if not windows:
        raise cursor.error("window-empty")
    return tuple(windows)


def _no_window(cursor: Cursor, days: tuple[int, ...] | None) -> TextError:
    if days is None:
        return cursor.error("window-day")
    if cursor.done:
        return TextError("window-hours-missing", len(cursor.text), len(cursor.text))
    start, cursor.at = cursor.at, len(cursor.tokens)
    return cursor.error("window-hours", start)


def read_duration(cursor: Cursor) -> int | None:
    """Take a duration if it is next, in minutes: `90 min`, `2u30`, `2 uur`, `1,5 uur`."""
    back = cursor.at
    number = cursor.number()
    if number is None:
        return None
    if cursor.take(*_MINUTE):
        return number
    half = _half(cursor)
    if cursor.take(*_HOUR) is None:
        cursor.at = back
        return None
    if half:
        return number * 60 + half
    minutes = _minutes_after_hours(cursor)
    return number * 60 + minutes


def _half(cursor: Cursor) -> int:
    sign, digit = cursor.peek(), cursor.peek(1)
    if sign is None or digit is None or sign.word not in {",", "."}:
        return 0
    if not (sign.glued and digit.glued and digit.text in {"5", "25", "75"}):
        return 0
    cursor.at += 2
    return {"5": 30, "25": 15, "75": 45}[digit.text]


def _minutes_after_hours(cursor: Cursor) -> int:
    back = cursor.at
    spaced = cursor.take("en", "and") is not None
    token = cursor.peek()
    glued = token is not None and token.glued
    minutes = cursor.number()
    if minutes is not None and minutes < 60 and ((glued and not spaced) or cursor.take(*_MINUTE)):
        cursor.take(*_MINUTE)
        return minutes
    cursor.at = back
    return 0


def clock(minutes: int) -> str:
    """Write a time of day as files do: `08:30`."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def window_text(window: Window) -> str:
    """Write a window as files do: `ma-vr 08:30-16:00`."""
    return f"{_days_text(window.days)} {clock(window.start)}-{clock(window.end)}"


def read_weekdays(text: str) -> tuple[int, ...]:
    """Read days of the week: `vr za zo`, `ma-vr`, `weekend`. Raises TextError."""
    cursor = Cursor(text)
    days = read_days(cursor)
    if days is None or not cursor.done:
        raise TextError("weekdays", text=text)
    return days


def weekdays_text(days: tuple[int, ...]) -> str:
    """Write days of the week as files do: `ma-vr`, `za zo`."""
    return _days_text(days)


def _days_text(days: tuple[int, ...]) -> str:
    if len(days) > 2 and days == tuple(range(days[0], days[-1] + 1)):
        return f"{DAY_NAMES[days[0]][0]}-{DAY_NAMES[days[-1]][0]}"
    return " ".join(DAY_NAMES[day % DAYS_A_WEEK][0] for day in days)
