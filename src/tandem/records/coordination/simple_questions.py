"""Simple questions: who could be meant by a name, and which steps of the law were done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from tandem.core.rules.steps import LawStep
from tandem.records.coordination.models import StepDone
from tandem.records.work import Work

MOST = 8
"""People with one name of whom a form asks whether it is one of them."""


@dataclass(frozen=True, slots=True)
class Namesake:
    """Somebody with this name, in a household that the actor may see."""

    member: int
    name: str
    code: str
    household: str
    born: date | None


# Many write a first name only: "Kevin" may be "Kevin de Vries", and the other way round.
_LIKE = """(
    lower(n.name) = lower(%(name)s) OR starts_with(lower(n.name), lower(%(name)s) || ' ')
    OR starts_with(lower(%(name)s), lower(n.name) || ' ')
)"""
_NAMESAKES = """
SELECT m.id, n.name, h.code, h.name, n.born
FROM people_person n
JOIN people_membership m ON m.person_id = n.id
JOIN people_household h ON h.id = m.household_id
WHERE {who} AND m.since <= %(at)s
    AND (m.until IS NULL OR m.until > %(at)s)
ORDER BY h.name, m.id LIMIT %(most)s
"""


def namesakes(work: Work, name: str) -> tuple[Namesake, ...]:
    """Return who has this name or a part of it, as far as the actor may know of them."""
    values: dict[str, Any] = {"name": name.strip(), "at": work.at, "most": MOST}
    with connection.cursor() as cursor:
        cursor.execute(_NAMESAKES.format(who=_LIKE), values)
        return tuple(Namesake(*row) for row in cursor.fetchall())


def namesake(work: Work, member: int) -> Namesake | None:
    """Return one of them by membership; None when the actor knows of none."""
    with connection.cursor() as cursor:
        one = _NAMESAKES.format(who="m.id = %(member)s")
        cursor.execute(one, {"member": member, "at": work.at, "most": 1})
        row = cursor.fetchone()
    return None if row is None else Namesake(*row)


def steps_done(_work: Work, item: int) -> Mapping[LawStep, date]:
    """Return the steps of a question that were done, with the day."""
    rows = StepDone.objects.filter(item_id=item, done_on__isnull=False)
    return {LawStep(step): day for step, day in rows.values_list("step", "done_on") if day}
