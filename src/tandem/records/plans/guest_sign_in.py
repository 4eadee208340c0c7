"""How a guest comes in: a link, a code to a known address, and a short visit of his own.

It happens before anybody is known, so it goes through the side entrance; the functions of the
database decide, and neither their answers nor what they leave undone tell whether a link exists.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from tandem.core.access import Actor, Guest, GuestAsks
from tandem.records.door import plumbing
from tandem.records.plans.states import By
from tandem.records.sealing import digest, digest_of_code, new_code, new_secret, seal

_CODE = "SELECT tandem_guest_code(%s, %s, %s, %s, %s)"
_ENTER = "SELECT tandem_guest_enter(%s, %s, %s, %s)"
_WHO = "SELECT * FROM tandem_guest_of_visit(%s, %s)"
_LEAVE = "SELECT tandem_guest_leave(%s)"


def ask_for_code(secret: str, by: By, at: datetime) -> None:
    """Send a new code to the known address of a link, if there is such a link and it may.

    The code before it is worth nothing any more.
    """
    code = new_code()
    with plumbing(), connection.cursor() as cursor:
        kept = [digest(secret), digest_of_code(secret, code), by.value]
        cursor.execute(_CODE, [*kept, seal(code), at])


def enter(secret: str, code: str, at: datetime) -> str | None:
    """Let a guest in by link and code; return the secret of the visit, None for a wrong code."""
    visit = new_secret()
    with plumbing(), connection.cursor() as cursor:
        cursor.execute(_ENTER, [digest(secret), digest_of_code(secret, code), digest(visit), at])
        (entered,) = cursor.fetchone() or (False,)
    return visit if entered else None


def guest_of_visit(visit: str, at: datetime) -> Actor | None:
    """Return who is in by this visit; None when it is over, or its link is."""
    with plumbing(), connection.cursor() as cursor:
        cursor.execute(_WHO, [digest(visit), at])
        row = cursor.fetchone()
    if row is None:
        return None
    link, agreement, involvement, asks, name, organisation = row
    guest = Guest(link, agreement, involvement, GuestAsks(asks), organisation)
    return Actor(account=None, name=name, guest=guest)


def leave(visit: str) -> None:
    """End a visit."""
    with plumbing(), connection.cursor() as cursor:
        cursor.execute(_LEAVE, [digest(visit)])
