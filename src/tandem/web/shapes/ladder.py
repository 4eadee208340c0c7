"""The ladder of help, a question back to the provision, and provisions that fell short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tandem.web.shapes.forms import FormState, Option


@dataclass(frozen=True, slots=True)
class TriedLine:
    """Something that was tried."""

    what: str
    by_whom: str
    on: date
    went: str
    words: str
    gap: str
    """What became of its failure, in a sentence; empty for nothing."""


@dataclass(frozen=True, slots=True)
class RungLines:
    """A rung of the ladder, with what was tried on it."""

    title: str
    tries: Sequence[TriedLine]


@dataclass(frozen=True, slots=True)
class LadderOf:
    """The ladder of one question or goal."""

    title: str
    rungs: Sequence[RungLines]


@dataclass(frozen=True, slots=True)
class LadderPage:
    """*Wat is er geprobeerd?*: what was tried, and a form for what is not there yet.

    Fields: `about`, `rung`, `what`, `by_whom`, `tried_on`, `went`, `words`.
    """

    form: FormState
    ladders: Sequence[LadderOf]
    about: Sequence[Option]
    rungs: Sequence[Option]
    went: Sequence[Option]
    back: str


@dataclass(frozen=True, slots=True)
class SendBackPage:
    """*Terug naar de voorziening*. Fields: `q`, `provision`, `to`, `reason`; the button `do`."""

    form: FormState
    needed: str
    people: Sequence[Option]
    until: date
    back: str


@dataclass(frozen=True, slots=True)
class GapLine:
    """A provision that fell short. Fields of its form: `gap`, `words`."""

    gap: str
    """Its code, for who answers; else empty."""
    provision: str
    area: str
    said: str
    due: date
    is_late: bool
    ask: str
    telephone: str
    answer: str
    holder: str


@dataclass(frozen=True, slots=True)
class GapsPage:
    """*Waar een voorziening tekortschiet*."""

    form: FormState
    open: Sequence[GapLine]
    answered: Sequence[GapLine]
