"""The figures as tables: aligned for a terminal, which is also how Markdown reads them."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from benchmarks.crowded import SECONDS, Answered
from benchmarks.machine import Machine
from benchmarks.measure import AFTER_CHANGE, QUESTIONS, WHAT_IF, Measured
from benchmarks.processes import ProcessTime
from benchmarks.sizes import CROWDED, Size

ASKED = (*QUESTIONS, AFTER_CHANGE, WHAT_IF)
WITH_TARGET = ("verdict", "all clashes", "best proposal")
REACHED, NOT_REACHED = "reached", "not reached"

Row = Sequence[str]


def table(head: Row, rows: Sequence[Row]) -> str:
    """Return a table in Markdown with aligned columns; all but the first align to the right."""
    widths = [max(len(row[n]) for row in (head, *rows)) for n in range(len(head))]

    def line(row: Row) -> str:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        return f"| {' | '.join(cells)} |"

    rule = [f":{'-' * (widths[0] - 1)}", *(f"{'-' * (width - 1)}:" for width in widths[1:])]
    return "\n".join([line(head), line(rule), *(line(row) for row in rows)])


def percentile(values: Sequence[float], share: float) -> float:
    """Return the least value that this share of the values does not pass."""
    ordered = sorted(values)
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)]


# --- times ----------------------------------------------------------------------------------

TIMES_HEAD = (
    "milliseconds",
    "households",
    "median",
    "p95",
    "max",
    "p95 processor",
    "target p95",
    "target",
)


def times_table(results: dict[Size, list[Measured]]) -> str:
    """Return how long each question takes for each size."""
    rows = [_times(size, name, found) for size, found in results.items() for name in ASKED]
    return table(TIMES_HEAD, rows)


def _times(size: Size, name: str, found: Sequence[Measured]) -> Row:
    wall = [one.ms[name] for one in found if name in one.ms]
    if not wall:
        return (f"{size.name}: {name}", "0", "", "", "", "", "", "")
    cpu = [one.cpu_ms[name] for one in found if name in one.cpu_ms]
    p95 = percentile(wall, 0.95)
    target = _target(size, name)
    return (
        f"{size.name}: {name}",
        str(len(wall)),
        ms(statistics.median(wall)),
        ms(p95),
        ms(max(wall)),
        ms(percentile(cpu, 0.95)),
        "" if target is None else f"{target:.0f}",
        "" if target is None else mark(reached=p95 < target),
    )


def _target(size: Size, name: str) -> float | None:
    """Return what a question may take, for 95 in 100 households, if anything was asked."""
    if name in WITH_TARGET:
        return size.target_ms
    return {AFTER_CHANGE: size.change_ms, "three with variants": size.variants_ms}.get(name)


def ms(value: float) -> str:
    """Write milliseconds: small ones with a decimal."""
    return f"{value:.1f}" if value < 100 else f"{value:.0f}"


def mark(*, reached: bool) -> str:
    """Say whether a target is reached."""
    return REACHED if reached else NOT_REACHED


# --- one after another, and when time is up -------------------------------------------------

BATCH_HEAD = ("one after another", "verdicts a second a core", "all clashes", "asked", "target")


def batch_table(results: dict[Size, list[Measured]]) -> str:
    """Return how many households a core answers in a second, in time of the processor."""
    return table(BATCH_HEAD, [_batch(size, found) for size, found in results.items() if found])


def _batch(size: Size, found: Sequence[Measured]) -> Row:
    verdicts, clashes = (_a_second(found, name) for name in ("verdict", "all clashes"))
    asked = size.verdicts_a_second
    return (
        size.name,
        f"{verdicts:.0f}",
        f"{clashes:.0f}",
        "" if asked is None else str(asked),
        "" if asked is None else mark(reached=verdicts >= asked),
    )


def _a_second(found: Sequence[Measured], question: str) -> float:
    return 1000 / statistics.mean(one.cpu_ms[question] for one in found if question in one.cpu_ms)


def crowded_table(found: Sequence[Answered]) -> str:
    """Return when crowded households were answered that had half a second each."""
    wall = [one.ms for one in found]
    late = max(0.0, max(wall) - 1000 * SECONDS)
    head = ("crowded, milliseconds", "households", "median", "max", "late", "verdict", "everything")
    row = (
        f"{CROWDED.members} members, {CROWDED.agreements} agreements",
        str(len(found)),
        ms(statistics.median(wall)),
        ms(max(wall)),
        ms(late),
        share(sum(one.is_known for one in found), len(found)),
        share(sum(one.is_complete for one in found), len(found)),
    )
    return table(head, [row])


# --- what is found --------------------------------------------------------------------------

FOUND_HEAD = (
    "what is found",
    "fit",
    "complete",
    "clashes",
    "planted",
    "planted found",
    "by pairs only",
    "pairs only, ms",
    "proposal",
)


def found_table(results: dict[Size, list[Measured]]) -> str:
    """Return what the check finds for each size, beside the naive pairwise check."""
    return table(FOUND_HEAD, [_found(size, found) for size, found in results.items() if found])


def _found(size: Size, found: Sequence[Measured]) -> Row:
    compared = [one for one in found if one.naive is not None]
    naive = [(one.planted, one.naive or frozenset()) for one in compared]
    planted = sum(len(one.planted) for one in found)
    needing = [one for one in found if one.needs_proposal]
    fit = sum(not one.needs_proposal for one in found)
    naive_ms = [one.naive_ms for one in compared if one.naive_ms is not None]
    return (
        size.name,
        share(fit, len(found)),
        share(sum(one.is_complete for one in found), len(found)),
        str(sum(len(one.clashes) for one in found)),
        str(planted),
        share(sum(one.planted_found for one in found), planted),
        share(sum(len(sets & pairs) for sets, pairs in naive), sum(len(s) for s, _ in naive)),
        ms(statistics.median(naive_ms)) if naive_ms else "",
        share(sum(one.has_proposal for one in needing), len(needing)),
    )


def share(part: int, whole: int) -> str:
    """Write a part of a whole as a percentage; never 100 % when something is lacking."""
    if whole == 0:
        return "–"
    percent = 100 * part / whole
    return f"{min(percent, 99.9):.1f} %" if part < whole else "100 %"


# --- processes and machine ------------------------------------------------------------------


def process_table(processes: Sequence[ProcessTime]) -> str:
    """Return how long whole processes take."""
    head = ("seconds, whole process", "median", "max", "target median", "target")
    rows = [
        (
            f"`{one.process.name}`",
            f"{one.median_s:.2f}",
            f"{one.longest_s:.2f}",
            f"{one.process.target_s:.2f}",
            mark(reached=one.is_reached),
        )
        for one in processes
    ]
    return table(head, rows)


def machine_line(machine: Machine, memory_mb: float) -> str:
    """Say on which machine this was, and how much memory it took."""
    return (
        f"{machine.processor}, {machine.cores} cores, Python {machine.python}, "
        f"load {machine.load:.1f} at the start; {machine.date}. "
        f"Most memory: {memory_mb:.0f} MB, all households in one process."
    )
