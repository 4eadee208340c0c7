"""Who led a household, from when until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

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


@dataclass(frozen=True, slots=True)
class Tracked:
    """A time with one plan; `until` None means: now."""

    since: datetime
    until: datetime | None
    reason: str
    """Why a person ticked it."""
    ended_because: str
    by: int | None
    """The professional who ticked it; None when that was not written down."""
    by_name: str
    ended_by: int | None
    ended_by_name: str


_TRACKS = """
SELECT lower(t.period), upper(t.period), t.reason, t.ended_because, b.professional_id,
    coalesce(b.name, ''), e.professional_id, coalesce(e.name, '')
FROM coordination_track t
LEFT JOIN people_account b ON b.id = t.by LEFT JOIN people_account e ON e.id = t.ended_by
WHERE t.household_id = %s ORDER BY t.period DESC
"""


def tracks_of(_work: Work, household: int) -> list[Tracked]:
    """Return when there was one plan and why, the last time first."""
    with connection.cursor() as cursor:
        cursor.execute(_TRACKS, [household])
        return [Tracked(*row) for row in cursor.fetchall()]


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
