"""Codes of six digits that an app shows for half a minute (RFC 6238), and codes on paper."""

from __future__ import annotations

import base64
import hmac
import re
import secrets
from urllib.parse import quote, urlencode

STEP_SECONDS = 30
DIGITS = 6
DRIFT = 1
"""Steps that the clock of a telephone may be ahead or behind."""
SECRET_BYTES = 20
RECOVERY_CODES = 10
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody confuses on paper."""


def new_secret() -> str:
    """Return a secret for an app, in the letters that it takes."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def code_at(secret: str, step: int) -> str:
    """Return the code of one step (RFC 4226 with the counter of RFC 6238)."""
    digest = hmac.digest(base64.b32decode(secret), step.to_bytes(8, "big"), "sha1")
    start = digest[-1] & 0x0F
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def step_of(secret: str, code: str, seconds: float, after: int = 0) -> int | None:
    """Return the step of a code that is right at a moment, in seconds since 1970; None when wrong.

    No step up to `after` counts: a code that was taken, or is older than that, is not taken again.
    """
    given = re.sub(r"\s", "", code)
    present = int(seconds // STEP_SECONDS)
    found = None
    for step in range(present - DRIFT, present + DRIFT + 1):
        if hmac.compare_digest(code_at(secret, step).encode(), given.encode()) and step > after:
            found = step
    return found


def address_of(secret: str, *, account: str, site: str) -> str:
    """Return what an app reads from the picture: the address with the secret."""
    label = quote(f"{site}:{account}")
    return f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': site})}"


def new_recovery_codes() -> list[str]:
    """Return codes for on paper; fifty bits each, in two groups."""
    return [f"{_letters(5)}-{_letters(5)}" for _ in range(RECOVERY_CODES)]


def plain_recovery_code(typed: str) -> str:
    """Return a recovery code as it is kept, however somebody typed it."""
    return re.sub(r"[^a-z0-9]", "", typed.lower())


def _letters(count: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(count))
