"""What stands around a page: navigation, who is signed in, the strip, the tabs and the readers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a row of links."""

    words: str
    href: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is signed in."""

    name: str
    sign_out: str
    """Where the sign-out button posts to."""
    details: str = ""
    """Where one chooses the language and how one is addressed."""
    news: str = ""
    """Where stands what is new."""
    unread: int = 0
    """How much is new."""


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody whom a visitor of the demo can be."""

    value: str
    """What the form sends."""
    words: str
    """Name and role: "Samira Haddou, regievoerder"."""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class DemoBar:
    """The bar of the demo, with the switch of person. It does not exist outside the demo."""

    action: str
    people: Sequence[DemoPerson] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page has. `nav` is empty for who is not signed in and for residents."""

    nav: Sequence[Link] = ()
    viewer: Viewer | None = None
    demo: DemoBar | None = None
    home: str = "/"
    """Where the name Tandem leads."""
    language_action: str = ""
    """Where the switch of language posts to; empty hides it."""
    path: str = "/"
    """The address of this page, to come back to after the switch of language."""
    away: str = ""
    """The neutral public page behind "Snel weg"; only pages of residents show it."""
    notices: Sequence[str] = ()
    """What was just done, in a sentence each."""


class LeadStanding(StrEnum):
    """In what quality somebody leads."""

    LEAD = "lead"
    STAND_IN = "stand-in"
    TEAM_LEADER = "team-leader"
    """Nobody accepted yet: the team leader of the area leads until somebody does."""
    NO_LEAD = "no-lead"
    """A simple question, without one plan: the team leader of the area is called."""


@dataclass(frozen=True, slots=True)
class Lead:
    """Who leads, on the right half of the strip. There is always somebody."""

    name: str
    telephone: str = ""
    standing: LeadStanding = LeadStanding.LEAD
    since: date | None = None
    replaces: str = ""
    """Whom a stand-in replaces."""
    until: date | None = None
    """Until when a stand-in does."""


@dataclass(frozen=True, slots=True)
class Strip:
    """The family left, who leads right."""

    family: str
    """"Huishouden De Vries"; for a resident her own name."""
    members: str
    """"Karin, Kevin (18) en Lotte (9)"; for a resident "met Karin en Lotte"."""
    lead: Lead


@dataclass(frozen=True, slots=True)
class Change:
    """Something that changed, in one sentence."""

    when: date
    what: str


@dataclass(frozen=True, slots=True)
class Readers:
    """The foot of every page of a household: who reads this, and what changed."""

    who: str
    """A sentence: "Karin en Kevin. En hun helpers: …"."""
    looks: str = ""
    """The page that shows who looked; empty hides the link."""
    changes: Sequence[Change] = ()
    all_changes: str = ""


@dataclass(frozen=True, slots=True)
class HouseholdFrame:
    """What every page of a household has."""

    strip: Strip
    tabs: Sequence[Link] = ()
    readers: Readers | None = None
    talks: str = ""
    """Where the messages stand; empty for who reads none here."""
    emergency: datetime | None = None
    """Until when this household is open to the viewer in an emergency."""
    obstacle: str = ""
    """Where the viewer names what stands in the way; empty for who may not."""
    alarm: str = ""
    """That nobody said yes to leading yet, in a sentence; empty when somebody did."""
