"""Guests: a professional without an account, who comes by a personal link for one agreement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

CODE_LASTS = timedelta(minutes=10)
"""So long a code can be used."""
CODE_TRIES = 5
"""So often a code can be tried; after that only a new one helps."""
CODE_PAUSE = timedelta(minutes=1)
"""Between two codes, so that nobody can be flooded with them."""
CODES_A_DAY = 10
"""Codes for one link within a day: who holds a link guesses at most fifty times a day."""
VISIT_LASTS = timedelta(minutes=30)
"""So long a guest is in, after giving a code."""


class GuestAsks(StrEnum):
    """What a guest is asked."""

    CHECK = "check"
    """Klopt dit? The guest says that the agreement is right, or what is."""
    QUESTION = "question"
    """One question, which is answered in words."""


@dataclass(frozen=True, slots=True)
class Guest:
    """By which link an actor is here, and for which agreement: there is nothing else for him."""

    link: int
    agreement: int
    involvement: int
    asks: GuestAsks
    organisation: str
    """Of which organisation this guest is, for the log."""


class LinkState(StrEnum):
    """Where a link stands."""

    WAITING = "waiting"
    """Its letter did not leave yet."""
    FAILED = "failed"
    """Its letter did not arrive."""
    SENT = "sent"
    OPENED = "opened"
    """Somebody came in by it, with a code."""
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class LinkMarks:
    """What happened with a link so far."""

    expires: datetime
    withdrawn: datetime | None = None
    answered: datetime | None = None
    opened: datetime | None = None
    sent: datetime | None = None
    failed: bool = False


OPEN_STATES = frozenset({LinkState.WAITING, LinkState.FAILED, LinkState.SENT, LinkState.OPENED})
"""The states in which an answer may still come."""


def state_of_link(marks: LinkMarks, at: datetime) -> LinkState:
    """Return where a link stands at a moment: an answer stays one, whatever comes after it."""
    if marks.answered is not None:
        return LinkState.ANSWERED
    if marks.withdrawn is not None:
        return LinkState.WITHDRAWN
    if marks.expires <= at:
        return LinkState.EXPIRED
    if marks.opened is not None:
        return LinkState.OPENED
    if marks.failed:
        return LinkState.FAILED
    return LinkState.WAITING if marks.sent is None else LinkState.SENT
