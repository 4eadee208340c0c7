"""Sessions in the database, read and written through the side entrance of the door.

A session ends when it was not used for a while, and in any case some hours after it began. Who
signs in puts both limits in it (`limits_of`); a session without them is of nobody yet, and short.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from tandem.records.door import plumbing

_LOAD = """
    SELECT session_data, expire_date FROM django_session
    WHERE session_key = %s AND expire_date > %s
"""
_LENGTHEN = "UPDATE django_session SET expire_date = %s WHERE session_key = %s"
LIMITS = "limits"
AT_MOST_EVERY = 60
"""Seconds: a session that is used all the time is written no more often than this."""


def limits_of(*, professional: bool, at: datetime) -> dict[str, float]:
    """Return the limits of a session that begins now: seconds idle, and when it ends for good."""
    idle, hours = settings.TANDEM_SESSIONS["professional" if professional else "resident"]
    return {"idle": idle * 60, "end": at.timestamp() + hours * 3600}


class SessionStore(db.SessionStore):
    """Django's sessions in the database; nobody is known yet when they are read."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds; empty when it is gone or too old.

        Every page begins with this, so it is one plain statement; once a minute a second one says
        that the session is used.
        """
        now = timezone.now()
        with plumbing(), connection.cursor() as cursor:
            cursor.execute(_LOAD, [self.session_key, now])
            row = cursor.fetchone()
            if row is None:
                self._session_key = None
                return {}
            held: dict[str, Any] = self.decode(row[0])
            until = _until(held, now)
            if LIMITS in held and until - row[1] > timedelta(seconds=AT_MOST_EVERY):
                cursor.execute(_LENGTHEN, [until, self.session_key])
        return held

    def get_expiry_date(self, **_: object) -> datetime:
        """Return when this session ends if nobody uses it from now on."""
        return _until(dict(self._session), timezone.now())  # type: ignore[attr-defined]

    def get_expiry_age(self, **_: object) -> int:
        """Return in how many seconds this session ends if nobody uses it from now on."""
        return int((self.get_expiry_date() - timezone.now()).total_seconds())

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


def _until(held: dict[str, Any], now: datetime) -> datetime:
    limits = held.get(LIMITS)
    if limits is None:
        return now + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    left = min(limits["idle"], limits["end"] - now.timestamp())
    return now + timedelta(seconds=left)


TEXTS = ("_messages", "table-line")
"""What a session may hold of what somebody typed or was told: it may be about anybody."""


def forget_sessions() -> int:
    """End the sessions of accounts that are gone, and take texts out of all others.

    Inside a work; returns how many were ended or changed.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT id::text FROM people_account")
        accounts = {number for (number,) in cursor.fetchall()}
    touched = 0
    for row in Session.objects.all():
        held = row.get_decoded()
        if SESSION_KEY in held and held[SESSION_KEY] not in accounts:
            row.delete()
        elif any(name in held for name in TEXTS):
            kept = {name: value for name, value in held.items() if name not in TEXTS}
            row.session_data = SessionStore().encode(kept)
            row.save(update_fields=["session_data"])
        else:
            continue
        touched += 1
    return touched
