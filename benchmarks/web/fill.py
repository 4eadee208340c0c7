"""Fills the database: the fictional municipality, copied until there are enough households.

Each copy of the town has households, people, plans and history of its own. Professionals have the
households of `TOWNS_A_TEAM` copies, as many as people really have. The rows are those that the
actions wrote, so the checks of references are left out while they are copied, by a superuser of
the throw-away server; nothing else about the tables differs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg

STRIDE = 1_000_000
"""What lies between the numbers of a row and of its copy in the next town."""
TOWN = 17
"""Households in the town."""
TOWNS_A_TEAM = 8
WORKERS = 2

Connection = psycopg.Connection[tuple[Any, ...]]

TEAM_TABLES = ("people_organisation", "people_professional", "people_area")
"""What several copies of the town share."""
PREFIXES = ("people", "plans", "coordination", "audit")
COPY_OF_TOWN = f"+ n * {STRIDE}"
COPY_OF_TEAM = f"+ ((n - 1) / {TOWNS_A_TEAM} + 1) * {STRIDE}"
RESIDENTS = f"(SELECT id FROM people_account WHERE person_id IS NOT NULL AND id < {STRIDE})"  # noqa: S608
ACTORS = ("actor_id", "recorded_by", "chosen_by", "offered_by")
"""Columns with the number of an account that are no references for the database."""
PLAIN_NUMBERS = frozenset({"id", "household_id", "subject_id"})
"""Columns that number something of the town, with or without a reference."""
UNIQUE_TEXTS: Mapping[tuple[str, str], str] = {
    ("people_household", "code"): "code || to_hex(n)",
    ("people_account", "username"): "username || '-' || n",
    ("people_organisation", "name"): "name || ' ' || n",
    ("people_area", "name"): "name || ' ' || n",
}

COLUMNS = """
    SELECT c.relname, a.attname, (
        SELECT f.confrelid::regclass::text FROM pg_constraint f
        WHERE f.contype = 'f' AND f.conrelid = c.oid AND f.conkey = ARRAY[a.attnum]
    )
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attnum > 0
      AND NOT a.attisdropped AND split_part(c.relname, '_', 1) = ANY (%s)
    ORDER BY c.relname, a.attnum
"""
ENOUGH = "SELECT count(*) FROM people_household"


def fill(conninfo: str, households: int) -> None:
    """Copy the town until there are this many households; go on from what is there already."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        first = _count(connection) // TOWN
        statements = list(_statements(connection, first, -(-households // TOWN) - 1))
    with ThreadPoolExecutor(WORKERS) as workers:
        list(workers.map(lambda one: _run(conninfo, one), statements))
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute("CHECKPOINT")


def _count(connection: Connection) -> int:
    row = connection.execute(ENOUGH).fetchone()
    assert row is not None
    return int(row[0])


def _statements(connection: Connection, first: int, last: int) -> list[Sequence[str]]:
    """Return for each table what runs one after another; tables do not wait for each other."""
    columns: dict[str, dict[str, str | None]] = {}
    for table, column, target in connection.execute(COLUMNS, [list(PREFIXES)]).fetchall():
        columns.setdefault(table, {})[column] = target
    return [
        (
            "SET session_replication_role = replica",
            *_copies(table, found, first, last),
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id) + 1) FROM {table}",  # noqa: S608
            f"VACUUM ANALYZE {table}",
        )
        for table, found in sorted(columns.items(), key=lambda one: one[0] != "audit_event")
    ]


def _copies(table: str, columns: Mapping[str, str | None], first: int, last: int) -> list[str]:
    towns = (first, last)
    teams = ((first - 1) // TOWNS_A_TEAM + (first > 1), (last - 1) // TOWNS_A_TEAM + 1)
    if table in TEAM_TABLES:
        return [_copy(table, columns, f"n * {STRIDE}", "true", (max(1, teams[0]), teams[1]))]
    if table == "people_account":
        return [
            _copy(table, columns, f"n * {STRIDE}", "person_id IS NOT NULL", towns),
            _copy(
                table, columns, f"n * {STRIDE}", "person_id IS NULL", (max(1, teams[0]), teams[1])
            ),
        ]
    return [_copy(table, columns, "", "true", towns)]


def _copy(
    table: str,
    columns: Mapping[str, str | None],
    plain: str,
    which: str,
    numbers: tuple[int, int],
) -> str:
    """Return the statement that copies the rows; `plain`: all references move by the same."""
    values = [_value(table, name, target, plain) for name, target in columns.items()]
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} "  # noqa: S608
        f"FROM {table}, generate_series({numbers[0]}::bigint, {numbers[1]}) n "
        f"WHERE id < {STRIDE} AND {which} ON CONFLICT (id) DO NOTHING"
    )


def _value(table: str, column: str, target: str | None, plain: str) -> str:
    if (table, column) in UNIQUE_TEXTS:
        return UNIQUE_TEXTS[table, column]
    if plain and (column == "id" or target):
        return f"{column} + {plain}"
    if column in ACTORS:
        move = f"CASE WHEN {column} IN {RESIDENTS} THEN n ELSE (n - 1) / {TOWNS_A_TEAM} + 1 END"
        return f"{column} + {STRIDE} * ({move})"
    if target in TEAM_TABLES:
        return f"{column} {COPY_OF_TEAM}"
    return f"{column} {COPY_OF_TOWN}" if column in PLAIN_NUMBERS or target else column


def _run(conninfo: str, statements: Sequence[str]) -> None:
    with psycopg.connect(conninfo, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)
