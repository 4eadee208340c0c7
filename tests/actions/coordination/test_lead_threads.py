"""Many change the lead at once, while others edit one agreement: nothing is lost, no gap."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import pytest
from django.db import connection
from django.db.models import F

from tandem.actions.coordination.leads import appoint_lead
from tandem.actions.errors import ChangedMeanwhileError
from tandem.actions.households import case_of
from tandem.actions.plans.change_agreement import change_agreement
from tandem.actions.plans.draft import draft_of
from tandem.records.plans.models import Plan
from tandem.records.work import work
from tests.actions.plans.family import NOON, Family, five_plans
from tests.database import ConnectAs

pytestmark = pytest.mark.django_db(transaction=True)

THREADS, CHANGES = 16, 40
EDITORS, EDITS = 2, 10

WHOLE = """
    SELECT (SELECT range_agg(period) FROM coordination_track WHERE household_id = %(household)s)
         = (SELECT range_agg(period) FROM coordination_lead WHERE household_id = %(household)s)
"""
OVERLAPPING = """
    SELECT count(*) FROM coordination_lead a JOIN coordination_lead b
    ON a.household_id = b.household_id AND a.id < b.id AND a.period && b.period
"""
LEADS = "SELECT count(*) FROM coordination_lead"
UNTOLD = """
    SELECT count(*) FROM coordination_lead l
    WHERE NOT EXISTS (SELECT FROM audit_event e WHERE e.subject = 'lead' AND e.subject_id = l.id)
"""


START = time.monotonic()


def now() -> datetime:
    """Return the moment on the clocks of all these people, a day after the family came."""
    return NOON + timedelta(days=1, seconds=time.monotonic() - START)


def change_lead(family: Family, key: str) -> None:
    number = family.actors[key].professional
    assert number is not None
    work(family.actors["chief"], now()).run(
        lambda opened: appoint_lead(opened, family.code, professional=number, reason="In turn")
    )


def add_mark(family: Family, owner: str, key: str) -> None:
    """Add a mark to the title of an agreement, as somebody who reads first and then saves."""
    while True:
        case = work(family.actors[owner], now()).run(lambda opened: case_of(opened, family.code))
        row = case.plan.agreement(key)
        assert row is not None
        draft = draft_of(case, row)
        marked = replace(draft, title=f"{draft.title}.")
        save = partial(
            change_agreement, code=family.code, key=key, version=row.version, draft=marked
        )
        try:
            work(family.actors[owner], now()).run(save)
        except ChangedMeanwhileError:
            continue
        return


def edit_unlocked(family: Family, owner: str) -> None:
    """Change something without the lock of the household; the row itself is what they wait for."""
    plans = Plan.objects.filter(household_id=family.id)
    work(family.actors[owner], now()).run(lambda _: plans.update(grid=F("grid") + 1))


def together(jobs: list[Callable[[], None]]) -> None:
    """Run every job in a thread of its own, and raise what went wrong in any of them."""

    def run(job: Callable[[], None]) -> None:
        try:
            job()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        for done in [pool.submit(run, job) for job in jobs]:
            done.result()


def test_sixteen_change_the_lead_while_others_edit(connect_as: ConnectAs) -> None:
    family = five_plans()
    helpers = family.actors.keys() - {"samira"}
    agreement = next(one for one in family.case().core().agreements if one.owner in helpers)
    owner, title = agreement.owner, agreement.title
    whom = ("samira", owner)
    grid = family.case().plan.grid

    def turns(thread: int) -> None:
        for turn in range(CHANGES):
            change_lead(family, whom[(thread + turn) % len(whom)])

    def edits() -> None:
        for _ in range(EDITS):
            add_mark(family, owner, agreement.id)
            edit_unlocked(family, owner)

    leading = [lambda thread=thread: turns(thread) for thread in range(THREADS)]
    found = connect_as("postgres")

    def one(query: str) -> object:
        row = found.execute(query, {"household": family.id}).fetchone()
        assert row is not None
        return row[0]

    before = one(LEADS)
    assert isinstance(before, int)
    together([*leading, *[edits] * EDITORS])

    assert one(LEADS) == before + THREADS * CHANGES
    assert one(WHOLE) is True
    assert one(OVERLAPPING) == 0
    assert one(UNTOLD) == 1, "the first, of the team leader, is told by the opening"
    after = family.row(agreement.id)
    assert after.title == title + "." * EDITORS * EDITS
    assert family.case().plan.grid == grid + EDITORS * EDITS
