"""From a change of a plan, by way of the outbox and the queue, to a verdict."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.db import connections
from psycopg import errors
from psycopg.conninfo import make_conninfo
from psycopg.types.json import Jsonb

from tandem.core.access import SYSTEM
from tandem.records.coordination.models import Outbox
from tandem.records.queue.steps import SCHEMA, TAKEN, shipped
from tandem.records.work import work
from tandem.tasks import watching
from tandem.tasks.checks import check_plan
from tandem.tasks.handing_over import hand_over, put_in_queue
from tandem.tasks.queue import CHECK_ALL, CHECK_PLAN
from tandem.tasks.worker import Pace, run_worker
from tests.actions.plans.family import NOON
from tests.database import ConnectAs
from tests.records.rows import one
from tests.tasks.town import AHEAD, Town, as_worker, verdicts

LATER = NOON + timedelta(days=1)
QUICK = Pace(outbox=0.1, tasks=0.1, heart=0.2, dead=1.0, goodbye=5.0)
JOBS = f"SELECT task_name, args, status FROM {SCHEMA}.procrastinate_jobs ORDER BY id"  # noqa: S608
CHECKS = "SELECT count(*) FROM plans_verdict WHERE household_id = %s"
PATIENCE = 90.0

Worker = psycopg.Connection[tuple[Any, ...]]


@pytest.fixture
def worker(connect_as: ConnectAs) -> Worker:
    """A connection of the worker's role, to look what there is."""
    connection = connect_as("tandem_worker")
    connection.execute(f"SET search_path TO public, {SCHEMA}")
    return connection


def empty_the_queue() -> None:
    # In a thread of its own: a browser of another test may have a loop running in this one.
    with as_worker(), ThreadPoolExecutor(1) as apart:
        apart.submit(run_worker, QUICK, until_empty=True).result()


def waits_in_outbox(worker: Worker) -> int:
    sql = "SELECT count(*) FROM coordination_outbox WHERE done_at IS NULL AND name = 'check-plan'"
    return int(one(worker, sql))


# --- into the queue -------------------------------------------------------------------------


def test_a_change_of_a_plan_asks_for_a_check(town: Town, worker: Worker) -> None:
    before = waits_in_outbox(worker)
    town.retitle("Praten")
    assert waits_in_outbox(worker) == before + 1


def test_what_waits_becomes_one_task_for_a_household(town: Town, worker: Worker) -> None:
    town.retitle("Praten")
    town.retitle("Spreken")
    with as_worker():
        assert hand_over(LATER) >= 2
        assert hand_over(LATER) == 0
    jobs = worker.execute(JOBS).fetchall()
    assert (CHECK_PLAN, {"household": town.family.id}, "todo") in jobs
    assert len(jobs) == len({str(job) for job in jobs}), "one task for each household"
    assert waits_in_outbox(worker) == 0


def test_in_the_queue_stand_numbers_only(town: Town, worker: Worker) -> None:
    town.retitle("Praten")
    with as_worker():
        hand_over(LATER)
    for _, numbers, _ in worker.execute(JOBS).fetchall():
        assert all(isinstance(value, int) for value in numbers.values())


def test_what_nobody_knows_yet_stays_in_the_outbox(town: Town, worker: Worker) -> None:
    told = (
        "SELECT count(*) FROM coordination_outbox "
        "WHERE done_at IS NULL AND starts_with(name, 'tell-')"
    )
    before = one(worker, told)
    assert before
    with as_worker():
        hand_over(LATER)
    assert one(worker, told) == before
    del town


def test_interrupted_in_between_nothing_happened(
    town: Town, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tandem.tasks import handing_over

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    town.retitle("Praten")
    before = waits_in_outbox(worker)
    with monkeypatch.context() as patch, as_worker():
        patch.setattr(handing_over, "mark_done", fail)
        with pytest.raises(ZeroDivisionError):
            hand_over(LATER)
        assert worker.execute(JOBS).fetchall() == []
        assert waits_in_outbox(worker) == before
    with as_worker():
        assert hand_over(LATER) == before


def test_two_takers_never_take_the_same(town: Town, worker: Worker) -> None:
    town.retitle("Praten")
    with worker.transaction():
        held = worker.execute(
            "SELECT id FROM coordination_outbox WHERE done_at IS NULL AND name = 'check-plan' "
            "FOR UPDATE SKIP LOCKED"
        ).fetchall()
        assert held
        with as_worker():
            assert hand_over(LATER) == 0
    with as_worker():
        assert hand_over(LATER) == len(held)


def test_what_is_due_later_waits_in_the_queue(town: Town, worker: Worker) -> None:
    with as_worker():
        hand_over(LATER)
        work(SYSTEM, LATER).run(
            lambda w: w.later(CHECK_PLAN, household=town.fitting, due=LATER + timedelta(hours=1))
        )
        hand_over(LATER)
    late = worker.execute(
        f"SELECT scheduled_at - now() FROM {SCHEMA}.procrastinate_jobs "  # noqa: S608
        "WHERE scheduled_at IS NOT NULL"
    ).fetchall()
    ((wait,),) = late
    assert timedelta(minutes=59) < wait <= timedelta(hours=1)


def test_what_waits_for_a_later_day_comes_forward(town: Town, worker: Worker) -> None:
    """A term that ends on Wednesday is not forgotten for one that ends on Friday."""

    def later(days: int) -> None:
        due = LATER + timedelta(days=days)
        with as_worker():
            work(SYSTEM, LATER).run(
                lambda w: w.later("pass-time-of-asks", household=town.fitting, due=due)
            )
            hand_over(LATER)

    def waits() -> list[timedelta]:
        sql = "SELECT scheduled_at - now() FROM procrastinate_jobs WHERE scheduled_at IS NOT NULL"
        return [row[0] for row in worker.execute(sql).fetchall()]

    with as_worker():
        hand_over(LATER)
    for days, left in ((5, 5), (3, 3), (4, 3)):
        later(days)
        (wait,) = waits()
        assert timedelta(days=left, minutes=-1) < wait <= timedelta(days=left)
    worker.execute("UPDATE procrastinate_jobs SET attempts = 1 WHERE scheduled_at IS NOT NULL")
    later(1)
    (wait,) = waits()
    assert wait > timedelta(days=2), "what failed keeps its pause"


# --- out of the queue -----------------------------------------------------------------------


def test_the_worker_checks_what_changed(town: Town, worker: Worker) -> None:
    town.retitle("Praten")
    empty_the_queue()
    assert one(worker, CHECKS, [town.family.id]) == 1
    assert [job for job in worker.execute(JOBS).fetchall() if job[2] != "succeeded"] == []


def test_done_twice_it_changes_nothing(town: Town, worker: Worker) -> None:
    with as_worker():
        check_plan(household=town.family.id)
        check_plan(household=town.family.id)
        work(SYSTEM, NOON).run(lambda _: verdicts(town.family.id))
    assert one(worker, CHECKS, [town.family.id]) == 1


@pytest.mark.slow
def test_all_plans_are_a_task_too(
    town: Town, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tandem.tasks.checks.processes", lambda: 1)
    with as_worker():
        put_in_queue(LATER, CHECK_ALL)
        put_in_queue(LATER, CHECK_ALL)
    empty_the_queue()
    rounds = "SELECT count(*), max(fits + not_yet) FROM plans_checkround"
    assert worker.execute(rounds).fetchone() == (1, len(town.households))


def test_new_rules_put_all_plans_in_the_queue(
    town: Town, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tandem.tasks.checks.processes", lambda: 1)
    worker.execute(
        "INSERT INTO plans_checkround (started_at, finished_at, dropped, rules, reached, fits, "
        "not_yet, unknown, failed, solved, changed) "
        "VALUES (now(), now(), false, 'old', 0, 0, 0, 0, 0, 0, 0)"
    )
    empty_the_queue()
    rules = "SELECT count(*) FROM plans_checkround WHERE rules <> 'old'"
    assert one(worker, rules) == 1
    empty_the_queue()
    assert one(worker, rules) == 1
    del town


# --- workers that are processes -------------------------------------------------------------


@contextmanager
def processes(count: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Start workers as production does, and stop them."""
    with as_worker():
        database = connections["default"].settings_dict
        told = f"postgresql://tandem_worker@/{database['NAME']}?host={database['HOST']}"
    script = (
        "import django; django.setup(); from django.conf import settings;"
        "from datetime import timedelta; from tandem.tasks.worker import Pace, run_worker;"
        f"settings.TANDEM_AHEAD = timedelta(days={AHEAD.days}); run_worker({QUICK!r})"
    )
    variables = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tandem.config.settings.test",
        "TANDEM_WORKER_DATABASE_URL": told,
        "TANDEM_AS_WORKER": "1",
    }
    started = [
        subprocess.Popen(
            [sys.executable, "-c", script],
            env=variables,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(count)
    ]
    try:
        yield started
    finally:
        for each in started:
            each.send_signal(signal.SIGTERM)
        for each in started:
            each.wait(PATIENCE)


def comes(is_so: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if is_so():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.slow
def test_two_workers_do_nothing_twice(town: Town, worker: Worker) -> None:
    with processes(2):
        for number in range(5):
            town.retitle(f"Praten {number}")
            assert comes(lambda: waits_in_outbox(worker) == 0)
            assert comes(lambda: not worker.execute(JOBS).fetchall())
    times = one(
        worker,
        f"SELECT max(attempts) FROM {SCHEMA}.procrastinate_jobs",  # noqa: S608
    )
    assert times is None
    digests = "SELECT count(*), count(DISTINCT digest) FROM plans_verdict WHERE household_id = %s"
    found = worker.execute(digests, [town.family.id]).fetchone()
    assert found is not None
    assert found[0] == found[1] == 5


@pytest.mark.slow
def test_a_killed_worker_loses_nothing(town: Town, worker: Worker) -> None:
    """It is killed while it holds a task; another does that task."""
    with worker.transaction():
        worker.execute("LOCK TABLE plans_verdict IN ACCESS EXCLUSIVE MODE")
        town_changes(town)
        with processes(1) as (first,):
            looking = psycopg.connect(told_of(worker), autocommit=True)
            doing = f"SELECT count(*) FROM {SCHEMA}.procrastinate_jobs WHERE status = 'doing'"  # noqa: S608
            assert comes(lambda: one(looking, doing) > 0)
            first.kill()
            first.wait()
            looking.close()
    assert one(worker, CHECKS, [town.family.id]) == 0
    with processes(1):
        assert comes(lambda: one(worker, CHECKS, [town.family.id]) == 1)
        assert comes(lambda: not worker.execute(JOBS).fetchall())


def left_by_a_dead_worker(town: Town, worker: Worker) -> None:
    """Leave a check half done whose worker is gone, and the same check waiting once more."""
    town.retitle("Praten")
    with as_worker():
        hand_over(LATER)
        worker.execute(
            "UPDATE procrastinate_jobs SET status = 'doing' WHERE task_name = %s", [CHECK_PLAN]
        )
        town.retitle("Spreken")
        hand_over(LATER)
    both = [(CHECK_PLAN, {"household": town.family.id}, each) for each in ("doing", "todo")]
    assert [job for job in worker.execute(JOBS).fetchall() if job in both] == both


def test_left_half_done_and_asked_again_it_is_done_once(town: Town, worker: Worker) -> None:
    left_by_a_dead_worker(town, worker)
    empty_the_queue()
    assert worker.execute(JOBS).fetchall() == []
    assert one(worker, CHECKS, [town.family.id]) == 1


@pytest.mark.slow
def test_a_worker_starts_whatever_another_left(town: Town, worker: Worker) -> None:
    left_by_a_dead_worker(town, worker)
    with processes(2):
        assert comes(lambda: not worker.execute(JOBS).fetchall())
    assert one(worker, CHECKS, [town.family.id]) == 1


def test_failed_and_asked_meanwhile_it_waits_once(
    town: Town, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is asked again while it is being done, and fails: it is tried again after its pause."""

    def fail(*_: object) -> None:
        town.retitle("Spreken")
        hand_over(LATER)
        raise ZeroDivisionError

    town.retitle("Praten")
    with monkeypatch.context() as patch:
        patch.setattr("tandem.tasks.checks.check_part", fail)
        empty_the_queue()
    jobs = "SELECT status, attempts, scheduled_at > now() FROM procrastinate_jobs WHERE args = %s"
    assert worker.execute(jobs, [Jsonb({"household": town.family.id})]).fetchall() == [
        ("todo", 1, True)
    ]


def town_changes(town: Town) -> None:
    town.retitle("Praten")


def told_of(worker: Worker) -> str:
    return make_conninfo(worker.info.dsn)


# --- its tables, and who may see them -------------------------------------------------------


def test_every_step_of_its_tables_is_taken() -> None:
    assert shipped() == TAKEN, "name the new files in a migration of tandem.records.queue"


def test_the_site_may_not_enter_the_queue(connect_as: ConnectAs) -> None:
    site = connect_as("tandem_app")
    with pytest.raises(errors.InsufficientPrivilege):
        site.execute(f"SELECT * FROM {SCHEMA}.procrastinate_jobs")  # noqa: S608


def test_no_table_of_the_queue_belongs_to_a_household(worker: Worker) -> None:
    columns = worker.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = %s", [SCHEMA]
    ).fetchall()
    assert columns
    assert ("household_id",) not in columns


def test_what_waits_and_fails_can_be_watched(town: Town, worker: Worker) -> None:
    town.retitle("Praten")
    with as_worker():
        watching.look(LATER)
        waiting = watching.OUTBOX_WAITING._value.get()
        assert waiting == waits_in_outbox(worker)
        assert watching.OUTBOX_LAG._value.get() > 0
        hand_over(LATER)
        watching.look(LATER)
        assert watching.OUTBOX_WAITING._value.get() == 0
        assert watching.QUEUE_WAITING._value.get() > 0
        worker.execute(f"UPDATE {SCHEMA}.procrastinate_jobs SET status = 'failed'")  # noqa: S608
        watching.look(LATER)
        assert watching.QUEUE_FAILED._value.get() > 0
        assert watching.QUEUE_WAITING._value.get() == 0
    assert watching.LOOKED._value.get() == LATER.timestamp()
    with as_worker():
        work(SYSTEM, LATER).run(lambda _: Outbox.objects.count())
