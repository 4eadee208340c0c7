"""The tasks by which clocks strike: of offers without an answer, and of signals from outside.

Each strikes once, and changes nothing the second time: a step is written under a constraint, and
only while nobody answered.
"""

from __future__ import annotations

from contextlib import suppress

from tandem.actions.coordination.offers import OFFER_CLOCK, take_step
from tandem.actions.coordination.outside import (
    FORGET_OUTSIDE,
    OUTSIDE_CLOCK,
    forget_outside,
    take_outside_step,
)
from tandem.actions.coordination.own_actions import REMIND_OWN, remind_today
from tandem.core.access import SYSTEM
from tandem.core.coordination.clocks import Step
from tandem.records.clock import now
from tandem.records.coordination.heads import UnknownHouseholdError
from tandem.records.work import work
from tandem.tasks.checks import AGAIN, with_database
from tandem.tasks.queue import queue


@queue.task(name=OFFER_CLOCK, retry=AGAIN)
@with_database
def strike_offer(household: int, offer: int, step: str) -> None:
    """Take a step of the clock of an offer; of a household that is gone nothing is left to do."""
    with suppress(UnknownHouseholdError):
        work(SYSTEM, now()).run(lambda opened: take_step(opened, household, offer, Step(step)))


@queue.task(name=OUTSIDE_CLOCK, retry=AGAIN)
@with_database
def strike_outside(signal: int, step: str) -> None:
    """Take a step of the clock of a signal from outside."""
    work(SYSTEM, now()).run(lambda opened: take_outside_step(opened, signal, Step(step)))


@queue.task(name=FORGET_OUTSIDE, retry=AGAIN)
@with_database
def forget_words(signal: int) -> None:
    """Forget the words of a signal that was dealt with without a household."""
    work(SYSTEM, now()).run(lambda opened: forget_outside(opened, signal))


@queue.task(name=REMIND_OWN, retry=AGAIN)
@with_database
def remind_own(household: int, own: int) -> None:  # noqa: ARG001 - whose it is, for the queue
    """Remind somebody of what she does herself, on the one day that she chose."""
    work(SYSTEM, now()).run(lambda opened: remind_today(opened, own))
