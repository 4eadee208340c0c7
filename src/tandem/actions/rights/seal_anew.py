"""Everything that is kept sealed, sealed anew under today's keys of the site.

After it the older keys can be taken away. Rows are done in small transactions: whoever stops it
halfway goes on later, for what today's key opens is left as it is. A row that somebody changes
meanwhile is left alone, and is under today's key by that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from tandem.actions.rights.numbers import context_of
from tandem.gateways.sealing import SealBrokenError, Sealer
from tandem.records.door import plumbing
from tandem.records.ledger import secrets
from tandem.records.ledger.keys import Subject
from tandem.records.people.models import Identity
from tandem.records.signing import sealed as signing
from tandem.records.signing.factors import PAPER
from tandem.records.signing.identities import USE

AT_A_TIME = 200
"""Rows in one transaction."""

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A table with something sealed in it."""

    name: str
    """What it holds, in words."""
    table: str
    read: tuple[str, ...]
    """Columns that are needed; the first is what is sealed."""
    written: tuple[str, ...]
    is_of_today: Callable[[Row], bool]
    anew: Callable[[Row], Row]
    """The columns `written`; raises one of `BROKEN`."""


@dataclass(slots=True)
class Sealed:
    """How a round went."""

    done: int = 0
    already: int = 0
    broken: int = 0
    """Rows that none of the keys opens: an older key is missing, or the row was changed."""


BROKEN = (SealBrokenError, secrets.WrongKeyError, signing.UnreadableError)


def sources() -> tuple[Source, ...]:
    """Return every table in which something is kept sealed."""
    files = Sealer.of(settings.TANDEM_SEALING_KEYS, "files")
    numbers = Sealer.of(settings.TANDEM_SEALING_KEYS, "bsn")

    def number(row: Row) -> Row:
        plain = numbers.open(bytes(row[0]), context_of(row[1]))
        return numbers.seal(plain, context_of(row[1])), numbers.digest(plain.decode())

    return (
        Source(
            "files",
            "coordination_attachment",
            ("key", "file"),
            ("key",),
            lambda row: not row[0] or files.is_of_today(bytes(row[0]), row[1]),
            lambda row: (files.seal(files.open(bytes(row[0]), row[1]), row[1]),),
        ),
        Source(
            "citizen service numbers",
            "people_citizennumber",
            ("sealed", "member_id"),
            ("sealed", "digest"),
            lambda row: numbers.is_of_today(bytes(row[0]), context_of(row[1])),
            number,
        ),
        Source(
            "apps with codes",
            "people_codeapp",
            ("secret",),
            ("secret",),
            lambda row: signing.is_of_today(row[0]),
            lambda row: (signing.seal(signing.unseal(row[0])),),
        ),
        Source(
            "keys of the log",
            "audit_key",
            ("wrapped", "household_id", "person_id"),
            ("wrapped",),
            lambda row: row[0] is None or secrets.is_of_today(bytes(row[0]), _subject(row)),
            lambda row: (
                secrets.wrap(secrets.unwrap(bytes(row[0]), _subject(row)), _subject(row)),
            ),
        ),
        Source("kept keys", "audit_kept_key", ("sealed", "use"), ("sealed",), _kept_today, _kept),
    )


def keep_what_hashes() -> int:
    """Keep what older keys hash and put marks with, each for its use alone; return how many came.

    An identity at a provider, a code on paper and the mark of a look cannot be made anew: what
    they were made of is kept nowhere.
    """
    with plumbing():
        providers = Identity.objects.order_by("provider").values_list("provider", flat=True)
        uses = [PAPER, *(f"{USE} {one}" for one in providers.distinct())]
    return sum(signing.keep_older(use) for use in uses) + secrets.keep_older_marks()


def rows_in(source: Source) -> int:
    """Return how many rows a table has."""
    with plumbing(), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {source.table}")  # noqa: S608 - fixed names
        return int(cursor.fetchone()[0])


def seal_anew(source: Source, told: Sealed) -> Iterator[int]:
    """Seal a table anew, as the owner of the tables; yield after each transaction how many rows.

    What was done is counted in `told`; stopping between two transactions loses nothing.
    """
    last = 0
    while True:
        with plumbing(), transaction.atomic():
            found = _next(source, last)
            for number, *row in found:
                _one(source, number, tuple(row), told)
        if not found:
            return
        last = found[-1][0]
        yield len(found)


def _next(source: Source, last: int) -> list[Row]:
    columns = ", ".join(("id", *source.read))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns} FROM {source.table} WHERE id > %s ORDER BY id LIMIT %s FOR UPDATE",  # noqa: S608 - fixed names
            [last, AT_A_TIME],
        )
        return list(cursor.fetchall())


def _one(source: Source, number: int, row: Row, told: Sealed) -> None:
    if source.is_of_today(row):
        told.already += 1
        return
    try:
        values = source.anew(row)
    except BROKEN:
        told.broken += 1
        return
    columns = ", ".join(f"{name} = %s" for name in source.written)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {source.table} SET {columns} WHERE id = %s",  # noqa: S608 - fixed names
            [*values, number],
        )
    told.done += 1


def _subject(row: Row) -> str:
    return Subject(row[1], row[2]).named


def _kept_today(row: Row) -> bool:
    if row[1] == secrets.LOG_MARK:
        return secrets.is_of_today(bytes(row[0]), secrets.LOG_MARK)
    return signing.is_of_today(bytes(row[0]).decode())


def _kept(row: Row) -> Row:
    if row[1] == secrets.LOG_MARK:
        return (secrets.wrap(secrets.unwrap(bytes(row[0]), row[1]), row[1]),)
    return (signing.seal(signing.unseal(bytes(row[0]).decode())).encode(),)
