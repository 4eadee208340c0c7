"""With every filter in Python switched off, another household's rows are not there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from psycopg import errors, sql
from psycopg.types.json import Jsonb

from tests.records.conftest import Scene
from tests.records.protection import (
    OF_NOBODY_ELSE,
    REFERENCES,
    loose_references,
    tables,
    unprotected,
    wrongly_seen,
)
from tests.records.rows import Database, act, insert, one

KEPT_FROM_SIGHT = [
    "ALTER TABLE {} DISABLE ROW LEVEL SECURITY",
    "DROP POLICY within_scope ON {}",
    "ALTER POLICY within_scope ON {} USING (true)",
    "CREATE POLICY too_wide ON {} FOR SELECT TO tandem_app USING (true)",
    "CREATE POLICY too_wide ON {} TO PUBLIC USING (true)",
]
OF_NO_HOUSEHOLD = {
    "audit_event": """
        INSERT INTO audit_event (at, verb, subject, data) VALUES (now(), 'x', 'x', '{}')
    """,
    "coordination_outbox": """
        INSERT INTO coordination_outbox (name, payload, due_at, attempts, error)
        VALUES ('x', '{}', now(), 0, '')
    """,
}


@contextmanager
def refused(database: Database, *kinds: type[psycopg.Error]) -> Iterator[None]:
    with pytest.raises(kinds or errors.InsufficientPrivilege), database.transaction():
        yield


def test_every_table_of_a_household_is_found_and_filled(owner: Database, scene: Scene) -> None:
    found = tables(owner)
    assert len(found) >= 25
    assert sorted(scene.mine.rows) == found, "give `scene.home` a row of the new table"


def test_every_table_of_a_household_is_protected(owner: Database) -> None:
    assert unprotected(owner) == []


def test_only_own_rows_are_seen(app: Database, scene: Scene) -> None:
    act(app, scene.mine.involved)
    assert wrongly_seen(app, scene.mine, scene.other) == []
    act(app, scene.other.involved)
    assert wrongly_seen(app, scene.other, scene.mine) == []


def test_a_row_without_a_household_is_written_and_never_seen(app: Database, scene: Scene) -> None:
    act(app, scene.mine.involved)
    for table, written in OF_NO_HOUSEHOLD.items():
        with refused(app):  # to hand it back is to see it
            insert(app, table, household_id=None)
        app.execute(written)
        seen = sql.SQL("SELECT count(*) FROM {} WHERE household_id IS NULL")
        assert one(app, seen.format(sql.Identifier(table))) == 0


@pytest.mark.parametrize("statement", KEPT_FROM_SIGHT)
def test_taking_a_policy_away_is_noticed_twice(
    superuser: Database, scene: Scene, statement: str
) -> None:
    """For every table, by the catalog and by what is seen; so neither test proves nothing."""
    act(superuser, scene.mine.involved)
    _in_the_circle(superuser, scene)
    for table in tables(superuser):
        with superuser.transaction(force_rollback=True):
            superuser.execute(sql.SQL(statement).format(sql.Identifier(table)))
            assert unprotected(superuser, table), table
            superuser.execute("SET LOCAL ROLE tandem_app")
            assert wrongly_seen(superuser, scene.mine, scene.other, table), table


def _in_the_circle(superuser: Database, scene: Scene) -> None:
    """Let who helps in one household be in the circle of a conversation in the other.

    Else a second policy would keep its messages, and the first would not be missed.
    """
    insert(
        superuser,
        "coordination_talker",
        household_id=scene.other.id,
        talk_id=scene.other.rows["coordination_talk"],
        professional_id=scene.mine.professional,
    )
    superuser.execute("SET CONSTRAINTS ALL IMMEDIATE")
    superuser.execute("SET CONSTRAINTS ALL DEFERRED")


def test_a_new_table_without_a_policy_is_noticed(superuser: Database) -> None:
    superuser.execute("CREATE TABLE plans_forgotten (id bigint, household_id bigint)")
    assert unprotected(superuser) == [
        "plans_forgotten: row-level security is off",
        "plans_forgotten: no policy for everything",
    ]


def test_without_an_actor_there_is_nothing(app: Database) -> None:
    for account in (None, 999_999):
        act(app, account)
        for table in tables(app):
            count = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
            assert one(app, count) == 0, table


def test_without_a_moment_there_is_nothing(app: Database, scene: Scene) -> None:
    app.execute("SELECT set_config('app.actor', %s, true)", [str(scene.mine.involved)])
    assert one(app, "SELECT count(*) FROM plans_plan") == 0


def test_the_worker_sees_all(worker: Database) -> None:
    for table in tables(worker):
        count = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
        assert one(worker, count) >= 2, table


def test_rows_of_another_household_are_not_written(
    app: Database, superuser: Database, scene: Scene
) -> None:
    act(app, scene.mine.involved)
    for table in tables(app):
        column = OF_NOBODY_ELSE.get(table, "household_id")
        theirs = scene.other.rows[table] if column == "id" else scene.other.id
        named = {"table": sql.Identifier(table), "column": sql.Identifier(column)}
        for statement in (
            "UPDATE {table} SET {column} = {column} WHERE {column} = %s",
            "DELETE FROM {table} WHERE {column} = %s",
        ):
            try:
                with app.transaction():
                    done = app.execute(sql.SQL(statement).format(**named), [theirs])
                    assert done.rowcount == 0, table
            except errors.InsufficientPrivilege:
                continue
    assert wrongly_seen(superuser, scene.mine, scene.other) != []  # they are still there


def test_nothing_is_added_to_another_household(
    app: Database, superuser: Database, scene: Scene
) -> None:
    act(app, scene.mine.involved)
    for table in tables(app):
        copy = _copy(superuser, table, scene.other.rows[table])
        if table == "people_person":
            continue
        with refused(app):
            _add(app, table, copy)


def test_own_rows_are_not_moved_to_another_household(app: Database, scene: Scene) -> None:
    act(app, scene.mine.involved)
    for table in tables(app):
        if table in OF_NOBODY_ELSE:
            continue
        move = sql.SQL("UPDATE {} SET household_id = %s").format(sql.Identifier(table))
        with refused(app):
            app.execute(move, [scene.other.id])


def test_nobody_becomes_a_member_to_be_seen(app: Database, scene: Scene) -> None:
    """Somebody else's resident cannot be taken into an own household, and so be read."""
    act(app, scene.mine.involved)
    values = {"household_id": scene.mine.id, "key": "stolen", "person_id": scene.other.person}
    with refused(app):
        insert(app, "people_membership", **values)
    with refused(app):
        app.execute("UPDATE people_membership SET person_id = %s", [scene.other.person])
    assert one(app, "SELECT count(*) FROM people_person WHERE name = 'member of other'") == 0


def test_references_carry_the_household_along(superuser: Database, scene: Scene) -> None:
    assert loose_references(superuser) == []
    references = superuser.execute(REFERENCES).fetchall()
    assert len(references) >= 28
    for table, column, target, _ in references:
        beside = [
            other
            for place, other, *_ in references
            if place == table and other != column and _what(table, other) == _what(table, column)
        ]
        with refused(superuser, errors.ForeignKeyViolation):
            _make_room(superuser, table, scene.other.id)
            superuser.execute(
                sql.SQL("UPDATE {} SET {} WHERE id = %s").format(
                    sql.Identifier(table), _set(column, beside)
                ),
                [scene.other.rows[target], scene.mine.rows[table]],
            )
            superuser.execute("SET CONSTRAINTS ALL IMMEDIATE")


OF_ONE = {"member_id", "supporter_id", "item_id", "goal_id"}
"""What something that somebody does herself, and something that was tried, is of: of one."""


def _what(table: str, column: str) -> str:
    """Return what a column says.

    A guardian has the authority that a parent has otherwise; a shield is of one thing.
    """
    if table == "plans_shield" and column != "member_id":
        return "shielded"
    if table in {"coordination_ownaction", "coordination_tried"} and column in OF_ONE:
        return "of one"
    said = column.split("_", maxsplit=1)[0]
    return "parent" if said == "guardian" else said


def _set(column: str, beside: list[str]) -> sql.Composed:
    """Point at one thing, and so no longer at what stood beside it."""
    emptied = [sql.SQL("{} = NULL").format(sql.Identifier(name)) for name in beside]
    return sql.SQL(", ").join([sql.SQL("{} = %s").format(sql.Identifier(column)), *emptied])


def _make_room(superuser: Database, table: str, household: int) -> None:
    """Take away what points already at what will be pointed at: some things have one of these."""
    superuser.execute("SET LOCAL session_replication_role = replica")
    superuser.execute(
        sql.SQL("DELETE FROM {} WHERE household_id = %s").format(sql.Identifier(table)),
        [household],
    )
    superuser.execute("SET LOCAL session_replication_role = origin")


def _copy(superuser: Database, table: str, number: int) -> dict[str, object]:
    query = sql.SQL("SELECT to_jsonb(t) FROM {} t WHERE id = %s").format(sql.Identifier(table))
    copied = one(superuser, query, [number])
    assert isinstance(copied, dict)
    return copied | {"id": number + 1_000_000}


def _add(database: Database, table: str, copy: dict[str, object]) -> None:
    name = sql.Identifier(table)
    added = sql.SQL("INSERT INTO {} SELECT * FROM jsonb_populate_record(NULL::{}, %s)")
    database.execute(added.format(name, name), [Jsonb(copy)])
