"""How often something may be tried. What is counted is always of who tries, never of a victim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from tandem.records.door import plumbing
from tandem.records.signing.sealed import fingerprint

_TRY = """
    INSERT INTO people_throttle AS t (key, tries, until) VALUES (%s, 1, %s)
    ON CONFLICT (key) DO UPDATE SET
        tries = CASE WHEN t.until <= %s THEN 1 ELSE least(t.tries, 1000000) + 1 END,
        until = CASE WHEN t.until <= %s THEN excluded.until ELSE t.until END
    RETURNING tries
"""
_COUNT = "SELECT tries FROM people_throttle WHERE key = %s AND until > %s"
_SWEEP = """
    DELETE FROM people_throttle WHERE key IN (
        SELECT key FROM people_throttle WHERE until <= %s LIMIT 20 FOR UPDATE SKIP LOCKED
    )
"""


@dataclass(frozen=True, slots=True)
class Limit:
    """So many tries in so much time; the time begins with the first of them."""

    name: str
    tries: int
    within: timedelta

    def is_reached(self, who: str, at: datetime) -> bool:
        """Whether somebody tried too often already."""
        with plumbing(), connection.cursor() as cursor:
            cursor.execute(_COUNT, [self._key(who), at])
            row = cursor.fetchone()
        return row is not None and row[0] >= self.tries

    def count(self, who: str, at: datetime) -> bool:
        """Count a try; return whether it is still within the limit."""
        with plumbing(), connection.cursor() as cursor:
            cursor.execute(_TRY, [self._key(who), at + self.within, at, at])
            tries: int = cursor.fetchone()[0]
            if tries == 1:
                cursor.execute(_SWEEP, [at])
        return tries <= self.tries

    def forget(self, who: str) -> None:
        """Begin anew for somebody who turned out to be right."""
        with plumbing(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM people_throttle WHERE key = %s", [self._key(who)])

    def _key(self, who: str) -> bytes:
        return fingerprint(f"throttle {self.name}", who)
