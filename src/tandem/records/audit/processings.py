"""Rows of the log of processings that a collector did not get yet."""

from __future__ import annotations

from typing import Any

from django.db import connection

from tandem.core.access import Processing
from tandem.records.work import Work

# Rows that another worker is handing on are passed over.
_TAKE = """
SELECT id, trace_id, span_id, parent_span_id, name, activity, subject, subject_type, status,
    started_at, ended_at
FROM audit_processing WHERE exported_at IS NULL ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED
"""
_DONE = "UPDATE audit_processing SET exported_at = %s WHERE id = ANY (%s)"


def take_processings(_work: Work, most: int) -> dict[int, Processing]:
    """Return the oldest rows that no collector got, by number, and hold them for this work."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [most])
        return {row[0]: _processing(row) for row in cursor.fetchall()}


def mark_handed_on(work: Work, numbers: list[int]) -> None:
    """Note that a collector has these rows."""
    with connection.cursor() as cursor:
        cursor.execute(_DONE, [work.at, numbers])


def _processing(row: tuple[Any, ...]) -> Processing:
    _, trace, span, parent, name, activity, subject, *others = row
    subject_type, status, began, ended = others
    return Processing(
        bytes(trace),
        bytes(span),
        None if parent is None else bytes(parent),
        name,
        activity,
        bytes(subject),
        subject_type,
        status,
        began,
        ended,
    )
