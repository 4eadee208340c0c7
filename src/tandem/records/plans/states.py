"""The states of goals, answers and changes, by the field's own terms."""

from __future__ import annotations

from enum import StrEnum

from tandem.core.access import AnswerKind

__all__ = ["Achievement", "AnswerKind", "ChangeKind", "ChangeState", "Lifecycle", "Way"]


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
