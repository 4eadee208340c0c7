"""Conversations: who may read along, what somebody is called by, and what was decided.

A decision in a conversation needs the yes of everybody who is named. One no ends it: who proposed
it may propose something else. Nothing is ever decided by silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import combining, normalize

from tandem.core.model.bsn import is_bsn, plain_bsn


class DecisionState(StrEnum):
    """How a joint decision stands."""

    OPEN = "open"
    DECIDED = "decided"
    REFUSED = "refused"
    """Somebody said no."""
    WITHDRAWN = "withdrawn"
    """Who proposed it took it back."""


class Says(StrEnum):
    """What somebody says of a proposal."""

    YES = "yes"
    NO = "no"


def decided(voices: Sequence[Says | None]) -> DecisionState:
    """Return how a decision stands after what was said; None for who did not answer yet.

    A decision without anybody whose yes it needs stays open: nobody decides alone in this way.
    """
    if Says.NO in voices:
        return DecisionState.REFUSED
    return DecisionState.DECIDED if voices and None not in voices else DecisionState.OPEN


# --- names ------------------------------------------------------------------------------------

SHORTEST = 3
"""Letters: a shorter name stands in too many words."""
WORDS = re.compile(r"[^\W\d_]+")
AT = re.compile(r"@([^\W\d_]+(?:[ -][^\W\d_]+)*)")


def names_in(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return which of these names, or a first or last name of them, stand in a text as a word."""
    said = {_plain(one) for one in WORDS.findall(text)}
    return tuple(one for one in dict.fromkeys(names) if _words_of(one) & said)


def mentioned(text: str, names: Sequence[str]) -> tuple[int, ...]:
    """Return the places of those whose attention is called: "@" with a first or a whole name."""
    called = [_plain(one) for one in AT.findall(text)]
    return tuple(
        place
        for place, name in enumerate(names)
        if any(_begins(one, _plain(name)) for one in called)
    )


def _begins(called: str, name: str) -> bool:
    first = name.split(" ", 1)[0]
    return called in {first, name} or called.startswith((f"{first} ", f"{name} "))


def _words_of(name: str) -> set[str]:
    """Return the words that give somebody away: of "Anna de Vries" anna and vries."""
    words = WORDS.findall(name)
    return {_plain(one) for one in words if len(one) >= SHORTEST and one[:1].isupper()}


def _plain(text: str) -> str:
    apart = normalize("NFKD", text.casefold())
    return "".join(one for one in apart if not combining(one))


# --- without names ----------------------------------------------------------------------------


class Telling(StrEnum):
    """What in a text tells whom it is about."""

    NAME = "name"
    NUMBER = "number"
    """A number like a BSN."""
    TELEPHONE = "telephone"
    POSTCODE = "postcode"
    MAIL = "mail"
    BIRTHDAY = "birthday"
    """A whole date with a year: a birthday is one."""
    CODE = "code"
    """The code of a household, or an address of this site."""


@dataclass(frozen=True, slots=True)
class Told:
    """Something in a text that tells whom it is about, and the words."""

    what: Telling
    words: str


DIGITS = re.compile(r"(?<!\d)\d(?:[ .-]?\d){7,8}(?!\d)")
PATTERNS = (
    (Telling.MAIL, re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")),
    (Telling.POSTCODE, re.compile(r"\b[1-9]\d{3} ?[A-Za-z]{2}\b")),
    (Telling.BIRTHDAY, re.compile(r"\b\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d\b")),
    (Telling.BIRTHDAY, re.compile(r"\b(?:19|20)\d\d-\d{1,2}-\d{1,2}\b")),
    (Telling.TELEPHONE, re.compile(r"(?<!\w)(?:\+31|0031|0)[ -]?[1-9](?:[ -]?\d){8}(?!\d)")),
    (Telling.CODE, re.compile(r"\bhuishoudens/\S+")),
)


def told_in(text: str, names: Iterable[str], codes: Iterable[str]) -> tuple[Told, ...]:
    """Return what in a text tells whom it is about, as far as that can be seen; once each.

    `names` are the people of a household, `codes` what the site calls it.
    """
    found = [Told(Telling.NAME, name) for name in names_in(text, names)]
    found += [Told(what, one) for what, look in PATTERNS for one in look.findall(text)]
    found += [Told(Telling.NUMBER, one) for one in DIGITS.findall(text) if is_bsn(plain_bsn(one))]
    folded = text.casefold()
    found += [Told(Telling.CODE, one) for one in codes if one and one.casefold() in folded]
    return tuple(dict.fromkeys(found))


# --- who reads along --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Someone:
    """Who is in a circle: a member of the household or a professional; exactly one is filled."""

    member: int | None = None
    professional: int | None = None


def circle_of(
    chosen: Iterable[Someone], known: Iterable[Someone], writer: Someone
) -> tuple[Someone, ...]:
    """Return who reads along: those who are chosen and may, in the order of `known`; the writer.

    Who is not known is left out, as if never chosen.
    """
    wanted = set(chosen)
    return (*(one for one in known if one in wanted and one != writer), writer)
