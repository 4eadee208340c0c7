"""Sixteen at once: every edit of an agreement counts, or its editor is told."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import connection

from tandem.actions.errors import ChangedMeanwhileError
from tandem.actions.households import case_of
from tandem.actions.plans.change_agreement import change_agreement
from tandem.actions.plans.draft import draft_of
from tandem.records.plans.history import history_of_agreement
from tandem.records.work import Work, work
from tests.actions.plans.family import NOON, Family, five_plans

THREADS = 16
EDITS = 3
KEY = "coach-talk"


def moment(thread: int, number: int) -> datetime:
    return NOON + timedelta(hours=1, seconds=number, milliseconds=thread)


def letter(thread: int, number: int) -> str:
    return chr(ord("Ā") + thread * EDITS + number)


def edit_until_it_counts(family: Family, thread: int, number: int) -> int:
    """Write one letter more into the title; return how often another was first."""
    door = work(family.actors["bram"], moment(thread, number))

    def edit(opened: Work, version: int, title: str) -> None:
        case = case_of(opened, family.code)
        row = case.plan.agreement(KEY)
        assert row is not None
        draft = replace(draft_of(case, row), title=title)
        change_agreement(opened, family.code, key=KEY, version=version, draft=draft)

    for refused in range(10_000):
        row = door.run(lambda w: case_of(w, family.code)).plan.agreement(KEY)
        assert row is not None
        version, title = row.version, row.title + letter(thread, number)
        try:
            door.run(lambda w, v=version, t=title: edit(w, v, t))  # type: ignore[misc]
        except ChangedMeanwhileError:
            continue
        return refused
    pytest.fail("never came to it")


def at_once(do: Callable[[int], int]) -> int:
    """Do something in so many threads; return the sum of what they say."""

    def then_close(thread: int) -> int:
        try:
            return do(thread)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return sum(pool.map(then_close, range(THREADS)))


@pytest.mark.django_db(transaction=True)
def test_no_edit_is_lost() -> None:
    family = five_plans()

    def edit(thread: int) -> int:
        return sum(edit_until_it_counts(family, thread, number) for number in range(EDITS))

    assert at_once(edit) > 0, "nobody was ever in anybody's way: this proves nothing"
    row = family.row(KEY)
    letters = row.title.removeprefix("Coachgesprek")
    assert row.version == 1 + THREADS * EDITS
    assert sorted(letters) == [letter(t, n) for t in range(THREADS) for n in range(EDITS)]
    family.at = moment(THREADS, EDITS) + timedelta(hours=1)
    events = family.run("bram", lambda w: history_of_agreement(w, family.id, row.id))
    titles = [one.data["became"]["title"] for one in events if one.verb == "changed"]
    assert titles == [f"Coachgesprek{letters[:count]}" for count in range(1, THREADS * EDITS + 1)]
