"""The tasks that check plans: one that changed, and all of them at night."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from django.db import connection
from procrastinate import RetryStrategy

from tandem.actions.plans.check_all import (
    AlreadyGoingRoundError,
    How,
    Progress,
    check_all,
    rules_are_new,
)
from tandem.actions.plans.check_part import Part, check_part
from tandem.actions.processes import beside
from tandem.records.clock import now
from tandem.tasks.queue import CHECK_ALL, CHECK_PLAN, night, processes, queue

P = ParamSpec("P")

AGAIN = RetryStrategy(max_attempts=5, exponential_wait=4)
"""A task that failed is tried again after 4, 16, 64 … seconds; then it counts as failed."""


def with_database(do: Callable[P, None]) -> Callable[P, None]:
    """Let a task have a connection of its own, which ends with it: its thread may too."""

    @wraps(do)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            do(*args, **kwargs)
        finally:
            connection.close()

    return run


@queue.task(name=CHECK_PLAN, retry=AGAIN)
@with_database
def check_plan(household: int) -> None:
    """Check the plan of a household that changed, unless that was done at once."""
    at = now()
    check_part(Part((household,), began=at, at=at))


@queue.periodic(cron=night())
@queue.task(
    name=CHECK_ALL, retry=AGAIN, queueing_lock=CHECK_ALL, lock=CHECK_ALL, pass_context=False
)
@with_database
def check_every_plan(timestamp: int = 0) -> None:  # noqa: ARG001 - when it was due
    """Check every plan; a round that was interrupted goes on where it was."""
    with beside(processes()) as executor:
        try:
            check_all(now(), How(executor, ahead=2 * processes()), _quietly)
        except AlreadyGoingRoundError:
            return


def ask_after_new_rules() -> bool:
    """Put checking every plan in the queue when the rules are others than last time."""
    return rules_are_new(now())


def _quietly(_progress: Progress) -> None:
    """Nobody watches a task."""
