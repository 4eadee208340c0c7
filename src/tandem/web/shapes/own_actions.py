"""What is done for a family, and what it does itself, as it stands on its own page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tandem.web.shapes.forms import FormState, Option


@dataclass(frozen=True, slots=True)
class Doing:
    """Something that who helps does, in the words that were written for the family."""

    words: str
    standing: str
    """Who does it and how it stands, in a sentence."""
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class Own:
    """Something that somebody of the family, or of its own circle, does."""

    anchor: str
    text: str
    who: str
    """Empty for what is of the reader."""
    by_when: date | None = None
    remind_on: date | None = None
    said: str = ""
    """How it went, in a sentence; empty while it goes on."""
    href: str = ""
    """Where who does it says how it went; empty for others and when it was said."""


@dataclass(frozen=True, slots=True)
class OwnActionPage:
    """One of them, for who does it.

    `do` is worked, not (with `words`), dropped, or remind (with `remind_on`).
    """

    form: FormState
    familiar: bool
    one: Own
    readers: str
    back: str


@dataclass(frozen=True, slots=True)
class NewOwnActionPage:
    """The form: `text`, `who`, `by_when`, `remind_on`."""

    form: FormState
    familiar: bool
    is_own: bool
    """Whether somebody of the family or its own circle writes it."""
    people: Sequence[Option]
    readers: str
    back: str
