"""Secrets at rest: sealed when they must be read again, a keyed hash when they must not.

Keys are made from those in `TANDEM_SEALING_KEYS`, one for each use. The first seals; what an older
one sealed is still opened, and what it hashed is still found, as long as it stands there, or after
`seal_anew` took all that was needed of it.
"""

from __future__ import annotations

import base64
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from tandem.records.kept_keys import keep_for, kept_for

KEY_BYTES = 32


class UnreadableError(Exception):
    """A secret was sealed with a key that the site no longer has, or was changed."""


def seal(secret: str) -> str:
    """Return a secret so that only this site reads it."""
    return _box(_secrets()).encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """Return a secret that was sealed. Raises UnreadableError."""
    try:
        return _box(_secrets()).decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise UnreadableError from None


def fingerprint(use: str, value: str) -> bytes:
    """Return a hash of a value that nobody can make, or try out, without the key of the site."""
    return hmac.digest(_key(_secrets()[0], use), value.encode(), "sha256")


def fingerprints(use: str, value: str) -> list[bytes]:
    """Return the hash of a value under each key there is or was, that of today first."""
    keys = [_key(one, use) for one in _secrets()]
    keys += [_opened(one) for one in kept_for(use)]
    return [hmac.digest(one, value.encode(), "sha256") for one in dict.fromkeys(keys)]


def keep_older(use: str) -> int:
    """Keep, under today's key, what the older ones hash with for a use; return how many came."""
    keys = [_key(one, use) for one in _secrets()[1:]]
    return sum(keep_for(use, one, seal(base64.b64encode(one).decode()).encode()) for one in keys)


def is_of_today(sealed: str) -> bool:
    """Whether the first key of the site seals this."""
    try:
        _box(_secrets()[:1]).decrypt(sealed.encode())
    except InvalidToken:
        return False
    return True


def _opened(kept: bytes) -> bytes:
    return base64.b64decode(unseal(kept.decode()))


def _secrets() -> tuple[str, ...]:
    return tuple(settings.TANDEM_SEALING_KEYS)


@lru_cache(maxsize=100)
def _key(secret: str, use: str) -> bytes:
    info = f"tandem {use}".encode()
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=info).derive(secret.encode())


@lru_cache(maxsize=10)
def _box(secrets: tuple[str, ...]) -> MultiFernet:
    keys = (base64.urlsafe_b64encode(_key(one, "sealed")) for one in secrets)
    return MultiFernet([Fernet(key) for key in keys])
