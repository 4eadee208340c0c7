"""PostgreSQL for the tests: started when a test first needs it, gone when the tests are.

One server serves one run of the tests. The first who needs it migrates a template, as the owner of
the tables; every worker clones it, and its tests connect as the site does, never as the owner.

- `@pytest.mark.django_db`: what the test writes is taken back.
- `@pytest.mark.django_db(transaction=True)` and `live_server`: it is written, and the worker's
  database is cloned anew afterwards.
- `connect_as("tandem_owner")`: a connection of its own, also as `tandem_worker` or `postgres`.
- `empty_server`: a server of its own, for who starts, stops or kills one.

`TANDEM_TEST_POSTGRES` names another PostgreSQL than the wheel's: a version that Debian installed
(`15`), or the folder of its programs.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql
from pytest_django import DjangoDbBlocker

from tandem.config.embedded import EmbeddedError, Place, destroy, settle, use
from tandem.config.embedded.use import held
from tandem.config.prepare import prepare

ROOT = Path(__file__).resolve().parents[1]
ROOMS_WITH_DJANGO = {"actions", "api", "config", "e2e", "records", "scenarios", "tasks", "web"}
ROOMS_WITH_DJANGO |= {"access", "attacks"}
"""Tests in these rooms may import what needs Django; the others start without it."""
NEEDS_DATABASE = {"db", "transactional_db", "live_server", "postgres", "connect_as", "empty_server"}

HOME = "TANDEM_TEST_HOME"
PREFIX = "tandem-tests-"
IN_MEMORY, ON_DISK = Path("/dev/shm"), Path("/tmp")  # noqa: S108 - the folder made there is private
ROOM = 4_000_000_000
"""Bytes that databases of one run may take in memory, with room to spare."""
TEMPLATE = "tandem_template"


def _temporary() -> Path:
    """Return where databases lie: in memory where there is room, else on the disk.

    A clone is some 1,300 files: on a disk that takes twenty times as long.
    """
    there = IN_MEMORY.is_dir() and os.access(IN_MEMORY, os.W_OK | os.X_OK)
    return IN_MEMORY if there and shutil.disk_usage(IN_MEMORY).free >= ROOM else ON_DISK


ConnectAs = Callable[[str], "psycopg.Connection[tuple[Any, ...]]"]


# --- the folder of this run -----------------------------------------------------------------


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        _throw_away_what_was_left()
        os.environ[HOME] = str(new_folder())


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput") and HOME in os.environ:
        throw_away(Path(os.environ.pop(HOME)))


def new_folder() -> Path:
    """Make a folder that also the account of root's server can enter; it says whose it is."""
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=_temporary()))
    folder.chmod(0o711)
    return folder


def throw_away(folder: Path) -> None:
    with suppress(EmbeddedError):
        destroy(place_in(folder))
        shutil.rmtree(folder, ignore_errors=True)


def _throw_away_what_was_left() -> None:
    """Remove what a run left that was killed; its server stopped by itself."""
    for folder in chain(*(place.glob(f"{PREFIX}*") for place in (IN_MEMORY, ON_DISK))):
        pid = folder.name.removeprefix(PREFIX).split("-")[0]
        if folder.stat().st_uid == os.getuid() and not Path(f"/proc/{pid}").exists():
            throw_away(folder)


def place_in(folder: Path) -> Place:
    wanted = os.environ.get("TANDEM_TEST_POSTGRES", "")
    programs = Path(f"/usr/lib/postgresql/{wanted}/bin") if wanted.isdecimal() else Path(wanted)
    return settle(folder / "postgres", binaries=programs if wanted else None, durable=False)


# --- Django, where it is needed -------------------------------------------------------------


def set_up_django() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tandem.config.settings.test"
    import django

    django.setup()


def pytest_pycollect_makemodule(module_path: Path) -> None:
    if ROOMS_WITH_DJANGO.intersection(module_path.relative_to(ROOT).parts[1:-1]):
        set_up_django()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or NEEDS_DATABASE & fixtures:
            item.add_marker(pytest.mark.database)


@pytest.fixture(scope="session", autouse=True)
def _no_database_unless_asked(request: pytest.FixtureRequest) -> Iterator[None]:
    from django.conf import settings

    if not settings.configured:
        yield
        return
    with request.getfixturevalue("django_db_blocker").block():
        yield


# --- one server, one template, a clone for each worker --------------------------------------


@pytest.fixture(scope="session")
def postgres() -> Iterator[Place]:
    """The server of this run, with a migrated template."""
    with use(place_in(Path(os.environ[HOME]))) as place:
        with held(place.home / "template.lock", fcntl.LOCK_EX):
            _make_template(place)
        yield place


def _make_template(place: Place) -> None:
    """Make the template, unless this run has it, or knows already why it cannot be made."""
    told = place.home / "template.told"
    if not told.exists():
        prepare(lambda database: place.conninfo(database=database), TEMPLATE)
        told.write_text(migrate(place, TEMPLATE), encoding="utf-8")
    problem = told.read_text(encoding="utf-8")
    assert not problem, problem


def migrate(place: Place, database: str) -> str:
    """Migrate a database as the owner of its tables, in a process of its own, as in production.

    Returns why that did not succeed, or an empty text.
    """
    migrated = subprocess.run(
        [sys.executable, "-m", "tandem.config.manage", "migrate", "--skip-checks", "-v0"],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tandem.config.settings.test",
            "TANDEM_OWNER_DATABASE_URL": place.url(role="tandem_owner", database=database),
        },
        check=False,
        capture_output=True,
        text=True,
    )
    return migrated.stderr if migrated.returncode else ""


def clone(place: Place, database: str) -> None:
    """Make a database anew, as the template is; who is connected to the old one is sent away."""
    name = sql.Identifier(database)
    made = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER tandem_owner")
    with psycopg.connect(place.conninfo(database="postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        connection.execute(made.format(name, sql.Identifier(TEMPLATE)))


@pytest.fixture(scope="session")
def database_name() -> str:
    """The name of this worker's database."""
    return f"tandem_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"


@pytest.fixture(scope="session")
def django_db_setup(
    postgres: Place,
    database_name: str,
    django_test_environment: None,  # noqa: ARG001
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Points Django at this worker's clone, as the role of the site."""
    from django.db import connections
    from django.test import TestCase, TransactionTestCase

    from tandem.records.door import plumbing

    connections["default"].settings_dict.update(
        NAME=database_name, HOST=str(postgres.sockets), USER="tandem_app", PORT=""
    )

    def begin_anew(*_: object) -> None:
        """Instead of emptying the tables, which the role of the site may not."""
        connections.close_all()
        clone(postgres, database_name)
        with django_db_blocker.unblock(), plumbing():  # to connect is SQL too
            connections["default"].ensure_connection()

    take_back = TestCase._fixture_teardown  # type: ignore[attr-defined]

    def take_back_inside(self: TestCase) -> None:
        with plumbing():  # and so is checking what was deferred
            take_back(self)

    begin_anew()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TestCase, "_fixture_teardown", take_back_inside)
        patch.setattr(TransactionTestCase, "_fixture_teardown", begin_anew)
        yield
    connections.close_all()


@pytest.fixture
def connect_as(postgres: Place, database_name: str, django_db_setup: None) -> Iterator[ConnectAs]:  # noqa: ARG001
    """Connects to this worker's database as any role; sees only what was committed."""
    opened = []

    def connect(role: str) -> psycopg.Connection[tuple[Any, ...]]:
        told = postgres.conninfo(role=role, database=database_name)
        opened.append(psycopg.connect(told, autocommit=True))
        return opened[-1]

    yield connect
    for connection in opened:
        connection.close()


@pytest.fixture
def empty_server() -> Iterator[Place]:
    """A place for a server that nobody started yet, in a folder with a space in its name."""
    folder = new_folder()
    yield place_in(folder / "a folder")
    throw_away(folder / "a folder")
    shutil.rmtree(folder, ignore_errors=True)
