"""Emptying the outbox: what was put off is taken, oldest first, by one taker at a time.

Whoever takes an entry hands it on and marks it in the same transaction: when that fails, nothing
happened, and the next taker finds it again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from tandem.records.raw import parsed
from tandem.records.work import Work


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that must happen, not before it is due."""

    id: int
    household: int | None
    name: str
    payload: dict[str, Any]
    """Numbers that say what it is about; never what anybody said."""
    due: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits, and since when the oldest does."""

    count: int
    since: datetime | None


# Entries that another taker holds are passed over, so that two never hand on the same one.
_TAKE = """
SELECT id, household_id, name, payload, due_at FROM coordination_outbox
WHERE done_at IS NULL AND name = ANY(%s)
ORDER BY due_at, id LIMIT %s
FOR UPDATE SKIP LOCKED
"""
_DONE = """
UPDATE coordination_outbox SET done_at = %s, attempts = attempts + 1 WHERE id = ANY(%s)
"""
_WAITING = """
SELECT count(*), min(due_at) FROM coordination_outbox
WHERE done_at IS NULL AND name = ANY(%s) AND due_at <= %s
"""


def take(_work: Work, names: Collection[str], most: int) -> tuple[Entry, ...]:
    """Take the oldest entries with one of these names, for the rest of this transaction.

    What has a name that nobody knows yet stays where it is, until somebody does.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [list(names), most])
        rows = cursor.fetchall()
    return tuple(
        Entry(number, household, name, parsed(payload), due)
        for number, household, name, payload, due in rows
    )


def mark_done(work: Work, entries: Sequence[Entry]) -> None:
    """Note that these entries were handed on."""
    if entries:
        with connection.cursor() as cursor:
            cursor.execute(_DONE, [work.at, [one.id for one in entries]])


def waiting(work: Work, names: Collection[str]) -> Waiting:
    """Return how many entries are due and not handed on."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, [list(names), work.at])
        count, since = cursor.fetchone() or (0, None)
    return Waiting(count, since)
