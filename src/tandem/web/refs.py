"""Numbers of rows as they stand in addresses, anchors and forms: codes that tell no order.

Rows are numbered one after another, so a number that is skipped would tell that there is
something between two others. A code is the number under a secret of the site: the same for
everybody and on any day, and two that follow each other have nothing in common. Nothing is kept,
so a table needs no column for it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from functools import lru_cache

from django.conf import settings

LENGTH = 13
"""Letters of a code: 64 bits, five to a letter."""
NUMBER_BITS = 40
"""Numbers up to a million million."""
KINDS = (
    *("agreement", "goal", "change", "member", "involvement", "look", "item"),
    *("request", "attachment", "destruction", "account"),
    *("expense", "matter"),
    *("talk", "message", "decision", "question", "notice", "view", "professional"),
    "signal",
    "gap",
    "own",
    "yes",
)
"""What has codes, as addresses call it; a new one comes last. Else the code of an agreement and a
goal with the same number would be the same. The bits of a code that are left are a check."""
HALF = 32
MASK = (1 << HALF) - 1
ROUNDS = 6
ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"


@lru_cache(maxsize=20_000)
def ref(kind: str, number: int) -> str:
    """Return the code of a row of this kind; raises ValueError for what is no number of a row."""
    if not 0 <= number < 1 << NUMBER_BITS:
        raise ValueError(number)
    mixed = _mixed(KINDS.index(kind) << NUMBER_BITS | number, _keys()[0])
    return base64.b32encode(mixed.to_bytes(8, "big")).decode().rstrip("=").lower()


def agreement_ref(number: int) -> str:
    """Return the code of an agreement."""
    return ref("agreement", number)


def goal_ref(number: int) -> str:
    """Return the code of a goal."""
    return ref("goal", number)


def change_ref(number: int) -> str:
    """Return the code of a change that is asked."""
    return ref("change", number)


def number_of(kind: str, code: str) -> int | None:
    """Return the number of the row with this code; None when it is no code of this kind."""
    if len(code) != LENGTH or set(code) - set(ALPHABET):
        return None
    mixed = int.from_bytes(base64.b32decode(code.upper() + "==="), "big")
    for key in _keys():
        found, number = divmod(_unmixed(mixed, key), 1 << NUMBER_BITS)
        if found == KINDS.index(kind):
            return number
    return None


def _mixed(value: int, key: bytes) -> int:
    """Mix 64 bits: each round changes a half by a keyed digest of the other, so it can go back."""
    left, right = value >> HALF, value & MASK
    for number in range(ROUNDS):
        left, right = right, left ^ _digest(right, key, number)
    return left << HALF | right


def _unmixed(value: int, key: bytes) -> int:
    left, right = value >> HALF, value & MASK
    for number in reversed(range(ROUNDS)):
        left, right = right ^ _digest(left, key, number), left
    return left << HALF | right


def _digest(half: int, key: bytes, number: int) -> int:
    data = number.to_bytes(1, "big") + half.to_bytes(4, "big")
    return int.from_bytes(hmac.digest(key, data, "sha256")[:4], "big")


def _keys() -> tuple[bytes, ...]:
    """Return the present secret, and those before it: addresses that were kept go on working."""
    return _derived((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


@lru_cache(maxsize=4)
def _derived(secrets: tuple[str, ...]) -> tuple[bytes, ...]:
    return tuple(hashlib.sha256(b"tandem.web.refs:" + one.encode()).digest() for one in secrets)


class RefConverter:
    """A code in an address; the view gets the number, and a code of nothing is no address."""

    regex = f"[a-z2-7]{{{LENGTH}}}"
    kind = ""

    def to_python(self, value: str) -> int:
        """Return the number of a row; raises ValueError for a code of nothing."""
        number = number_of(self.kind, value)
        if number is None:
            raise ValueError(value)
        return number

    def to_url(self, value: int | str) -> str:
        """Return the code that stands in the address."""
        return ref(self.kind, int(value))


CONVERTERS = {kind: type(f"RefOf{kind.title()}", (RefConverter,), {"kind": kind}) for kind in KINDS}
"""A converter for each kind, by its name."""
