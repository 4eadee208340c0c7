"""Where an account is signed in, and ending that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db.models import F

from tandem.records.people.models import Account, SignedIn
from tandem.records.signing.alone import only

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrom", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
DEVICES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A session of an account."""

    id: int
    device: str
    started_at: datetime
    seen_at: datetime
    is_this: bool


def device_of(user_agent: str) -> str:
    """Return the browser and the kind of device in words: "Firefox, Windows"; may be empty."""
    found = (
        next((name for mark, name in marks if mark in user_agent), "")
        for marks in (BROWSERS, DEVICES)
    )
    return ", ".join(filter(None, found))


def note(account: int, session_key: str, device: str, idle: int, at: datetime) -> None:
    """Note a new session; of sessions that are over the note is thrown away."""
    with only(account):
        mine = SignedIn.objects.filter(account_id=account)
        alive = Session.objects.filter(
            session_key__in=list(mine.values_list("session_key", flat=True)), expire_date__gt=at
        ).values_list("session_key", flat=True)
        mine.exclude(session_key__in=list(alive)).delete()
        SignedIn.objects.create(
            account_id=account,
            session_key=session_key,
            device=device,
            started_at=at,
            idle=idle,
        )


def places_of(account: int, session_key: str | None, at: datetime) -> list[Place]:
    """Return where an account is signed in; this session first, then the latest."""
    with only(account):
        rows = {one.session_key: one for one in SignedIn.objects.filter(account_id=account)}
        alive = Session.objects.filter(session_key__in=list(rows), expire_date__gt=at)
        found = [
            _place(rows[key], until, session_key, at)
            for key, until in alive.values_list("session_key", "expire_date")
        ]
    return sorted(found, key=lambda one: (not one.is_this, -one.seen_at.timestamp()))


def end(account: int, number: int) -> None:
    """End one session of an account."""
    with only(account):
        keys = SignedIn.objects.filter(account_id=account, pk=number)
        _delete(list(keys.values_list("session_key", flat=True)))
        keys.delete()


def end_all(account: Account, but: str | None = None) -> None:
    """End every session of an account; the one under the key `but` has to be tied anew."""
    with only(account.pk):
        Account.objects.filter(pk=account.pk).update(sign_in_round=F("sign_in_round") + 1)
        rows = SignedIn.objects.filter(account_id=account.pk).exclude(session_key=but or "")
        _delete(list(rows.values_list("session_key", flat=True)))
        rows.delete()
        account.refresh_from_db(fields=["sign_in_round"])


def _delete(keys: list[str]) -> None:
    Session.objects.filter(session_key__in=keys).delete()


def _place(row: SignedIn, until: datetime, key: str | None, at: datetime) -> Place:
    seen = min(max(until - timedelta(seconds=row.idle), row.started_at), at)
    return Place(row.pk, row.device, row.started_at, seen, is_this=row.session_key == key)
