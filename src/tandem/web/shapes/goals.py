"""Adding and changing a goal, and the order of the goals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tandem.web.shapes.forms import FormState, Option


@dataclass(frozen=True, slots=True)
class GoalPage:
    """The form of a goal.

    Fields: `own_words`, `text`, `member` (several), `part`, and for one that is there: `lifecycle`,
    `achievement`, `reason`. Buttons send `do`: `save`, `give-up`.
    """

    form: FormState
    title: str
    members: Sequence[Option]
    parts: Sequence[Option]
    lifecycles: Sequence[Option] = ()
    achievements: Sequence[Option] = ()
    version: int = 1
    changed_by_other: str = ""
    """What somebody else made of it meanwhile."""


@dataclass(frozen=True, slots=True)
class OrderRow:
    """A goal with its place."""

    key: str
    number: int
    words: str
    can_go_up: bool
    can_go_down: bool


@dataclass(frozen=True, slots=True)
class OrderPage:
    """The goals in the family's order. The form sends `goal` and `move`, or `order`."""

    action: str
    version: str
    rows: Sequence[OrderRow]
