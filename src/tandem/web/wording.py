"""Days, times, money and telephone numbers as pages say them, in the language of the page.

The words themselves are the core's: a date reads the same in a clash, in a letter and on a page.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from functools import lru_cache

from django.utils import timezone
from django.utils.translation import get_language

from tandem.core.check.answer import ChangeKind
from tandem.core.explain.languages import Lang, language
from tandem.core.explain.sentences import Words
from tandem.core.explain.variants import describe_variant
from tandem.core.model import Form

NO_BREAK = "\u00a0"
QUOTES = '“”"'
LANGUAGES = {lang.value: lang for lang in Lang}
SHORTENED = 3
"""Letters of a month in a list of many: "14 dec"."""


def current_language() -> Lang:
    """Return the language of the page; Dutch when it is one we do not speak."""
    return LANGUAGES.get((get_language() or "nl").split("-")[0], Lang.NL)


def words() -> Words:
    """Return the words of the language of the page."""
    return language(current_language().value).words


def day(when: date, *, year: bool = False) -> str:
    """Return "8 december", or with its year "8 december 2026"."""
    return _said_day(current_language(), _local_day(when), year=year)


def day_in(lang: Lang, when: date) -> str:
    """Return the same in a language that is known already."""
    return _said_day(lang, _local_day(when), year=False)


def variant(kind: str, was: Form, form: Form, other: str | None) -> str:
    """Return what Tandem thought of for an agreement, without its title."""
    what = describe_variant(language(current_language().value), ChangeKind(kind), was, form, other)
    return words().capital(what)


def weekday(when: date) -> str:
    """Return "donderdag 17 december"."""
    local = _local_day(when)
    return f"{words().day(local.weekday())} {day(local)}"


def short_day(when: date) -> str:
    """Return "14 dec", for a column of dates."""
    local = _local_day(when)
    name = "mrt" if _is_dutch() and local.month == 3 else words().month(local)[:SHORTENED]
    return f"{local.day}{NO_BREAK}{name}"


def clock(when: datetime | time | int) -> str:
    """Return "14.15 uur", or "14:15" in English; a number counts minutes from midnight."""
    if isinstance(when, datetime):
        when = timezone.localtime(when).time() if timezone.is_aware(when) else when.time()
    minute = when if isinstance(when, int) else when.hour * 60 + when.minute
    said = words().clock(minute)
    return f"{said}{NO_BREAK}uur" if _is_dutch() else said


def moment(when: datetime) -> str:
    """Return "8 december, 14.15 uur"."""
    return f"{day(when)}, {clock(when)}"


def money(cents: int) -> str:
    """Return "€ 120" for 12000 cents, in one piece."""
    return words().money(cents).replace(" ", NO_BREAK)


def listing(items: Iterable[str]) -> str:
    """Return "Karin, Kevin en Lotte"."""
    return words().listing(list(items))


def dial(telephone: str) -> str:
    """Return the address that makes a telephone call this number."""
    return "tel:" + "".join(sign for sign in telephone if sign in "+0123456789")


def first_name(name: str) -> str:
    """Return how somebody is called in a short line: the first name."""
    return name.split(" ", 1)[0]


def going_on(lines: Iterable[str], lang: Lang | None = None) -> list[str]:
    """Return lines that go on after the first: "Om de week", "maandag", "10.00–11.00".

    `lang` is the language of the page, for who knows it already.
    """
    first, *rest = found = list(lines) or [""]
    if not rest or (lang or current_language()) is not Lang.NL:
        return found if first or rest else []
    return [first, *(one[:1].lower() + one[1:] for one in rest)]


def in_one_line(lines: Iterable[str]) -> str:
    """Return lines as one: "Om de week, maandag, 10.00–11.00"."""
    return ", ".join(going_on(lines))


def capital(text: str) -> str:
    """Return the text with a capital first."""
    return words().capital(text)


def quoted(text: str) -> str:
    """Return somebody's own words between quotes."""
    return f"“{text.strip().strip(QUOTES)}”"


@lru_cache(maxsize=2_000)
def _said_day(lang: Lang, when: date, *, year: bool) -> str:
    return _tied(language(lang.value).words.date_words(when, year=year), 1)


def _is_dutch() -> bool:
    return current_language() is Lang.NL


def _local_day(when: date) -> date:
    if isinstance(when, datetime):
        return timezone.localtime(when).date() if timezone.is_aware(when) else when.date()
    return when


def _tied(text: str, spaces: int) -> str:
    """Return the text with its first spaces as ones at which a line does not end."""
    return text.replace(" ", NO_BREAK, spaces)
