"""The form of a row of the access log over which its hash and its mark are made.

A line for each field, in this order; text and bytes are written in hexadecimal and a moment in
microseconds since 1970, so that two rows that differ never have the same form. The database makes
the hash when the row is added (migration `audit 0003`); `tandem audit verify` makes it again here,
with other code.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

CHAINS = 16
"""How many chains there are. A look goes to the chain of its household: looks at households of
other chains do not wait for it."""
FIRST = bytes(32)
"""What stands before the first row of a chain."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class LookRow:
    """A row of the access log, as it is kept."""

    id: int
    chain: int
    place: int
    household: int
    at: datetime
    actor: int | None
    page: str
    basis: str
    key: int | None
    sealed: bytes
    trace: bytes
    span: bytes
    mark: bytes
    hash: bytes


def chain_of(household: int) -> int:
    """Return the chain that looks at a household go to."""
    return household % CHAINS


def hash_of(row: LookRow, previous: bytes) -> bytes:
    """Return the hash of a row that comes after the row with the hash `previous`."""
    lines = ["look 1", str(row.chain), str(row.place), str(row.id), *_said(row), row.mark.hex()]
    return hashlib.sha256(previous + "\n".join(lines).encode()).digest()


def marked(row: LookRow) -> bytes:
    """Return what the mark of a row is put on: all that is known before it has a place."""
    return "\n".join(["look 1", *_said(row)]).encode()


def microseconds(at: datetime) -> int:
    """Return a moment as microseconds since 1970."""
    return (at - EPOCH) // timedelta(microseconds=1)


def _said(row: LookRow) -> list[str]:
    return [
        str(row.household),
        str(microseconds(row.at)),
        _number(row.actor),
        row.page.encode().hex(),
        row.basis.encode().hex(),
        _number(row.key),
        row.sealed.hex(),
        row.trace.hex(),
        row.span.hex(),
    ]


def _number(number: int | None) -> str:
    return "-" if number is None else str(number)
