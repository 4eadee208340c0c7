"""Clocks of items: every step is a task of its own, and those of a plan are still one."""

from __future__ import annotations

from tandem.actions.coordination.offers import OFFER_CLOCK
from tandem.core.coordination.clocks import Step
from tandem.records.coordination.outbox import Entry
from tandem.tasks.clocks import strike_offer, strike_outside
from tandem.tasks.handing_over import _lock
from tandem.tasks.queue import CHECK_PLAN, QUEUED
from tests.actions.town import MOMENT


def entry(name: str, **payload: object) -> Entry:
    return Entry(1, 7, name, dict(payload), MOMENT)


def test_each_step_of_each_offer_is_a_task_of_its_own() -> None:
    steps = {
        _lock(entry(OFFER_CLOCK, offer=offer, step=step.value)) for offer in (1, 2) for step in Step
    }
    assert len(steps) == 6
    assert _lock(entry(CHECK_PLAN, a=1)) == _lock(entry(CHECK_PLAN, a=2))


def test_the_queue_knows_the_clocks() -> None:
    assert {strike_offer.name, strike_outside.name} <= set(QUEUED)
