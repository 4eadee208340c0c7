"""Fills the database: the fictional municipality, copied until there are enough households.

Each copy of the town has households, people, plans and history of its own. Professionals have the
households of `TOWNS_A_TEAM` copies, as many as people really have. The rows are those that the
actions wrote, so the checks of references are left out while they are copied, by a superuser of
the throw-away server; nothing else about the tables differs.

A few towns are copied in one transaction, which notes that they are there: whoever is stopped
halfway goes on where it was, and the rows are the same.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import psycopg

STRIDE = 1_000_000
"""What lies between the numbers of a row and of its copy in the next town."""
TOWN = 17
"""Households in the town."""
TOWNS_A_TEAM = 8
"""As many as people have; with more there are fewer professionals, who have more households."""
WORKERS = 2
CHUNK = 20
"""Towns that are copied in one transaction."""

Connection = psycopg.Connection[tuple[Any, ...]]

TEAM_TABLES = (
    *("people_organisation", "people_professional", "people_area"),
    *("people_budget", "people_spendingmandate"),
)
"""What several copies of the town share."""
OF_ALL = frozenset({"people_contactpoint", "people_postcodes"}) | {
    *("audit_chain", "audit_seal", "people_throttle", "people_invitation"),
    *("plans_guestlink", "plans_guestletter", "plans_guestanswer", "coordination_savedview"),
    "coordination_outsidesignal",
}
"""What cannot be copied: a postcode belongs to one, a chain has one head, a link has one secret,
and a view is kept once under its name; a receipt has one code."""
PREFIXES = ("people", "plans", "coordination", "audit")
COPY_OF_TOWN = f"+ n * {STRIDE}"
RESIDENTS = f"(SELECT id FROM people_account WHERE person_id IS NOT NULL AND id < {STRIDE})"  # noqa: S608
ACTORS = ("actor_id", "recorded_by", "chosen_by", "offered_by")
"""Columns with the number of an account that are no references for the database."""
OF_ACCOUNTS = frozenset(
    {("coordination_notice", "account_id"), ("coordination_noticeletter", "account_id")}
)
PLAIN_NUMBERS = frozenset({"id", "household_id", "subject_id", "place"})
"""Columns that number something of the town, with or without a reference."""
UNIQUE_TEXTS: Mapping[tuple[str, str], str] = {
    ("people_household", "code"): "code || to_hex(n)",
    ("people_account", "username"): "username || '-' || n",
    ("people_organisation", "name"): "name || ' ' || n",
    ("people_area", "name"): "name || ' ' || n",
    ("coordination_outsidesignal", "receipt"): "sha256(receipt || convert_to(n::text, 'UTF8'))",
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
DONE = """
    CREATE SCHEMA IF NOT EXISTS filled;
    CREATE TABLE IF NOT EXISTS filled.town (number bigint PRIMARY KEY)
"""

Columns = Mapping[str, Mapping[str, str | None]]
"""The columns of each table, and what each points at."""
Told = Callable[[int, int], None]
"""Is told how many towns are there, of how many."""


def nobody(_there: int, _all: int) -> None:
    """Tell nobody how far it is."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Towns of one team that are copied together."""

    first: int
    last: int
    team: int


def bar(what: str) -> Told:
    """Return what draws on the terminal how far it is with something."""

    def draw(there: int, all_of_them: int) -> None:
        width = 40 * there // max(1, all_of_them)
        end = "\n" if there == all_of_them else ""
        sys.stderr.write(f"\r[{'#' * width:40}] {there:,} of {all_of_them:,} {what}{end}")
        sys.stderr.flush()

    return draw


def fill(
    conninfo: str,
    households: int,
    towns_a_team: int = TOWNS_A_TEAM,
    told: Told = nobody,
) -> None:
    """Copy the town until there are this many households; go on from what is there already."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute(DONE)
        there = {row[0] for row in connection.execute("SELECT number FROM filled.town").fetchall()}
        columns = _columns(connection)
    towns = -(-households // TOWN) - 1
    missing = [n for n in range(1, towns + 1) if n not in there]
    done = towns - len(missing)
    _copy_teams(conninfo, columns, sorted({(n - 1) // towns_a_team + 1 for n in missing}))
    with ThreadPoolExecutor(WORKERS) as workers:
        jobs = ((conninfo, columns, one, towns_a_team) for one in chunks(missing, towns_a_team))
        for count in workers.map(_copy_chunk, jobs):
            done += count
            told(done, towns)
    if missing:
        _tidy(conninfo, columns)


def chunks(towns: Iterable[int], towns_a_team: int) -> Iterator[Chunk]:
    """Yield the towns in chunks that follow each other and have one team."""
    begun: Chunk | None = None
    for town in towns:
        team = (town - 1) // towns_a_team + 1
        if begun and begun.team == team and begun.last == town - 1 < begun.first + CHUNK - 1:
            begun = Chunk(begun.first, town, team)
            continue
        if begun:
            yield begun
        begun = Chunk(town, town, team)
    if begun:
        yield begun


def _columns(connection: Connection) -> Columns:
    columns: dict[str, dict[str, str | None]] = {}
    for table, column, target in connection.execute(COLUMNS, [list(PREFIXES)]).fetchall():
        if table not in OF_ALL:
            columns.setdefault(table, {})[column] = target
    return columns


def _copy_teams(conninfo: str, columns: Columns, teams: Sequence[int]) -> None:
    """Copy who works there, once for all towns of a team; what is there stays as it is."""
    if not teams:
        return
    numbers = (teams[0], teams[-1])
    with psycopg.connect(conninfo) as connection:
        connection.execute("SET session_replication_role = replica")
        for table in (*TEAM_TABLES, "people_account"):
            which = "person_id IS NULL" if table == "people_account" else "true"
            plain = f"n * {STRIDE}"
            connection.execute(_copy(table, columns[table], plain, which, numbers, 1))


def _copy_chunk(job: tuple[str, Columns, Chunk, int]) -> int:
    """Copy some towns in one transaction; return how many those are."""
    conninfo, columns, chunk, towns_a_team = job
    with psycopg.connect(conninfo) as connection:
        connection.execute("SET session_replication_role = replica")
        for table, found in sorted(columns.items()):
            if table not in TEAM_TABLES:
                connection.execute(_copy_of_towns(table, found, chunk, towns_a_team))
        connection.execute(
            "INSERT INTO filled.town SELECT generate_series(%s::bigint, %s)",
            [chunk.first, chunk.last],
        )
    return chunk.last - chunk.first + 1


def _tidy(conninfo: str, columns: Columns) -> None:
    """Let numbers go on after those of the copies, and let the server know how many rows it has.

    What people write from then on is never taken for a row of the first town, and copied.
    """

    def tidy(table: str) -> None:
        with psycopg.connect(conninfo, autocommit=True) as connection:
            connection.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), "  # noqa: S608
                f"greatest(coalesce(max(id), 0) + 1, {STRIDE})) FROM {table}"
            )
            connection.execute(f"VACUUM ANALYZE {table}")

    with ThreadPoolExecutor(WORKERS) as workers:
        list(workers.map(tidy, sorted(columns)))
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute("CHECKPOINT")


def _copy_of_towns(
    table: str, columns: Mapping[str, str | None], chunk: Chunk, towns_a_team: int
) -> str:
    towns = (chunk.first, chunk.last)
    if table == "people_account":
        plain = f"n * {STRIDE}"
        return _copy(table, columns, plain, "person_id IS NOT NULL", towns, towns_a_team)
    return _copy(table, columns, "", "true", towns, towns_a_team)


def _copy(
    table: str,
    columns: Mapping[str, str | None],
    plain: str,
    which: str,
    numbers: tuple[int, int],
    towns_a_team: int,
) -> str:
    """Return the statement that copies the rows; `plain`: all references move by the same."""
    values = [_value(table, name, target, plain, towns_a_team) for name, target in columns.items()]
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} "  # noqa: S608
        f"FROM {table}, generate_series({numbers[0]}::bigint, {numbers[1]}) n "
        f"WHERE id < {STRIDE} AND {which} ON CONFLICT (id) DO NOTHING"
    )


def _value(table: str, column: str, target: str | None, plain: str, towns_a_team: int) -> str:
    if (table, column) in UNIQUE_TEXTS:
        return UNIQUE_TEXTS[table, column]
    if plain and (column == "id" or target):
        return f"{column} + {plain}"
    if column in ACTORS or (table, column) in OF_ACCOUNTS:
        move = f"CASE WHEN {column} IN {RESIDENTS} THEN n ELSE (n - 1) / {towns_a_team} + 1 END"
        return f"{column} + {STRIDE} * ({move})"
    if target in TEAM_TABLES:
        return f"{column} + ((n - 1) / {towns_a_team} + 1) * {STRIDE}"
    return f"{column} {COPY_OF_TOWN}" if column in PLAIN_NUMBERS or target else column
