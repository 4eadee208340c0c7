"""Writing the two logs: the looks, which are chained, and the processings, which name nobody.

Both are told of one thing that was done by the same trace and span: so whoever may read both can
find the other row.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from tandem.core.access import Standing
from tandem.records.ledger import secrets
from tandem.records.ledger.form import FIRST, LookRow, chain_of, marked
from tandem.records.ledger.keys import Key, Subject, key_of

SUBJECT_TYPE = "urn:tandem:household"
"""What the number in `subject` is, once it is decrypted."""


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked at a page of a household."""

    household: int
    page: str
    standing: Standing
    activity: str
    """The processing activity it is part of; empty for none, which only tests and tools have."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One piece of work: its trace, when it began and ended, and whose account did it."""

    trace: bytes
    began: datetime
    ended: datetime
    account: int | None


@dataclass(frozen=True, slots=True)
class _Span:
    id: bytes
    parent: bytes | None
    key: Key


LOOK_COLUMNS = "household_id, at, actor_id, page, basis, key_id, sealed, trace_id, span_id, mark"
PROCESSING_COLUMNS = (
    "trace_id, span_id, parent_span_id, name, activity, subject, subject_type, status, "
    "started_at, ended_at"
)


def looks(moment: Moment, looked: Sequence[Look]) -> None:
    """Write looks, and the processings that they are: one statement, the last of the transaction.

    They go in the order of their chains, so that two works never wait for each other.
    """
    if not looked:
        return
    ordered = sorted(looked, key=lambda one: (chain_of(one.household), one.household))
    root = os.urandom(8)
    rows, processings = [], []
    for place, one in enumerate(ordered):
        subject = Subject(one.household, one.standing.person)
        span = _Span(
            root if place == 0 else os.urandom(8),
            None if place == 0 else root,
            key_of(subject, moment.began),
        )
        rows.append(_look(moment, one, span))
        if one.activity:
            processings.append(_processing(moment, span, one))
    insert_with("audit_look", LOOK_COLUMNS, rows, processings)


def changes(moment: Moment, activity: str, touched: Mapping[int, str]) -> list[tuple[Any, ...]]:
    """Return the rows of the processings that changes are: what was done, by household."""
    root = os.urandom(8)
    rows = []
    for place, (household, verb) in enumerate(sorted(touched.items())):
        key = key_of(Subject(household), moment.began)
        span = _Span(root if not place else os.urandom(8), None if not place else root, key)
        rows.append(_processing(moment, span, Look(household, verb, Standing(), activity)))
    return rows


def _look(moment: Moment, one: Look, span: _Span) -> tuple[Any, ...]:
    sealed = b""
    if span.key.secret is not None:
        sealed = secrets.encrypt(span.key.secret, words_of(one.standing), span.id)
    row = LookRow(
        id=0,
        chain=0,
        place=0,
        household=one.household,
        at=moment.began,
        actor=moment.account,
        page=one.page,
        basis=one.standing.basis.value,
        key=span.key.id,
        sealed=sealed,
        trace=moment.trace,
        span=span.id,
        mark=b"",
        hash=FIRST,
    )
    return (
        row.household,
        row.at,
        row.actor,
        row.page,
        row.basis,
        row.key,
        row.sealed,
        row.trace,
        row.span,
        secrets.mark(marked(row)),
    )


def words_of(standing: Standing) -> bytes:
    """Return what a look says in words, as it is encrypted."""
    said = {
        "name": standing.name,
        "function": standing.function,
        "organisation": standing.organisation,
        "role": standing.role,
        "purpose": standing.purpose,
        "ground": standing.ground,
    }
    return json.dumps({name: text for name, text in said.items() if text}).encode()


def _processing(moment: Moment, span: _Span, one: Look) -> tuple[Any, ...]:
    subject = b""
    if span.key.secret is not None:
        subject = secrets.encrypt(span.key.secret, str(one.household).encode(), span.id)
    return (
        moment.trace,
        span.id,
        span.parent,
        one.page,
        one.activity,
        subject,
        SUBJECT_TYPE,
        "OK",
        moment.began,
        moment.ended,
    )


def insert_with(
    table: str,
    columns: str,
    rows: Sequence[tuple[Any, ...]],
    processings: Sequence[tuple[Any, ...]] = (),
) -> None:
    """Add rows to a table, and processings beside them, in one statement."""
    sql, values = _values(table, columns, rows)
    if processings:
        beside, told = _values("audit_processing", PROCESSING_COLUMNS, processings)
        sql, values = f"WITH told AS ({beside}) {sql}", told + values
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def _values(table: str, columns: str, rows: Sequence[tuple[Any, ...]]) -> tuple[str, list[Any]]:
    one = "(" + ", ".join(["%s"] * len(rows[0])) + ")"
    sql = f"INSERT INTO {table} ({columns}) VALUES {', '.join([one] * len(rows))}"  # noqa: S608 - fixed names
    return sql, [value for row in rows for value in row]
