"""*Wat er ligt*: everything that waits, of oneself or of a team, with filters and a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.frame import Link
from tandem.web.shapes.today import Pages


@dataclass(frozen=True, slots=True)
class ItemLine:
    """Something that waits."""

    value: str
    """How a form names it: household, item and version."""
    what: str
    """Which kind, in words."""
    text: str
    household: str
    href: str
    due: str
    is_late: bool
    holder: str
    """Who holds it, for a team; empty on the own list."""
    offered: str
    """To whom it is offered, or by whom it is offered to the reader; a sentence."""
    asks_me: bool
    """Whether the reader accepts or declines it."""
    can_take: bool
    is_idle: bool
    can_choose: bool
    """Whether it can be chosen, to be offered or given."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A number with its bar."""

    words: str
    count: int
    width: int
    href: str = ""
    is_past: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """A view of one's own."""

    value: str
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class WorkPage:
    """The page. Filters: `soort`, `huishouden`, `wanneer`, `stil`; fields: `do`, `chosen`, `to`."""

    form: FormState
    title: str
    is_team: bool
    is_chief: bool
    """Whether the reader leads a team, and may give items at once."""
    other: Link
    """The list of the team, or the own list."""
    total: int
    rows: Sequence[ItemLine]
    kinds: Sequence[Option]
    dues: Sequence[Option]
    households: Sequence[Option]
    only_idle: bool
    here: str
    query: str
    receivers: Sequence[Option]
    by_kind: Sequence[Bar]
    by_week: Sequence[Bar]
    views: Sequence[View]
    pages: Pages | None
