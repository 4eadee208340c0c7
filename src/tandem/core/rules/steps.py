"""Terms of steps, the share that needs one plan, and which discipline is nearest: dated data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tandem.core.model import Period

SATURDAY = 5


class StepTerm(StrEnum):
    """Until when something is answered, investigated or decided."""

    OBJECTION = "objection"
    OWNER_ANSWERS = "owner-answers"
    LEAD_DECIDES = "lead-decides"
    TEAM_LEADER_ANSWERS = "team-leader-answers"
    OBSTACLE_ANSWER = "obstacle-answer"
    CALL_AFTER_NO = "call-after-no"
    HANDOVER = "handover"
    LEAD_CHOICE = "lead-choice"
    PROVIDER_ANSWERS = "provider-answers"
    SUBSIDY_ANSWERS = "subsidy-answers"
    WMO_INVESTIGATION = "wmo-investigation"
    WMO_OWN_PLAN = "wmo-own-plan"
    WMO_DECISION = "wmo-decision"
    DEBTS_INVESTIGATION = "debts-investigation"
    DEBTS_DECISION = "debts-decision"
    INCOME_DECISION = "income-decision"
    YOUTH_DECISION = "youth-decision"


@dataclass(frozen=True, slots=True)
class Step:
    """A term: so many weeks, days and working days after the day on which it began."""

    id: StepTerm
    nl: str
    en: str
    weeks: int
    days: int
    working_days: int
    source: str
    valid: Period
    checked_on: date | None
    sure: bool
    """Whether somebody read it; else it is shown as still to be checked."""

    def last_day(self, began: date) -> date:
        """Return the last day of the term of what began on a day.

        Working days are counted without weekends; public holidays are not left out.
        """
        day = began + timedelta(weeks=self.weeks, days=self.days)
        for _ in range(self.working_days):
            day += timedelta(days=1)
            while day.weekday() >= SATURDAY:
                day += timedelta(days=1)
        return day


@dataclass(frozen=True, slots=True)
class Band:
    """Which part is said to need one plan, in per cents: to compare with, never a goal."""

    id: str
    nl: str
    en: str
    least: int
    most: int
    source: str
    checked_on: date | None
    sure: bool


@dataclass(frozen=True, slots=True)
class Route:
    """Words of somebody's own question, and pieces of the functions that are nearest to it."""

    words: tuple[str, ...]
    nearest: tuple[str, ...]
    source: str
    checked_on: date | None
    sure: bool


class LawStep(StrEnum):
    """A step that the law knows between a question and a decision."""

    REPORT = "report"
    """Melding: it starts the clock."""
    OWN_PLAN = "own-plan"
    INVESTIGATION = "investigation"
    APPLICATION = "application"
    DECISION = "decision"
    """Beschikking."""


class Doer(StrEnum):
    """Who does a step."""

    HOLDER = "holder"
    """Who holds the question, for the municipality."""
    RESIDENT = "resident"


@dataclass(frozen=True, slots=True)
class WayStep:
    """A step of a law, as data: what it is called, who does it, and which term runs until then."""

    id: LawStep
    nl: str
    en: str
    doer: Doer
    after: LawStep | None
    """The step from which its term counts, and without which it does not begin."""
    term: StepTerm | None
    """None when no term is known: then no day is told."""
    is_free: bool
    """Whether it may be left out: nobody is late with it."""
    source: str
    checked_on: date | None
    sure: bool


@dataclass(frozen=True, slots=True)
class Way:
    """The steps of one law, in their order."""

    id: str
    nl: str
    en: str
    ground: str
    """The legal ground on which a household is opened for such a question."""
    steps: tuple[WayStep, ...]

    def step(self, which: LawStep) -> WayStep | None:
        """Return a step; None for one that this law does not have."""
        return next((one for one in self.steps if one.id is which), None)


@dataclass(frozen=True, slots=True)
class StepRules:
    """Everything of the file `steps.yaml`."""

    terms: tuple[Step, ...]
    bands: tuple[Band, ...]
    routes: tuple[Route, ...]
    ways: tuple[Way, ...] = ()

    def way(self, name: str) -> Way | None:
        """Return the steps of a law by its short name; None when there is no such law."""
        return next((one for one in self.ways if one.id == name), None)

    def term(self, which: StepTerm, on: date) -> Step:
        """Return the term that holds on a day; raises LookupError when none does."""
        for one in self.terms:
            if one.id is which and one.valid.contains(on):
                return one
        raise LookupError(f"no term {which.value} on {on}")

    def last_day(self, which: StepTerm, began: date) -> date:
        """Return the last day of a term that began on a day, by what held on that day.

        Raises LookupError when no term did.
        """
        return self.term(which, began).last_day(began)

    def band(self, name: str) -> Band | None:
        """Return a band by its short name."""
        return next((one for one in self.bands if one.id == name), None)


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near a function is to a question: by which word, of which route, in which place."""

    word: str
    route: Route
    place: int
    """The place of the fitting piece among the nearest of the route; less is nearer."""


def nearness(routes: Iterable[Route], question: str, function: str) -> Nearness | None:
    """Return how near a function is to somebody's own question; None when nothing says so.

    The first word of the question that a route knows counts, for that is what was said first.
    """
    known = [(one, word) for one in routes for word in one.words]
    for said in re.findall(r"\w+", question.casefold()):
        for route, word in known:
            if said == word.casefold():
                return _place(route, said, function)
    return None


def _place(route: Route, said: str, function: str) -> Nearness | None:
    for place, piece in enumerate(route.nearest):
        if piece.casefold() in function.casefold():
            return Nearness(said, route, place)
    return None
