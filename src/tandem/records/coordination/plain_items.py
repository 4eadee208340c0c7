"""Items without steps of their own: opened with a holder, and closed with what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tandem.records.coordination.models import Item
from tandem.records.work import Work


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item to be made, with its holder and its last day."""

    kind: str
    text: str
    holder: int
    due_on: date
    member: int | None = None
    """The member who said it; with her it goes."""


def open_item(work: Work, household: int, new: NewItem) -> Item:
    """Make an item; return its row."""
    return Item.objects.create(
        household_id=household,
        kind=new.kind,
        text=new.text,
        holder_id=new.holder,
        opened_at=work.at,
        due_on=new.due_on,
        member_id=new.member,
    )


def close_item(work: Work, item: int, outcome: str) -> None:
    """End an item, with how it ended."""
    row = Item.objects.select_for_update().get(pk=item)
    row.closed_at, row.outcome, row.version = work.at, outcome, row.version + 1
    row.save(update_fields=["closed_at", "outcome", "version"])
