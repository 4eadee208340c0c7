"""Items as a team sees them: which are nobody else's to see, and which lie still."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

PRIVATE_KINDS = frozenset({"correction", "destruction", "look-question", "emergency-notice"})
"""What a resident asks about the own data, and what is about looks: for who holds it alone."""
PATIENCE = timedelta(days=7)
"""So long after its day, or after it was offered without an answer, something lies still."""
UNDATED = timedelta(days=28)
"""So long after it was opened something without a day lies still."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What says whether an item lies still; days where the household lives."""

    opened_on: date
    due_on: date | None
    offered_on: date | None
    """Since when it is offered to somebody who did not answer; None when it is not."""
    holder_is_here: bool
    """Whether its holder still works here and can sign in."""


def is_idle(one: Standing, today: date) -> bool:
    """Whether an item lies still: its holder is gone, its day is long past, or nobody answers."""
    if not one.holder_is_here:
        return True
    if one.offered_on is not None and today - one.offered_on > PATIENCE:
        return True
    if one.due_on is None:
        return today - one.opened_on > UNDATED
    return today - one.due_on > PATIENCE
