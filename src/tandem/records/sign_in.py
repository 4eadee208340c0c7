"""Signing in and out: the only work on accounts that happens before an actor is known.

A password is checked (`check_password`), then a second step when there is one (`begin_second_step`,
`second_step`), and only then somebody is signed in (`complete`). A passkey that asked for a finger
or a code of its own is both steps in one, and so may be an organisation's own provider.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from time import thread_time
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, authenticate, get_user_model, login, logout
from django.contrib.auth.backends import BaseBackend
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from tandem.core.access import Actor, Duty
from tandem.records.door import plumbing
from tandem.records.people.models import Account
from tandem.records.sessions import LIMITS, limits_of
from tandem.records.signing import browsers, where
from tandem.records.signing.factors import Factors, factors_of
from tandem.records.signing.gate import strangers
from tandem.records.signing.throttle import Limit

LONGEST_NAME = 150
"""Signs: no account has a longer name."""
BACKEND = "tandem.records.sign_in.Backend"
PATIENCE = timedelta(minutes=10)
"""How long the second step may take after the first."""
STRANGER, KNOWN = "tandem.stranger", "tandem.known_browser"
"""Where a request keeps the address a password comes from: a stranger's, or of a known browser."""
PENDING, FRESH = "second-step", "fresh"

OF_A_BROWSER = Limit("second step here", 10, timedelta(minutes=15))
OF_STRANGERS = Limit("second step elsewhere", 30, timedelta(minutes=15))
"""Wrong codes for one account: from a browser of its owner, and from all others together. Only who
has the password gets this far; a passkey and the codes on paper work in any case."""


class CrowdedError(Exception):
    """So many passwords are tried that this one was not looked at; it counts for nothing."""


@lru_cache(maxsize=1)
def _account_sql() -> tuple[str, tuple[str, ...]]:
    """Return the statement that every page begins with, and which fields it gives."""
    fields = Account._meta.concrete_fields  # noqa: SLF001 - Django's own way to ask
    columns = ", ".join(str(one.column) for one in fields)
    sql = f"SELECT {columns} FROM people_account WHERE id = %s AND is_active"  # noqa: S608 - fixed
    return sql, tuple(one.attname for one in fields)


class Backend(BaseBackend):
    """Checks a name and a password, and finds the account of a session again."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_: object,
    ) -> Account | None:
        """Return the account when the password is right and the account is in use.

        Raises CrowdedError when strangers try too many passwords at once.
        """
        if username is None or password is None:
            return None
        stranger = str(request.META.get(STRANGER, "")) if request else ""
        if stranger and not strangers().admits(stranger):
            raise CrowdedError
        begin = thread_time()
        found = _right(username, password)
        if stranger:
            strangers().spent(thread_time() - begin, stranger, right=found is not None)
        return found

    def get_user(self, user_id: int) -> Account | None:
        """Return the account of a session, while it is in use."""
        sql, names = _account_sql()
        with plumbing(), connection.cursor() as cursor:
            cursor.execute(sql, [user_id])
            row = cursor.fetchone()
        return None if row is None else Account.from_db(connection.alias, names, row)


def _right(username: str, password: str) -> Account | None:
    with plumbing():
        account = Account.objects.filter(username=username).first()
        if account is None or not account.has_usable_password():
            # As much work as for an account that exists, so that time says nothing.
            get_user_model()().set_password(password)
            return None
        return account if account.check_password(password) and account.is_active else None


# --- the first step -------------------------------------------------------------------------


def plain_username(typed: str) -> str:
    """Return a name as it is kept: however it is written, its attempts count together."""
    return typed.replace("\0", "").strip().casefold()[:LONGEST_NAME]


def check_password(
    request: HttpRequest, username: str, password: str, address: str
) -> Account | None:
    """Return the account, or None when the name or the password is wrong; nobody is signed in yet.

    Raises PermissionDenied when too many were tried from this address (or this known browser) for
    this name, and CrowdedError.
    """
    username = plain_username(username)
    browser = browsers.known_browser(request, username)
    request.META[STRANGER] = "" if browser else address
    request.META[KNOWN] = browsers.address_of(browser) if browser else ""
    with plumbing():
        found = authenticate(request, username=username, password=password)
    if getattr(request, "axes_locked_out", False):
        raise PermissionDenied
    return found if isinstance(found, Account) else None


def must_have_second_step(account: Account) -> bool:
    """Whether a password alone is not enough: for who works here. The demo's people are nobody."""
    at_work = account.professional_id is not None
    return settings.TANDEM_SECOND_STEP and at_work and not _is_made_up(account)


def _is_made_up(account: Account) -> bool:
    return account.is_demo and settings.TANDEM_DEMO


# --- the second -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pending:
    """Somebody whose first step was right."""

    account: Account
    factors: Factors
    next_page: str


def begin_second_step(request: HttpRequest, account: Account, next_page: str) -> None:
    """Keep in a new session who did the first step, for as long as `PATIENCE`."""
    request.session.flush()
    request.session[PENDING] = {
        "account": account.pk,
        "round": account.get_session_auth_hash(),
        "at": timezone.now().timestamp(),
        "next": next_page,
    }


def pending(request: HttpRequest) -> Pending | None:
    """Return who is between the two steps here; None when nobody is, or it took too long."""
    held: dict[str, Any] | None = request.session.get(PENDING)
    if held is None or timezone.now().timestamp() - held["at"] > PATIENCE.total_seconds():
        return None
    account = Backend().get_user(held["account"])
    if account is None or account.get_session_auth_hash() != held["round"]:
        return None
    return Pending(account, factors_of(account.pk), held["next"])


def may_try_code(request: HttpRequest, account: Account, at: datetime) -> bool:
    """Count a code that is tried; whether it may be looked at."""
    browser = browsers.known_browser(request, account.username)
    limit = OF_A_BROWSER if browser else OF_STRANGERS
    return limit.count(f"{account.pk} {browser}", at)


def forget_tries(request: HttpRequest, account: Account) -> None:
    """Begin anew with counting codes: one was right."""
    browser = browsers.known_browser(request, account.username)
    (OF_A_BROWSER if browser else OF_STRANGERS).forget(f"{account.pk} {browser}")


# --- signed in ------------------------------------------------------------------------------


def complete(request: HttpRequest, account: Account) -> None:
    """Sign somebody in: in a new session, with its limits, that its owner sees in the list."""
    at = timezone.now()
    limits = limits_of(professional=account.professional_id is not None, at=at)
    with plumbing():
        request.session.flush()
        login(request, account, backend=BACKEND)
        request.session[LIMITS] = limits
        request.session[FRESH] = at.timestamp()
        request.session.save()
    device = where.device_of(request.headers.get("User-Agent", ""))
    key = request.session.session_key or ""
    where.note(account.pk, key, device, int(limits["idle"]), at)


def sign_in_as(request: HttpRequest, account: int) -> None:
    """Sign in without a password: the switch of person in the demo, and nowhere else.

    Raises Account.DoesNotExist for an account that is not one of the demo.
    """
    with plumbing():
        found = Account.objects.get(pk=account, is_demo=True, is_active=True)
    complete(request, found)


def sign_out(request: HttpRequest) -> None:
    """End the session."""
    with plumbing():
        logout(request)


def sign_out_everywhere(request: HttpRequest, account: Account) -> None:
    """End every other session of an account; this one goes on."""
    where.end_all(account, but=request.session.session_key)
    tie_anew(request, account)


def tie_anew(request: HttpRequest, account: Account) -> None:
    """Let this session go on after the password or the round of its account changed."""
    with plumbing():
        request.session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        request.session.save()


def is_fresh(request: HttpRequest, minutes: int) -> bool:
    """Whether who asks proved in the last so many minutes who he or she is.

    The demo's people are nobody, and have nothing to prove it with.
    """
    account = request.user
    if not settings.TANDEM_SECOND_STEP or (isinstance(account, Account) and _is_made_up(account)):
        return True
    proved = request.session.get(FRESH, 0.0)
    return bool(timezone.now().timestamp() - proved <= minutes * 60)


def prove_again(request: HttpRequest) -> None:
    """Note that somebody proved anew who he or she is."""
    with plumbing():
        request.session[FRESH] = timezone.now().timestamp()
        request.session.save()


def actor_of(account: Account) -> Actor:
    """Return the account as the policy and the door know it."""
    return Actor(
        account=account.pk,
        name=account.name,
        professional=account.professional_id,
        person=account.person_id,
        duties=frozenset(Duty(duty) for duty in account.duties),
        areas=frozenset(account.areas),
        supporter=account.supporter_id,
    )
