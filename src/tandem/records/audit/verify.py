"""Does the access log still say what it said? Every chain is walked, and held against its seals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from hmac import compare_digest

from tandem.core.access import SYSTEM
from tandem.records.audit import rows, seals
from tandem.records.audit.rows import ChainHead
from tandem.records.audit.seals import Seal
from tandem.records.ledger import secrets
from tandem.records.ledger.form import FIRST, LookRow, chain_of, hash_of, marked
from tandem.records.work import Work, work

PART = 5_000
"""Rows that are read at a time."""


class Wrong(StrEnum):
    """What is wrong with the log."""

    REMOVED = "removed"
    """A row that was in the chain is not there."""
    CHANGED = "changed"
    """A row, or its place, is not what it was; or it was put there past the site."""
    ADDED = "added"
    """A row stands there that this site did not write, or that stands there twice."""
    HEAD = "head"
    """What was noted of the end of a chain is not what its last row says."""
    SEAL = "seal"
    """A seal is missing, or was not put by this site, or not in this order."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The first thing that is wrong in a chain, or with the seals."""

    what: Wrong
    chain: int | None
    place: int | None
    """The place in the chain; for a seal its number."""
    row: int | None = None
    """The number of the row, when it is there."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What was read, and what was found wrong."""

    rows: int
    seals: int
    last_seal: str
    """The last seal, to be kept elsewhere; empty when there is none."""
    sealed_rows: int
    """How many rows stand under the last seal: of these none can be taken away unseen."""
    findings: tuple[Finding, ...]


Told = Callable[[int, int], None]
"""Gets how many rows were read since last time, and how many there are in all."""
Sealed = Mapping[int, bytes]
"""For one chain: which hash was sealed at which place."""


def verify(at: datetime, told: Told = lambda _read, _all: None, known: str = "") -> Verified:
    """Walk every chain and hold it against its head and the seals.

    `known` is a seal that was kept elsewhere, as `tandem audit seal` printed it: so it is noticed
    when the last seals were taken away together with the last rows.
    """
    secrets.look_again()
    door = work(SYSTEM, at, reads=True)
    found_heads, put = door.run(
        lambda opened: (rows.heads(opened, seals.LAST), seals.seals(opened))
    )
    total = sum(one.found for one in found_heads)
    findings = list(_wrong_with_seals(put, known))
    read = 0
    for head in found_heads:
        walk = _Walk(at, head, _sealed(put, head.chain), lambda count: told(count, total))
        finding = walk.first_wrong()
        read += walk.read
        findings += [finding] if finding else []
    findings += door.run(lambda opened: list(_wrong_elsewhere(opened)))
    last = put[-1] if put else None
    return Verified(
        rows=read,
        seals=len(put),
        last_seal=last.short if last else "",
        sealed_rows=sum(length for _, length, _ in last.heads) if last else 0,
        findings=tuple(findings),
    )


class _Walk:
    """Goes along one chain, from its first row to its last."""

    def __init__(
        self, at: datetime, head: ChainHead, sealed: Sealed, told: Callable[[int], None]
    ) -> None:
        self.head = head
        self.read = 0
        self._door = work(SYSTEM, at, reads=True)
        self._sealed = sealed
        self._told = told
        self._last = FIRST
        self._place = 0

    def first_wrong(self) -> Finding | None:
        """Return the first thing that is wrong, after reading the chain to its end."""
        chain = self.head.chain
        early = self._door.run(lambda opened: rows.before_all(opened, chain))
        found = early and Finding(Wrong.ADDED, chain, early.place, early.id)
        for row in self._rows():
            found = found or self._wrong_with(row)
            self._last, self._place = row.hash, row.place
        return found or self._wrong_at_the_end()

    def _rows(self) -> Iterator[LookRow]:
        """Give the rows that stood there when the heads were read; what came since is left."""
        after = 0
        while True:
            part = self._door.run(partial(self._part, after))
            if not part:
                return
            yield from part
            self.read += len(part)
            self._told(len(part))
            after = part[-1].place

    def _part(self, after: int, opened: Work) -> tuple[LookRow, ...]:
        return rows.part_of(opened, self.head.chain, after, self.head.found, PART)

    def _wrong_with(self, row: LookRow) -> Finding | None:
        expected = self._place + 1
        if row.place > expected:
            return Finding(Wrong.REMOVED, row.chain, expected)
        if row.place < expected:
            return Finding(Wrong.ADDED, row.chain, row.place, row.id)
        if chain_of(row.household) != row.chain or hash_of(row, self._last) != row.hash:
            return Finding(Wrong.CHANGED, row.chain, row.place, row.id)
        if row.mark and not secrets.is_own_mark(row.mark, marked(row)):
            return Finding(Wrong.ADDED, row.chain, row.place, row.id)
        sealed = self._sealed.get(row.place)
        if sealed is not None and sealed != row.hash:
            return Finding(Wrong.CHANGED, row.chain, row.place, row.id)
        return None

    def _wrong_at_the_end(self) -> Finding | None:
        missing = [place for place in self._sealed if place > self._place]
        if missing or self.head.length > self._place:
            return Finding(Wrong.REMOVED, self.head.chain, self._place + 1)
        if self.head.length < self._place or self.head.hash != self._last:
            return Finding(Wrong.HEAD, self.head.chain, self._place)
        return None


def _wrong_with_seals(put: tuple[Seal, ...], known: str) -> Iterator[Finding]:
    previous, expected = b"", 1
    for seal in put:
        if seal.number != expected or not seals.is_own(seal, previous):
            yield Finding(Wrong.SEAL, None, expected)
            return
        previous, expected = seal.mark, expected + 1
    if known and not any(compare_digest(known.encode(), one.short.encode()) for one in put):
        number = known.split(":", maxsplit=1)[0]
        yield Finding(Wrong.SEAL, None, int(number) if number.isdecimal() else None)


def _wrong_elsewhere(opened: Work) -> Iterator[Finding]:
    outside = rows.outside_chains(opened, seals.LAST)
    if outside is not None:
        yield Finding(Wrong.ADDED, None, None, outside)
    twice = rows.standing_twice(opened)
    if twice is not None:
        yield Finding(Wrong.ADDED, *twice)


def _sealed(put: tuple[Seal, ...], chain: int) -> dict[int, bytes]:
    return {
        length: bytes.fromhex(hashed)
        for seal in put
        for number, length, hashed in seal.heads
        if number == chain and length > 0
    }
