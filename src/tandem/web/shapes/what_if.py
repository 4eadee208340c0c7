"""*Stel dat …*: the plan as it is, beside the plan as it would be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.plan import FitState


@dataclass(frozen=True, slots=True)
class ClashLine:
    """One clash, told."""

    title: str
    sentence: Markup | str
    mark: str = ""
    """"gone" or "new"; empty when it clashes in both."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two plans."""

    state: FitState
    headline: str
    sentence: str
    clashes: Sequence[ClashLine] = ()
    more: int = 0
    """Clashes that are not told."""
    money: Sequence[str] = ()
    load: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that is supposed already: how it was read, and what keeps it in the form."""

    words: str
    sent: str


@dataclass(frozen=True, slots=True)
class WhatIfPage:
    """The page. The form sends everything that is supposed along: nothing is kept anywhere."""

    form: FormState
    kept: Sequence[Kept] = ()
    read: Sequence[str] = ()
    """How what is in the fields was read."""
    today: Side | None = None
    then: Side | None = None
    said: str = ""
    """What becomes otherwise, in one sentence."""
    version: str = ""
    live: str = ""
    may_propose: bool = False
    steps_open: bool = False
    facts_open: bool = False
    money_open: bool = False
    options: dict[str, Sequence[Option]] = field(default_factory=dict)
    check: str = ""
    is_part: bool = False
