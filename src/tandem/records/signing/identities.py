"""Accounts by what a provider calls somebody; only a keyed hash of that is kept.

With a DigiD broker the name of somebody may be a citizen service number: it is never written down.
"""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, connection, transaction

from tandem.records.door import plumbing
from tandem.records.people.models import Identity
from tandem.records.signing.alone import only
from tandem.records.signing.sealed import fingerprint, fingerprints

USE = "identity"


class TakenError(Exception):
    """This identity belongs to another account."""


def account_of(provider: str, subject: str) -> int | None:
    """Return the account that was bound to this subject of a provider; None when none was."""
    with plumbing(), connection.cursor() as cursor:
        known = fingerprints(f"{USE} {provider}", subject)
        cursor.execute("SELECT tandem_account_of_identity(%s, %s)", [provider, known])
        found = cursor.fetchone()[0]
    return None if found is None else int(found)


def bind(account: int, provider: str, subject: str, at: datetime) -> None:
    """Let this subject of a provider in to an account from now on. Raises TakenError."""
    hashed = fingerprint(f"{USE} {provider}", subject)
    if account_of(provider, subject) not in {None, account}:
        raise TakenError
    try:
        with only(account), transaction.atomic():
            Identity.objects.update_or_create(
                account_id=account,
                provider=provider,
                defaults={"subject": hashed, "bound_at": at},
            )
    except IntegrityError:
        raise TakenError from None
