"""Pieces of a line about people, places and money."""

from __future__ import annotations

from collections.abc import Callable

from tandem.core.model import HOUSEHOLD
from tandem.formats.amounts import MOST_CENTS
from tandem.formats.one_line.context import LineContext, Person, Role
from tandem.formats.one_line.dates import is_month
from tandem.formats.one_line.draft import Amount, Draft
from tandem.formats.times import take_day
from tandem.formats.tokens import Cursor, TokenKind

_OF_ALL = ("van het gezin", "van het huishouden")
_IN_WORDS = ("brengt", "verdient", "krijgt", "ontvangt")
_OUT_WORDS = ("kost", "betaalt")
_REMOTE = (
    "telefonisch",
    "per telefoon",
    "via de telefoon",
    "online",
    "on line",
    "op afstand",
    "per video",
    "via beeldbellen",
    "met beeldbellen",
)
_HOME = ("thuis", "aan huis")
_OUT = ("buitenshuis",)
_BEFORE_PLACE = ("bij", "in", "op", "aan", "te")
_NO_PLACE = frozenset({"overleg", "voorkeur", "de", "het", "een", "week", "weken"})
_QUOTES = {'"': '"', "“": "”", "‘": "’", "„": "”"}
_MONTH = ("per maand", "p/m", "/ maand", "/maand", "per mnd", "a month", "p.m.", "pm")


def who(cursor: Cursor, context: LineContext, draft: Draft) -> bool:
    """Take members: `Kevin`, `Karin en Kevin`, `Karin of Kevin`."""
    start = cursor.at
    cursor.take("voor", "door", "met")
    found: list[str] = []
    any_of = False
    while True:
        back = cursor.at
        joined = None
        if found:
            joined = cursor.take(",", "en", "of", "and", "or")
            if joined is not None and joined.word == ",":
                joined = cursor.take("en", "of") or joined
            if joined is None:
                break
        person = _one_person(cursor, context)
        if person is None or person.role is not Role.MEMBER or person.id in found:
            cursor.at = back
            break
        found.append(person.id)
        any_of = any_of or (joined is not None and joined.word in {"of", "or"})
    if not found:
        cursor.at = start
        return False
    draft.members, draft.any_of = found, any_of
    return True


def _one_person(cursor: Cursor, context: LineContext) -> Person | None:
    start = cursor.at
    found = context.take_person(cursor)
    if len(found) > 1:
        names = ", ".join(f"{person.name} ({person.id})" for person in found)
        raise cursor.error("line-name-twice", start, known=names)
    return found[0] if found else None


def owner(cursor: Cursor, context: LineContext, draft: Draft) -> bool:
    """Take who answers for it: `met Bram Post`, `door tante Els`."""
    start = cursor.at
    if cursor.take("met", "door", "van"):
        person = _one_person(cursor, context)
        if person is not None and person.role is not Role.MEMBER:
            draft.owner = person.id
            return True
    cursor.at = start
    return False


def decided_by(cursor: Cursor, context: LineContext, draft: Draft) -> bool:
    """Take who decides and refers: `via Joris van Beek`."""
    start = cursor.at
    if cursor.take("via"):
        person = _one_person(cursor, context)
        if person is not None and person.role is Role.PROFESSIONAL:
            draft.decided_by = person.id
            return True
    cursor.at = start
    return False


def child(cursor: Cursor, context: LineContext, draft: Draft) -> bool:
    """Take the child somebody is at home with: `bij Lotte`."""
    start = cursor.at
    if cursor.take("bij"):
        person = _one_person(cursor, context)
        if person is not None and person.role is Role.MEMBER:
            draft.child = person.id
            return True
    cursor.at = start
    return False


def where(cursor: Cursor, context: LineContext, draft: Draft) -> bool:
    """Take where it is: `telefonisch`, `online`, `thuis`, `buitenshuis`."""
    del context
    for value, phrases in (("remote", _REMOTE), ("home", _HOME), ("out", _OUT)):
        if any(cursor.take_words(words) for words in phrases):
            draft.where = value
            return True
    return False


def contact(cursor: Cursor, context: LineContext, draft: Draft) -> bool:
    """Take whether it counts as a contact: `telt niet als contact`."""
    del context
    if cursor.take_words("telt niet als contact") or cursor.take_words("geen contact"):
        draft.contact = False
        return True
    if cursor.take_words("telt als contact"):
        draft.contact = True
        return True
    return False


def unknown(cursor: Cursor, context: LineContext, draft: Draft) -> bool:
    """Take what is not known yet: `in overleg`, `bedrag onbekend`."""
    del context
    if cursor.take_words("in overleg") or cursor.take_words("tijd onbekend"):
        draft.times_unknown = True
        return True
    if cursor.take_words("bedrag onbekend"):
        draft.amount = Amount(None)
        return True
    return False


def title(cursor: Cursor, context: LineContext | None, draft: Draft) -> bool:
    """Take a title between quotes."""
    del context
    first = cursor.peek()
    if first is None or first.word not in _QUOTES:
        return False
    close = _QUOTES[first.word]
    end = cursor.text.find(close, first.end)
    inside = cursor.text[first.end : end].strip() if end > 0 else ""
    if not inside or len(inside) > 120:
        raise cursor.error("line-title")
    draft.title = inside
    while (token := cursor.peek()) is not None and token.start <= end:
        cursor.at += 1
    return True


def money(cursor: Cursor, context: LineContext, draft: Draft) -> bool:
    """Take money a month: `€ 120 per maand`, `brengt 950 euro per maand`."""
    del context
    start = cursor.at
    said_in = cursor.take(*_IN_WORDS) is not None
    said_out = not said_in and cursor.take(*_OUT_WORDS) is not None
    sign = cursor.take("€", "euro") is not None
    cents = _cents(cursor)
    if cents is None or not (cursor.take("euro", "euros") or sign):
        cursor.at = start
        return False
    if not any(cursor.take_words(words) for words in _MONTH):
        for words in ("per week", "per jaar", "per dag", "per kwartaal", "in totaal", "per keer"):
            cursor.take_words(words)
        raise cursor.error("line-per-month", start)
    if cents > MOST_CENTS:
        raise cursor.error("amount-range", start, most=MOST_CENTS // 100)
    account = HOUSEHOLD if any(cursor.take_words(words) for words in _OF_ALL) else None
    draft.amount = Amount(cents, "in" if said_in else "out" if said_out else None, account)
    return True


def _cents(cursor: Cursor) -> int | None:
    start = cursor.at
    whole = cursor.number()
    if whole is None:
        return None
    sign, after = cursor.peek(), cursor.peek(1)
    if sign is None or after is None or not (sign.glued and after.glued):
        return whole * 100
    if sign.word not in {",", "."}:
        return whole * 100
    if after.word in {"-", "–"}:
        cursor.at += 2
        return whole * 100
    if after.kind is TokenKind.NUMBER:
        cursor.at += 2
        if len(after.text) != 2:
            raise cursor.error("line-amount", start)
        return whole * 100 + int(after.text)
    return whole * 100


def place(cursor: Cursor, ends_here: Callable[[], bool]) -> str | None:
    """Take a place if it is next: `bij de boerderij`, `op school`, `bij "Zo! van de wijk"`.

    It goes on to a comma, to the end, or to where another piece begins.
    """
    start = cursor.at
    first = cursor.take(*_BEFORE_PLACE)
    if first is None:
        return None
    quoted = Draft()
    if title(cursor, None, quoted):
        return f"{first.text} {quoted.title}"
    cursor.take("de", "het", "een", "onze", "mijn", "zijn", "haar")
    opening = cursor.peek()
    may_be = opening is not None and opening.kind is TokenKind.WORD
    if not may_be or cursor.word() in _NO_PLACE or is_month(cursor.word()) or _is_day(cursor):
        cursor.at = start
        return None
    cursor.at += 1
    while not cursor.done and not _ends_place(cursor) and not ends_here():
        cursor.at += 1
    return cursor.text[first.start : cursor.tokens[cursor.at - 1].end]


def _is_day(cursor: Cursor) -> bool:
    back = cursor.at
    found = take_day(cursor) is not None
    cursor.at = back
    return found


def _ends_place(cursor: Cursor) -> bool:
    """Whether a sign is next that no place holds; a dot or hyphen inside a word is part of it."""
    token, after = cursor.peek(), cursor.peek(1)
    if token is None or token.kind is not TokenKind.SIGN:
        return False
    is_inside = token.glued and after is not None and after.glued
    return token.word not in {"'", "’", "&", "-", "/"} and not (token.word == "." and is_inside)
