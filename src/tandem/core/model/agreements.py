"""Agreements: who does what, from when until when, and what would do instead."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tandem.core.model.demands import Demands
from tandem.core.model.periods import Period
from tandem.core.model.variants import Variant


class State(StrEnum):
    """Where an agreement stands; after FHIR Task (rejected = never started, failed = tried)."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    ACTIVE = "active"
    ON_HOLD = "on-hold"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"
    FAILED = "failed"
    ENDED = "ended"


STATES_IN_CHECK = frozenset({State.PROPOSED, State.AGREED, State.ACTIVE})
"""The states in which an agreement enters the plan check."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form of an agreement: from when until when, and what it asks.

    `start` None means: in force already. With `latest_start` the start is free between the two.
    `until` None means: no end known. `lasts_days` is its length when that, and not `until`, is
    known. `start_known` is false when nobody knows yet when it starts: then it takes nothing.
    """

    start: date | None = None
    latest_start: date | None = None
    until: date | None = None
    lasts_days: int | None = None
    start_known: bool = True
    demands: Demands = field(default_factory=Demands)
    fixed: tuple[Variant, ...] = ()
    """Variants that its owner does not want Tandem to think of."""
    may_merge: bool = False
    """Whether its owner would make it one visit with another organisation that would too."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another form that the owner would accept, in the owner's words."""

    id: str
    text: str
    form: Form
    takes_place_of: tuple[str, ...] = ()
    """Agreements that this form makes unnecessary: they are replaced when it is chosen."""
    ends_when: tuple[str, ...] = ()
    """The agreement keeps its form, and ends the day before the first of these starts."""


class Basis(StrEnum):
    """On what a mandatory agreement rests."""

    ARTICLE = "article"
    COURT_ORDER = "court-order"


@dataclass(frozen=True, slots=True)
class Mandatory:
    """Why the agreement is mandatory: its article of law, or the court order."""

    basis: Basis
    text: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something about an agreement that nobody has filled in yet, and who could."""

    what: str
    who: str | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement (afspraak) of the household plan."""

    id: str
    title: str
    kind: str
    owner: str
    """Who answers for it: a professional, a member, or somebody from the network."""
    form: Form = field(default_factory=Form)
    members: tuple[str, ...] = ()
    """The members concerned."""
    goal: str | None = None
    part: str | None = None
    decided_by: str | None = None
    """The professional who decides and refers, when the owner carries out."""
    state: State = State.PROPOSED
    mandatory: Mandatory | None = None
    protected: bool = False
    """Treatment or protection: ending it is never proposed, only asked of its owner."""
    alternatives: tuple[Alternative, ...] = ()
    unknown: tuple[Unknown, ...] = ()

    @property
    def enters_check(self) -> bool:
        """Whether its state lets it take part in the plan check."""
        return self.state in STATES_IN_CHECK

    @property
    def may_end(self) -> bool:
        """Whether a proposal may end it: it is open, and no treatment or protection."""
        return self.mandatory is None and not self.protected

    @property
    def may_postpone(self) -> bool:
        """Whether a proposal may postpone it: it is open, and not yet running."""
        return self.mandatory is None and self.state is not State.ACTIVE and self.form.start_known


def in_force(form: Form) -> Period:
    """Return the days on which a form is surely in force, read leniently.

    A start that is free counts as late as allowed; a start that is unknown, or free without a last
    day, gives an empty period. The end of a form that lasts a number of days is counted from that
    late start.
    """
    if not form.start_known:
        return Period(date.max, date.min)
    start = form.start if form.latest_start is None else form.latest_start
    until = form.until
    if until is None and form.lasts_days is not None and start is not None:
        until = date.fromordinal(start.toordinal() + form.lasts_days - 1)
    return Period(start, until)
