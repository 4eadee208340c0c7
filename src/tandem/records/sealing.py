"""What stands in the database and may not be read there: digests, and words that are sealed.

Both are made with the secret of the site, which the database does not have. Old secrets
(`SECRET_KEY_FALLBACKS`) still open what was sealed with them.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

SECRET_BYTES = 32
CODE_DIGITS = 6


class SealBrokenError(Exception):
    """This was sealed with a key that is gone, or by somebody else."""


def new_secret() -> str:
    """Return a secret that nobody guesses: 32 random bytes, in 43 signs that fit an address."""
    return secrets.token_urlsafe(SECRET_BYTES)


def new_code() -> str:
    """Return six digits, to be typed over."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"


def digest(secret: str) -> str:
    """Return what is kept of a secret of 32 random bytes, in 64 signs."""
    return hashlib.sha256(secret.encode()).hexdigest()


def digest_of_code(secret: str, code: str) -> str:
    """Return what is kept of a code for the link with this secret, in 64 signs.

    Six digits are tried in no time by who reads a plain digest; so a key of the site is in it.
    """
    told = f"{digest(secret)}:{code}".encode()
    return hmac.new(_key(settings.SECRET_KEY, "code"), told, hashlib.sha256).hexdigest()


def seal(words: str) -> str:
    """Return words as nobody can read them without the key of the site."""
    return _seals().encrypt(words.encode()).decode()


def unseal(sealed: str) -> str:
    """Return the words again. Raises SealBrokenError."""
    try:
        return _seals().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise SealBrokenError from error


def _seals() -> MultiFernet:
    known = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(urlsafe_b64encode(_key(one, "seal"))) for one in known])


def _key(secret: str | bytes, purpose: str) -> bytes:
    """Return a key of 32 bytes for one purpose."""
    given = secret.encode() if isinstance(secret, str) else secret
    return hmac.new(given, f"tandem guests {purpose}".encode(), hashlib.sha256).digest()
