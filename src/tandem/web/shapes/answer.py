"""The question for an answer, on a page of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tandem.web.shapes.plan import Answer, Ask


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """*Uw antwoord*: one agreement, what this viewer said of it, and the form."""

    title: str
    who: str
    when: Sequence[str]
    """Lines: when it is."""
    given: Answer | None
    """The answer that counts now; None while there is none."""
    ask: Ask
    familiar: bool
    back: str
    files: str = ""
    """Where the files of the agreement stand."""
