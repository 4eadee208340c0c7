"""What is going on in a household: signals, actions, commissions and disputes, and one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.frame import Link
from tandem.web.shapes.own_actions import Own
from tandem.web.shapes.simple_questions import StepLine
from tandem.web.shapes.talks import TalkLine


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item in a list."""

    kind: str
    """"Signaal", "Actie", "Opdracht", "Wie betaalt"."""
    text: str
    """What it is about; empty for who may not read that."""
    standing: str
    """How it stands and who has it, in a sentence."""
    since: date
    due: date | None = None
    is_late: bool = False
    href: str = ""
    telephone: str = ""
    """Of who has it; for the resident who gave it."""
    holder: str = ""
    is_question: bool = False
    """Whether it is a simple question; for whose question it is."""
    note: str = ""
    """Such as how often it was passed on."""
    write: str = ""
    """Where the resident who gave it writes about it."""


@dataclass(frozen=True, slots=True)
class ItemsPage:
    """*Wat er loopt*; for a resident the signals that she gave."""

    is_own: bool
    familiar: bool
    open: Sequence[ItemLine]
    over: Sequence[ItemLine]
    add: Sequence[Link]
    """What can be begun here; the first is a signal."""
    back: str = ""
    own: Sequence[Own] = ()
    """What the family does itself, as far as the reader leads or wrote it down with them."""
    add_own: str = ""


@dataclass(frozen=True, slots=True)
class NewItemPage:
    """A form by which a signal, an action, a commission or a dispute begins.

    Fields of a signal: `concern`, `words`. Of an action: `text`, `due_on`. Of a commission: `text`,
    `due_on`, `report_back`, `may_see`, `to`, `note`, `legal_ground`. Of a dispute: `text`,
    `between`, `pays_first`.
    """

    form: FormState
    kind: str
    familiar: bool
    readers: str
    back: str
    is_own: bool
    """Whether somebody of the family or its own circle writes it."""
    holder: str = ""
    """Who gets a signal."""
    concerns: Sequence[Option] = ()
    may_see: Sequence[Option] = ()
    people: Sequence[Option] = ()
    grounds: Sequence[Option] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A line of what happened to an item."""

    when: date
    what: str


@dataclass(frozen=True, slots=True)
class ItemPage:
    """One item, and what the reader can do with it: `moves` holds the names of the moves.

    Every form sends `do` and `version`; offering also `to`, `note` and `legal_ground`; declining
    `reason` and `words`; handling a signal `answer` and `words`; every other end `words`.
    """

    form: FormState
    household: str
    kind: str
    title: str
    text: str
    standing: str
    version: int
    moves: frozenset[str]
    back: str
    facts: Sequence[tuple[str, str]] = ()
    """What is known of it: a name and what it says."""
    due: date | None = None
    is_late: bool = False
    history: Sequence[Told] = ()
    outcome: str = ""
    people: Sequence[Option] = ()
    grounds: Sequence[Option] = ()
    reasons: Sequence[Option] = ()
    answers: Sequence[Option] = ()
    family: Sequence[tuple[str, str]] = field(default_factory=tuple)
    """Names and telephone numbers, for who may see them with a commission."""
    talks: Sequence[TalkLine] = ()
    """Conversations about it that the reader is in."""
    write: str = ""
    """Where one begins a conversation about it."""
    tick: str = ""
    """Where the reader of a simple question ticks one plan; empty when she may not."""
    send_back: str = ""
    """Where who holds a question sends it back to a general provision."""
    ladder: str = ""
    """Where one reads what was tried; empty for who may not."""
    steps: Sequence[StepLine] = ()
    """The steps of the law, of a simple question."""
    call_name: str = ""
    call_telephone: str = ""
    """Whom one calls about it."""
