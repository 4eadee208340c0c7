"""Finding, making and destroying the keys of households and residents."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from weakref import WeakKeyDictionary

from django.db import connection

from tandem.records.ledger import secrets

REMEMBERED = 300.0
"""Seconds that a process remembers a key to write under; for reading it always asks anew."""
MOST = 5_000
"""Keys that are remembered for one connection."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose words they are: those about a household, or those of one who lives there."""

    household: int
    person: int | None = None

    @property
    def named(self) -> str:
        """The subject as a text, to which its key is bound."""
        return f"{self.household}:{self.person or ''}"


@dataclass(frozen=True, slots=True)
class Key:
    """A key with its number; `secret` is None when it was destroyed."""

    id: int
    secret: bytes | None


@dataclass(slots=True)
class _Remembered:
    key: Key
    until: float


_known: WeakKeyDictionary[object, dict[Subject, _Remembered]] = WeakKeyDictionary()

# Makes the key when there is none yet, in the same statement.
_FIND = """
WITH known AS (
    SELECT id, wrapped FROM audit_key
    WHERE household_id = %(household)s AND coalesce(person_id, 0) = %(person)s
), made AS (
    INSERT INTO audit_key (household_id, person_id, wrapped, made_at)
    SELECT %(household)s, nullif(%(person)s, 0), %(wrapped)s, %(at)s
    WHERE NOT EXISTS (SELECT FROM known)
    ON CONFLICT DO NOTHING RETURNING id, wrapped
)
SELECT id, wrapped FROM known UNION ALL SELECT id, wrapped FROM made
"""
_DESTROY = """
UPDATE audit_key SET wrapped = NULL, destroyed_at = %(at)s
WHERE wrapped IS NOT NULL AND (
    (%(person)s::bigint IS NULL AND household_id = %(household)s::bigint)
    OR (person_id = %(person)s::bigint
        AND (%(household)s::bigint IS NULL OR household_id = %(household)s::bigint))
)
"""


def key_of(subject: Subject, at: datetime) -> Key:
    """Return the key of a subject to write under, and make it when there is none."""
    remembered = _known.setdefault(connection.connection, {})
    known = remembered.get(subject)
    if known is not None and known.until > time.monotonic():
        return known.key
    key = _find(subject, at) or _find(subject, at)
    if key is None:
        raise LookupError("the key of a log was made and taken away at the same moment")
    connection.on_commit(lambda: _remember(remembered, subject, key))
    return key


def _find(subject: Subject, at: datetime) -> Key | None:
    """Return the key; None when somebody else made it in this very moment."""
    values: dict[str, int | bytes | datetime] = {
        "household": subject.household,
        "person": subject.person or 0,
        "wrapped": secrets.wrap(secrets.new_key(), subject.named),
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FIND, values)
        row = cursor.fetchone()
    return None if row is None else opened(row[0], row[1], subject)


def opened(number: int, wrapped: bytes | None, subject: Subject) -> Key:
    """Return a key as it is used, from how it is kept; raises WrongKeyError."""
    if wrapped is None:
        return Key(number, None)
    return Key(number, secrets.unwrap(bytes(wrapped), subject.named))


def destroy(*, household: int | None, person: int | None, at: datetime) -> int:
    """Destroy keys, and return how many: see `tandem.records.audit.destroy_key`."""
    if household is None and person is None:
        raise ValueError("name a household, a person, or both")
    with connection.cursor() as cursor:
        cursor.execute(_DESTROY, {"household": household, "person": person, "at": at})
        count = int(cursor.rowcount)
    for remembered in _known.values():
        remembered.clear()
    return count


def _remember(remembered: dict[Subject, _Remembered], subject: Subject, key: Key) -> None:
    """Remember a key once it is certain that it is in the database."""
    if len(remembered) >= MOST:
        remembered.clear()
    remembered[subject] = _Remembered(key, time.monotonic() + REMEMBERED)
