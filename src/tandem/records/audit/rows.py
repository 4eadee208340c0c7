"""Reading rows of the access log as they are kept, in the order of a chain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection

from tandem.records.ledger.form import LookRow
from tandem.records.work import Work


@dataclass(frozen=True, slots=True)
class ChainHead:
    """How long a chain is and its last hash, as was noted beside it, and how long it is found."""

    chain: int
    length: int
    hash: bytes
    found: int
    """The highest place of any row."""


_COLUMNS = (
    "id, chain, place, household_id, at, actor_id, page, basis, key_id, sealed, trace_id, "
    "span_id, mark, hash"
)
_PAGE = f"""
SELECT {_COLUMNS} FROM audit_look WHERE chain = %s AND place > %s AND place <= %s
ORDER BY place, id LIMIT %s
"""  # noqa: S608 - fixed columns
_BEFORE_ALL = f"SELECT {_COLUMNS} FROM audit_look WHERE chain = %s AND place < 1 LIMIT 1"  # noqa: S608
# In one statement, and so of one moment.
_HEADS = """
SELECT n, coalesce(c.length, -1), coalesce(c.hash, ''),
    coalesce((SELECT max(l.place) FROM audit_look l WHERE l.chain = n), 0)
FROM generate_series(0, %s) n LEFT JOIN audit_chain c ON c.chain = n ORDER BY n
"""
_ELSEWHERE = """
SELECT id FROM audit_look WHERE chain < 0 OR chain > %s ORDER BY id LIMIT 1
"""
_TWICE = """
SELECT min(chain), max(place) FROM audit_look WHERE span_id <> ''
GROUP BY trace_id, span_id HAVING count(*) > 1 ORDER BY 1, 2 LIMIT 1
"""


def heads(_work: Work, last: int) -> tuple[ChainHead, ...]:
    """Return how long every chain is; a length of -1 means that nothing was noted of it."""
    with connection.cursor() as cursor:
        cursor.execute(_HEADS, [last])
        return tuple(
            ChainHead(chain, length, bytes(hashed), found)
            for chain, length, hashed, found in cursor.fetchall()
        )


def part_of(_work: Work, chain: int, after: int, until: int, most: int) -> tuple[LookRow, ...]:
    """Return rows of a chain after a place, at most so many."""
    with connection.cursor() as cursor:
        cursor.execute(_PAGE, [chain, after, until, most])
        return tuple(_row(one) for one in cursor.fetchall())


def before_all(_work: Work, chain: int) -> LookRow | None:
    """Return a row that stands before the first place, which none may."""
    with connection.cursor() as cursor:
        cursor.execute(_BEFORE_ALL, [chain])
        row = cursor.fetchone()
    return None if row is None else _row(row)


def outside_chains(_work: Work, last: int) -> int | None:
    """Return the number of a row that stands in no chain that there is; None when none does."""
    with connection.cursor() as cursor:
        cursor.execute(_ELSEWHERE, [last])
        row = cursor.fetchone()
    return None if row is None else int(row[0])


def standing_twice(_work: Work) -> tuple[int, int] | None:
    """Return chain and place of a look that was copied; None when none was."""
    with connection.cursor() as cursor:
        cursor.execute(_TWICE)
        row = cursor.fetchone()
    return None if row is None else (int(row[0]), int(row[1]))


def _row(row: tuple[Any, ...]) -> LookRow:
    *plain, key, sealed, trace, span, mark, hashed = row
    number, chain, place, household, at, actor, page, basis = plain
    return LookRow(
        number,
        chain,
        place,
        household,
        at,
        actor,
        page,
        basis,
        key,
        bytes(sealed),
        bytes(trace),
        bytes(span),
        bytes(mark),
        bytes(hashed),
    )
