"""What a page reads of the database: its statements, and the pages of memory that they touch."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

EXPLAIN = "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) "
LEFT_OUT = ("SAVEPOINT", "RELEASE", "ROLLBACK", "SET CONSTRAINTS")
"""What only tests add around a page."""


@dataclass
class Read:
    """What was read while something was done."""

    statements: list[str] = field(default_factory=list)
    buffers: int = 0

    def __call__(
        self,
        execute: Callable[..., object],
        sql: str,
        params: object,
        many: bool,  # noqa: FBT001 - Django's signature
        context: dict[str, Any],
    ) -> object:
        """Count a statement on its way to the database."""
        if not sql.startswith(LEFT_OUT):
            self.statements.append(sql)
            self.buffers += _buffers(execute, sql, params, context)
        return execute(sql, params, many, context)


def read_by(do: Callable[[], object]) -> Read:
    """Return what the database reads while something is done; what it writes is written twice."""
    read = Read()
    with connection.execute_wrapper(read):
        do()
    return read


def _buffers(
    execute: Callable[..., object], sql: str, params: object, context: dict[str, Any]
) -> int:
    cursor: CursorWrapper = context["cursor"]
    execute(EXPLAIN + sql, params, False, context)  # noqa: FBT003 - Django's signature
    (told,) = cursor.fetchone() or ("[]",)
    plans = json.loads(told) if isinstance(told, str) else told
    return sum(
        one["Plan"]["Shared Hit Blocks"] + one["Plan"]["Shared Read Blocks"] for one in plans
    )
