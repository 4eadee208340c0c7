"""The figures of the benchmark for the field, as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.field.score import Mark, Marked, mark, ratio
from benchmarks.field.solvers import AT_ONCE, CLASHES, LEAST, ONCE
from benchmarks.tables import Row, ms, share, table

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "benchmark-households.md"
Results = Mapping[tuple[str, str, str], Sequence[Marked]]
"""What was marked, by question, title of the solver and group."""

CLASHES_HEAD = (
    "all clashes", "households", "verdict right", "clashes found", "wrong", "says: these are all",
    "and is right", "median ms", "p95", "max", "out of time",
)  # fmt: skip
LEAST_HEAD = (
    "least change", "households", "known", "right", "median ms", "p95", "max", "out of time"
)  # fmt: skip
ONCE_HEAD = (
    "within half a second", "households", "answers in time", "verdict right", "clashes found",
    "says: these are all", "and is right", "least change right", "median ms", "max",
)  # fmt: skip


def tables(results: Results, totals: Mapping[str, int], deadline: float) -> str:
    """Return all tables; `totals` says how many households each group has."""
    parts = [
        _table(results, totals, CLASHES, CLASHES_HEAD, _clashes),
        _table(results, totals, LEAST, LEAST_HEAD, _least),
        _ratios(results, deadline),
        _table(results, totals, ONCE, ONCE_HEAD, _once),
    ]
    return "\n\n".join(part for part in parts if part)


def _table(
    results: Results, totals: Mapping[str, int], question: str, head: Row, row: object
) -> str:
    assert callable(row)
    rows = []
    for group, total in totals.items():
        for (asked, title, of), marked in results.items():
            if asked == question and of == group and marked:
                one = mark(marked)
                count = str(one.households)
                if one.households < total:
                    count = f"{one.households} of {total}"
                rows.append((f"{group}: {title}", count, *row(one)))
    return table(head, rows) if rows else ""


def _clashes(one: Mark) -> Row:
    return (
        share(one.verdicts_right, one.households),
        share(one.clashes_found, one.clashes),
        str(one.wrong),
        str(one.flagged),
        share(one.flagged_right, one.flagged),
        ms(one.median_ms),
        ms(one.p95_ms),
        ms(one.max_ms),
        str(one.late),
    )


def _least(one: Mark) -> Row:
    return (
        str(one.leasts),
        share(one.leasts_right, one.leasts),
        ms(one.median_ms),
        ms(one.p95_ms),
        ms(one.max_ms),
        str(one.late),
    )


def _once(one: Mark) -> Row:
    in_time = one.max_ms <= 1000 * AT_ONCE
    return (
        "all" if in_time else "not all",
        share(one.verdicts_right, one.households),
        share(one.clashes_found, one.clashes),
        str(one.flagged),
        share(one.flagged_right, one.flagged),
        share(one.leasts_right, one.leasts),
        ms(one.median_ms),
        ms(one.max_ms),
    )


def _ratios(results: Results, deadline: float) -> str:
    rows = []
    for (question, title, group), marked in results.items():
        fast = results.get((question, "Tandem", group), ())
        if question != CLASHES or title in {"Tandem", "pairs only"}:
            continue
        found = ratio(marked, fast, deadline)
        if found is not None:
            rows.append(
                (
                    f"{group}: {title}",
                    str(found.households),
                    f"{found.median:.0f}",
                    f"{found.least:.0f}",
                    str(found.unfinished),
                    f"{found.done_median:.0f}",
                    f"{found.done_least:.0f}",
                    str(found.undone),
                )
            )
    head = (
        "times as long as Tandem", "households", "until found: median", "least", "not in time",
        "until proven: median", "least", "not in time",
    )  # fmt: skip
    return table(head, rows) if rows else ""
