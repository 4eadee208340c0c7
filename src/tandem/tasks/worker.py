"""The worker: it empties the outbox, does the tasks, and takes up what another left half done.

The tasks are taken over connections of its own; what they do goes through the one door, like all
other work. A worker that is told to stop ends what it began. One that is killed leaves tasks that
are marked as being done: its heart stops beating, and another worker puts them back.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from logging import getLogger

from django.db import connection
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job

from tandem.records.clock import now
from tandem.tasks.checks import ask_after_new_rules
from tandem.tasks.handing_over import MOST, hand_over, put_in_queue
from tandem.tasks.logs import hand_on_all, seal
from tandem.tasks.queue import CHECK_ALL, own_connections, queue
from tandem.tasks.watching import look

log = getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a worker does what; all in seconds."""

    outbox: float = 1.0
    """Between two looks in the outbox; a full one is emptied without a pause."""
    tasks: float = 5.0
    """Between two looks in the queue, when nothing told that there is something."""
    heart: float = 10.0
    """Between two beats of its heart."""
    log: float = 5.0
    """Between two times that the log of processings is handed on to a collector."""
    seal: float = 3600.0
    """Between two seals on the log of looks."""
    dead: float = 30.0
    """After so long without a beat the tasks of a worker are put back."""
    goodbye: float = 20.0
    """What it began gets so long to end when it is told to stop."""


PACE = Pace()
AT_ONCE = 2
"""Tasks at a time: while every plan is checked, one that changed does not wait."""


def run_worker(pace: Pace = PACE, *, until_empty: bool = False) -> None:
    """Work until told to stop, or with `until_empty` until nothing waits."""
    with queue.replace_connector(own_connections()):
        asyncio.run(_run(pace, until_empty=until_empty))


async def _run(pace: Pace, *, until_empty: bool) -> None:
    await _in_thread(_after_new_rules)
    async with queue.open_async():
        await _put_back(pace)
        if until_empty:
            await _in_thread(_hand_over_all)
        running = [asyncio.create_task(one) for one in _aside(pace, until_empty=until_empty)]
        try:
            await queue.run_worker_async(
                concurrency=AT_ONCE,
                wait=not until_empty,
                fetch_job_polling_interval=pace.tasks,
                update_heartbeat_interval=pace.heart,
                stalled_worker_timeout=pace.dead,
                shutdown_graceful_timeout=pace.goodbye,
                delete_jobs="successful",
            )
        finally:
            for one in running:
                one.cancel()
            await asyncio.gather(*running, return_exceptions=True)


def _aside(pace: Pace, *, until_empty: bool) -> list[Coroutine[None, None, None]]:
    """Return what goes on beside the tasks, each at its own pace."""
    if until_empty:
        return []
    return [
        _every(pace.outbox, _hand_over_all),
        _every(pace.log, hand_on_all),
        _every(pace.seal, seal),
        _put_back_often(pace),
    ]


async def _every(seconds: float, do: Callable[[], object]) -> None:
    while True:
        await _in_thread(do)
        await asyncio.sleep(seconds)


async def _put_back_often(pace: Pace) -> None:
    while True:
        await asyncio.sleep(pace.dead / 2)
        await _put_back(pace)


async def _put_back(pace: Pace) -> None:
    """Put back what a worker that died was doing; what cannot be now is tried again later.

    It raises nothing: a worker that would not start for one task would do no other either.
    """
    try:
        jobs = await queue.job_manager.get_stalled_jobs(seconds_since_heartbeat=pace.dead)
        for job in jobs:
            await _put_one_back(job)
    except ConnectorException:
        log.exception("what was left half done could not be looked for")


async def _put_one_back(job: Job) -> None:
    try:
        await queue.job_manager.retry_job(job)
    except ConnectorException:
        # Another worker did so at the same moment, or the database is away.
        log.warning("a task was left half done and could not be put back now", exc_info=True)
    else:
        log.warning("a task was left half done and is put back")


async def _in_thread(do: Callable[[], object]) -> None:
    """Do something with the database beside the tasks; when it fails the next time may succeed."""
    try:
        await asyncio.to_thread(_with_database, do)
    except Exception:
        log.exception("the outbox could not be emptied")


def _with_database(do: Callable[[], object]) -> None:
    try:
        do()
    finally:
        connection.close()


def _hand_over_all() -> None:
    at = now()
    while hand_over(at) == MOST:
        pass
    look(at)


def _after_new_rules() -> None:
    if ask_after_new_rules():
        put_in_queue(now(), CHECK_ALL)
