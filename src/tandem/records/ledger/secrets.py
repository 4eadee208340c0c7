"""The keys of the logs: one a household or resident, each kept under the key of the site.

What a look says in words is encrypted under the key of whom it is about. When that key is
destroyed nobody can read the words any more, while the chain, which is made over what is
encrypted, still verifies. The key of the site (`TANDEM_LOG_KEY`) stands in no database.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from tandem.records.kept_keys import keep_for, kept_for

NONCE = 12
KEY = 32
MARK = "mark"
LOG_MARK = "mark of the log"
"""What a key that is kept for marks is bound to, and kept for."""


class WrongKeyError(Exception):
    """None of the keys of the site opens this: `TANDEM_LOG_KEY` is another than it was."""


def new_key() -> bytes:
    """Return a new key for a household or a resident."""
    return os.urandom(KEY)


def wrap(key: bytes, about: str) -> bytes:
    """Return a key as it is kept: encrypted, and bound to whom it is of."""
    nonce = os.urandom(NONCE)
    return nonce + _wrapper(_site_keys()[0]).encrypt(nonce, key, about.encode())


def unwrap(kept: bytes, about: str) -> bytes:
    """Return a key from how it is kept; raises WrongKeyError."""
    for site in _site_keys():
        try:
            return _wrapper(site).decrypt(kept[:NONCE], kept[NONCE:], about.encode())
        except (InvalidTag, ValueError):
            continue
    raise WrongKeyError


def encrypt(key: bytes, plain: bytes, bound_to: bytes) -> bytes:
    """Encrypt under the key of a household or a resident, bound to the row it stands in."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to)


def decrypt(key: bytes, kept: bytes, bound_to: bytes) -> bytes:
    """Decrypt; raises `cryptography.exceptions.InvalidTag` for what was not encrypted so."""
    return AESGCM(key).decrypt(kept[:NONCE], kept[NONCE:], bound_to)


def mark(content: bytes) -> bytes:
    """Return the mark that this site alone can put on a row or a seal: HMAC-SHA-256."""
    return _mark(_site_keys()[0], content)


def is_own_mark(kept: bytes, content: bytes) -> bool:
    """Whether a mark was put by this site, under its key or an older one."""
    if any(hmac.compare_digest(kept, _mark(site, content)) for site in _site_keys()):
        return True
    digests = (hmac.digest(key, content, "sha256") for key in _kept_marks())
    return any(hmac.compare_digest(kept, one) for one in digests)


def keep_older_marks() -> int:
    """Keep, under today's key, what the older ones put marks with; return how many came."""
    keys = [_derived(site, MARK) for site in settings.TANDEM_OLD_LOG_KEYS]
    return sum(keep_for(LOG_MARK, one, wrap(one, LOG_MARK)) for one in keys)


def is_of_today(kept: bytes, about: str) -> bool:
    """Whether a key is kept under the first key of the site."""
    try:
        _wrapper(_site_keys()[0]).decrypt(kept[:NONCE], kept[NONCE:], about.encode())
    except (InvalidTag, ValueError):
        return False
    return True


def look_again() -> None:
    """Forget what was kept of older keys, so that it is read anew."""
    _opened_marks.cache_clear()


def _kept_marks() -> tuple[bytes, ...]:
    """Return what older keys put marks with; read once for the keys there are."""
    return _opened_marks(_site_keys())


@lru_cache(maxsize=4)
def _opened_marks(_keys: tuple[str, ...]) -> tuple[bytes, ...]:
    return tuple(unwrap(one, LOG_MARK) for one in kept_for(LOG_MARK))


def _site_keys() -> tuple[str, ...]:
    return (settings.TANDEM_LOG_KEY, *settings.TANDEM_OLD_LOG_KEYS)


def _mark(site: str, content: bytes) -> bytes:
    return hmac.digest(_derived(site, MARK), content, "sha256")


@lru_cache(maxsize=8)
def _wrapper(site: str) -> AESGCM:
    return AESGCM(_derived(site, "wrap"))


@lru_cache(maxsize=16)
def _derived(site: str, use: str) -> bytes:
    """Return a key for one use, so that no two uses share one."""
    return hmac.digest(site.encode(), f"tandem log, {use}".encode(), hashlib.sha256)
