"""What the site asks of its database before it answers anybody.

Row-level security holds for who owns nothing and may bypass nothing; a site that signs in as
anybody else would show everything to everybody, and nobody would notice. So it does not start.
"""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import Error, connection

from tandem.config.embedded.place import CLUSTER_PREFIX
from tandem.records.door import plumbing

ROLES = """
    SELECT rolname, rolsuper, rolbypassrls, rolcreaterole
    FROM pg_roles WHERE pg_has_role(current_user, oid, 'MEMBER') AND rolname !~ '^pg_'
"""
OWNED = """
    SELECT count(*) FROM pg_class
    WHERE pg_has_role(current_user, relowner, 'MEMBER')
    AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND relpersistence <> 't'
"""
MIGHT = (
    (1, "a superuser"),
    (2, "free of row-level security"),
    (3, "one that makes roles"),
)


def refuse_unfit_database() -> None:
    """Raise ImproperlyConfigured, with a sentence for each thing that is wrong with the role."""
    try:
        found = [*unfit_settings(), *unfit_roles(), *owned_tables(), *unfit_server()]
    except Error as error:
        raise ImproperlyConfigured(
            f"Tandem does not start: the database does not answer ({type(error).__name__})."
        ) from None
    if found:
        listed = "\n".join(f"  - {sentence}" for sentence in found)
        raise ImproperlyConfigured(f"Tandem does not start on this database:\n{listed}")


def unfit_settings() -> list[str]:
    """Return whether who works here gets in with a password alone, as only tests may."""
    if settings.TANDEM_SECOND_STEP or settings.TANDEM_DEMO:
        return []
    return ["The second step of signing in is switched off: take TANDEM_SECOND_STEP away."]


def unfit_roles() -> list[str]:
    """Return what is wrong with the role that the site signs in as, or that it may become."""
    return [
        f"The site runs as {role[0]}, or may become it, and that role is {what}: use tandem_app."
        for role in _rows(ROLES)
        for column, what in MIGHT
        if role[column]
    ]


def owned_tables() -> list[str]:
    """Return whether the role owns tables: row-level security does not hold for an owner."""
    ((count,),) = _rows(OWNED)
    return (
        [f"The site's role owns {count} tables, or may become their owner: use tandem_app."]
        if count
        else []
    )


def unfit_server() -> list[str]:
    """Return whether this is the server that comes along, which only the demo and tests use."""
    ((name,),) = _rows("SELECT current_setting('cluster_name')")
    if settings.TANDEM_DEMO or not str(name).startswith(CLUSTER_PREFIX):
        return []
    return ["The database is the one that comes along for the demo: name a real one."]


def _rows(sql: str) -> list[tuple[object, ...]]:
    with plumbing(), connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())
