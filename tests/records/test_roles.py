"""A role that row-level security does not hold for is refused before anybody is answered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from psycopg import sql

from tandem.config import checks
from tests.records.conftest import Scene
from tests.records.rows import Database

TOO_STRONG = {
    "superuser": "SUPERUSER",
    "row-level security": "BYPASSRLS",
    "makes roles": "CREATEROLE",
}


@pytest.fixture
def role(scene: Scene) -> Iterator[tuple[Database, str]]:
    """A role of this test alone, with the connection that made it."""
    name = f"{scene.name}_role"
    with scene.connect("postgres") as superuser, ExitStack() as afterwards:
        superuser.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(name)))
        gone = sql.SQL("DROP OWNED BY {0}; DROP ROLE {0}").format(sql.Identifier(name))
        afterwards.callback(superuser.execute, gone)
        yield superuser, name


def refusal(monkeypatch: pytest.MonkeyPatch, database: Database) -> str:
    """Return what the start-up says when the site signs in like this; empty when it starts."""

    def rows(query: str) -> list[tuple[object, ...]]:
        return database.execute(query).fetchall()

    monkeypatch.setattr(checks, "_rows", rows)
    try:
        checks.refuse_unfit_database()
    except ImproperlyConfigured as error:
        return str(error)
    return ""


def test_the_role_of_the_site_is_accepted(app: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(monkeypatch, app) == ""


def test_the_worker_is_accepted(worker: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(monkeypatch, worker) == ""


def test_the_owner_of_the_tables_is_refused(
    owner: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "owns" in refusal(monkeypatch, owner)


def test_a_superuser_is_refused(superuser: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "is a superuser" in refusal(monkeypatch, superuser)


@pytest.mark.parametrize(("what", "right"), TOO_STRONG.items())
def test_a_role_that_is_too_strong_is_refused(
    scene: Scene,
    role: tuple[Database, str],
    monkeypatch: pytest.MonkeyPatch,
    what: str,
    right: str,
) -> None:
    superuser, name = role
    superuser.execute(sql.SQL("ALTER ROLE {} " + right).format(sql.Identifier(name)))
    with scene.connect(name) as database:
        assert what in refusal(monkeypatch, database)


@pytest.mark.parametrize("inherits", ["TRUE", "FALSE"])
def test_who_may_become_the_owner_is_refused(
    scene: Scene, role: tuple[Database, str], monkeypatch: pytest.MonkeyPatch, inherits: str
) -> None:
    superuser, name = role
    member = sql.SQL("GRANT tandem_owner TO {}").format(sql.Identifier(name))
    superuser.execute(member)
    right = "INHERIT" if inherits == "TRUE" else "NOINHERIT"
    superuser.execute(sql.SQL("ALTER ROLE {} " + right).format(sql.Identifier(name)))
    with scene.connect(name) as database:
        assert "may become their owner" in refusal(monkeypatch, database)


def test_owning_one_table_is_enough(
    role: tuple[Database, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    superuser, name = role
    with superuser.transaction(force_rollback=True):
        superuser.execute("CREATE TABLE a_view_on (id bigint)")
        superuser.execute(sql.SQL("ALTER TABLE a_view_on OWNER TO {}").format(sql.Identifier(name)))
        superuser.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(name)))
        assert "owns 1 table" in refusal(monkeypatch, superuser)


def test_a_database_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError

    def rows(_query: str) -> list[tuple[object, ...]]:
        raise OperationalError from psycopg.OperationalError()

    monkeypatch.setattr(checks, "_rows", rows)
    with pytest.raises(ImproperlyConfigured, match="does not answer"):
        checks.refuse_unfit_database()
