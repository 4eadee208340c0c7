"""Sessions in the database, read and written through the side entrance of the door."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends import db
from django.db import connection
from django.utils import timezone

from tandem.records.door import plumbing

_LOAD = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(db.SessionStore):
    """Django's sessions in the database; nobody is known yet when they are read."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds; empty when it is gone or too old.

        Every page begins with this, so it is one plain statement.
        """
        with plumbing(), connection.cursor() as cursor:
            cursor.execute(_LOAD, [self.session_key, timezone.now()])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        held: dict[str, Any] = self.decode(row[0])
        return held

    def exists(self, session_key: str) -> bool:
        """Whether there is a session under this key."""
        with plumbing():
            return super().exists(session_key)

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's signature
        """Write the session."""
        with plumbing():
            super().save(must_create)

    def delete(self, session_key: str | None = None) -> None:
        """Throw the session away."""
        with plumbing():
            super().delete(session_key)

    @classmethod
    def clear_expired(cls) -> None:
        """Throw away every session that is too old."""
        with plumbing():
            super().clear_expired()
