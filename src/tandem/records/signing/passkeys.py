"""Passkeys (WebAuthn): making one, and signing in with one.

`begin_…` returns what the browser is asked and what the session keeps until the answer comes;
`finish_…` checks that answer. The library checks origin, challenge, signature and flags.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from tandem.records.door import plumbing
from tandem.records.people.models import Passkey
from tandem.records.signing.alone import only
from tandem.records.signing.sealed import fingerprint

SITE = "Tandem"
LONGEST_NAME = 60

State = dict[str, Any]
"""What the session keeps between the question and the answer."""


class PasskeyError(Exception):
    """The answer of the browser is not one to this question, or not from this key."""


@dataclass(frozen=True, slots=True)
class Used:
    """A passkey that gave a right answer."""

    account: int
    verified: bool
    """Whether the device asked for a finger, a face or its own code: then it is two steps."""


@dataclass(frozen=True, slots=True)
class Made:
    """A new passkey, not kept yet."""

    credential_id: bytes
    credential: bytes
    sign_count: int


def begin_making(
    host: str, name: str, user: str, known: tuple[bytes, ...] = ()
) -> tuple[State, State]:
    """Ask for a new passkey of a user, by a name of the account that says nothing to others."""
    options, state = _server(host).register_begin(
        PublicKeyCredentialUserEntity(
            name=name, id=fingerprint("passkey user", user), display_name=name
        ),
        credentials=_descriptors(known),
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return dict(options), state


def finish_making(host: str, state: State, answer: Mapping[str, Any]) -> Made:
    """Return the new passkey. Raises PasskeyError."""
    try:
        made = _server(host).register_complete(state, answer)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise PasskeyError from error
    credential = made.credential_data
    if credential is None:
        raise PasskeyError
    return Made(credential.credential_id, bytes(credential), made.counter)


def keep(account: int, made: Made, name: str, at: datetime) -> None:
    """Keep a new passkey with an account."""
    with only(account):
        Passkey.objects.create(
            account_id=account,
            credential_id=made.credential_id,
            credential=made.credential,
            sign_count=made.sign_count,
            name=name.strip()[:LONGEST_NAME] or SITE,
            added_at=at,
        )


def known_to(account: int) -> tuple[bytes, ...]:
    """Return the identifiers of the passkeys of an account."""
    with only(account):
        found = Passkey.objects.filter(account_id=account).values_list("credential_id", flat=True)
        return tuple(bytes(one) for one in found)


def begin_using(
    host: str, known: tuple[bytes, ...] = (), *, alone: bool = True
) -> tuple[State, State]:
    """Ask for a passkey: any of this site, or one of those of an account.

    Alone it has to be two steps in one, so the device asks for a finger, a face or its own code;
    after a password it need not.
    """
    wish = UserVerificationRequirement
    needed = wish.REQUIRED if alone else wish.DISCOURAGED
    options, state = _server(host).authenticate_begin(_descriptors(known), needed)
    return dict(options), state


def finish_using(host: str, state: State, answer: Mapping[str, Any], at: datetime) -> Used:
    """Return whose passkey answered. Raises PasskeyError."""
    try:
        given = AuthenticationResponse.from_dict(answer)
        account = _account_of(given.raw_id)
        return _check(host, state, given, account, at)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise PasskeyError from error


def _check(
    host: str, state: State, given: AuthenticationResponse, account: int, at: datetime
) -> Used:
    data = given.response.authenticator_data
    with only(account):
        row = Passkey.objects.select_for_update().get(credential_id=given.raw_id)
        known = AttestedCredentialData(bytes(row.credential))
        _server(host).authenticate_complete(state, [known], given)
        if data.counter and data.counter <= row.sign_count:
            raise PasskeyError("the counter of this key went back: it may have been copied")
        row.sign_count, row.used_at = data.counter, at
        row.save(update_fields=["sign_count", "used_at"])
    return Used(account, data.is_user_verified())


def _account_of(credential: bytes) -> int:
    with plumbing(), connection.cursor() as cursor:
        cursor.execute("SELECT tandem_account_of_passkey(%s)", [credential])
        found = cursor.fetchone()[0]
    if found is None:
        raise PasskeyError
    return int(found)


def _server(host: str) -> Fido2Server:
    return Fido2Server(PublicKeyCredentialRpEntity(name=SITE, id=host))


def _descriptors(known: tuple[bytes, ...]) -> list[PublicKeyCredentialDescriptor]:
    kind = PublicKeyCredentialType.PUBLIC_KEY
    return [PublicKeyCredentialDescriptor(type=kind, id=one) for one in known]
