"""What finds a table of a household that row-level security does not protect.

The catalog is asked, never a list: a table that somebody adds tomorrow is found too.
"""

from __future__ import annotations

from psycopg import sql

from tests.records.rows import Database, one
from tests.records.scene import Home

WITH_HOUSEHOLD = """
    SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
      AND a.attname = 'household_id' AND NOT a.attisdropped
    ORDER BY c.relname
"""
OF_NOBODY_ELSE = {"people_household": "id", "people_person": "id"}
"""Tables that belong to households without a column that says to which."""

SWITCHED_ON = "SELECT relrowsecurity FROM pg_class WHERE oid = %s::regclass"
POLICIES = """
    SELECT policyname, cmd, permissive, coalesce(qual, ''), coalesce(with_check, '')
    FROM pg_policies
    WHERE schemaname = 'public' AND tablename = %s
      AND roles && ARRAY['tandem_app', 'public']::name[]
"""
SHAPE = "({column} = ANY (( SELECT {scope}() AS {scope})::bigint[]))"
"""The first shape of a condition: an array that is worked out once a statement."""
AT_HAND = "(({column} = ( SELECT tandem_at_hand() AS tandem_at_hand)) OR " + SHAPE + ")"
"""The second shape: the household at hand, or else the array."""
HOUSEMATES = """
    SELECT m.person_id FROM people_membership m
    WHERE (m.household_id = ( SELECT tandem_at_hand() AS tandem_at_hand))
"""
PERSON_AT_HAND = "((id = ANY (ARRAY(" + " " + " ".join(HOUSEMATES.split()) + "))) OR " + SHAPE + ")"
"""The same for a person: one of the household at hand, or else of the array."""
OF_A_GUEST = "(household_id = ( SELECT tandem_guest_household() AS tandem_guest_household))"
SAFE_ADDITIONS = {("people_person", "true"), ("audit_event", "(household_id IS NULL)")} | {
    ("coordination_outbox", "(household_id IS NULL)")
}
# A guest, who has no scope at all, adds what follows from the own answer, and reads none of it.
SAFE_ADDITIONS |= {
    (table, OF_A_GUEST) for table in ("audit_event", "audit_look", "coordination_outbox")
} | {
    (
        "plans_guestanswer",
        "(link_id = ( SELECT tandem_guest_may_answer() AS tandem_guest_may_answer))",
    )
}
"""What may be added outside anybody's scope, and cannot be read by who added it."""
SAFE_READINGS = {("audit_key", "SELECT", OF_A_GUEST), ("audit_key", "INSERT", OF_A_GUEST)}
"""The keys of the household's log, without which the look of a guest could not be written."""

REFERENCES = """
    SELECT f.conrelid::regclass::text, a.attname, f.confrelid::regclass::text, EXISTS (
        SELECT FROM pg_constraint g
        WHERE g.contype = 'f' AND g.conrelid = f.conrelid AND g.confrelid = f.confrelid
          AND g.conkey = ARRAY[h.attnum, a.attnum]
    )
    FROM pg_constraint f
        JOIN pg_attribute a ON a.attrelid = f.conrelid AND ARRAY[a.attnum] = f.conkey
        JOIN pg_attribute h ON h.attrelid = f.conrelid AND h.attname = 'household_id'
        JOIN pg_attribute t ON t.attrelid = f.confrelid AND t.attname = 'household_id'
    WHERE f.contype = 'f' AND a.attname <> 'household_id'
    ORDER BY 1, 2
"""


def tables(database: Database) -> list[str]:
    """Return every table whose rows belong to a household."""
    return sorted(
        {name for (name,) in database.execute(WITH_HOUSEHOLD).fetchall()} | set(OF_NOBODY_ELSE)
    )


def unprotected(database: Database, *names: str) -> list[str]:
    """Return what the catalog says is wrong, a line for each table and policy.

    It looks at every table, or at those that are named.
    """
    return [
        f"{table}: {what}"
        for table in names or tables(database)
        for what in _wrong_with(database, table)
    ]


def _wrong_with(database: Database, table: str) -> list[str]:
    wrong = []
    if not one(database, SWITCHED_ON, [table]):
        wrong.append("row-level security is off")
    found = database.execute(POLICIES, [table]).fetchall()
    loosening = [row for row in found if row[2] == "PERMISSIVE"]
    if not any(command == "ALL" for _, command, *_ in loosening):
        wrong.append("no policy for everything")
    for name, command, _, using, check in loosening:
        bare = command == "INSERT" and (table, check) in SAFE_ADDITIONS
        bare |= (table, command, using or check) in SAFE_READINGS
        if not bare and not {_plain(using), _plain(check or using)} <= _shapes(table):
            wrong.append(f"policy {name} lets more through than the scope")
    return wrong


def _plain(condition: str) -> str:
    return " ".join(condition.split())


def _shapes(table: str) -> set[str]:
    if table == "people_person":
        return {PERSON_AT_HAND.format(column="id", scope="tandem_person_scope")}
    column = OF_NOBODY_ELSE.get(table, "household_id")
    return {one.format(column=column, scope="tandem_scope") for one in (SHAPE, AT_HAND)}


def loose_references(database: Database) -> list[str]:
    """Return references between tables of households that do not carry the household along."""
    return [
        f"{table}.{column}"
        for table, column, _, is_whole in database.execute(REFERENCES).fetchall()
        if not is_whole
    ]


def wrongly_seen(database: Database, mine: Home, other: Home, *names: str) -> list[str]:
    """Return what the actor of `mine` sees too much or too little of with `SELECT *`.

    It looks at every table, or at those that are named.
    """
    wrong = []
    for table in names or tables(database):
        column = OF_NOBODY_ELSE.get(table, "household_id")
        for home, expected in ((mine, True), (other, False)):
            wanted = home.rows[table] if column == "id" else home.id
            rows = database.execute(
                sql.SQL("SELECT FROM (SELECT * FROM {}) everything WHERE {} = %s").format(
                    sql.Identifier(table), sql.Identifier(column)
                ),
                [wanted],
            ).fetchall()
            if bool(rows) != expected:
                wrong.append(f"{table}: {len(rows)} rows of {'mine' if expected else 'other'}")
    return wrong
