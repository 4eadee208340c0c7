"""Guests: asking one by a link, and the few pages of a guest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tandem.web.shapes.forms import FormState, Option


@dataclass(frozen=True, slots=True)
class GuestLinkShown:
    """A link as who asked sees it."""

    id: int
    asked: str
    """"Gevraagd op 8 december door Samira Haddou: klopt dit?"."""
    state: str
    """"Verstuurd. Nog niet geopend."."""
    wrong: str = ""
    """What went wrong, and what to do."""
    answer: str = ""
    """What came back, in the guest's own words."""
    may_withdraw: bool = False
    may_send_again: bool = False


@dataclass(frozen=True, slots=True)
class GuestPanel:
    """On the page of an agreement: who can be asked by a link, and the links there are."""

    name: str
    ask: str
    """Where one asks; empty when nobody can be asked now."""
    links: Sequence[GuestLinkShown] = ()
    action: str = ""
    """Where the buttons post to: `link`, and `do` is `withdraw` or `again`."""


@dataclass(frozen=True, slots=True)
class GuestAskPage:
    """*Vraag het …*. The form sends `asks`, `question`, `mail` and `telephone`."""

    form: FormState
    name: str
    title: str
    """Of the agreement."""
    asks: Sequence[Option]
    days: int
    back: str


@dataclass(frozen=True, slots=True)
class GuestLinkPage:
    """The page behind a link: it says nothing about anybody, whether the link exists or not.

    The forms send `do`: `code` with `by`, or `enter` with `code`.
    """

    form: FormState
    by: Sequence[Option]
    asked: bool = False
    """Whether a code was asked for just now."""
    in_english: str = ""
    """What the page is for, for who reads no Dutch; empty when the page is in English."""


@dataclass(frozen=True, slots=True)
class GuestPage:
    """All that a guest sees. The forms send `version`, and `do`."""

    form: FormState
    asks_question: bool
    asked: str
    """"Samira Haddou vraagt u dit, op 8 december."."""
    title: str
    sentence: str
    """What the agreement asks, in words."""
    concerns: str
    question: str
    lead: str
    telephone: str
    until: str
    version: int
    read_back: str = ""
    """How the line was read that the guest wrote."""
    line_read: str = ""
    answered: str = ""
    """"U antwoordde op 8 december: klopt."; then there is nothing more to fill in."""
    words: str = ""
    """What the guest answered in words."""
    is_open: bool = True
    """Whether the agreement can still be answered."""


@dataclass(frozen=True, slots=True)
class DemoLetter:
    """A letter that the demo would have sent."""

    to: str
    subject: str
    lines: Sequence[str]
    link: str = ""
