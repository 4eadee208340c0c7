"""The database is killed in the middle of acknowledged writes: none is lost, and it comes back."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator

import psycopg
import pytest
from django.db import connection, connections
from pytest_django import DjangoDbBlocker

from tandem.config.embedded import Place, running, settle, use
from tandem.config.embedded.server import comes
from tandem.config.prepare import prepare
from tandem.core.access import Actor
from tandem.records.work import Work, work
from tests.conftest import FULL
from tests.database import migrate, new_folder, throw_away
from tests.records.acknowledged import write_and_kill
from tests.records.rows import MOMENT, Database
from tests.records.scene import Home, home

pytestmark = pytest.mark.skipif(not FULL, reason="takes a minute: make test-full")

WRITERS = 8
WRITES, KILLS = 10_000, 5
UP_AGAIN = 5.0
"""Seconds in which the site writes again."""


@pytest.fixture
def durable() -> Iterator[Place]:
    """A server that keeps what it promised, as the demo's does; its keeper starts it again."""
    folder = new_folder()
    place = settle(folder / "postgres")
    try:
        with use(place):
            prepare(lambda database: place.conninfo(database=database))
            migrate(place, "tandem")
            yield place
    finally:
        throw_away(folder)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def site(
    durable: Place, monkeypatch: pytest.MonkeyPatch, django_db_blocker: DjangoDbBlocker
) -> Iterator[Place]:
    """Points new connections of Django at the durable server, as the role of the site."""
    settings = connections.settings["default"]
    for name, value in {
        "NAME": "tandem",
        "HOST": str(durable.sockets),
        "USER": "tandem_app",
        "PORT": "",
    }.items():
        monkeypatch.setitem(settings, name, value)
    with django_db_blocker.unblock():
        yield durable


def connect(place: Place) -> Database:
    return psycopg.connect(place.conninfo(role="tandem_owner"), autocommit=True)


def writer(made: Home) -> Callable[[str], None]:
    door = work(Actor(made.involved, "helper", professional=made.professional), MOMENT)

    def write(token: str) -> None:
        def note(opened: Work) -> None:
            opened.event("noted", household=made.id, subject="test", token=token)

        try:
            door.run(note)
        except BaseException:
            connection.close()
            raise

    return write


def kill(place: Place) -> None:
    """Kill the server as a power cut would; nobody gives it a hand afterwards."""
    assert comes(lambda: running(place) is not None)
    number = running(place)
    assert number is not None
    os.kill(number, signal.SIGKILL)


def test_what_was_acknowledged_is_there_after_the_database_was_killed(site: Place) -> None:
    with connect(site) as database:
        made = home(database, "mine")
    with psycopg.connect(site.conninfo(), autocommit=True) as database:
        database.execute("CHECKPOINT")  # what was prepared is no part of what comes back
    ledger = write_and_kill(
        writer(made),
        lambda: kill(site),
        writers=WRITERS,
        wanted=WRITES,
        kills=KILLS,
        finish=lambda: connection.close(),  # noqa: PLW0108 - that of the writer's own thread
    )
    assert ledger.is_full
    assert ledger.failed, "nobody was writing when it was killed"
    with connect(site) as database:
        found = database.execute("SELECT data ->> 'token' FROM audit_event").fetchall()
    lost = set(ledger.acknowledged) - {token for (token,) in found}
    assert lost == set()
    assert ledger.longest_silence < UP_AGAIN
