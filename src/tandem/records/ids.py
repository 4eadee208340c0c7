"""Numbers for rows, taken before the rows are written.

A row that lies in nobody's scope yet cannot be read back by who writes it, so its number has to be
known beforehand; and a whole household is written in a few statements.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.db.models import Model


def allocate(model: type[Model], count: int) -> Iterator[int]:
    """Return `count` numbers that no other row of this table will ever have."""
    if not count:
        return iter(())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],  # noqa: SLF001 - Django's own public name for it
        )
        return iter([number for (number,) in cursor.fetchall()])
