"""What a part in a household rests on, and who represents a member by law."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tandem.web.shapes.forms import FormState, Option


@dataclass(frozen=True, slots=True)
class YesLine:
    """One yes that was given: by whom, how and when, in a sentence."""

    said: str
    withdrawn: str = ""
    """When it was withdrawn, in a sentence; empty while it stands."""
    withdraw: str = ""
    """The code by which this viewer withdraws it; empty when she may not."""


@dataclass(frozen=True, slots=True)
class YesGroup:
    """One of the three things that one says yes to."""

    anchor: str
    title: str
    about: str
    """What a yes means, and what withdrawing it does."""
    lines: Sequence[YesLine] = ()
    lacking: str = ""
    """What is lacking, when the ground asks for it; else empty."""


@dataclass(frozen=True, slots=True)
class InvolvementPage:
    """What somebody's part rests on. Fields: `do`, `kind`, `yes_by`, `yes_way`, `yes_on`, `yes`."""

    form: FormState
    name: str
    role: str
    purpose: str
    ground: str
    notes: Sequence[str]
    """What the ground lets through, in which direction, and what about it is not sure."""
    groups: Sequence[YesGroup]
    kinds: Sequence[Option]
    speakers: Sequence[Option]
    """Who can say yes, as far as this viewer may write it down; empty: she may not."""
    ways: Sequence[Option]
    closed: str
    """Since when this part opens nothing, in a sentence; empty when it does."""
    back: str


@dataclass(frozen=True, slots=True)
class MandateLine:
    """Who represents a member, within what, and until when, in a sentence."""

    said: str
    end: str = ""
    """The code by which this viewer ends it; empty when she may not."""


@dataclass(frozen=True, slots=True)
class RepresentationPage:
    """Who represents a member by law.

    Fields: `mandate`, `by`, `since`, `until`, `source`, `seen_on`, `alone`; `do` = `end` with
    `representation`.
    """

    form: FormState
    name: str
    lines: Sequence[MandateLine]
    mandates: Sequence[Option]
    people: Sequence[Option]
    sources: Sequence[Option]
    alone: Sequence[Option]
    back: str
