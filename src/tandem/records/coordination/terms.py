"""Who led a household, from when until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tandem.records.coordination.models import Lead
from tandem.records.work import Work


@dataclass(frozen=True, slots=True)
class Term:
    """A time that somebody led; `until` None means: now."""

    name: str
    function: str
    since: datetime
    until: datetime | None
    accepted: bool


def lead_terms(_work: Work, household: int) -> list[Term]:
    """Return everybody who led, the last one first."""
    rows = (
        Lead.objects.filter(household_id=household)
        .order_by("-period")
        .values_list("professional__name", "professional__function", "period", "accepted")
    )
    return [
        Term(name, function, period.lower, period.upper, accepted)
        for name, function, period, accepted in rows
    ]
