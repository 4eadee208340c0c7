"""Browsers in which somebody signed in before: nobody else's wrong tries count for these.

The cookie holds the account and a number of chance, signed; it lets nobody in by itself.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from ipaddress import IPv6Address

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from tandem.records.people.models import Account
from tandem.records.signing.sealed import fingerprint

AGE = timedelta(days=180)
SALT = "tandem.known-browser"


def known_browser(request: HttpRequest, username: str) -> str:
    """Return the number of this browser when somebody signed in here with this name before."""
    try:
        held = request.get_signed_cookie(
            settings.TANDEM_BROWSER_COOKIE, default="", salt=SALT, max_age=AGE
        )
    except signing.BadSignature:
        return ""
    name, _, number = str(held).partition(" ")
    return number if number and name == _of(username) else ""


def remember_browser(request: HttpRequest, response: HttpResponse, account: Account) -> None:
    """Remember that this account was signed in to here; the cookie names nobody."""
    number = known_browser(request, account.username) or secrets.token_hex(16)
    response.set_signed_cookie(
        settings.TANDEM_BROWSER_COOKIE,
        f"{_of(account.username)} {number}",
        salt=SALT,
        max_age=AGE,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )


def address_of(browser: str) -> str:
    """Return an address of its own for a known browser, from the range that no network uses."""
    number = int.from_bytes(b"\xfd" + fingerprint("browser", browser)[:15], "big")
    return str(IPv6Address(number))


def _of(username: str) -> str:
    return fingerprint("browser of", username).hex()[:32]


def is_known(request: HttpRequest) -> bool:
    """Whether anybody signed in in this browser before."""
    try:
        request.get_signed_cookie(settings.TANDEM_BROWSER_COOKIE, salt=SALT, max_age=AGE)
    except (KeyError, signing.BadSignature):
        return False
    return True
