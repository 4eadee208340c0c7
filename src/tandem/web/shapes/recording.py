"""Writing down what somebody said aloud or on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tandem.web.shapes.forms import FormState, Option


@dataclass(frozen=True, slots=True)
class RecordPage:
    """*Een antwoord opschrijven*.

    Fields: `by`, `answer` (yes, disagrees, cannot, seen), `way` (aloud, paper), `given_on`,
    `reason`, and `version`.
    """

    form: FormState
    title: str
    """What the answer is about."""
    when: Sequence[str]
    """Lines: when it is and what it asks, as it was told to whoever answered."""
    people: Sequence[Option]
    """Those who are asked; nobody else can answer."""
    answers: Sequence[Option]
    ways: Sequence[Option]
    version: int
    back: str


@dataclass(frozen=True, slots=True)
class RecordLeadPage:
    """The same of who leads.

    Fields: `by`, `answer` (yes, other), `way` (aloud, paper), `given_on`, and `reason`.
    """

    form: FormState
    leader: str
    since: date
    is_about_viewer: bool
    """Whether who writes it down is who leads."""
    people: Sequence[Option]
    answers: Sequence[Option]
    ways: Sequence[Option]
    back: str
