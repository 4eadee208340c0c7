"""*Mijn plan*: the plan in the resident's own words, first on a telephone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tandem.web.shapes.changes import ChangeView
from tandem.web.shapes.handing_over import LeadOfMine
from tandem.web.shapes.own_actions import Doing, Own
from tandem.web.shapes.plan import Answer, Ask, Mandatory, Voice


@dataclass(frozen=True, slots=True)
class MyAgreement:
    """An agreement that concerns her."""

    anchor: str
    title: str
    when: str
    """A sentence: "Dinsdag en donderdag, 10.00 tot 12.00 uur"."""
    about: str = ""
    """Who sees to it, and what it brings or costs."""
    mandatory: Mandatory | None = None
    answer: Answer | None = None
    """What she said; none when she has not answered yet."""
    ask: Ask | None = None
    """The form, to answer or to change an answer."""


@dataclass(frozen=True, slots=True)
class MyGoal:
    """A goal, with its place in her order."""

    key: str
    """What the form of the order sends: `goal=<key>`, with `move=up` or `move=down`."""
    number: int
    words: str
    can_go_up: bool = True
    can_go_down: bool = True
    agreements: Sequence[MyAgreement] = ()


@dataclass(frozen=True, slots=True)
class Now:
    """What matters now, on top: a title, a sentence and at most one thing to do."""

    title: str
    sentence: str
    href: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class MyPlanPage:
    """*Mijn plan*. An empty address hides its link."""

    familiar: bool = False
    """Whether she chose "je"; others are addressed with "u"."""
    voice: Voice | None = None
    own_words: str = ""
    """Where she writes what she wants and can carry."""
    signals: str = ""
    """Where she says what she worries about."""
    load: str = ""
    """Where she sees how busy the plan makes it."""
    carries: int | None = None
    """How many talks a week she can manage, when she said so."""
    now: Now | None = None
    proposals: Sequence[ChangeView] = ()
    """What would change of her agreements, and waits for her word."""
    leads: LeadOfMine | None = None
    """Who leads, and what she says of it; none while nobody said yes to leading."""
    waiting: int = 0
    total: int = 0
    yes_to_all: str = ""
    """Where "ja tegen alles, behalve …" leads."""
    order_action: str = ""
    """Where the order is sent: `goal` and `move`, or `order` with all keys; empty when it is not
    hers to change."""
    order_version: str = ""
    why: Sequence[str] = ()
    """Since when and why there is one plan, or is none any more."""
    goals: Sequence[MyGoal] = ()
    doing: Sequence[Doing] = ()
    """What is done for her, in words that were written for her."""
    own: Sequence[Own] = ()
    """What she does herself."""
    add_own: str = ""
    add: str = ""
    lead: str = ""
    """The first name of who leads."""
