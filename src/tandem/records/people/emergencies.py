"""Emergency accesses: opening one, and which are kept from the family for now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from tandem.records.people.models import EmergencyAccess
from tandem.records.work import Work


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which household somebody means, in exact words: its code, or who lives there."""

    code: str = ""
    name: str = ""
    """The whole name of somebody who lives there."""
    born: date | None = None


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why a household is opened in an emergency, and why the family may not know yet."""

    kind: str
    reason: str
    until: datetime
    withheld_until: date | None = None
    withheld_reason: str = ""


@dataclass(frozen=True, slots=True)
class OpenedEmergency:
    """A household that was opened in an emergency."""

    id: int
    household: int
    code: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """An emergency access that the family does not see yet: whose account, from when until when."""

    account: int
    since: datetime
    until: datetime


_OPEN = """
SELECT emergency, household, code FROM tandem_open_emergency(
    %s::text, %s::text, %s::date, %s::timestamptz, %s::text, %s::text, %s::date, %s::text)
"""
_WITHHELD = """
SELECT a.id, e.since, e.until FROM people_emergencyaccess e
JOIN people_account a ON a.professional_id = e.professional_id
WHERE e.household_id = %s AND e.withheld_until >= %s
"""


def open_access(_work: Work, wanted: Wanted, grounds: Grounds) -> OpenedEmergency | None:
    """Open the one household that is meant; None when none, or more than one, is."""
    values = [
        wanted.code,
        wanted.name,
        wanted.born,
        grounds.until,
        grounds.kind,
        grounds.reason,
        grounds.withheld_until,
        grounds.withheld_reason,
    ]
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, values)
        row = cursor.fetchone()
    return None if row is None else OpenedEmergency(*row)


def withheld_of(_work: Work, household: int, on: date) -> tuple[Withheld, ...]:
    """Return the accesses to a household that its family does not see on a day."""
    with connection.cursor() as cursor:
        cursor.execute(_WITHHELD, [household, on])
        return tuple(Withheld(*row) for row in cursor.fetchall())


def open_ones(work: Work, household: int) -> int:
    """Return how many accesses of the actor to a household have not ended."""
    return EmergencyAccess.objects.filter(
        household_id=household, professional_id=work.actor.professional or 0, until__gt=work.at
    ).count()
