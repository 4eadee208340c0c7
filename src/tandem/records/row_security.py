"""Row-level security, in the one shape that is cheap, for the migrations to use.

The scope of an actor is worked out once a statement, as an array; a policy that joined, or that
asked for every row, would cost a hundred times as much.
"""

from __future__ import annotations

from collections.abc import Iterable

APPLICATION = "tandem_app"
WORKER = "tandem_worker"

SCOPE = "household_id = ANY ((SELECT tandem_scope())::bigint[])"
"""The first shape, of the first migrations. What a new table gets is `at_hand()`."""


def at_hand(column: str = "household_id") -> str:
    """Return the condition that a row is of the household at hand, or else within the scope.

    Two conditions that an index can answer. The scope of a page of one household is not even read.
    """
    scope = f"{column} = ANY ((SELECT tandem_scope())::bigint[])"
    return f"{column} = (SELECT tandem_at_hand()) OR {scope}"


PERSON_AT_HAND = """
    id = ANY (ARRAY(
        SELECT m.person_id FROM people_membership m
        WHERE m.household_id = (SELECT tandem_at_hand())
    )) OR id = ANY ((SELECT tandem_person_scope())::bigint[])
"""
"""The same for persons, who may live in two households."""


def secured(table: str, condition: str = SCOPE) -> str:
    """Return SQL that shows a table's rows to the application only within the actor's scope.

    The worker, which acts for nobody in particular, sees all rows; it is another role, that no
    page connects as.
    """
    return f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY within_scope ON {table} TO {APPLICATION}
            USING ({condition}) WITH CHECK ({condition});
        CREATE POLICY everything ON {table} TO {WORKER} USING (true) WITH CHECK (true);
    """


def of_no_household(table: str) -> str:
    """Return SQL that lets the application add rows of no household, which it cannot read."""
    return f"""
        CREATE POLICY of_no_household ON {table} FOR INSERT TO {APPLICATION}
            WITH CHECK (household_id IS NULL);
    """


def never_deleted(tables: Iterable[str]) -> str:
    """Return SQL that takes the right to delete rows of these tables away."""
    return _revoke("DELETE, TRUNCATE", tables)


def append_only(tables: Iterable[str]) -> str:
    """Return SQL that lets rows of these tables only be added and read."""
    return _revoke("UPDATE, DELETE, TRUNCATE", tables)


def _revoke(rights: str, tables: Iterable[str]) -> str:
    return f"REVOKE {rights} ON {', '.join(tables)} FROM {APPLICATION}, {WORKER};"


def may_be_pointed_at(table: str) -> str:
    """Return SQL by which other tables can point at a row together with its household."""
    return f"ALTER TABLE {table} ADD CONSTRAINT {table}_in_household UNIQUE (household_id, id);"


def same_household(table: str, column: str, target: str) -> str:
    """Return SQL that keeps a reference within one household."""
    return f"""
        ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_same_household
            FOREIGN KEY (household_id, {column}) REFERENCES {target} (household_id, id)
            DEFERRABLE INITIALLY DEFERRED;
    """
