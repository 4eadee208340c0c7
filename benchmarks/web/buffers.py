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

Plan = dict[str, Any]
"""A node of a query plan, as the server writes it."""


@dataclass
class Read:
    """What was read while something was done."""

    statements: list[str] = field(default_factory=list)
    buffers: int = 0
    scanned: set[str] = field(default_factory=set)
    """Tables that were read from beginning to end."""
    indexes: set[tuple[str, str]] = field(default_factory=set)
    """Tables that were read by an index, with which."""

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
            for plan in _plans(execute, sql, params, context):
                self.buffers += plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
                self._read(plan)
        return execute(sql, params, many, context)

    def _read(self, plan: Plan) -> None:
        """Note how the tables of a plan are read, where the plan was run at all."""
        if plan.get("Actual Loops") and "Relation Name" in plan:
            if plan["Node Type"] == "Seq Scan":
                self.scanned.add(plan["Relation Name"])
            elif "Index Name" in plan:
                self.indexes.add((plan["Relation Name"], plan["Index Name"]))
        for below in plan.get("Plans", ()):
            self._read(below)


def read_by(do: Callable[[], object]) -> Read:
    """Return what the database reads while something is done; what it writes is written twice."""
    read = Read()
    with connection.execute_wrapper(read):
        do()
    return read


def _plans(
    execute: Callable[..., object], sql: str, params: object, context: dict[str, Any]
) -> list[Plan]:
    cursor: CursorWrapper = context["cursor"]
    execute(EXPLAIN + sql, params, False, context)  # noqa: FBT003 - Django's signature
    (told,) = cursor.fetchone() or ("[]",)
    plans = json.loads(told) if isinstance(told, str) else told
    return [one["Plan"] for one in plans]
