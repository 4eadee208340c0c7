"""Legal grounds: on what a professional has a part in a household."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tandem.core.model import Period


@dataclass(frozen=True, slots=True)
class LegalGround:
    """A legal ground (grondslag), as data in the rule base."""

    id: str
    nl: str
    en: str
    source: str
    """The law and the article."""
    valid: Period
    checked_on: date | None
    sure: bool
    """Whether somebody read it in the law; else every list says that it is to be checked."""
    to: str = ""
    """The domain that uses the data: "wmo", "youth", "income", "debts", "care", "safety"."""
    sources: tuple[str, ...] = ()
    """The domains that the data may come from, beside its own."""
    needs_consent: bool = False
    """Whether it asks for the consent of whom it concerns, which is recorded apart."""
    switch: str = ""
    """It counts only while this switch is on: for a law that is not in force."""

    @property
    def recorded(self) -> str:
        """How it is written down with an involvement: the article, and what it is about."""
        return f"{self.source}: {self.nl}"
