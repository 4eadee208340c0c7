"""*Vandaag*: what waits for me, my households and my load; *Huishoudens*: a list of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tandem.web.shapes.plan import FitState


@dataclass(frozen=True, slots=True)
class TodoButton:
    """The one thing to do about it."""

    words: str
    href: str
    is_call: bool = False


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing that waits."""

    when: str
    """"sinds 14 dec", "14.00 uur", "vandaag", "vrijdag 18 dec"."""
    household: str
    href: str
    what: str
    """One sentence."""
    next_step: str = ""
    """What happens when nobody does anything, or who is busy with it."""
    button: TodoButton | None = None
    is_late: bool = False


class TodoGroupKind(StrEnum):
    """When things are due."""

    LATE = "late"
    TODAY = "today"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class TodoGroup:
    """Things that wait, by when they are due."""

    kind: TodoGroupKind
    items: Sequence[Todo] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """How many households have this verdict."""

    state: FitState
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class MiniRow:
    """A household in short."""

    name: str
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class TodayPage:
    """*Vandaag*. Groups without items are left out by the view."""

    day: date
    waiting: int = 0
    coming: int = 0
    groups: Sequence[TodoGroup] = ()
    households: int = 0
    search: str = ""
    """Where the search form sends `q`; empty hides it."""
    all_households: str = ""
    tallies: Sequence[Tally] = ()
    not_yet: Sequence[MiniRow] = ()
    work: str = ""
    """Where everything that waits stands, with filters; empty for who holds nothing."""
    team: str = ""
    kept: str = ""
    """Where it stands how many agreements were kept."""
    questions: str = ""
    simple: str = ""
    """Where a simple question is noted; empty for who may not."""
    load: str = ""
    """A sentence about how many households there are and how many were agreed."""


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """A household in the list of all mine."""

    name: str
    href: str
    members: str
    lead: str
    state: FitState
    note: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """Where one is in a long list. An empty address: there is no such page."""

    current: int
    total: int
    previous: str = ""
    following: str = ""
    near: Sequence[tuple[int, str]] = ()
    """Numbers with their addresses, around the current one."""


@dataclass(frozen=True, slots=True)
class HouseholdsPage:
    """*Huishoudens*: all mine, or what a search found."""

    total: int
    rows: Sequence[HouseholdRow] = ()
    asked: str = ""
    """What was searched for."""
    search: str = ""
    add: str = ""
    pages: Pages | None = None
    emergency: str = ""
    """Where a household is opened in an emergency; empty for who may not."""
    everything: str = ""
    """Where all of them stand, when these are only some."""
