"""Keys for one use each, made from a key of the site that was taken away, and sealed under today's.

What was hashed or marked cannot be made again: nobody keeps it plain. So that one key stays.
"""

from __future__ import annotations

import hashlib

from django.db import connection

from tandem.records.door import plumbing

_OF = "SELECT sealed FROM audit_kept_key WHERE use = %s ORDER BY id DESC"
_KEEP = (
    "INSERT INTO audit_kept_key (use, fingerprint, sealed) VALUES (%s, %s, %s) "
    "ON CONFLICT (use, fingerprint) DO NOTHING"
)


def kept_for(use: str) -> list[bytes]:
    """Return the keys that are kept for a use, as they are sealed; the last one first."""
    with plumbing(), connection.cursor() as cursor:
        cursor.execute(_OF, [use])
        return [bytes(row[0]) for row in cursor.fetchall()]


def keep_for(use: str, key: bytes, sealed: bytes) -> bool:
    """Keep a key for a use, sealed; whether it was not kept yet. Only the owner of tables may."""
    with plumbing(), connection.cursor() as cursor:
        cursor.execute(_KEEP, [use, hashlib.sha256(key).digest(), sealed])
        return bool(cursor.rowcount)
