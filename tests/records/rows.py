"""Rows written past every guard, as the owner of the tables: what tests are to find, or not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

Database = psycopg.Connection[tuple[Any, ...]]

MOMENT = datetime(2026, 11, 21, 12, tzinfo=UTC)
"""Now, in these tests."""

REQUIRED = """
    SELECT column_name, udt_name FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name = %s AND is_nullable = 'NO'
      AND column_default IS NULL AND is_identity = 'NO'
"""


def insert(database: Database, table: str, **values: object) -> int:
    """Write a row and return its number; columns that must be filled get something."""
    required = database.execute(REQUIRED, [table]).fetchall()
    given = {name: _something(kind) for name, kind in required} | values
    written = sql.SQL("INSERT INTO {} ({}) VALUES ({}) RETURNING id").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, given)),
        sql.SQL(", ").join(sql.Placeholder() * len(given)),
    )
    return int(one(database, written, list(given.values())))


def one(database: Database, query: str | sql.Composed, values: Sequence[object] = ()) -> Any:  # noqa: ANN401 - whatever it is
    """Return the one value that a query gives."""
    row = database.execute(query, values).fetchone()
    assert row is not None
    return row[0]


def act(database: Database, account: int | None, at: datetime = MOMENT) -> None:
    """Tell the database who acts and when, for the session, as `work` does for a transaction."""
    database.execute(
        "SELECT set_config('app.actor', %s, false), set_config('app.at', %s, false)",
        [str(account or ""), at.isoformat()],
    )


def _something(kind: str) -> object:
    return {
        "text": "x",
        "varchar": "x",
        "bool": False,
        "date": date(2026, 11, 21),
        "timestamptz": MOMENT,
        "jsonb": Jsonb({}),
        "_varchar": [],
        "bytea": b"x",
    }.get(kind, 1)
