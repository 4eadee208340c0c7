"""Questions about looks and notices of emergencies: who holds them, and how they ended."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db import connection

from tandem.records.coordination.models import LookItem
from tandem.records.coordination.plain_items import NewItem, open_item
from tandem.records.work import Work


class LookItemKind(StrEnum):
    """What an item about looking is."""

    QUESTION = "look-question"
    NOTICE = "emergency-notice"


@dataclass(frozen=True, slots=True)
class LookItemRow:
    """A question about a look, or the notice of an emergency."""

    id: int
    kind: LookItemKind
    text: str
    holder: int
    """The professional it waits for."""
    holder_name: str
    opened_at: datetime
    due_on: date | None
    closed_at: datetime | None
    outcome: str
    """The answer, in words; empty while there is none."""
    look: int | None
    asked_by: int
    asker: str
    withheld_until: date | None
    """Until which day the family does not see the emergency; None when they do."""
    withheld_reason: str


@dataclass(frozen=True, slots=True)
class NewLookItem:
    """An item to be made: what it is about, for whom, and until when."""

    kind: LookItemKind
    text: str
    holder: int
    due_on: date
    look: int | None = None
    emergency: int | None = None


_ITEMS = """
SELECT t.id, t.kind, t.text, t.holder_id, p.name, t.opened_at, t.due_on, t.closed_at, t.outcome,
    x.look, x.asked_by, coalesce(k.name, ''), e.withheld_until, coalesce(e.withheld_reason, '')
FROM coordination_lookitem x
JOIN coordination_item t ON t.id = x.item_id
JOIN people_professional p ON p.id = t.holder_id
LEFT JOIN people_account k ON k.id = x.asked_by
LEFT JOIN people_emergencyaccess e ON e.id = x.emergency_id
WHERE x.household_id = %s AND {}
ORDER BY t.id
"""


def items_of_looks(_work: Work, household: int, looks: Collection[int]) -> tuple[LookItemRow, ...]:
    """Return the questions about these looks."""
    return _rows("x.look = ANY (%s::bigint[])", household, list(looks)) if looks else ()


def look_item(_work: Work, household: int, item: int) -> LookItemRow | None:
    """Return one item about looking; None when the household has none with this number."""
    return next(iter(_rows("t.id = %s::bigint", household, item)), None)


def make_look_item(work: Work, household: int, new: NewLookItem) -> int:
    """Make an item about looking, with its holder; return its number."""
    item = open_item(work, household, NewItem(new.kind.value, new.text, new.holder, new.due_on))
    LookItem.objects.create(
        household_id=household,
        item=item,
        look=new.look,
        emergency_id=new.emergency,
        asked_by=work.account,
    )
    return item.pk


def _rows(where: str, household: int, value: object) -> tuple[LookItemRow, ...]:
    with connection.cursor() as cursor:
        cursor.execute(_ITEMS.format(where), [household, value])  # type: ignore[list-item]
        found = cursor.fetchall()
    return tuple(LookItemRow(row[0], LookItemKind(row[1]), *row[2:]) for row in found)
