"""Invitations: what stands in the link is known to who holds it; here is only a hash of that."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tandem.core.access import Duty
from tandem.records.people.models import Account, Invitation
from tandem.records.signing.alone import told

TOKEN_BYTES = 32


class Standing(StrEnum):
    """What became of an invitation."""

    OPEN = "open"
    USED = "used"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


class NotOpenError(Exception):
    """The invitation cannot be used any more; `standing` says why."""

    def __init__(self, standing: Standing) -> None:
        super().__init__(standing.value)
        self.standing = standing


@dataclass(frozen=True, slots=True)
class Invited:
    """Who is invited, and by whom."""

    id: int
    name: str
    organisation: str
    """Of who invites."""
    employer: str
    """Of a professional who is invited; empty for a resident."""
    until: datetime
    is_professional: bool
    account: int | None
    """The account there is already: it gets a new password and a new second step."""
    username: str


def new_token() -> str:
    """Return what stands in a link: nobody guesses it."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_of(token: str) -> bytes:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).digest()


def look_at(hashed: str, at: datetime) -> Invited:
    """Return the invitation with this hash (in hexadecimal). Raises NotOpenError."""
    with told("app.invitation", hashed):
        return _invited(_open(hashed, at))


@contextmanager
def taken(hashed: str, at: datetime) -> Iterator[Callable[[str, str], Account]]:
    """Take an invitation: the block gets what makes or renews the account, and then it is used.

    That asks for a user name and a hashed password (empty for who comes from a provider). Nothing
    is kept when the block fails. Raises NotOpenError.
    """
    with told("app.invitation", hashed):
        row = _open(hashed, at, lock=True)
        yield lambda username, password: _account(row, username, password)
        row.used_at = at
        row.save(update_fields=["used_at"])


def standing(
    until: datetime, used: datetime | None, withdrawn: datetime | None, at: datetime
) -> Standing:
    """Return what became of an invitation."""
    if used is not None:
        return Standing.USED
    if withdrawn is not None:
        return Standing.WITHDRAWN
    return Standing.OPEN if at < until else Standing.EXPIRED


def _open(hashed: str, at: datetime, *, lock: bool = False) -> Invitation:
    rows = Invitation.objects.filter(fingerprint=bytes.fromhex(hashed or "00"))
    row = (rows.select_for_update() if lock else rows).first()
    if row is None:
        raise NotOpenError(Standing.UNKNOWN)
    found = standing(row.until, row.used_at, row.withdrawn_at, at)
    if found is not Standing.OPEN:
        raise NotOpenError(found)
    return row


def _invited(row: Invitation) -> Invited:
    account = _known(row)
    return Invited(
        id=row.pk,
        name=row.name,
        organisation=row.organisation.name,
        employer=row.professional.organisation.name if row.professional else "",
        until=row.until,
        is_professional=row.professional_id is not None,
        account=account.pk if account else None,
        username=account.username if account else "",
    )


def _known(row: Invitation) -> Account | None:
    whose = {"professional_id": row.professional_id, "person_id": row.person_id}
    return Account.objects.filter(**whose).first()


def _account(row: Invitation, username: str, password: str) -> Account:
    """Make the account, or open the one there is anew: it keeps its name and its duties."""
    account = _known(row)
    if account is None:
        return Account.objects.create(
            username=username,
            name=row.name,
            professional_id=row.professional_id,
            person_id=row.person_id,
            duties=[Duty(duty).value for duty in row.duties],
            password=password,
        )
    account.password, account.is_active = password, True
    account.sign_in_round += 1
    account.save(update_fields=["password", "is_active", "sign_in_round"])
    return account
