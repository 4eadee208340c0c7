"""Whatever table somebody adds: what is in it about a household can be destroyed with the rest."""

from __future__ import annotations

from psycopg import sql

from tests.records.conftest import Scene
from tests.records.rows import Database

TABLES = """
    SELECT c.relname, EXISTS (
        SELECT FROM pg_attribute a
        WHERE a.attrelid = c.oid AND NOT a.attisdropped AND a.attname = 'household_id'
    )
    FROM pg_class c
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
"""
POINTS_AT = """
    SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint
    WHERE contype = 'f' AND cardinality(conkey) = 1 AND conrelid <> confrelid
"""
BY_NAME = """
    SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE a.attname = 'username' AND c.relkind = 'r'
"""
OF_NO_HOUSEHOLD = {
    "audit_chain",  # hashes only
    "audit_kept_key",  # keys of the site, sealed
    "audit_processing",  # whom it is about stands there encrypted, under a key that changes
    "audit_seal",  # hashes only
    "auth_group",
    "auth_group_permissions",
    "auth_permission",
    "coordination_colleaguequestion",  # without names: it leads to no household
    "coordination_provisiongap",  # which provision, how often and whom to call
    "coordination_destruction",  # numbers and no words: it proves what was destroyed
    "django_content_type",
    "django_migrations",
    "django_session",  # looked into one by one, by `forget_sessions`
    "people_area",
    "people_areaoffice",
    "people_budget",
    "people_spendingmandate",
    "people_contactpoint",
    "people_organisation",
    "people_postcodes",
    "people_professional",
    "people_throttle",  # keyed hashes, of a few minutes
    "plans_checkround",
}
"""Tables in which nothing is about a household: a new one is added here only when that is so."""


def covered(database: Database) -> set[str]:
    """Return the tables of which rows go with a household, a person or an account."""
    found = {name for name, own in database.execute(TABLES).fetchall() if own}
    found |= {"people_household", "people_person", "people_account"}
    found |= {name for (name,) in database.execute(BY_NAME).fetchall()}
    pointing = database.execute(POINTS_AT).fetchall()
    while more := {table for table, target in pointing if target in found} - found:
        found |= more
    return found


def test_every_table_goes_with_a_household_or_holds_nothing_about_one(superuser: Database) -> None:
    every = {name for name, _ in superuser.execute(TABLES).fetchall()}
    assert sorted(every - covered(superuser) - OF_NO_HOUSEHOLD) == []


def test_a_household_goes_from_every_table_at_once(superuser: Database, scene: Scene) -> None:
    """With a row in every table there is, by the function itself; the other one keeps all its."""
    gone, kept = scene.mine, scene.other
    superuser.execute("SELECT tandem_destroy_household(%s)", [gone.id])
    superuser.execute("SET CONSTRAINTS ALL IMMEDIATE")
    left = superuser.execute(
        "SELECT count(*) FROM audit_key WHERE household_id = %s AND wrapped IS NOT NULL", [gone.id]
    ).fetchone()
    assert left == (0,)
    for table in set(gone.rows) - {"audit_event", "audit_look", "audit_key"}:
        query = sql.SQL("SELECT count(*) FROM {} WHERE id = %s").format(sql.Identifier(table))
        for home, count in ((gone, 0), (kept, 1)):
            row = superuser.execute(query, [home.rows[table]]).fetchone()
            assert row == (count,), table
