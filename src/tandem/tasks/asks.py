"""The clock of questions to change an agreement: who did not answer in time is passed by."""

from __future__ import annotations

from tandem.actions.coordination.asks import CLOCK, move_asks_on
from tandem.records.clock import now
from tandem.tasks.checks import AGAIN, with_database
from tandem.tasks.queue import queue


@queue.task(name=CLOCK, retry=AGAIN)
@with_database
def pass_time_of_asks(household: int) -> None:
    """Move the questions of a household on whose last day is over; safe to do twice."""
    move_asks_on(household, now())
