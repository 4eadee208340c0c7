"""A change of lead: the page of the handover, and what the family says of who leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from tandem.web.shapes.forms import FormState, Option


@dataclass(frozen=True, slots=True)
class OpenLine:
    """Something that is open in the household."""

    what: str
    """"Signaal", "Afspraak", "Voorstel"."""
    text: str
    """What it is about; empty for who reads only that it is there."""
    who: str
    """Who has it, or whose word it waits for."""
    due: date | None = None
    is_late: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class OpenGroup:
    """What is open, of one sort."""

    title: str
    lines: Sequence[OpenLine]


@dataclass(frozen=True, slots=True)
class HandoverPage:
    """The handover. Fields: `do`; `talk_on`, `with`, `members`; `talk_why`; `text`; `why`.

    Without an open handover only the last one, and `hand_over` for who leads.
    """

    form: FormState
    is_open: bool
    line: str
    """Who hands over to whom since when, in a sentence; empty when there never was one."""
    why: str = ""
    due: date | None = None
    is_late: bool = False
    done: Sequence[str] = ()
    """The parts that are done, by their names: "talk", "text", "open"."""
    takes_over: bool = False
    """Whether somebody said yes to leading already."""
    talk: str = ""
    """How the talk stands, in a sentence; empty when nothing was agreed."""
    talk_state: str = ""
    can_tell_held: bool = False
    comers: Sequence[Option] = ()
    """Who of the leads comes. Field: `with`."""
    members: Sequence[Option] = ()
    """Who of the family comes. Field: `members`."""
    given: Sequence[str] = ()
    """The text that the family reads, line by line; empty for a draft."""
    open: Sequence[OpenGroup] = field(default_factory=tuple)
    gone_through: str = ""
    """Who went through what is open and when, in a sentence."""
    can_close: bool = False
    """Whether the viewer says that it is gone through, and ends it."""
    can_begin: bool = False
    """Whether the viewer may ask to hand over."""
    ended: str = ""
    """How it ended, in a sentence."""
    ask: str = ""
    """Where somebody is asked to lead."""
    back: str = ""


@dataclass(frozen=True, slots=True)
class LeadOfMine:
    """Who leads, for a resident: the text she got, the talk to come, and what she says of it."""

    name: str
    first_name: str
    since: date
    telephone: str
    familiar: bool
    text: Sequence[str] = ()
    talk: str = ""
    said: str = ""
    """What she said, in a sentence; empty while she said nothing."""
    words: str = ""
    written: str = ""
    """Who wrote it down for her, how and when; empty when she said it here."""
    goes_on: str = ""
    """What happens with it, or what was answered."""
    action: str = ""
    """Where her word is sent; empty when nobody leads who said yes to it."""
    form: FormState = field(default_factory=lambda: FormState(""))
    others: Sequence[tuple[str, str]] = ()
    """Whom she speaks for besides: a name, and where."""


@dataclass(frozen=True, slots=True)
class AnswerLeadPage:
    """What a member says of who leads. Fields: `do` = `yes` or `other`, and `words`."""

    form: FormState
    lead: LeadOfMine
    is_own: bool
    name: str
    back: str
