"""The plan as flat rows: what queries return and pages and mappings read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from tandem.core.model import (
    Account,
    Alternative,
    Away,
    Form,
    Mandatory,
    Place,
    Region,
    State,
    StatusFact,
)
from tandem.core.model import Unknown as UnknownThing
from tandem.records.plans.states import Achievement, AnswerKind, Lifecycle, Way


class PersonRef(NamedTuple):
    """Exactly one of: an involvement, a member, a supporter, by number.

    A tuple, because a page compares them by the hundred.
    """

    involvement: int | None = None
    member: int | None = None
    supporter: int | None = None


@dataclass(frozen=True, slots=True)
class CircumstancesRow:
    """What a member said, and what is known of him or her."""

    member: int
    question: str
    asked_on: date | None
    contacts_a_week: int | None
    statuses: tuple[StatusFact, ...]
    away: tuple[Away, ...]


@dataclass(frozen=True, slots=True)
class PartRow:
    """A plan part."""

    id: int
    key: str
    title: str
    by: PersonRef


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal."""

    id: int
    key: str
    text: str
    own_words: str
    part: int | None
    position: int | None
    lifecycle: Lifecycle
    achievement: Achievement | None
    version: int
    members: tuple[int, ...]

    @property
    def is_open(self) -> bool:
        """Whether it still stands in the plan."""
        return self.lifecycle not in {
            Lifecycle.CANCELLED,
            Lifecycle.REJECTED,
            Lifecycle.COMPLETED,
        }


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """The last answer of one person to an agreement."""

    id: int
    version: int
    by: PersonRef
    for_member: int | None
    kind: AnswerKind
    reason: str
    way: Way
    given_on: date
    recorded_at: datetime
    recorded_by: str = ""
    """The name of who wrote down what was said aloud or on paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementHead:
    """An agreement with the last answer of everybody who gave one, without what it asks."""

    id: int
    key: str
    title: str
    kind: str
    goal: int | None
    part: int | None
    owner: PersonRef
    decided_by: int | None
    state: State
    mandatory: Mandatory | None
    protected: bool
    unknown: tuple[UnknownThing, ...]
    version: int
    yes_from_version: int
    members: tuple[int, ...]
    answers: tuple[AnswerRow, ...]

    def counts(self, answer: AnswerRow) -> bool:
        """Whether an answer was given to this agreement as it is now (a small move aside)."""
        return answer.version >= self.yes_from_version


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementRow(AgreementHead):
    """The same, with what it asks of the household."""

    form: Form
    alternatives: tuple[Alternative, ...]
    line: str
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ShieldRow:
    """Something that is shielded from a member: one of the five is filled."""

    id: int
    member: int
    ground: str
    agreement: int | None = None
    goal: int | None = None
    person: int | None = None
    involvement: int | None = None
    supporter: int | None = None
    aspect: str = ""
    """Empty: all of it. Else `place` or `telephone`."""


@dataclass(frozen=True, slots=True)
class DepthRow:
    """A part that shows others only that and when; or to whom *what* of it is open."""

    part: int
    opened_to: int | None
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanHead:
    """The one plan of a household, without what its agreements ask."""

    id: int
    version: int
    order_version: int = 1
    shields: tuple[ShieldRow, ...] = ()
    depths: tuple[DepthRow, ...] = ()
    opened_ground: str = ""
    """On what ground helpers see *what* of each other's parts; empty: only that and when."""
    circumstances: tuple[CircumstancesRow, ...]
    parts: tuple[PartRow, ...]
    goals: tuple[GoalRow, ...]
    agreements: tuple[AgreementHead, ...]

    def goal(self, number: int | None) -> GoalRow | None:
        """Return a goal by its number; None when there is none."""
        return next((one for one in self.goals if one.id == number), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow(PlanHead):
    """The same, with everything in it."""

    horizon_start: date
    horizon_weeks: int
    grid: int
    accounts: tuple[Account, ...]
    region: Region | None
    places: tuple[Place, ...]
    agreements: tuple[AgreementRow, ...]

    def agreement(self, key: str) -> AgreementRow | None:
        """Return an agreement by its short name; None when there is none."""
        return next((one for one in self.agreements if one.key == key), None)
