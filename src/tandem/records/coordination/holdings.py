"""Everything that somebody holds, household by household, within the actor's scope."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from tandem.records.work import Work


@dataclass(frozen=True, slots=True)
class Holding:
    """What somebody holds in one household; a part without anything in it is held too."""

    household: int
    code: str
    name: str
    leads: bool
    asked: bool
    """Whether he or she is asked to lead, and did not answer yet."""
    stands_in: int
    items: int
    offers: int
    """Items that were offered to him or her, without an answer yet."""
    agreements: int
    """Agreements that are not over and that he or she answers for, or decided on."""
    guards: int
    """Children over whom he or she has authority, and members whom he or she represents."""


_HELD = """
WITH mine AS MATERIALIZED (
    SELECT i.id, i.household_id FROM people_involvement i
    WHERE i.professional_id = %(who)s AND (i.until IS NULL OR i.until > %(at)s)
), held AS (
    SELECT household_id, 'part' AS what, id FROM mine
    UNION ALL SELECT household_id, 'lead', id FROM coordination_lead
        WHERE professional_id = %(who)s AND upper_inf(period)
    UNION ALL SELECT household_id, 'asked', id FROM coordination_leadoffer
        WHERE professional_id = %(who)s AND answered_at IS NULL
    UNION ALL SELECT household_id, 'stand-in', id FROM coordination_standin
        WHERE professional_id = %(who)s AND (upper_inf(period) OR upper(period) > %(at)s)
    UNION ALL SELECT household_id, 'item', id FROM coordination_item
        WHERE holder_id = %(who)s AND closed_at IS NULL
    UNION ALL SELECT household_id, 'offer', id FROM coordination_offer
        WHERE to_id = %(who)s AND answered_at IS NULL
    UNION ALL SELECT a.household_id, 'agreement', a.id FROM plans_agreement a
        WHERE a.state IN ('proposed', 'agreed', 'active', 'on-hold')
        AND (a.owner_involvement_id IN (SELECT id FROM mine)
             OR a.decided_by_id IN (SELECT id FROM mine))
    UNION ALL SELECT u.household_id, 'guard', u.id FROM people_parentalauthority u
        WHERE u.until IS NULL AND u.guardian_involvement_id IN (SELECT id FROM mine)
    UNION ALL SELECT r.household_id, 'guard', r.id FROM people_representation r
        WHERE r.ended_at IS NULL AND r.by_involvement_id IN (SELECT id FROM mine)
)
SELECT h.id, h.code, h.name, bool_or(what = 'lead'), bool_or(what = 'asked'),
    count(*) FILTER (WHERE what = 'stand-in'), count(*) FILTER (WHERE what = 'item'),
    count(*) FILTER (WHERE what = 'offer'), count(*) FILTER (WHERE what = 'agreement'),
    count(*) FILTER (WHERE what = 'guard')
FROM held JOIN people_household h ON h.id = held.household_id
GROUP BY h.id, h.code, h.name ORDER BY h.name, h.id
"""


def holdings_of(work: Work, professional: int) -> tuple[Holding, ...]:
    """Return what somebody holds in every household of the actor's scope, by name."""
    with connection.cursor() as cursor:
        cursor.execute(_HELD, {"who": professional, "at": work.at})
        return tuple(Holding(*row) for row in cursor.fetchall())


def still_holds(_work: Work, professional: int) -> int:
    """Return in how many households somebody holds something, also outside the actor's scope.

    Areas that he or she leads count too. A number alone: for who closes an account.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT tandem_still_holds(%s)", [professional])
        row = cursor.fetchone()
    return int(row[0]) if row is not None and row[0] is not None else 0


def still_holds_outside(_work: Work, professional: int) -> int:
    """Return how many signals of no known household somebody holds, or is asked to take.

    A number alone, as `still_holds`.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT tandem_still_holds_outside(%s)", [professional])
        row = cursor.fetchone()
    return int(row[0]) if row is not None else 0
