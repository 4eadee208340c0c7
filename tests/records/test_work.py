"""The one door: what goes through it, what is written last, and what does not get in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from psycopg import sql

from tandem.core.access import SYSTEM, Actor
from tandem.records.audit.models import Event, Look
from tandem.records.coordination.models import Lead, Outbox
from tandem.records.door import NestedWorkError, OutsideWorkError, plumbing
from tandem.records.people.models import Household, Organisation
from tandem.records.work import SomebodyWasFirstError, Work, work
from tests.database import ConnectAs
from tests.records.rows import MOMENT, one
from tests.records.scene import Home, home

committed = pytest.mark.django_db(transaction=True)
taken_back = pytest.mark.django_db

SETTINGS = "SELECT tandem_actor(), tandem_moment()"


@pytest.fixture
def mine(connect_as: ConnectAs) -> Home:
    return home(connect_as("tandem_owner"), "mine")


def actor(made: Home) -> Actor:
    return Actor(made.involved, "helper", professional=made.professional)


def asked(query: str) -> tuple[object, ...]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        row = cursor.fetchone()
    assert row is not None
    return tuple(row)


def rename(opened: Work, made: Home, name: str) -> None:
    Household.objects.filter(pk=made.id).update(name=name)
    opened.event("renamed", household=made.id, subject="household", subject_id=made.id, name=name)
    opened.look(made.id, "plan")
    opened.later("tell", household=made.id, name=name)


def written(made: Home) -> tuple[str, int, int, int]:
    """Return what a later work finds: the name, and how many rows were written beside."""

    def look(_: Work) -> tuple[str, int, int, int]:
        name = Household.objects.get(pk=made.id).name
        return name, Event.objects.count(), Look.objects.count(), Outbox.objects.count()

    return work(actor(made), MOMENT).run(look)


# --- outside --------------------------------------------------------------------------------


@taken_back
def test_nothing_runs_outside() -> None:
    new = Organisation(name="outside")
    for outside in (
        Organisation.objects.count,
        new.save,
        lambda: Organisation.objects.bulk_create([new]),
        lambda: Organisation.objects.filter(pk=1).update(name="x"),
        lambda: list(Organisation.objects.iterator()),
        lambda: Organisation.objects.raw("SELECT 1 AS id")[0],
        lambda: asked("SELECT 1"),
        lambda: connection.cursor().executemany("SELECT %s", [(1,)]),
    ):
        with pytest.raises(OutsideWorkError, match="open a work"):
            outside()


@committed
def test_the_door_closes_behind_a_work(mine: Home) -> None:
    def fail(_: Work) -> None:
        raise LookupError

    work(actor(mine), MOMENT).run(lambda _: None)
    with pytest.raises(LookupError):
        work(actor(mine), MOMENT).run(fail)
    with pytest.raises(OutsideWorkError):
        Organisation.objects.count()


@taken_back
def test_what_is_read_late_does_not_run() -> None:
    late = work(SYSTEM, MOMENT).run(lambda _: Organisation.objects.all())
    with pytest.raises(OutsideWorkError):
        list(late)


def test_a_moment_has_a_time_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        work(SYSTEM, datetime(2026, 11, 21))  # noqa: DTZ001 - the point


@taken_back
def test_a_work_inside_a_work_is_refused() -> None:
    def nested(_: Work) -> None:
        work(SYSTEM, MOMENT).run(lambda _: None)

    with pytest.raises(NestedWorkError, match="pass the open one on"):
        work(SYSTEM, MOMENT).run(nested)
    work(SYSTEM, MOMENT).run(lambda _: None)


@taken_back
def test_signing_in_and_sessions_run_inside_a_work() -> None:
    def with_plumbing(_: Work) -> int:
        with plumbing():
            count = Organisation.objects.count()
        return count + Organisation.objects.count()

    assert work(SYSTEM, MOMENT).run(with_plumbing) == 0


# --- who and when ---------------------------------------------------------------------------


@committed
@pytest.mark.parametrize("fails", [False, True])
def test_actor_and_moment_are_known_inside_and_gone_after(mine: Home, *, fails: bool) -> None:
    moment = datetime(2026, 11, 21, 12, 0, 0, 123_456, tzinfo=UTC)

    def look(_: Work) -> None:
        assert asked(SETTINGS) == (mine.involved, moment)
        if fails:
            raise LookupError

    if fails:
        with pytest.raises(LookupError):
            work(actor(mine), moment).run(look)
    else:
        work(actor(mine), moment).run(look)
    with plumbing():
        assert asked(SETTINGS) == (None, None)
        assert Household.objects.count() == 0


@committed
def test_tandem_itself_has_no_account() -> None:
    moment, account = work(SYSTEM, MOMENT).run(lambda opened: (opened.at, asked(SETTINGS)))
    assert (moment, account) == (MOMENT, (None, MOMENT))
    with pytest.raises(PermissionError, match="a person decides"):
        work(SYSTEM, MOMENT).run(lambda opened: opened.account)


@committed
def test_others_see_a_change_when_it_is_whole(mine: Home) -> None:
    assert work(SYSTEM, MOMENT).run(lambda _: asked("SHOW transaction_isolation")) == (
        "read committed",
    )
    assert written(mine)[0] == "mine"


# --- what is written last -------------------------------------------------------------------


@committed
def test_outbox_events_and_looks_are_written_last_in_that_order(mine: Home) -> None:
    def change(opened: Work) -> None:
        rename(opened, mine, "first")
        rename(opened, mine, "second")

    with plumbing():
        connection.ensure_connection()
    with CaptureQueriesContext(connection) as seen:
        work(actor(mine), MOMENT).run(change)
    told = [query["sql"].strip() for query in seen.captured_queries]
    inserts = [line.split()[2] for line in told if line.startswith("INSERT")]
    assert inserts == ["coordination_outbox", "audit_event", "audit_look"]
    assert max(n for n, line in enumerate(told) if line.startswith("UPDATE")) < min(
        n for n, line in enumerate(told) if line.startswith("INSERT")
    )
    assert written(mine) == ("second", 3, 2, 3)  # two events, one look, two in the outbox more


@committed
def test_who_when_and_what_stand_in_the_event(mine: Home) -> None:
    work(actor(mine), MOMENT).run(lambda opened: rename(opened, mine, "new"))
    last = work(actor(mine), MOMENT).run(lambda _: Event.objects.order_by("-id")[0])
    assert (last.actor_id, last.at, last.verb) == (mine.involved, MOMENT, "renamed")
    assert (last.household_id, last.subject, last.subject_id) == (mine.id, "household", mine.id)
    assert last.data == {"name": "new"}


@committed
def test_events_of_no_household_are_written(mine: Home, connect_as: ConnectAs) -> None:
    def change(opened: Work) -> None:
        opened.event("added", household=None, subject="organisation")
        opened.later("tell-all")

    work(actor(mine), MOMENT).run(change)
    worker = connect_as("tandem_worker")
    for table in ("audit_event", "coordination_outbox"):
        count = sql.SQL("SELECT count(*) FROM {} WHERE household_id IS NULL")
        assert one(worker, count.format(sql.Identifier(table))) == 1


@committed
def test_a_change_that_fails_leaves_nothing_behind(mine: Home) -> None:
    def fail(opened: Work) -> None:
        rename(opened, mine, "new")
        raise LookupError

    with pytest.raises(LookupError):
        work(actor(mine), MOMENT).run(fail)
    assert written(mine) == ("mine", 1, 1, 1)


@committed
def test_a_change_whose_event_is_refused_is_taken_back(mine: Home, connect_as: ConnectAs) -> None:
    other = home(connect_as("tandem_owner"), "other")

    def change(opened: Work) -> None:
        rename(opened, mine, "new")
        opened.look(other.id, "plan")

    with pytest.raises(Exception, match="row-level security"):
        work(actor(mine), MOMENT).run(change)
    assert written(mine) == ("mine", 1, 1, 1)


# --- what is checked late -------------------------------------------------------------------


@committed
@pytest.mark.parametrize("told", [False, True])
def test_what_is_checked_late_surfaces_inside(mine: Home, *, told: bool) -> None:
    """A gap in the lead is looked at when the change ends, with or without an event."""

    def leave_a_gap(opened: Work) -> None:
        lead = Lead.objects.get(household_id=mine.id)
        lead.period = type(lead.period)(lead.period.lower, MOMENT)
        lead.save(update_fields=["period"])
        if told:
            opened.event("left", household=mine.id, subject="lead")

    with pytest.raises(SomebodyWasFirstError) as stopped:
        work(actor(mine), MOMENT).run(leave_a_gap)
    assert stopped.value.constraint == "lead_without_gap"


@committed
def test_once_opens_a_single_transaction(mine: Home) -> None:
    with work(actor(mine), MOMENT).once() as opened:
        assert transaction.get_connection().in_atomic_block
        rename(opened, mine, "once")
    assert written(mine) == ("once", 2, 2, 2)
