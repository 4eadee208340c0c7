"""Take an invitation: an account with a way in, and for who works here a second step."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from tandem.actions.errors import InvalidError, Problem
from tandem.records.people.models import Account
from tandem.records.sign_in import actor_of, must_have_second_step, plain_username
from tandem.records.signing import factors, identities, passkeys
from tandem.records.signing.alone import only
from tandem.records.signing.invitations import Invited, taken
from tandem.records.work import work

Maker = Callable[[str, str], Account]

SHORTEST_NAME = 3
NAME_TAKEN = Problem("username", "Somebody else has this user name. Choose another.")
TOO_SHORT = Problem(
    "password", "Take a password of at least 12 characters: three or four words, for example."
)
TOO_KNOWN = Problem(
    "password", "Many people know this password, or it is like your name. Take another one."
)
NO_SECOND_STEP = Problem("code", "Set up a second step first: an app or a passkey.")


@dataclass(frozen=True, slots=True)
class ByPassword:
    """Signing in with a name and a password; the password is hashed already."""

    username: str
    password: str


@dataclass(frozen=True, slots=True)
class ByProvider:
    """Signing in at a provider."""

    provider: str
    subject: str
    second_step: bool
    """Whether the provider showed that it asks for more than a password."""


@dataclass(frozen=True, slots=True)
class App:
    """An app with codes, proved by a code of this step."""

    secret: str
    step: int


@dataclass(frozen=True, slots=True)
class Key:
    """A new passkey."""

    made: passkeys.Made
    name: str


def first_step(invited: Invited, username: str, password: str) -> ByPassword:
    """Return a way in by password. Raises InvalidError; who has an account keeps its name."""
    name = invited.username or plain_username(username)
    problems = []
    if len(name) < SHORTEST_NAME or any(letter.isspace() for letter in name):
        problems.append(
            Problem("username", "Choose a user name of three letters or more, without spaces.")
        )
    problems += password_problems(name, password)
    if problems:
        raise InvalidError(*problems)
    return ByPassword(name, make_password(password))


def password_problems(username: str, password: str) -> list[Problem]:
    """Return what is wrong with a new password."""
    try:
        validate_password(password, Account(username=username, name=username))
    except ValidationError as error:
        short = any(one.code == "password_too_short" for one in error.error_list)
        return [TOO_SHORT if short else TOO_KNOWN]
    return []


def join(
    hashed: str, way: ByPassword | ByProvider, second: App | Key | None, at: datetime
) -> Account:
    """Take the invitation with this hash; return the account, with which its owner can sign in.

    What the account had to sign in with before is gone. Raises NotOpenError, InvalidError when the
    name is taken or a second step is missing, and identities.TakenError.
    """
    try:
        with taken(hashed, at) as make:
            account = _made(make, way)
            _add_second(account, way, second, at)
    except IntegrityError:
        raise InvalidError(NAME_TAKEN) from None
    work(actor_of(account), at).run(
        lambda opened: opened.event(
            "joined", household=None, subject="account", subject_id=account.pk
        )
    )
    return account


def _made(make: Maker, way: ByPassword | ByProvider) -> Account:
    if isinstance(way, ByPassword):
        account = make(way.username, way.password)
    else:
        account = make(f"{way.provider}-{secrets.token_hex(6)}", make_password(None))
    factors.remove_all(account.pk)
    return account


def _add_second(
    account: Account, way: ByPassword | ByProvider, second: App | Key | None, at: datetime
) -> None:
    elsewhere = isinstance(way, ByProvider) and way.second_step
    if second is None and must_have_second_step(account) and not elsewhere:
        raise InvalidError(NO_SECOND_STEP)
    with only(account.pk):
        if isinstance(way, ByProvider):
            identities.bind(account.pk, way.provider, way.subject, at)
        if isinstance(second, App):
            factors.set_code_app(account.pk, second.secret, second.step, at)
        elif second is not None:
            passkeys.keep(account.pk, second.made, second.name, at)
