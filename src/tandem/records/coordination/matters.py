"""Matters: items of the coordination itself, each with one holder, a last day and an answer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db import connection

from tandem.records.coordination.models import Item
from tandem.records.work import Work


class MatterKind(StrEnum):
    """What sort of matter somebody holds."""

    CALL_AFTER_NO = "call-after-no"
    """Somebody was told no, and is called."""
    OBSTACLE = "obstacle"
    """Something stands in the way."""
    ASK_TO_CHANGE = "ask-to-change"
    """The owner of an agreement is asked to change it."""
    HANDOVER = "handover"
    """Another leads, or is to: what the old lead hands over."""
    LEAD_CHOICE = "lead-choice"
    """Somebody of the family would rather have another lead."""


@dataclass(frozen=True, slots=True)
class MatterRow:
    """A matter, with its answer when there is one."""

    id: int
    kind: MatterKind
    text: str
    holder: int
    holder_name: str
    telephone: str
    opened_at: datetime
    due_on: date | None
    closed_at: datetime | None
    outcome: str


_MATTER = """
SELECT t.id, t.kind, t.text, t.holder_id, p.name, p.telephone, t.opened_at, t.due_on, t.closed_at,
    t.outcome
FROM coordination_item t JOIN people_professional p ON p.id = t.holder_id
WHERE t.household_id = %s AND t.id = %s AND t.kind = ANY (%s)
"""


def matter_of(
    _work: Work, household: int, item: int, kinds: Collection[MatterKind] = tuple(MatterKind)
) -> MatterRow | None:
    """Return a matter of a household; None when there is none of these kinds with this number."""
    with connection.cursor() as cursor:
        cursor.execute(_MATTER, [household, item, [one.value for one in kinds]])
        row = cursor.fetchone()
    return None if row is None else MatterRow(row[0], MatterKind(row[1]), *row[2:])


def pass_matter(_work: Work, item: int, *, holder: int, due_on: date) -> None:
    """Let somebody else hold a matter from now on, until another day."""
    row = Item.objects.select_for_update().get(pk=item)
    row.holder_id, row.due_on, row.version = holder, due_on, row.version + 1
    row.save(update_fields=["holder", "due_on", "version"])
