"""*Mensen*: who is involved, in which role, since when, and who leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AuthorityLine:
    """Who has authority over a child and how that is known, in a sentence."""

    said: str
    is_known: bool
    href: str = ""
    """Where this viewer writes it down; empty when she may not."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody in or around the household."""

    name: str
    role: str
    """"jeugdconsulent, Gemeente", "buurvrouw", "18 jaar"."""
    what: str = ""
    """What for, in one sentence."""
    since: date | None = None
    until: date | None = None
    telephone: str = ""
    is_lead: bool = False
    is_family: bool = False
    href: str = ""
    """Where this viewer writes down own words, or lets who helps stop; empty when she may not."""
    authority: AuthorityLine | None = None
    """Who has authority over a child; None for who is grown up."""
    invite: str = ""
    """Where this viewer invites him or her to sign in; empty when she may not."""
    represented: AuthorityLine | None = None
    """Who represents somebody by law; None for a child."""
    part: str = ""
    """The role and the legal ground of who helps, in a sentence."""
    part_href: str = ""
    """Where one reads what the part rests on, with the three yeses."""
    note: str = ""
    """What is the matter with the part: a consent that is lacking, or was withdrawn."""
    number: str = ""
    """Where this viewer keeps the citizen service number; empty when no ground allows it."""


@dataclass(frozen=True, slots=True)
class PeopleGroup:
    """A group of people under one heading."""

    anchor: str
    title: str
    people: Sequence[PersonRow] = ()
    empty: str = ""
    """What is said when nobody is in it."""


@dataclass(frozen=True, slots=True)
class LeadTerm:
    """Who led, from when until when."""

    name: str
    role: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """*Mensen*. An empty address hides its link."""

    groups: Sequence[PeopleGroup] = ()
    terms: Sequence[LeadTerm] = ()
    asked: str = ""
    """Who is asked to lead and did not answer yet, in a sentence."""
    answer_at: str = ""
    """Where the viewer answers, when it is the viewer who is asked."""
    add_person: str = ""
    record_answer: str = ""
    """Where is written down what the family says of who leads, for who stands in."""
    hand_over: str = ""
    """Where the lead is handed over, for who hands it over or takes it over."""
    change_lead: str = ""
    tick: str = ""
    """Where this viewer ticks one plan; empty when there is one."""
    why: Sequence[str] = ()
    """When there was one plan and why, in sentences."""
