"""What came first in a household: who received the question, and the residents' own words."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from tandem.records.raw import parsed
from tandem.records.work import Work


@dataclass(frozen=True, slots=True)
class First:
    """Who opened the household, and what its members said that they want, by membership."""

    opened_by: int | None
    """The professional; None when it was somebody else."""
    questions: tuple[tuple[int, str], ...]
    """In the order in which the members stand."""


_FIRST = """
SELECT (
    SELECT k.professional_id FROM audit_event e JOIN people_account k ON k.id = e.actor_id
    WHERE e.household_id = %(household)s AND e.verb = 'opened' ORDER BY e.id LIMIT 1
), (
    SELECT jsonb_agg(jsonb_build_array(c.member_id, c.question) ORDER BY m.position, m.id)
    FROM plans_circumstances c JOIN people_membership m ON m.id = c.member_id
    WHERE c.household_id = %(household)s AND c.question <> ''
)
"""


def first_of(_work: Work, household: int) -> First:
    """Return what came first in a household."""
    with connection.cursor() as cursor:
        cursor.execute(_FIRST, {"household": household})
        row = cursor.fetchone()
    opened_by, questions = row or (None, None)
    return First(opened_by, tuple((number, said) for number, said in parsed(questions) or ()))
