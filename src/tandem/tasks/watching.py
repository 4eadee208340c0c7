"""How the queue does, for Prometheus: what waits, since when, and what failed."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from prometheus_client import Gauge

from tandem.core.access import SYSTEM
from tandem.records.coordination.outbox import waiting
from tandem.records.work import Work, work
from tandem.tasks.queue import QUEUED

OUTBOX_WAITING = Gauge(
    "tandem_outbox_waiting",
    "Entries of the outbox that are due and not in the queue.",
    multiprocess_mode="mostrecent",
)
OUTBOX_LAG = Gauge(
    "tandem_outbox_lag_seconds",
    "How long the oldest of these waits.",
    multiprocess_mode="mostrecent",
)
QUEUE_WAITING = Gauge(
    "tandem_queue_waiting",
    "Tasks in the queue that are due and nobody took.",
    multiprocess_mode="mostrecent",
)
QUEUE_LAG = Gauge(
    "tandem_queue_lag_seconds",
    "How long the oldest of these waits.",
    multiprocess_mode="mostrecent",
)
QUEUE_FAILED = Gauge(
    "tandem_queue_failed",
    "Tasks that failed as often as they may be tried.",
    multiprocess_mode="mostrecent",
)
LOOKED = Gauge(
    "tandem_worker_looked_timestamp_seconds",
    "When a worker last looked at all this: when that is long ago, no worker runs.",
    multiprocess_mode="mostrecent",
)

# The queue keeps its own time, that of the database.
_QUEUE = """
SELECT count(*) FILTER (WHERE due <= now()),
    coalesce(extract(epoch FROM now() - min(due) FILTER (WHERE due <= now())), 0),
    (SELECT count(*) FROM tandem_queue.procrastinate_jobs WHERE status = 'failed')
FROM (
    SELECT coalesce(j.scheduled_at, e.at, now()) AS due
    FROM tandem_queue.procrastinate_jobs j
    LEFT JOIN tandem_queue.procrastinate_events e ON e.job_id = j.id AND e.type = 'deferred'
    WHERE j.status = 'todo'
) jobs
"""


def look(at: datetime) -> None:
    """Look how the queue does at this moment, and keep the figures."""
    work(SYSTEM, at, reads=True).run(_look)


def _look(opened: Work) -> None:
    outbox = waiting(opened, QUEUED)
    with connection.cursor() as cursor:
        cursor.execute(_QUEUE)
        count, lag, failed = cursor.fetchone() or (0, 0, 0)
    OUTBOX_WAITING.set(outbox.count)
    OUTBOX_LAG.set(_seconds(opened.at, outbox.since))
    QUEUE_WAITING.set(count)
    QUEUE_LAG.set(float(lag))
    QUEUE_FAILED.set(failed)
    LOOKED.set(opened.at.timestamp())


def _seconds(at: datetime, since: datetime | None) -> float:
    return 0.0 if since is None else max((at - since).total_seconds(), 0.0)
