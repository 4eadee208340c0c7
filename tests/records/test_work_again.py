"""What is tried again, what is told at once, and when it is given up: with real adversaries."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.db import DatabaseError, connection
from psycopg.types.range import TimestamptzRange

from tandem.core.access import Actor
from tandem.records import work as door
from tandem.records.coordination.models import StandIn
from tandem.records.door import plumbing
from tandem.records.people.models import Household, Supporter
from tandem.records.plans.models import Plan
from tandem.records.work import BusyError, SomebodyWasFirstError, Work, work
from tests.database import ConnectAs
from tests.records.rows import MOMENT, Database
from tests.records.scene import NEXT_WEEK, Home, home

pytestmark = pytest.mark.django_db(transaction=True)

LOCK = "SELECT 1 FROM people_household WHERE id = %s FOR UPDATE"
WAITS = """
SELECT count(*) FROM pg_stat_activity
WHERE wait_event_type = 'Lock' AND datname = current_database() -- others use this server too
"""


@pytest.fixture
def mine(connect_as: ConnectAs) -> Home:
    return home(connect_as("tandem_owner"), "mine")


@pytest.fixture
def rival(connect_as: ConnectAs) -> Database:
    """Somebody who holds what others need."""
    return connect_as("postgres")


def run(made: Home, do: Callable[[Work], object]) -> object:
    return work(Actor(made.involved, "helper", professional=made.professional), MOMENT).run(do)


def execute(query: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(query, list(values))  # type: ignore[arg-type]


def test_a_lock_that_is_held_for_a_moment(mine: Home, rival: Database) -> None:
    attempts = []
    rival.execute("BEGIN")
    rival.execute(LOCK, [mine.id])

    def change(_: Work) -> None:
        attempts.append(1)
        if len(attempts) == 3:
            rival.execute("COMMIT")
        execute("SET LOCAL lock_timeout = '20ms'")
        Household.objects.filter(pk=mine.id).update(name="after all")

    run(mine, change)
    assert len(attempts) == 3
    assert rival.execute("SELECT name FROM people_household").fetchall() == [("after all",)]


def test_a_lock_that_is_never_let_go(
    mine: Home, rival: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "LONGEST_PAUSE", 0.001)
    attempts = []
    rival.execute("BEGIN")
    rival.execute(LOCK, [mine.id])

    def change(_: Work) -> None:
        attempts.append(1)
        execute(f"{LOCK} NOWAIT", mine.id)

    with pytest.raises(BusyError) as given_up:
        run(mine, change)
    assert len(attempts) == door.ATTEMPTS
    assert "could not obtain lock" in str(given_up.value.__cause__)


def test_two_that_wait_for_each_other(mine: Home, rival: Database, connect_as: ConnectAs) -> None:
    attempts = []
    rival.execute("SET deadlock_timeout = '30s'; SET lock_timeout = 0")  # it is never the victim
    rival.execute("BEGIN")
    rival.execute("SELECT 1 FROM plans_plan FOR UPDATE")
    watch = connect_as("postgres")

    def close_the_circle() -> None:
        while watch.execute(WAITS).fetchone() == (0,):
            time.sleep(0.01)
        rival.execute(LOCK, [mine.id])
        rival.execute("COMMIT")

    def change(_: Work) -> None:
        attempts.append(1)
        Household.objects.filter(pk=mine.id).update(name=f"attempt {len(attempts)}")
        Plan.objects.filter(household_id=mine.id).update(version=len(attempts))

    with _thread(close_the_circle):
        run(mine, change)
    assert len(attempts) == 2
    assert watch.execute("SELECT name FROM people_household").fetchall() == [("attempt 2",)]


def test_what_changed_under_a_snapshot(mine: Home, rival: Database) -> None:
    attempts = []

    def change(_: Work) -> None:
        attempts.append(1)
        if len(attempts) == 1:
            rival.execute("UPDATE people_household SET name = 'theirs'")
        Household.objects.filter(pk=mine.id).update(name="ours")

    with _snapshots():
        run(mine, change)
    assert len(attempts) == 2


@contextmanager
def _snapshots() -> Iterator[None]:
    """Let this connection see one snapshot a transaction, which then may be out of date."""
    with plumbing():
        connection.ensure_connection()
    raw = connection.connection
    raw.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    yield
    raw.isolation_level = None


@contextmanager
def _thread(do: Callable[[], None]) -> Iterator[None]:
    thread = threading.Thread(target=do)
    thread.start()
    try:
        yield
    finally:
        thread.join(20)
        assert not thread.is_alive()


# --- somebody was first ---------------------------------------------------------------------


def stand_in(made: Home) -> None:
    StandIn.objects.create(
        household_id=made.id,
        professional_id=made.professional,
        period=TimestamptzRange(MOMENT, NEXT_WEEK),
    )


def same_key(made: Home) -> None:
    Supporter.objects.create(household_id=made.id, key="s", name="x", since=MOMENT)


def no_reason(made: Home) -> None:
    execute("UPDATE coordination_lead SET reason = '' WHERE household_id = %s", made.id)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        (stand_in, "one_stand_in_at_a_time"),
        (same_key, "one_key_a_supporter"),
        (no_reason, "lead_says_why"),
    ],
)
def test_a_constraint_says_that_somebody_was_first(
    mine: Home, change: Callable[[Home], None], constraint: str
) -> None:
    attempts = []

    def do(_: Work) -> None:
        attempts.append(1)
        change(mine)

    with pytest.raises(SomebodyWasFirstError) as stopped:
        run(mine, do)
    assert stopped.value.constraint == constraint
    assert len(attempts) == 1, "the same change would be stopped again"


def test_what_nobody_can_act_on_is_raised_as_it_is(mine: Home) -> None:
    attempts = []

    def do(_: Work) -> None:
        attempts.append(1)
        execute("SELECT 1 / 0")

    with pytest.raises(DatabaseError, match="division by zero"):
        run(mine, do)
    assert len(attempts) == 1
