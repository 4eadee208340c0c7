"""Destroying what a person decided on, when its waiting time is over.

The database does it, in one function that refuses what nobody decided on. What is left here is what
lies outside the tables: sessions, files, and what the planner of the database remembers of values.
Doing it again changes nothing, and what was interrupted is finished by the next round.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection
from django.db.models import F

from tandem.core.access import SYSTEM
from tandem.gateways.file_store import FileStore
from tandem.records.coordination.models import Attachment, Destruction
from tandem.records.sessions import forget_sessions
from tandem.records.work import Work, work

LATELY = timedelta(days=2)


def destroy_due(at: datetime, files: FileStore) -> int:
    """Destroy everything whose time has come; return how many decisions that were.

    Then throw away files that belong to nothing any more.
    """
    due = work(SYSTEM, at).run(_due)
    for number in due:
        destroy(at, number)
    if work(SYSTEM, at).run(_lately):
        work(SYSTEM, at).run(lambda _: _run("SELECT tandem_forget_statistics()"))
    sweep(at, files)
    return len(due)


def destroy(at: datetime, number: int) -> None:
    """Destroy what one decision is about, in one transaction: all of it, or nothing.

    Raises the error of the database for what nobody decided on, or whose time has not come.
    """
    work(SYSTEM, at).run(lambda opened: _destroy(opened, number))


def sweep(at: datetime, files: FileStore) -> int:
    """Throw files away that nobody can read any more; return how many.

    A file is written before its row is, so what is young is left alone.
    """
    lost = work(SYSTEM, at).run(lambda _: _lost(files))
    for name in lost:
        files.remove(name)
    return len(lost)


def _due(opened: Work) -> list[int]:
    rows = Destruction.objects.filter(
        not_before__lte=opened.at, done_at__isnull=True, stopped_at__isnull=True
    )
    return list(rows.order_by(F("not_before"), "pk").values_list("pk", flat=True))


def _lately(opened: Work) -> bool:
    """Whether something was destroyed since the round before the last, which may have stopped."""
    return Destruction.objects.filter(done_at__gte=opened.at - LATELY).exists()


def _destroy(opened: Work, number: int) -> None:
    _run("SELECT tandem_destroy(%s)", number)
    forget_sessions()
    opened.event("destroyed", household=None, subject="destruction", subject_id=number)


def _lost(files: FileStore) -> list[str]:
    settled = set(files.settled())
    readable = Attachment.objects.filter(file__in=settled).exclude(key=b"")
    known = readable.values_list("file", flat=True)
    return sorted(settled - set(known))


def _run(sql: str, *values: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
