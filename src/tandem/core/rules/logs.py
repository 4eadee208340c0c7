"""The terms of the logs, and the register of what is done with whose data, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tandem.core.access import Action


@dataclass(frozen=True, slots=True)
class LookTerms:
    """How long things about looks last, or may wait."""

    answer_days: int = 14
    """Within so many days a question about a look is answered."""
    notice_days: int = 7
    """Within so many days somebody says what he or she thinks of an emergency access."""
    emergency_hours: int = 3
    """So long an emergency opens a household; the database allows no more than three."""
    longest_withheld_days: int = 90
    """So long an emergency may be kept from the family at most, for their safety."""


@dataclass(frozen=True, slots=True)
class Activity:
    """A processing activity (verwerkingsactiviteit), as it stands in the register."""

    id: str
    nl: str
    en: str
    purpose: str
    actions: tuple[Action, ...]
    """What of the policy belongs to it."""


@dataclass(frozen=True)
class LogRules:
    """Terms and activities, with on what they rest and since when."""

    terms: LookTerms
    activities: tuple[Activity, ...]
    source: str
    valid_from: date | None
    checked_on: date | None

    @cached_property
    def by_action(self) -> Mapping[Action, str]:
        """Which activity each action belongs to, by its name."""
        return {action: one.id for one in self.activities for action in one.actions}
