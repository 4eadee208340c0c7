"""What one account wrote lately: messages, proposals in conversations, questions to colleagues."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from tandem.records.work import Work

# Each table has an index on who wrote and when, so this reads no more rows than it counts.
_WRITTEN = """
SELECT at FROM (
    (SELECT m.at FROM coordination_message m
     WHERE m.by_professional_id = %(professional)s AND m.at > %(since)s
     ORDER BY m.at DESC LIMIT %(most)s)
    UNION ALL
    (SELECT m.at FROM coordination_message m
     WHERE m.by_member_id = ANY (ARRAY(
            SELECT id FROM people_membership WHERE person_id = %(person)s))
        AND m.at > %(since)s
     ORDER BY m.at DESC LIMIT %(most)s)
    UNION ALL
    (SELECT d.proposed_at FROM coordination_jointdecision d
     WHERE d.by_professional_id = %(professional)s AND d.proposed_at > %(since)s
     ORDER BY d.proposed_at DESC LIMIT %(most)s)
    UNION ALL
    (SELECT d.proposed_at FROM coordination_jointdecision d
     WHERE d.by_member_id = ANY (ARRAY(
            SELECT id FROM people_membership WHERE person_id = %(person)s))
        AND d.proposed_at > %(since)s
     ORDER BY d.proposed_at DESC LIMIT %(most)s)
    UNION ALL
    (SELECT q.asked_at FROM coordination_colleaguequestion q
     WHERE q.asked_by_id = %(professional)s AND q.asked_at > %(since)s
     ORDER BY q.asked_at DESC LIMIT %(most)s)
) written (at)
ORDER BY at DESC OFFSET %(most)s - 1 LIMIT 1
"""


def first_of_last(work: Work, since: datetime, most: int) -> datetime | None:
    """Return when the `most`-th last thing was written since a moment; None for fewer."""
    values = {
        "professional": work.actor.professional,
        "person": work.actor.person,
        "since": since,
        "most": most,
    }
    with connection.cursor() as cursor:
        cursor.execute(_WRITTEN, values)
        row = cursor.fetchone()
    return None if row is None else row[0]
