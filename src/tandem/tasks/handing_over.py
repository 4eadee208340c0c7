"""From the outbox to the queue: every entry becomes one task, in one transaction.

Either an entry is marked as handed on and its task is in the queue, or neither: whoever is killed
in between loses nothing and does nothing twice.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from django.db import connection, transaction
from procrastinate import App, SyncPsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued

from tandem.core.access import SYSTEM
from tandem.records.coordination.outbox import Entry, mark_done, take
from tandem.records.work import Work, work
from tandem.tasks.queue import EACH, QUEUED

if TYPE_CHECKING:
    from procrastinate.types import JSONValue

MOST = 200
"""Entries that are handed over in one transaction."""

_FORWARD = """
UPDATE tandem_queue.procrastinate_jobs SET scheduled_at = now() + %(seconds)s * interval '1 second'
WHERE queueing_lock = %(lock)s AND status = 'todo' AND attempts = 0
    AND scheduled_at > now() + %(seconds)s * interval '1 second'
"""

# Knows no tasks: it only puts their names in the queue, over the connection of the work.
_queue = App(connector=SyncPsycopgConnector())


def hand_over(at: datetime, most: int = MOST) -> int:
    """Put what waits in the outbox in the queue; return how many entries that were."""
    return work(SYSTEM, at).run(lambda opened: _hand_over(opened, most))


def put_in_queue(at: datetime, name: str) -> None:
    """Put a task without numbers in the queue, unless it waits there already."""
    work(SYSTEM, at).run(lambda _: _put(name, timedelta(), lock=name))


def _hand_over(opened: Work, most: int) -> int:
    entries = take(opened, QUEUED, most)
    for entry in entries:
        _put(entry.name, entry.due - opened.at, lock=_lock(entry), **_numbers(entry))
    mark_done(opened, entries)
    return len(entries)


def _numbers(entry: Entry) -> dict[str, JSONValue]:
    household = {} if entry.household is None else {"household": entry.household}
    return cast("dict[str, JSONValue]", household | entry.payload)


def _lock(entry: Entry) -> str:
    """Return what makes two entries one task, as long as it waits: name and household.

    A clock strikes for one offer and one step: there also what the entry is about tells them apart,
    as it does for what belongs to no household.
    """
    if entry.household is not None and entry.name not in EACH:
        return f"{entry.name}-{entry.household}"
    about = (f"{value}" for _, value in sorted(entry.payload.items()))
    return "-".join((entry.name, str(entry.household), *about))


def _put(name: str, wait: timedelta, *, lock: str, **numbers: JSONValue) -> None:
    """Put a task in the queue; one that waits there under the same lock will do, in time.

    How long it waits is told, not until when: the clock of the demo is not that of the queue. One
    that waits for a later day comes forward; one that failed keeps its pause before the next try.
    """
    seconds = wait.total_seconds()
    asked = _queue.configure_task(
        name,
        queueing_lock=lock,
        lock=lock,
        schedule_in={"seconds": int(seconds)} if seconds > 0 else None,
        connection=connection.connection,
    )
    try:
        with transaction.atomic():
            asked.defer(**numbers)
    except AlreadyEnqueued:
        with connection.cursor() as cursor:
            cursor.execute(_FORWARD, {"lock": lock, "seconds": max(seconds, 0.0)})
