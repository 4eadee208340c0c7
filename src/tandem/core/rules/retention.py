"""How long what is known of a household is kept, and by when a request is answered: dated data."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tandem.core.model import Period


class RightsTerm(StrEnum):
    """The terms of the rights of a resident."""

    CORRECTION = "correction"
    """By when "dit klopt niet" is answered."""
    DESTRUCTION = "destruction"
    """By when a request for destruction is decided."""
    WAITING = "waiting"
    """Between the decision to destroy and the destruction: time to take it back."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term, as data in the rule base: so many months and days after a request."""

    id: RightsTerm
    nl: str
    en: str
    months: int
    days: int
    source: str
    valid: Period
    checked_on: date | None
    sure: bool
    """Whether somebody read it in the law; else it is shown as still to be checked."""

    def last_day(self, asked: date) -> date:
        """Return the last day of the term of something that was asked on a day."""
        return months_later(asked, self.months) + timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Retention:
    """How long a law has what was recorded on it kept, counted from the end of the help."""

    id: str
    nl: str
    en: str
    law: str
    """How the grounds of this law begin, as they are recorded: "Wmo 2015"."""
    years: int | None
    """None: no term is known here, so a person decides, and nothing is proposed."""
    source: str
    valid: Period
    checked_on: date | None
    sure: bool


@dataclass(frozen=True, slots=True)
class Keeping:
    """The terms and the retention of the rule base."""

    terms: tuple[Term, ...]
    retentions: tuple[Retention, ...]

    def term(self, which: RightsTerm, on: date) -> Term:
        """Return the term that holds on a day; raises LookupError when none does."""
        for one in self.terms:
            if one.id is which and one.valid.contains(on):
                return one
        raise LookupError(f"no term {which.value} on {on}")

    def retention(self, ground: str, on: date) -> Retention | None:
        """Return how long a recorded ground has something kept; None when nothing says so."""
        fitting = (one for one in self.retentions if one.valid.contains(on))
        return next((one for one in fitting if ground.startswith(one.law)), None)


@dataclass(frozen=True, slots=True)
class Ended:
    """A part in a household that ended, with the ground it was recorded on."""

    ground: str
    on: date


def kept_until(keeping: Keeping, parts: Iterable[Ended], on: date) -> date | None:
    """Return the last day on which a household whose help is all over is kept.

    That is the last of the days that its grounds ask. None when one of them has no known term, or
    when there is none at all: then a person decides.
    """
    days = [_kept(keeping, one, on) for one in parts]
    known = [one for one in days if one is not None]
    return max(known) if known and len(known) == len(days) else None


def _kept(keeping: Keeping, part: Ended, on: date) -> date | None:
    rule = keeping.retention(part.ground, on)
    if rule is None or rule.years is None:
        return None
    return months_later(part.on, 12 * rule.years)


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of that month when it has no such."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
