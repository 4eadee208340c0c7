"""The looks at a household, in words, as whoever may read them gets them."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidTag
from django.db import connection

from tandem.core.access import Basis, Standing
from tandem.records.ledger import secrets
from tandem.records.ledger.keys import Subject, opened
from tandem.records.work import Work

MOST = 200


@dataclass(frozen=True, slots=True)
class SeenLook:
    """Somebody looked: when, at what, and as whom."""

    id: int
    at: datetime
    account: int | None
    page: str
    standing: Standing
    is_readable: bool
    """Whether the words can still be read; when their key was destroyed they cannot."""


# The keys are read once each, not once for every look that was sealed with one.
_WITH_KEYS = """
WITH found AS MATERIALIZED ({found}),
known AS MATERIALIZED (
    SELECT k.id, k.wrapped, k.person_id FROM audit_key k
    WHERE k.household_id = %(household)s AND k.id = ANY (ARRAY(SELECT DISTINCT key_id FROM found))
)
SELECT l.id, l.at, l.actor_id, l.page, l.basis, l.sealed, l.span_id, k.id, k.wrapped, k.person_id
FROM found l LEFT JOIN known k ON k.id = l.key_id
ORDER BY {order}
"""
_WHICH = """
    SELECT * FROM audit_look l
    WHERE l.household_id = %(household)s
        AND (%(before)s::bigint IS NULL OR l.id < %(before)s::bigint)
        AND (%(account)s::bigint IS NULL OR l.actor_id = %(account)s::bigint)
        AND NOT l.page = ANY (%(without)s::text[])
    ORDER BY l.id DESC LIMIT %(most)s
"""
_LOOKS = _WITH_KEYS.format(found=_WHICH, order="l.id DESC")
_LOOK = _LOOKS.replace("ORDER BY l.id DESC LIMIT", "AND l.id = %(look)s LIMIT")
# The last look of each: an index walk for each account would need to know them first.
_LOOKERS = _WITH_KEYS.format(
    found="""
    SELECT DISTINCT ON (l.actor_id) * FROM audit_look l
    WHERE l.household_id = %(household)s AND l.actor_id IS NOT NULL
    ORDER BY l.actor_id, l.id DESC
    """,
    order="l.actor_id",
)


def looks_of(
    _work: Work,
    household: int,
    *,
    before: int | None = None,
    account: int | None = None,
    without: Collection[str] = (),
    most: int = MOST,
) -> tuple[SeenLook, ...]:
    """Return looks at a household, the last one first.

    `before` is a look for earlier ones, `account` whose looks, `without` names pages to leave out.
    """
    return _read(
        _LOOKS,
        household,
        before=before,
        account=account,
        without=list(without),
        most=most,
    )


def look_of(_work: Work, household: int, look: int) -> SeenLook | None:
    """Return one look at a household; None when there is none with this number."""
    found = _read(_LOOK, household, before=None, account=None, without=[], most=1, look=look)
    return found[0] if found else None


def lookers(_work: Work, household: int) -> tuple[SeenLook, ...]:
    """Return of everybody who ever looked at a household the last look."""
    return _read(_LOOKERS, household)


def _read(sql: str, household: int, **values: Any) -> tuple[SeenLook, ...]:  # noqa: ANN401 - of a statement
    with connection.cursor() as cursor:
        cursor.execute(sql, {"household": household, **values})
        rows = cursor.fetchall()
    keys: dict[int, bytes | None] = {}
    return tuple(_seen(row, household, keys) for row in rows)


def _seen(row: tuple[Any, ...], household: int, keys: dict[int, bytes | None]) -> SeenLook:
    number, at, account, page, basis, sealed, span, key, wrapped, person = row
    secret = None
    if key is not None:
        if key not in keys:
            keys[key] = opened(key, wrapped, Subject(household, person)).secret
        secret = keys[key]
    words = _words(secret, bytes(sealed), bytes(span))
    known = Basis(basis) if basis in set(Basis) else Basis.UNKNOWN
    standing = replace(Standing(known), **(words or {}))  # type: ignore[arg-type]
    return SeenLook(number, at, account, page, standing, words is not None)


def _words(secret: bytes | None, sealed: bytes, span: bytes) -> dict[str, str] | None:
    """Return what was said; None when it cannot be read, or was tampered with."""
    if secret is None or not sealed:
        return None
    try:
        told = json.loads(secrets.decrypt(secret, sealed, span))
    except InvalidTag:
        return None
    return {str(name): str(text) for name, text in told.items()}
