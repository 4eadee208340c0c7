"""Measures the pages: `python -m benchmarks.web`. Everything that it starts it stops."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import psycopg

from benchmarks.machine import Machine, this_machine
from benchmarks.page import rewrite
from benchmarks.web import fill, serve
from benchmarks.web.figures import PAGES, Page, Reading, readings, times
from benchmarks.web.load import Load, is_there, load
from tandem.config.demo.place import free_port
from tandem.config.embedded import Place

DOCUMENT = Path(__file__).parents[2] / "docs" / "reference" / "benchmarks-web.md"
FEW = 1_000
LOOKED_AT = 20
"""Households whose pages are looked into."""
ASKED_FOR = 200
"""Households whose pages are asked for, in turn."""
PORT = 8800


def main(arguments: Sequence[str] | None = None) -> int:
    """Fill, measure, print, and write down where asked; return the exit status."""
    options = _parser().parse_args(arguments)
    if not is_there():
        sys.stderr.write("There is no wrk: install the package wrk of the system first.\n")
        return 1
    machine = this_machine(options.date)
    with serve.database() as (place, variables):
        os.environ.update(variables)
        text = _measure(place, variables, machine, options)
    print(text)
    if options.write:
        rewrite(DOCUMENT, text)
        print(f"\nWritten to {DOCUMENT}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.web", description=__doc__)
    parser.add_argument("--households", type=int, default=100_000, help="how many (100000)")
    parser.add_argument("--seconds", type=float, default=8, help="for each measurement (8)")
    parser.add_argument("--write", action="store_true", help="write the tables into the docs")
    parser.add_argument("--date", help="the day to name in the docs (default: the last commit's)")
    return parser


def _measure(
    place: Place, variables: Mapping[str, str], machine: Machine, options: argparse.Namespace
) -> str:
    """Return the tables: first with few households, then with all of them."""
    import django  # noqa: PLC0415 - its settings name the database that was just made

    django.setup()
    logging.getLogger("tandem").setLevel(logging.ERROR)
    few = _look_inside(place, min(FEW, options.households))
    begin = time.monotonic()
    fill.fill(place.conninfo(), options.households)
    filled = time.monotonic() - begin
    many = _look_inside(place, options.households)
    busy = os.getloadavg()[0]
    found = _ask(place, variables, options.seconds)
    head = (
        f"{machine.processor}, {machine.cores} cores shared with database and clients, Python "
        f"{machine.python}, load {machine.load:.1f} at the start and {busy:.1f} before the "
        f"clients; {machine.date}. "
        f"{options.households:,} households, copied in {filled:.0f} s."
    )
    return f"{head}\n\n{times(found)}\n\n{readings(_joined(few, many))}"


def _look_inside(place: Place, households: int) -> dict[Page, Reading]:
    from benchmarks.web.inside import look_inside  # noqa: PLC0415 - needs Django set up
    from benchmarks.web.visits import keep_verdicts, visitors  # noqa: PLC0415 - the same

    fill.fill(place.conninfo(), households)
    with psycopg.connect(place.conninfo(), autocommit=True) as owner:
        who = visitors(owner, LOOKED_AT)
        keep_verdicts(owner, who)
    found = {}
    for page in PAGES:
        inside = look_inside(who, page.pattern)
        found[page] = Reading(inside.statements, {households: inside.buffers}, inside.kilobytes)
    return found


def _joined(few: Mapping[Page, Reading], many: Mapping[Page, Reading]) -> dict[Page, Reading]:
    return {
        page: Reading(
            max(one.statements, many[page].statements),
            {**one.buffers, **many[page].buffers},
            many[page].kilobytes,
        )
        for page, one in few.items()
    }


def _ask(place: Place, variables: Mapping[str, str], seconds: float) -> dict[Page, list[Load]]:
    from benchmarks.web.visits import keep_verdicts, visitors  # noqa: PLC0415 - needs Django

    file = Path(variables["TANDEM_DEMO_FOLDER"]) / "targets"
    with psycopg.connect(place.conninfo(), autocommit=True) as owner:
        who = visitors(owner, ASKED_FOR, seed=1)
        keep_verdicts(owner, who)
    found: dict[Page, list[Load]] = {}
    with serve.site(free_port(PORT), variables) as address:
        for page in PAGES:
            targets = [one.to(page.pattern) for one in who]
            load(address, targets, 4, 2, file)  # to warm up
            found[page] = [load(address, targets, clients, seconds, file) for clients in (1, 8)]
    return found


if __name__ == "__main__":
    sys.exit(main())
