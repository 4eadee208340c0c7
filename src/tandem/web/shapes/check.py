"""*Past het?*: the words and pictures of the check, made by the documents room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from tandem.web.shapes.frame import Change
from tandem.web.shapes.plan import FitState

NOTHING = Markup()


@dataclass(frozen=True, slots=True)
class CheckPage:
    """*Past het?*. The parts are HTML from `tandem.documents.parts`."""

    state: FitState
    verdict: Markup = NOTHING
    clashes: Markup = NOTHING
    proposals: Markup = NOTHING
    week: Markup = NOTHING
    money: Markup = NOTHING
    checked_at: datetime | None = None
    """When the answer that is shown was found."""
    busy: str = ""
    """While a new answer is being found: where to ask for it. The last answer stays."""
    turns: Sequence[Change] = ()
    """When the plan began to fit or ceased to, the latest first, each in a sentence."""
    nothing: bool = False
    """Whether there is no agreement to check yet."""
    add_agreement: str = ""
    differs: Sequence[str] = ()
    """For who leads: how the plan is for those from whom something is shielded."""
    what_if: str = ""
    load: str = ""
    """Where it stands over the weeks how busy it is."""


@dataclass(frozen=True, slots=True)
class WeekPage:
    """One of the other weeks of *Past het?*, as a page of its own."""

    title: str
    when: str
    """In which weeks, or with which plan where the title says that."""
    back: str
    """Where *Past het?* is."""
    legend: Markup
    picture: Markup
    table: Markup


@dataclass(frozen=True, slots=True)
class WhoAnswered:
    """Somebody's answer at the table."""

    name: str
    said: str
    """A value of `Said`."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """What changes, who sees to it, and what the family says."""

    what: str
    owners: Sequence[WhoAnswered] = ()
    family: Sequence[WhoAnswered] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure that matters at the table."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class ConferencePage:
    """*Overlegstand*: one screen, with only what everybody at the table may see."""

    eyebrow: str
    """"Voorstel 1"."""
    title: str
    state: FitState
    verdict: str
    rows: Sequence[TableRow] = ()
    still_needed: str = ""
    week_title: str = ""
    week: Markup = NOTHING
    week_table: Markup = NOTHING
    facts: Sequence[Fact] = ()
    present: str = ""
    """The names of who sits at the table."""
    line_action: str = ""
    line_example: str = ""
    line: str = ""
    line_error: str = ""
    read_back: str = ""
    stop: str = ""
    rows_are: str = ""
    """The heading of the rows: what changes, or the agreements that wait for somebody."""
    more: str = ""
    """How many other rows there are, in words."""
