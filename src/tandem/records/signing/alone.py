"""Acting for one account before anybody is signed in, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from tandem.records.door import plumbing


@contextmanager
def only(account: int) -> Iterator[None]:
    """Open the side entrance for one account: of others the database shows no passkey or code."""
    with told("app.actor", str(account)):
        yield


@contextmanager
def told(name: str, value: str) -> Iterator[None]:
    """Open the side entrance in a transaction in which the database knows one thing."""
    with plumbing(), transaction.atomic():
        before = _tell(name, value)
        yield
        if before != value:
            _tell(name, before)


def _tell(name: str, value: str) -> str:
    """Tell the database one thing until the transaction ends; return what it knew before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting(%s, true), set_config(%s, %s, true)", [name, name, value]
        )
        return cursor.fetchone()[0] or ""
