"""The simple question: its own short form, and the steps of the law on its item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tandem.web.shapes.forms import FormState, Option


@dataclass(frozen=True, slots=True)
class SimpleQuestionPage:
    """*Enkelvoudige vraag*.

    Fields: `name`, `who`, `question`, `needed`, `way`, `needed_by`, `area`, `received_on`.
    """

    form: FormState
    ways: Sequence[Option]
    areas: Sequence[Option]
    known: Sequence[Option]
    """Who has this name already; the last choice says that it is somebody else."""
    back: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of the law. Fields of its form: `step`, `done_on`; the buttons `do`."""

    step: str
    title: str
    who: str
    told: str
    """On which day it was done, by which day it is due, or how long it will take."""
    source: str
    is_done: bool
    is_late: bool
    can_press: bool
