"""Roles, extensions and a database: what a superuser makes before the first migration."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import psycopg
from psycopg import sql

SQL = Path(__file__).parent / "sql"

Conninfo = Callable[[str], str]
"""Gives what to connect with, as a superuser, for a database of this name."""


def prepare(conninfo: Conninfo, database: str = "tandem") -> None:
    """Make the roles and an empty database, as far as they are not there yet."""
    with psycopg.connect(conninfo("postgres"), autocommit=True) as connection:
        _run(connection, "roles.sql")
        found = connection.execute("SELECT FROM pg_database WHERE datname = %s", [database])
        if found.fetchone() is None:
            made = sql.SQL("CREATE DATABASE {} OWNER tandem_owner")
            connection.execute(made.format(sql.Identifier(database)))
    with psycopg.connect(conninfo(database), autocommit=True) as connection:
        _run(connection, "database.sql")


def _run(connection: psycopg.Connection, name: str) -> None:
    connection.execute((SQL / name).read_bytes())
