"""The clock of a question to change something, from the outbox to its task, as the worker."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from tandem.actions.coordination.asks import CLOCK, ask_to_change, move_asks_on
from tandem.core.access import SYSTEM
from tandem.core.flow.asks import AskState
from tandem.records.coordination.asks import asks_of
from tandem.records.work import Work, work
from tandem.tasks.queue import QUEUED
from tests.actions.plans.family import five_plans

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_worker_moves_a_question_on_once_and_looks_again_later() -> None:
    from tests.tasks.town import as_worker

    family = five_plans()
    row = family.row("coach-talk")
    family.run(
        "samira",
        lambda one: ask_to_change(one, family.code, agreement=row.id, wanted="After school"),
    )
    assert CLOCK in QUEUED
    family.at += timedelta(days=8)
    with as_worker():
        assert [move_asks_on(family.id, family.at) for _ in range(2)] == [1, 0]
        assert work(SYSTEM, family.at).run(_waiting) >= 1
    found = family.run("samira", lambda one: asks_of(one, family.id))[0]
    assert found.ask.state is AskState.SILENT


def _waiting(opened: Work) -> int:
    """Return how many clocks of these questions are still to ring."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM coordination_outbox WHERE name = %s AND due_at > %s",
            [CLOCK, opened.at],
        )
        row = cursor.fetchone()
    return int(row[0])
