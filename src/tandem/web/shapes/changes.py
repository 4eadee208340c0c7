"""A proposal that lies before everybody: what changes, who was asked, and what each said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tandem.web.shapes.plan import Answer, Ask


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One agreement that a proposal changes."""

    anchor: str
    title: str
    what: str
    """What happens to it, in a sentence: "in another form", "starts later", "makes way"."""
    now: Sequence[str]
    then: Sequence[str]
    """When it would be and what it would ask; empty when it goes."""
    state: str
    """"open", "accepted", "declined" or "withdrawn"."""
    state_words: str
    answers: Sequence[Answer] = ()
    ask: Ask | None = None
    record: str = ""
    """Where this viewer writes down what somebody said; empty when she may not."""


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """The proposal that was chosen last."""

    chosen_at: datetime | None = None
    chosen_by: str = ""
    changes: Sequence[ChangeView] = ()
    waiting: int = 0
    """How many changes still wait for somebody."""
    mine: int = 0
    """How many of them wait for this viewer."""
    check: str = ""
    """Where the proposals stand."""
    familiar: bool = False
