"""*Berichten*: conversations of a household, one of them, and questions to colleagues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.people_forms import OptionGroup


@dataclass(frozen=True, slots=True)
class TalkLine:
    """A conversation in a list."""

    href: str
    subject: str
    about: str
    """The agreement it is about, or that it is about an item; empty for the household."""
    readers: str
    """Who reads along: "Karin, Samira Haddou en u"."""
    said: str
    """The last message, shortened, with who wrote it."""
    at: datetime
    unread: int
    waits: bool
    """Whether a decision in it is open."""


@dataclass(frozen=True, slots=True)
class TalksPage:
    """*Berichten* of a household."""

    rows: Sequence[TalkLine]
    new: str
    colleague: str
    """Where a colleague outside the household is asked something; empty for the family."""
    familiar: bool
    is_family: bool


@dataclass(frozen=True, slots=True)
class TalkFormPage:
    """A conversation that is begun. Fields: `with` (more), `subject`, `text`, `about`."""

    form: FormState
    family: Sequence[Option]
    helpers: Sequence[Option]
    about: str
    """What it is about, when that is an agreement or an item; else empty."""
    back: str
    familiar: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A message."""

    anchor: str
    name: str
    organisation: str
    at: datetime
    lines: Sequence[str]
    is_mine: bool
    is_family: bool


@dataclass(frozen=True, slots=True)
class Voice:
    """What somebody said of a proposal: a sentence."""

    words: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A proposal, or what was decided."""

    anchor: str
    state: str
    """"Besloten op 14 december", "Wacht op antwoord"."""
    is_open: bool
    is_decided: bool
    text: str
    by: str
    voices: Sequence[Voice]
    action: str
    """Where an answer is sent."""
    asks_me: bool
    is_mine: bool
    problem: str = ""
    """Why the answer to this one could not be kept."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads along, with where he or she is reached."""

    name: str
    what: str
    telephone: str
    is_family: bool


@dataclass(frozen=True, slots=True)
class TalkPage:
    """One conversation. Fields: `do`, `text`; `decision`, `named` (more); `whom`."""

    form: FormState
    subject: str
    about: str
    about_href: str
    readers: Sequence[Reader]
    reads: str
    """Who reads what is written now, in a sentence."""
    with_family: bool
    messages: Sequence[Said]
    earlier: str
    """Where all messages stand; empty when these are all."""
    decisions: Sequence[Decision]
    named: Sequence[Option]
    others: Sequence[Option]
    """Who may still be let in."""
    back: str
    familiar: bool
    is_family: bool
    is_alone: bool = False
    """Whether the reader is here for one item alone, and goes back to that."""


@dataclass(frozen=True, slots=True)
class ColleaguePage:
    """A question to a colleague outside the household. Fields: `q`, `to`, `text`; `do`."""

    form: FormState
    found: Sequence[OptionGroup]
    more: str
    back: str


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question in a list."""

    href: str
    who: str
    text: str
    at: datetime
    waits: str
    """"Wacht op u", "Wacht op Piet", or "Beantwoord"."""


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """*Vragen van collega's*."""

    rows: Sequence[QuestionLine]


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question. Field: `text`."""

    form: FormState
    asked: str
    """Who asked whom, in a sentence."""
    text: str
    at: datetime
    answer: str
    answered_at: datetime | None
    can_answer: bool
    call: str
    """The telephone number of the other one."""
    other: str
    back: str


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """Something that is new, or was."""

    href: str
    words: str
    at: datetime
    is_new: bool


@dataclass(frozen=True, slots=True)
class NoticesPage:
    """*Nieuw*: what is new for somebody."""

    rows: Sequence[NoticeLine]
    unread: int
    action: str
    older: str
    details: str
    familiar: bool
