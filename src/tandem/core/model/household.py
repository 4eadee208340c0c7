"""The household: its people, its facts, its goals in the family's order, and its one plan."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from tandem.core.model.agreements import Agreement
from tandem.core.model.due import MONTHLY, Due
from tandem.core.model.periods import ALWAYS, DAYS_A_WEEK, Horizon, Period


class Region(StrEnum):
    """The region by which schools have their holidays."""

    NORTH = "noord"
    MIDDLE = "midden"
    SOUTH = "zuid"


GOAL_WEIGHTS = (5, 4, 3, 2, 1)
"""Weights of the first five goals in the family's order; every later goal weighs 1."""


@dataclass(frozen=True, slots=True)
class StatusFact:
    """A status (a name from the rule base) that a member has, as a fact."""

    status: str
    period: Period = ALWAYS


@dataclass(frozen=True, slots=True)
class Away:
    """Days on which a member does not live at home: house ban, stay, detention, other parent.

    In every `every_weeks`-th week from the week of `first_week`, on `days` (0 = Monday; none said:
    on all days), as far as these lie in the period.
    """

    period: Period
    reason: str = ""
    every_weeks: int = 1
    first_week: date | None = None
    days: tuple[int, ...] = ()
    other_parent: bool = False
    """At the other parent, whose plan counts as busy: sessions of this household fall out."""

    def contains(self, day: date) -> bool:
        """Whether the member is away on this day."""
        if not self.period.contains(day) or (self.days and day.weekday() not in self.days):
            return False
        if self.every_weeks == 1 or self.first_week is None:
            return True
        first = self.first_week - timedelta(days=self.first_week.weekday())
        return (day - first).days // DAYS_A_WEEK % self.every_weeks == 0


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the household who shares the plan."""

    id: str
    name: str
    born: date | None = None
    question: str = ""
    """The member's own question, in the member's own words."""
    contacts_a_week: int | None = None
    """How many professional contacts a week this member can carry; None: nobody asked."""
    statuses: tuple[StatusFact, ...] = ()
    away: tuple[Away, ...] = ()


@dataclass(frozen=True, slots=True)
class Professional:
    """A professional with a part in this household."""

    id: str
    name: str
    role: str = ""
    organisation: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class Supporter:
    """Somebody from the network: a neighbour, a sister, a friend."""

    id: str
    name: str
    relation: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A plan part: what one professional, or the family itself, brought in."""

    id: str
    title: str
    by: str


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal in own words, of one or more members."""

    id: str
    text: str
    members: tuple[str, ...] = ()
    part: str | None = None
    own_words: str = ""


@dataclass(frozen=True, slots=True)
class Income:
    """Money that comes in as a fact each time that it is `due`, until an agreement ends it."""

    id: str
    title: str
    cents: int
    period: Period = ALWAYS
    due: Due = MONTHLY


@dataclass(frozen=True, slots=True)
class FixedCost:
    """Money that goes out as a fact each time that it is `due`: rent, premium, seizure."""

    title: str
    cents: int
    period: Period = ALWAYS
    due: Due = MONTHLY


@dataclass(frozen=True, slots=True)
class Account:
    """The budget of one member, or of the household; accounts are not pooled."""

    of: str
    """A member's identifier, or HOUSEHOLD."""
    floor: int | None = None
    """Cents a month that must stay free; None: no floor, so nothing is checked."""
    incomes: tuple[Income, ...] = ()
    costs: tuple[FixedCost, ...] = ()
    income_known: bool = True


@dataclass(frozen=True, slots=True)
class Way:
    """How many minutes it takes from a place to another, and back: the same."""

    place: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Place:
    """A place, by the words that sessions have for it, from which one may go straight on."""

    name: str
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class Household:
    """A household with its one plan.

    Cross references (owners, goals, members, accounts) are taken to be sound: `formats` and the
    records check them where the household comes in.
    """

    id: str
    name: str
    horizon: Horizon
    members: tuple[Member, ...]
    agreements: tuple[Agreement, ...] = ()
    professionals: tuple[Professional, ...] = ()
    network: tuple[Supporter, ...] = ()
    lead: str | None = None
    parts: tuple[Part, ...] = ()
    goals: tuple[Goal, ...] = ()
    priorities: tuple[str, ...] = ()
    """Goal identifiers in the family's own order, the most important first."""
    accounts: tuple[Account, ...] = ()
    grid: int = field(default=5)
    """Minutes on which times lie: 5, or 1 when a time in the source is finer."""
    region: Region | None = None
    """The region of the school holidays; None: not said, and nothing may ask for them."""
    places: tuple[Place, ...] = ()
    """Places of which is known how far they are apart; to and from others one goes by home."""

    def goal_weight(self, goal: str | None) -> int:
        """Return the weight of a goal by the family's order: 5, 4, 3, 2, 1, then 1."""
        if goal is None or goal not in self.priorities:
            return 1
        place = self.priorities.index(goal)
        return GOAL_WEIGHTS[place] if place < len(GOAL_WEIGHTS) else 1

    def person_name(self, person: str) -> str:
        """Return the name of a member, professional or supporter; the identifier if unknown."""
        for group in (self.members, self.professionals, self.network):
            for one in group:
                if one.id == person:
                    return one.name
        return person

    def plan(self) -> tuple[Agreement, ...]:
        """Return the agreements that enter the check, by identifier."""
        return tuple(sorted((a for a in self.agreements if a.enters_check), key=lambda a: a.id))
