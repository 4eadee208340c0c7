"""What a sentence says, before it has words: small facts that both languages are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from tandem.core.model import Relation


@dataclass(frozen=True, slots=True)
class Stretch:
    """On these days of the week, from `start` to `end` (minutes of the day)."""

    days: tuple[int, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one agreement still needs a place for."""

    title: str
    times: int
    minutes: int
    same_day: bool
    hours: tuple[int, int] | None = None
    """From and to when it may be, when that is the same on every day."""


@dataclass(frozen=True, slots=True)
class Absence:
    """Who is away, and at which agreements (titles)."""

    member: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch in which nobody is at home, and who is where then."""

    stretch: Stretch
    absences: tuple[Absence, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """What an agreement asks or makes of a status, in words of the rule base."""

    title: str
    relation: Relation
    status: str
    """The identifier, to see whether two claims are about the same."""
    follows_name: str
    """To follow a name: "werkt 32 uur of meer per week"."""
    need: str
    """To follow "vraagt": "werk van 32 uur of meer per week"."""


class Weeks(Enum):
    """The shape of a number of weeks."""

    ALL = "all"
    ONE = "one"
    RUN = "run"
    STEP = "step"
    SOME = "some"


@dataclass(frozen=True, slots=True)
class WeekPattern:
    """In which weeks something is so. Dates are None where the horizon begins or ends."""

    shape: Weeks
    first: date | None
    """The Monday of the first week."""
    last: date | None
    """The Sunday of the last week; None when it goes on to the end of the horizon."""
    count: int
    of: int
    """How many weeks the horizon has."""
    step: int = 1


@dataclass(frozen=True, slots=True)
class Findings:
    """How much was found, for the sentence under the verdict."""

    clashes: int
    limits: tuple[str, ...]
    """Each limit passed, as a clause."""
    unsupported: int
    is_complete: bool
    each_is_good: bool
    """Whether every agreement on its own is good."""
