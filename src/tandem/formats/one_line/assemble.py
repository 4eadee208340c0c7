"""From the parts of a line to an agreement in the form of the household file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from tandem.core.model import MINUTES_A_DAY, Where, Window
from tandem.core.rules import Kind
from tandem.formats.amounts import euros
from tandem.formats.fields import UNKNOWN
from tandem.formats.one_line.draft import Amount, Draft
from tandem.formats.times import window_text

Plain = dict[str, object]


@dataclass(frozen=True, slots=True)
class Misfit:
    """Parts of a line that can each be read, but not together."""

    piece: str
    """The piece it is about."""
    code: str
    details: dict[str, object] = field(default_factory=dict)


def assemble(kind: Kind, words: str, draft: Draft) -> tuple[Plain, list[Misfit]]:
    """Return the agreement that the parts make, and what does not fit together."""
    misfits = list(_misfits(kind, draft))
    if misfits:
        return {}, misfits
    document: Plain = {"kind": kind.id, "title": draft.title or _capital(words.casefold())}
    document |= _present("owner", draft.owner) | _present("decided_by", draft.decided_by)
    document |= _present("members", list(draft.members))
    document |= _dates(draft)
    if is_home_care(draft):
        document["somebody_home"] = [_somebody_home(draft)]
    elif draft.asks_time:
        document["sessions"] = _sessions(kind, draft)
    if draft.amount is not None:
        amount = UNKNOWN if draft.amount.cents is None else euros(draft.amount.cents)
        account = _present("account", draft.amount.account)
        document["money"] = [{_direction(kind, draft.amount): amount, **account}]
    return document, []


def is_home_care(draft: Draft) -> bool:
    """Whether the line asks that somebody is at home."""
    return draft.any_of or draft.child is not None


def _misfits(kind: Kind, draft: Draft) -> Iterator[Misfit]:
    if is_home_care(draft):
        yield from _home_misfits(kind, draft)
    elif draft.hours:
        yield from _hours_misfits(kind, draft)
    if draft.amount is not None and _direction(kind, draft.amount) == "":
        yield Misfit("money", "line-direction")
    where = draft.where or kind.where
    if draft.travel and where != Where.OUT and not is_home_care(draft):
        yield Misfit("travel", "line-travel-where")
    if draft.until is not None and draft.lasts is not None:
        yield Misfit("lasts", "line-until-lasts")
    yield from _date_misfits(draft)
    if draft.first_week is not None and (draft.every_weeks or 1) == 1:
        yield Misfit("first-week", "line-first-week")
    if draft.times_unknown and draft.hours:
        yield Misfit("unknown", "line-known-unknown")


def _date_misfits(draft: Draft) -> Iterator[Misfit]:
    if draft.start_unknown and draft.start is not None:
        yield Misfit("start", "line-twice")
    if draft.start is None:
        return
    for piece, last in (("start", draft.latest_start), ("until", draft.until)):
        if last is not None and last < draft.start:
            yield Misfit(piece, "line-until-before", {"first": draft.start, "until": last})


def _home_misfits(kind: Kind, draft: Draft) -> Iterator[Misfit]:
    if kind.where is not Where.HOME or kind.contact:
        yield Misfit("child" if draft.child else "who", "line-home-kind", {"kind": kind.nl})
    elif not draft.members:
        yield Misfit("child", "line-home-who")
    elif not draft.hours or any(one.end is None or one.between for one in draft.hours):
        yield Misfit("when", "line-home-hours")
    elif any(one.on is not None for one in draft.hours):
        yield Misfit("when", "line-home-not")
    for piece, value in (
        ("how-often", draft.times or draft.every_weeks),
        ("length", draft.length),
        ("travel", draft.travel),
        ("place", draft.place),
        ("contact", draft.contact),
    ):
        if value is not None:
            yield Misfit(piece, "line-home-not")


def _hours_misfits(kind: Kind, draft: Draft) -> Iterator[Misfit]:
    length = draft.length or kind.minutes
    open_hours = [one for one in draft.hours if one.end is None]
    if (open_hours or any(one.between for one in draft.hours)) and length is None:
        yield Misfit("when", "line-length", {"kind": kind.nl})
        return
    if open_hours and any(one.start + (length or 0) > MINUTES_A_DAY for one in open_hours):
        yield Misfit("when", "line-past-midnight")
        return
    lengths = {one.minutes for one in _windows(draft, length or 0)}
    days = sum(len(one.days) for one in draft.hours)
    if any(one.on is not None for one in draft.hours) and (draft.times or draft.every_weeks):
        yield Misfit("how-often", "line-day-often")
        return
    if draft.times is None and draft.length is not None and days > 1 and lengths != {draft.length}:
        yield Misfit("length", "line-how-often")
    if draft.length is not None and draft.length > max(lengths):
        yield Misfit("length", "line-too-long")
    if draft.times is not None and draft.times > days:
        yield Misfit("how-often", "line-too-often", {"times": draft.times, "days": days})
    if draft.times == days and draft.length is None and len(lengths) > 1:
        yield Misfit("how-often", "line-lengths")


def _windows(draft: Draft, length: int) -> list[Window]:
    return [
        Window(one.days, one.start, one.start + length if one.end is None else one.end)
        for one in draft.hours
    ]


def _direction(kind: Kind, amount: Amount) -> str:
    return amount.direction or kind.money or ""


def _dates(draft: Draft) -> Plain:
    document: Plain = {}
    if draft.start_unknown:
        document["from"] = UNKNOWN
    elif draft.start is not None:
        document["from"] = draft.start.isoformat()
    if draft.latest_start is not None:
        document["latest_from"] = draft.latest_start.isoformat()
    if draft.until is not None:
        document["until"] = draft.until.isoformat()
    document |= _present("lasts", draft.lasts)
    if draft.finishes_before is not None:
        document["order"] = {"finishes_before": draft.finishes_before.isoformat()}
    return document


def _somebody_home(draft: Draft) -> Plain:
    windows = [window_text(window) for window in _windows(draft, 0)]
    return {"adults": list(draft.members), **_present("child", draft.child), "windows": windows}


def _sessions(kind: Kind, draft: Draft) -> list[object]:
    """Return the sessions: one demand, or one for each length when the hours leave no choice."""
    common: Plain = {}
    if draft.every_weeks is not None and draft.every_weeks > 1:
        common["every_weeks"] = draft.every_weeks
        if draft.first_week is not None:
            common["first_week"] = draft.first_week.isoformat()
    for key in ("where", "place", "travel", "contact"):
        common |= _present(key, getattr(draft, key))
    times = draft.times
    if times is None and draft.every_weeks is not None and not draft.hours:
        times = 1
    if not draft.hours:
        known: Plain = {"times": UNKNOWN if times is None else times, "windows": UNKNOWN}
        return [{**known, **_present("minutes", draft.length or kind.minutes), **common}]
    if times is not None or any(one.between and one.on is None for one in draft.hours):
        return [{**_choice(kind, draft), **common}]
    length = draft.length or kind.minutes or 0
    groups: dict[tuple[int, date | None], list[Window]] = {}
    for hours, window in zip(draft.hours, _windows(draft, length), strict=True):
        groups.setdefault((draft.length or window.minutes, hours.on), []).append(window)
    return [
        {**_fixed(minutes, windows), **common, **_week_of(day)}
        for (minutes, day), windows in groups.items()
    ]


def _week_of(day: date | None) -> Plain:
    """Return the whole week in which a day lies, as a period: only whole weeks bind."""
    if day is None:
        return {}
    monday = day - timedelta(days=day.weekday())
    return {"from": monday.isoformat(), "until": (monday + timedelta(days=6)).isoformat()}


def _choice(kind: Kind, draft: Draft) -> Plain:
    """Return so many times somewhere within hours."""
    windows = _windows(draft, draft.length or kind.minutes or 0)
    days = sum(len(window.days) for window in windows)
    times = draft.times or 1
    lengths = {window.minutes for window in windows}
    fills = times == days and len(lengths) == 1 and not any(one.between for one in draft.hours)
    minutes = draft.length or (lengths.pop() if fills else kind.minutes)
    return {
        "times": times,
        "minutes": UNKNOWN if minutes is None else minutes,
        "windows": [window_text(window) for window in windows],
    }


def _fixed(minutes: int, windows: list[Window]) -> Plain:
    """Return one session on each day of the windows."""
    fills = all(window.minutes == minutes for window in windows)
    return {
        "times": sum(len(window.days) for window in windows) if fills else 1,
        "minutes": minutes,
        "windows": [window_text(window) for window in windows],
    }


def _present(key: str, value: object) -> Plain:
    return {} if value is None or value == [] else {key: value}


def _capital(words: str) -> str:
    text = " ".join(words.split())
    return text[:1].upper() + text[1:]
