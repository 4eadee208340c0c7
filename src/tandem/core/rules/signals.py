"""What belongs to signals and offers and may change: concerns, reasons to decline, and clocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tandem.core.coordination.clocks import Clock


@dataclass(frozen=True, slots=True)
class Word:
    """A choice, by its short name, in both languages."""

    id: str
    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class CallRule:
    """When a signal asks for a call today, and not a letter (L52)."""

    look_back_days: int
    """Signals and answers of so many days count."""


@dataclass(frozen=True, slots=True)
class SignalRules:
    """The file `signals.yaml`."""

    concerns: tuple[Word, ...]
    decline_reasons: tuple[Word, ...]
    offer: Clock
    outside: Clock
    """For a signal that nobody picked up."""
    kept_days: int
    """So long the words of an outsider are kept after they were dealt with without a household."""
    call: CallRule
    source: str
    valid_from: date | None
    checked_on: date | None

    def concern(self, name: str) -> Word | None:
        """Return a concern by its short name."""
        return next((one for one in self.concerns if one.id == name), None)

    def decline_reason(self, name: str) -> Word | None:
        """Return a reason to decline by its short name."""
        return next((one for one in self.decline_reasons if one.id == name), None)
