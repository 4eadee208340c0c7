"""The states of goals, answers and changes, by the field's own terms."""

from __future__ import annotations

from enum import StrEnum

from tandem.core.access import AnswerKind

__all__ = [
    "Achievement",
    "AnswerKind",
    "By",
    "ChangeKind",
    "ChangeState",
    "GuestSays",
    "LetterFailed",
    "Lifecycle",
    "Way",
]


class Lifecycle(StrEnum):
    """Where a goal stands, as in FHIR Goal."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    ON_HOLD = "on-hold"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    REJECTED = "rejected"


class Achievement(StrEnum):
    """How far a goal was reached, as in FHIR Goal."""

    IMPROVING = "improving"
    NO_CHANGE = "no-change"
    WORSENING = "worsening"
    ACHIEVED = "achieved"
    NOT_ATTAINABLE = "not-attainable"


class Way(StrEnum):
    """How an answer was given."""

    SELF = "self"
    ALOUD = "aloud"
    PAPER = "paper"


class ChangeKind(StrEnum):
    """What a chosen proposal asks of one agreement."""

    ALTERNATIVE = "alternative"
    POSTPONE = "postpone"
    END = "end"
    REPLACED = "replaced"
    MOVE = "move"
    REMOTE = "remote"
    PLACE = "place"
    FEWER = "fewer"
    SHORTEN = "shorten"
    HALVE = "halve"
    MERGE = "merge"


class ChangeState(StrEnum):
    """Where a proposed change stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class By(StrEnum):
    """By which way a guest is written to."""

    MAIL = "mail"
    TEXT = "text"
    """A text message on the telephone."""


class GuestSays(StrEnum):
    """What a guest answers."""

    CONFIRMS = "confirms"
    """Klopt."""
    NOT_RIGHT = "not-right"
    """It is not right, with what: somebody else changes it."""
    CHANGES = "changes"
    """It is otherwise, in one line that was read and read back."""
    ANSWERS = "answers"
    """The answer to the question, in words."""


class LetterFailed(StrEnum):
    """Why a letter to a guest did not arrive."""

    BOUNCED = "bounced"
    """The address or the number does not take it."""
    UNREACHABLE = "unreachable"
    """Nobody took it over, however often it was tried."""
    NOT_SET_UP = "not-set-up"
    TOO_LATE = "too-late"
    """It held a code that could not be used any more."""
    WITHDRAWN = "withdrawn"
    """The link it is about is gone."""
    UNREADABLE = "unreadable"
    """The key that it was sealed with is gone."""
