"""More items than the stories hold, so that as much is open as in a large municipality.

Which household, whose item and what kind follow from the number of the item and a seed alone, so
the same seed gives the same rows, also when somebody was stopped halfway and goes on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import psycopg

from benchmarks.web.fill import STRIDE, Connection, Told

FIRST = 500_000_000_000
"""The number of the first: above all copies, and below what a code in an address can hold."""
CHUNK = 2_000
DONE = "CREATE TABLE IF NOT EXISTS filled.items (first bigint PRIMARY KEY)"
OPEN = "SELECT count(*) FROM coordination_item WHERE closed_at IS NULL"
PAIRS = """
    CREATE TABLE IF NOT EXISTS filled.pair AS
    SELECT row_number() OVER (ORDER BY a.id, b.id) - 1 AS number,
        a.household_id, a.professional_id AS holder, b.professional_id AS other
    FROM people_involvement a JOIN people_involvement b USING (household_id)
    WHERE a.id < {stride} AND b.id < {stride} AND a.professional_id <> b.professional_id
        AND a.until IS NULL AND b.until IS NULL
        AND a.role <> 'enforcement' AND b.role <> 'enforcement'
"""
ITEMS = """
    WITH chosen AS (
        SELECT k, p.household_id + town.n * {stride} AS household_id,
            p.holder + team.t * {stride} AS holder, p.other + team.t * {stride} AS other,
            ('{{action,action,signal}}'::text[])[1 + abs(hashint8extended(k, {seed} + 3)) %% 3]
                AS kind,
            (abs(hashint8extended(k, {seed} + 4)) %% 60 - 20)::int AS days
        FROM generate_series(%(first)s::bigint, %(last)s) k,
            LATERAL (SELECT abs(hashint8extended(k, {seed} + 1)) %% %(towns)s AS n) town,
            LATERAL (
                SELECT CASE WHEN n = 0 THEN 0 ELSE (n - 1) / %(towns_a_team)s + 1 END AS t
            ) team,
            LATERAL (SELECT abs(hashint8extended(k, {seed} + 2)) %% %(pairs)s AS number) choice
            JOIN filled.pair p ON p.number = choice.number
    ), written AS (
        INSERT INTO coordination_item (id, household_id, kind, text, holder_id, version,
            opened_at, due_on, ended, outcome)
        SELECT {first} + k, household_id, kind, 'Nummer ' || k, holder, 1,
            %(at)s::timestamptz - days * interval '6 hours' - interval '10 days',
            (%(at)s::timestamptz + days * interval '1 day')::date, '', '' FROM chosen
    ), signals AS (
        INSERT INTO coordination_signal (id, household_id, item_id, source, concern, received_at,
            given_name, given_telephone, answer)
        SELECT {first} + k, household_id, {first} + k, 'involved', 'home',
            %(at)s::timestamptz - interval '10 days', '', '', ''
        FROM chosen WHERE kind = 'signal'
    )
    INSERT INTO coordination_offer (id, household_id, item_id, to_id, offered_at, offered_by,
        answer) SELECT {first} + k, household_id, {first} + k, other, %(at)s::timestamptz, 1, ''
    FROM chosen WHERE kind = 'action' AND k %% 4 = 0
"""
TABLES = ("coordination_item", "coordination_signal", "coordination_offer")


@dataclass(frozen=True, slots=True)
class More:
    """How many items are to be open, and from which number on those that are added are."""

    wanted: int
    at: datetime
    towns_a_team: int
    seed: int = 6
    base: int = 0


def add_items(conninfo: str, more: More, told: Told) -> int:
    """Add open items until there are so many; return how many are open."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute(DONE)
        connection.execute(PAIRS.format(stride=STRIDE))
        there = _one(connection, f"{OPEN} AND id < {FIRST}")
        towns = 1 + _one(connection, "SELECT count(*) FROM filled.town")
        pairs = _one(connection, "SELECT count(*) FROM filled.pair")
        missing = max(0, more.wanted - there)
        values = {"towns": towns, "pairs": pairs, "towns_a_team": more.towns_a_team, "at": more.at}
        for first in range(0, missing, CHUNK):
            last = min(missing, first + CHUNK) - 1
            _add(connection, more.base + first, more.base + last, more.seed, values)
            told(last + 1, missing)
        for table in TABLES:
            connection.execute(f"VACUUM ANALYZE {table}")
        return _one(connection, OPEN)


def _add(
    connection: Connection, first: int, last: int, seed: int, values: Mapping[str, object]
) -> None:
    """Add some items, unless they are there, and note so in the same transaction."""
    with connection.transaction():
        noted = connection.execute(
            "INSERT INTO filled.items VALUES (%s) ON CONFLICT DO NOTHING", [first]
        )
        if not noted.rowcount:
            return
        connection.execute("SET LOCAL session_replication_role = replica")
        sql = ITEMS.format(stride=STRIDE, seed=seed, first=FIRST)
        connection.execute(sql, {**values, "first": first, "last": last})


def _one(connection: Connection, sql: str) -> int:
    row = connection.execute(sql).fetchone()
    assert row is not None
    return int(row[0])
