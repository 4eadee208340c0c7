"""Pieces of a line about time: days and hours, how often, how long, from when until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tandem.formats.one_line.context import LineContext
from tandem.formats.one_line.dates import earliest, read_date
from tandem.formats.one_line.draft import Draft, Hours
from tandem.formats.times import AND, read_days, read_duration, read_hours, read_time
from tandem.formats.tokens import Cursor, TokenKind

_COUNTS = {
    "één": 1,
    "een": 1,
    "eén": 1,
    "eens": 1,
    "eenmaal": 1,
    "twee": 2,
    "tweemaal": 2,
    "drie": 3,
    "driemaal": 3,
    "vier": 4,
    "vijf": 5,
    "zes": 6,
    "zeven": 7,
}
_TIMES = ("x", "×", "keer", "maal")
_ONE_WORD_TIMES = frozenset({"eens", "eenmaal", "tweemaal", "driemaal"})
_TRAVEL = ("reizen", "reistijd", "reis", "rijden", "fietsen")
_BETWEEN = ("tussen", "between")


def one_day(cursor: Cursor, context: LineContext, draft: Draft) -> bool:
    """Take a day with hours: `op maandag 11 januari 10-11`, `11 jan om 10 uur`."""
    start = cursor.at
    cursor.take("op")
    day = read_date(cursor, earliest(context.horizon_start))
    if day is None:
        cursor.at = start
        return False
    if not _hours_of(cursor, (day.weekday(),), draft):
        raise cursor.error("line-hours", start)
    draft.hours[-1] = replace(draft.hours[-1], on=day)
    return True


def hours(cursor: Cursor, context: LineContext, draft: Draft) -> bool:
    """Take days with hours: `di do 10-12`, `ma om 10 uur`, `tussen 9 en 17 uur op werkdagen`."""
    del context
    start = cursor.at
    if cursor.word() in _BETWEEN:
        found = read_hours(cursor)
        cursor.take("op")
        days = read_days(cursor)
        if found is None or days is None:
            cursor.at = start
            return False
        draft.hours.append(Hours(days, *found, between=True))
        return True
    cursor.take("op")
    days = read_days(cursor)
    if days is None:
        cursor.at = start
        return False
    if not _hours_of(cursor, days, draft):
        raise cursor.error("line-hours", start)
    while _more_hours(cursor, days, draft):
        days = draft.hours[-1].days
    return True


def _hours_of(cursor: Cursor, days: tuple[int, ...], draft: Draft) -> bool:
    """Take the hours that follow days."""
    between = cursor.word() in _BETWEEN
    found = read_hours(cursor)
    if found is not None:
        draft.hours.append(Hours(days, *found, between=between))
        return True
    back = cursor.at
    said = cursor.take("om", "at", "vanaf") is not None
    token, sign = cursor.peek(), cursor.peek(1)
    is_time = token is not None and token.kind is TokenKind.NUMBER
    clear = said or (sign is not None and sign.word in {":", ".", "uur"})
    if is_time and clear:
        time = read_time(cursor)
        if time is not None:
            draft.hours.append(Hours(days, time, None))
            return True
    cursor.at = back
    return False


def _more_hours(cursor: Cursor, days: tuple[int, ...], draft: Draft) -> bool:
    """Take further days with hours, or further hours on the same days, after a sign or "en"."""
    back = cursor.at
    while cursor.take(*AND):
        pass
    if cursor.at == back:
        return False
    cursor.take("op")
    more = read_days(cursor)
    if more is None and cursor.word() not in _BETWEEN:
        found = read_hours(cursor)
        if found is not None:
            draft.hours.append(Hours(days, *found))
            return True
    elif more is not None and _hours_of(cursor, more, draft):
        return True
    cursor.at = back
    return False


def how_often(cursor: Cursor, context: LineContext, draft: Draft) -> bool:
    """Take how often: `2x per week`, `1 keer per 2 weken`, `om de week`, `wekelijks`."""
    del context
    start = cursor.at
    times = _times(cursor)
    every = _every(cursor)
    if times is None and every is None:
        cursor.at = start
        return False
    if every is None:
        if cursor.take_words("per maand") or cursor.take_words("in de maand"):
            raise cursor.error("line-per-month-times", start)
        raise cursor.error("line-per-what", start)
    if times is not None and times > 1 and every > 1:
        raise cursor.error("line-times-every", start)
    draft.times, draft.every_weeks = times, every
    return True


def _times(cursor: Cursor) -> int | None:
    back = cursor.at
    word = cursor.word()
    if word in _COUNTS:
        cursor.at += 1
        if word in _ONE_WORD_TIMES or cursor.take(*_TIMES):
            return _COUNTS[word]
        cursor.at = back
        return None
    number = cursor.number()
    if number is not None and cursor.take(*_TIMES):
        if not 1 <= number <= 70:
            raise cursor.error("line-times", back)
        return number
    cursor.at = back
    return None


def _every(cursor: Cursor) -> int | None:
    """Take `per week`, `per 2 weken`, `om de week`, `elke drie weken`, `wekelijks`."""
    back = cursor.at
    if cursor.take("wekelijks"):
        return 1
    if cursor.take_words("om de week") or cursor.take_words("om de andere week"):
        return 2
    opened = any(cursor.take_words(p) for p in ("om de", "in de")) or cursor.take(
        "per", "elke", "iedere", "a"
    )
    if opened:
        if cursor.take("week"):
            return 1
        number = _count(cursor)
        if number is not None and cursor.take("weken", "weeks", "week"):
            if not 1 <= number <= 52:
                raise cursor.error("line-weeks", back)
            return number
    cursor.at = back
    return None


def _count(cursor: Cursor) -> int | None:
    word = cursor.word()
    if word in _COUNTS and word not in _ONE_WORD_TIMES:
        cursor.at += 1
        return _COUNTS[word]
    return cursor.number()


def first_week(cursor: Cursor, context: LineContext, draft: Draft) -> bool:
    """Take the first time: `eerste keer 4 januari`."""
    start = cursor.at
    if cursor.take_words("eerste keer") or cursor.take_words("voor het eerst"):
        cursor.take("op")
        draft.first_week = read_date(cursor, earliest(context.horizon_start))
        if draft.first_week is not None:
            return True
    cursor.at = start
    return False


def travel(cursor: Cursor, context: LineContext, draft: Draft) -> bool:
    """Take travel: `40 min reizen`, `reistijd 40 min`, `20 min reizen heen`."""
    del context
    start = cursor.at
    named = cursor.take(*_TRAVEL) is not None
    found = read_duration(cursor)
    if found is None or not (named or cursor.take(*_TRAVEL)):
        cursor.at = start
        return False
    if cursor.take_words("heen en terug") or cursor.take("retour"):
        raise cursor.error("line-travel-total", start)
    if cursor.take("heen"):
        back = cursor.at
        cursor.take(*AND)
        again = cursor.number()
        if again is None or cursor.take("terug") is None:
            cursor.at = back
        elif again != found:
            raise cursor.error("line-travel-total", start)
    else:
        cursor.take_words("enkele reis")
    if found > 24 * 60:
        raise cursor.error("duration-range", start, least=0, most=24 * 60)
    draft.travel = found
    return True


def length(cursor: Cursor, context: LineContext, draft: Draft) -> bool:
    """Take how long one time lasts: `60 min`, `1u30`, `duurt anderhalf uur`."""
    del context
    start = cursor.at
    cursor.take("duurt", "van")
    if cursor.take_words("een half uur"):
        draft.length = 30
        return True
    if cursor.take_words("anderhalf uur"):
        draft.length = 90
        return True
    if cursor.take_words("een uur"):
        draft.length = 60
        return True
    found = read_duration(cursor)
    if found is None:
        cursor.at = start
        return False
    if not 1 <= found <= 24 * 60:
        raise cursor.error("duration-range", start, least=1, most=24 * 60)
    draft.length = found
    return True


def starts(cursor: Cursor, context: LineContext, draft: Draft) -> bool:
    """Take the first day: `vanaf 11 jan`, `begint tussen 4 jan en 1 mrt`, `begin onbekend`."""
    start = cursor.at
    if cursor.take("begint"):
        return _starts_freely(cursor, context, draft, start)
    if cursor.take_words("begin onbekend") or cursor.take_words("start onbekend"):
        draft.start_unknown = True
        return True
    if cursor.take("vanaf", "ingaande", "start") or cursor.take_words("met ingang van"):
        draft.start = read_date(cursor, earliest(context.horizon_start))
        if draft.start is not None:
            return True
    cursor.at = start
    return False


def _starts_freely(cursor: Cursor, context: LineContext, draft: Draft, start: int) -> bool:
    """Take what follows `begint`: `ergens tussen 4 jan en 1 mrt`, `uiterlijk 1 mrt`."""
    not_before = earliest(context.horizon_start)
    if cursor.take("uiterlijk"):
        cursor.take("op")
        draft.latest_start = read_date(cursor, not_before)
        if draft.latest_start is not None:
            return True
    cursor.take("ergens")
    if cursor.take(*_BETWEEN):
        first = read_date(cursor, not_before)
        latest = read_date(cursor, first) if first is not None and cursor.take(*AND) else None
        if latest is not None:
            draft.start, draft.latest_start = first, latest
            return True
    cursor.at = start
    return False


def ends(cursor: Cursor, context: LineContext, draft: Draft) -> bool:
    """Take the last day: `t/m 30 juni`; `tot 1 juli` is refused, for it can be read two ways."""
    start = cursor.at
    not_before = draft.start or earliest(context.horizon_start)
    if cursor.take_words("t/m") or cursor.take_words("tot en met"):
        draft.until = read_date(cursor, not_before)
        if draft.until is not None:
            return True
    elif cursor.take("tot") and (day := read_date(cursor, not_before)) is not None:
        raise cursor.error("line-until", start, before=day - timedelta(days=1), day=day)
    cursor.at = start
    return False


def deadline(cursor: Cursor, context: LineContext, draft: Draft) -> bool:
    """Take a deadline: `voor 1 maart`, `uiterlijk 28 februari`."""
    start = cursor.at
    not_before = draft.start or earliest(context.horizon_start)
    extra = 0
    if cursor.take("uiterlijk") or cursor.take_words("op zijn laatst"):
        cursor.take("op")
        extra = 1
    elif not cursor.take("voor", "vóór"):
        return False
    day = read_date(cursor, not_before)
    if day is None:
        cursor.at = start
        return False
    draft.finishes_before = day + timedelta(days=extra)
    return True


def lasts(cursor: Cursor, context: LineContext, draft: Draft) -> bool:
    """Take how long the agreement lasts: `gedurende 12 weken`, `12 weken lang`."""
    del context
    start = cursor.at
    named = cursor.take("gedurende") is not None
    number = _count(cursor)
    unit = cursor.take("weken", "week", "dagen", "dag")
    if number is None or unit is None or not (cursor.take("lang") or named):
        cursor.at = start
        return False
    days = number * (7 if unit.word.startswith("w") else 1)
    if not 1 <= days <= 3660:
        raise cursor.error("days-range", start, least=1, most=3660)
    draft.lasts = days
    return True
