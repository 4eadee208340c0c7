"""Measures the plan check: `python -m benchmarks`."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.crowded import Answered, measure_crowded
from benchmarks.machine import Machine, peak_memory_mb, this_machine
from benchmarks.measure import Measured, measure
from benchmarks.page import PAGE, rewrite
from benchmarks.processes import ProcessTime, measure_processes
from benchmarks.sizes import CROWDED, SIZES, Size
from benchmarks.tables import (
    batch_table,
    crowded_table,
    found_table,
    machine_line,
    process_table,
    times_table,
)
from tandem.formats.rulebase import load

SECONDS = 240.0


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and write down where asked."""
    options = _parser().parse_args(arguments)
    machine = this_machine(options.date)
    sizes = [SIZES[name] for name in options.size or SIZES]
    results = _measure_all(sizes, options)
    crowded = list(measure_crowded(load(), options.crowded))
    processes = () if options.no_processes else measure_processes()
    text = _text(machine, results, crowded, processes)
    print(text)
    _print_wrong(results)
    if options.json:
        options.json.write_text(_json(machine, results, processes), encoding="utf-8")
    if options.write:
        rewrite(PAGE, text)
        print(f"\nWritten to {PAGE}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--size", choices=SIZES, action="append", help="only this size; may repeat")
    parser.add_argument("--count", type=int, help="how many households of each size")
    parser.add_argument("--seed", type=int, default=0, help="the first seed (default: 0)")
    parser.add_argument(
        "--seconds", type=float, default=SECONDS, help="stop with a size when its share is over"
    )
    parser.add_argument(
        "--crowded", type=int, default=CROWDED.households, help="how many crowded households"
    )
    parser.add_argument("--no-processes", action="store_true", help="leave out whole processes")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures to a file")
    parser.add_argument("--write", action="store_true", help="write the tables into the docs")
    parser.add_argument("--date", help="the day to name in the docs (default: the last commit's)")
    return parser


def _measure_all(sizes: Sequence[Size], options: argparse.Namespace) -> dict[Size, list[Measured]]:
    """Measure every size; each may take an equal share of the time that is left."""
    rules = load()
    end = time.perf_counter() + options.seconds
    results: dict[Size, list[Measured]] = {}
    for place, size in enumerate(sizes):
        count = size.households if options.count is None else options.count
        seeds = range(options.seed, options.seed + count)
        left = (end - time.perf_counter()) / (len(sizes) - place)
        results[size] = list(measure(size, rules, seeds, left))
    return results


def _text(
    machine: Machine,
    results: dict[Size, list[Measured]],
    crowded: Sequence[Answered],
    processes: Sequence[ProcessTime],
) -> str:
    parts = [machine_line(machine, peak_memory_mb()), times_table(results), batch_table(results)]
    if crowded:
        parts.append(crowded_table(crowded))
    parts.append(found_table(results))
    if processes:
        parts.append(process_table(processes))
    return "\n\n".join(parts)


def _print_wrong(results: dict[Size, list[Measured]]) -> None:
    for size, found in results.items():
        for one in found:
            for problem in one.wrong:
                print(f"\n{size.name} household {one.seed}: {problem}")
            if not one.is_complete:
                print(f"\n{size.name} household {one.seed}: not all clashes in time")


def _json(
    machine: Machine, results: dict[Size, list[Measured]], processes: Sequence[ProcessTime]
) -> str:
    households = [
        {
            "size": size.name,
            "seed": one.seed,
            "ms": one.ms,
            "cpu_ms": one.cpu_ms,
            "clashes": len(one.clashes),
            "complete": one.is_complete,
            "planted": len(one.planted),
            "planted_found": one.planted_found,
            "proposal": one.has_proposal,
            "naive_ms": one.naive_ms,
            "wrong": one.wrong,
        }
        for size, found in results.items()
        for one in found
    ]
    commands = [
        {"command": one.process.name, "median_s": one.median_s, "longest_s": one.longest_s}
        for one in processes
    ]
    figures = {"machine": asdict(machine), "households": households, "processes": commands}
    return json.dumps(figures, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    main()
