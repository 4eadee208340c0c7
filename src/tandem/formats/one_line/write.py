"""Writing an agreement as one line of Dutch, where one line can say all of it.

What is written is read again, and given only when the reading asks exactly the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from tandem.core.explain.languages import language
from tandem.core.model import Agreement, Direction, Form, Money, Sessions, SomebodyHome, Where
from tandem.core.rules import Kind
from tandem.formats.times import window_text

Reader = Callable[[str], Form | None]
"""Reads a line as the form of an agreement; None when it cannot be read."""

_BEFORE_PLACE = ("bij", "in", "op", "aan", "te")


def line_of(agreement: Agreement, kind: Kind, names: Mapping[str, str], read: Reader) -> str | None:
    """Return the line that means this agreement; None when one line cannot say it.

    `names` gives the name of each member by short name.
    """
    line = f"{kind.words[0] if kind.words else kind.nl.casefold()}: " + ", ".join(
        piece for piece in _pieces(agreement, kind, names) if piece
    )
    return line if read(line) == agreement.form else None


def _pieces(agreement: Agreement, kind: Kind, names: Mapping[str, str]) -> Iterator[str]:
    form, demands = agreement.form, agreement.form.demands
    for home in demands.somebody_home:
        yield _home(home, names)
    if not demands.somebody_home:
        yield " en ".join(names.get(member, member) for member in agreement.members)
    for sessions in demands.sessions[:1]:
        yield from _sessions(sessions, kind)
    for money in demands.money:
        yield _money(money, kind)
    yield from _start(form)
    if form.until is not None:
        yield f"t/m {_day(form.until)}"
    if form.lasts_days is not None:
        yield f"{form.lasts_days} dagen lang"


def _start(form: Form) -> Iterator[str]:
    if not form.start_known:
        yield "begin onbekend"
    if form.latest_start is not None and form.start is not None:
        yield f"begint tussen {_day(form.start)} en {_day(form.latest_start)}"
    elif form.latest_start is not None:
        yield f"begint uiterlijk {_day(form.latest_start)}"
    elif form.start is not None:
        yield f"vanaf {_day(form.start)}"


def _home(home: SomebodyHome, names: Mapping[str, str]) -> str:
    adults = " of ".join(names.get(one, one) for one in home.adults)
    child = "" if home.child is None else f" bij {names.get(home.child, home.child)}"
    return f"{adults}{child}, " + ", ".join(window_text(one) for one in home.windows)


def _sessions(sessions: Sessions, kind: Kind) -> Iterator[str]:
    windows = sessions.windows
    days = sum(len(window.days) for window in windows or ())
    fixed = windows is not None and days == sessions.times
    fixed = fixed and all(window.minutes == sessions.minutes for window in windows or ())
    if not fixed or sessions.every_weeks > 1:
        yield _how_often(sessions)
    if sessions.first_week is not None:
        yield f"eerste keer {_day(sessions.first_week)}"
    if windows is None:
        yield "in overleg"
    elif fixed:
        yield ", ".join(window_text(window) for window in windows)
    else:
        yield f"{sessions.minutes} min"
        for window in windows:
            days_text, hours = window_text(window).rsplit(" ", 1)
            start, end = hours.split("-")
            yield f"{days_text} tussen {start} en {end}"
    yield from _where(sessions, kind)


def _how_often(sessions: Sessions) -> str:
    if sessions.times is None:
        return ""
    every = sessions.every_weeks
    return f"{sessions.times}x per {'week' if every == 1 else f'{every} weken'}"


def _where(sessions: Sessions, kind: Kind) -> Iterator[str]:
    words = {Where.HOME: "thuis", Where.REMOTE: "telefonisch", Where.OUT: "buitenshuis"}
    if sessions.where is not kind.where:
        yield words[sessions.where]
    if sessions.place:
        yield place_words(sessions.place)
    if sessions.travel:
        yield f"{sessions.travel} min reizen"
    if bool(sessions.contact_of) is not kind.contact:
        yield "telt als contact" if sessions.contact_of else "telt niet als contact"


def place_words(place: str) -> str:
    """Return a place as a line names it: `bij "De Werkschuur"`."""
    first, _, rest = place.partition(" ")
    if first.casefold() in _BEFORE_PLACE and rest:
        return f'{first.casefold()} "{rest}"'
    return f'bij "{place}"'


def _money(money: Money, kind: Kind) -> str:
    way = "in" if money.direction is Direction.IN else "out"
    verb = "" if way == kind.money else {"in": "brengt ", "out": "kost "}[way]
    if money.cents is None:
        return "bedrag onbekend"
    euros, cents = divmod(money.cents, 100)
    return f"{verb}€ {euros}{f',{cents:02}' if cents else ''} per maand"


def _day(when: date) -> str:
    return language("nl").words.date_words(when, year=True)
