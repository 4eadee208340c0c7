"""Seals: how long each chain was at a moment and with which hash, under a mark of the site.

Whoever may do anything in the database can make a chain anew from some row on, with its head. The
marks of rows keep that person from changing or adding a look, since the key of marks stands
elsewhere; seals keep him or her from taking looks away that were there when the seal was put.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from tandem.records.audit.rows import ChainHead, heads
from tandem.records.ledger import secrets
from tandem.records.ledger.form import CHAINS, microseconds
from tandem.records.raw import parsed
from tandem.records.work import Work

LAST = CHAINS - 1


@dataclass(frozen=True, slots=True)
class Seal:
    """What was sealed, by whom it can be told that this site did."""

    number: int
    at: datetime
    heads: tuple[tuple[int, int, str], ...]
    """Chain, length and last hash in hexadecimal."""
    mark: bytes

    @property
    def short(self) -> str:
        """The seal as it is written down elsewhere: its number and its mark."""
        return f"{self.number}:{self.mark.hex()}"


_SEALS = "SELECT number, at, heads, mark FROM audit_seal ORDER BY number"
_LAST = "SELECT number, at, heads, mark FROM audit_seal ORDER BY number DESC LIMIT 1"
_ADD = "INSERT INTO audit_seal (number, at, heads, mark) VALUES (%s, %s, %s, %s)"


def seals(_work: Work) -> tuple[Seal, ...]:
    """Return every seal, the first one first."""
    return _read(_SEALS)


def put_seal(work: Work) -> Seal | None:
    """Seal the chains as they are now; None when nothing came since the last seal.

    Raises SomebodyWasFirstError, at the end of the work, when another seals at the same moment.
    """
    last = next(iter(_read(_LAST)), None)
    now = _told(heads(work, LAST))
    if last is not None and last.heads == now:
        return None
    number = last.number + 1 if last else 1
    content = _content(number, work.at, now, last.mark if last else b"")
    made = Seal(number, work.at, now, secrets.mark(content))
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [number, work.at, json.dumps(now), made.mark])
    return made


def is_own(seal: Seal, previous: bytes) -> bool:
    """Whether this site put a seal, after the seal with the mark `previous`."""
    content = _content(seal.number, seal.at, seal.heads, previous)
    return secrets.is_own_mark(seal.mark, content)


def _told(found: Sequence[ChainHead]) -> tuple[tuple[int, int, str], ...]:
    return tuple((one.chain, one.length, one.hash.hex()) for one in found)


def _content(
    number: int, at: datetime, told: Sequence[tuple[int, int, str]], previous: bytes
) -> bytes:
    lines = ["seal 1", str(number), str(microseconds(at)), previous.hex()]
    lines += [f"{chain} {length} {hashed}" for chain, length, hashed in told]
    return "\n".join(lines).encode()


def _read(sql: str) -> tuple[Seal, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        rows = cursor.fetchall()
    return tuple(
        Seal(number, at, tuple((a, b, c) for a, b, c in parsed(told)), bytes(mark))
        for number, at, told, mark in rows
    )
