"""Signing in and out: the only work on accounts that happens before an actor is known."""

from __future__ import annotations

from functools import lru_cache

from django.contrib.auth import authenticate, get_user_model, login, logout
from django.contrib.auth.backends import BaseBackend
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest

from tandem.core.access import Actor, Duty
from tandem.records.door import plumbing
from tandem.records.people.models import Account

LONGEST_NAME = 150
"""Signs: no account has a longer name."""


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
        request: HttpRequest | None,  # noqa: ARG002 - Django's signature
        username: str | None = None,
        password: str | None = None,
        **_: object,
    ) -> Account | None:
        """Return the account when the password is right and the account is in use."""
        if username is None or password is None:
            return None
        with plumbing():
            account = Account.objects.filter(username=username).first()
            if account is None:
                # As much work as for an account that exists, so that time says nothing.
                get_user_model()().set_password(password)
                return None
            if account.check_password(password) and account.is_active:
                return account
        return None

    def get_user(self, user_id: int) -> Account | None:
        """Return the account of a session, while it is in use."""
        sql, names = _account_sql()
        with plumbing(), connection.cursor() as cursor:
            cursor.execute(sql, [user_id])
            row = cursor.fetchone()
        return None if row is None else Account.from_db(connection.alias, names, row)


def sign_in(request: HttpRequest, username: str, password: str) -> Account | None:
    """Sign somebody in; return the account, or None when the name or the password is wrong.

    However a name is written, its attempts count together. Raises PermissionDenied when too many
    were made from here for this name.
    """
    username = username.replace("\0", "").strip().casefold()[:LONGEST_NAME]
    with plumbing():
        found = authenticate(request, username=username, password=password)
        if getattr(request, "axes_locked_out", False):
            raise PermissionDenied
        if not isinstance(found, Account):
            return None
        login(request, found)
        return found


def sign_in_as(request: HttpRequest, account: int) -> None:
    """Sign in without a password: the switch of person in the demo, and nowhere else.

    Raises Account.DoesNotExist for an account that is not one of the demo.
    """
    with plumbing():
        found = Account.objects.get(pk=account, is_demo=True, is_active=True)
        login(request, found, backend="tandem.records.sign_in.Backend")


def sign_out(request: HttpRequest) -> None:
    """End the session."""
    with plumbing():
        logout(request)


def actor_of(account: Account) -> Actor:
    """Return the account as the policy and the door know it."""
    return Actor(
        account=account.pk,
        name=account.name,
        professional=account.professional_id,
        person=account.person_id,
        duties=frozenset(Duty(duty) for duty in account.duties),
    )
