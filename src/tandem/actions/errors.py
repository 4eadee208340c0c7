"""What an action refuses, and why; pages turn these into words and a status."""

from __future__ import annotations

from dataclasses import dataclass

from tandem.core.access import Action, Actor, Decision, Facts, may


class NotAllowedError(Exception):
    """The policy says no; `decision.reason` says why, in a sentence a person can read."""

    def __init__(self, action: Action, decision: Decision) -> None:
        super().__init__(f"{action.value}: {decision.reason.value}")
        self.action = action
        self.decision = decision


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong with what was entered: the field, and what would be right.

    `text` is the English sentence, which pages translate; `values` fill it in.
    """

    field: str
    text: str
    values: tuple[tuple[str, str], ...] = ()
    dutch: str = ""
    """The same in Dutch, from the readers of files and lines; empty: pages translate `text`."""


class InvalidError(Exception):
    """What was entered cannot be kept; every problem is told at once, and nothing was written."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(f"{one.field}: {one.text}" for one in problems))
        self.problems = problems


class ChangedMeanwhileError(Exception):
    """Somebody else changed it since it was opened; `version` is what it is now."""

    def __init__(self, subject: str, version: int) -> None:
        super().__init__(f"{subject} was changed meanwhile, to version {version}")
        self.subject = subject
        self.version = version


def require(actor: Actor, action: Action, facts: Facts | None = None) -> None:
    """Raise NotAllowedError unless the policy says yes."""
    decision = may(actor, action, facts)
    if not decision:
        raise NotAllowedError(action, decision)
