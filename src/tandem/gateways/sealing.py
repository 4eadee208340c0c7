"""Sealing bytes under keys of this site: AES-GCM, and a keyed hash to find what is sealed.

A seal is bound to what it belongs to (`context`): moved elsewhere, it does not open.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12
KEY = 32


class SealBrokenError(ValueError):
    """It was sealed under another key, belongs to something else, or was changed."""


@dataclass(frozen=True, slots=True)
class Sealer:
    """Seals under the first of its keys, and opens what was sealed under any of them."""

    keys: tuple[bytes, ...]

    @classmethod
    def of(cls, secrets_told: Sequence[str], use: str) -> Sealer:
        """Make a sealer of secrets from the configuration, for one use: each use has own keys."""
        return cls(tuple(_derived(one, use) for one in secrets_told if one))

    def seal(self, plain: bytes, context: str) -> bytes:
        """Return the bytes sealed, bound to their context."""
        nonce = secrets.token_bytes(NONCE)
        return nonce + AESGCM(self.keys[0]).encrypt(nonce, plain, context.encode())

    def open(self, sealed: bytes, context: str) -> bytes:
        """Return what was sealed; raises SealBrokenError."""
        for key in self.keys:
            try:
                return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], context.encode())
            except (InvalidTag, ValueError):
                continue
        raise SealBrokenError

    def is_of_today(self, sealed: bytes, context: str) -> bool:
        """Whether the first of the keys seals this."""
        try:
            Sealer(self.keys[:1]).open(sealed, context)
        except SealBrokenError:
            return False
        return True

    def digest(self, plain: str) -> str:
        """Return a hash that only who has the key can make: to find the same again."""
        return self.digests(plain)[0]

    def digests(self, plain: str) -> list[str]:
        """Return the hash under each key, that of today first: so an older one is found."""
        told = plain.encode()
        return [hmac.new(key, told, hashlib.sha256).hexdigest() for key in self.keys]


def new_key() -> bytes:
    """Return a key for one file alone."""
    return secrets.token_bytes(KEY)


def new_name() -> str:
    """Return a name for a file that says nothing."""
    return secrets.token_hex(16)


def _derived(secret: str, use: str) -> bytes:
    return hmac.new(secret.encode(), f"tandem {use}".encode(), hashlib.sha256).digest()
