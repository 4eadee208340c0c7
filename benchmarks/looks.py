"""Measures what the log of looks costs: `python -m benchmarks.looks`.

Workers of one thread, as the site has, read the head of a household as every page does, and do so
with and without writing that they looked, in short turns of one run: so a busy machine slows down
both alike. The database is durable, and everything that is started is stopped.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import psycopg

from benchmarks.machine import this_machine
from benchmarks.web import serve

TURN = 0.5
"""Seconds that a worker goes on with, or without, the log before it changes over."""

WHO = """
SELECT a.id, a.name, a.professional_id, h.code
FROM people_household h
JOIN people_involvement i ON i.household_id = h.id AND i.until IS NULL
JOIN people_account a ON a.professional_id = i.professional_id
ORDER BY h.id, a.id
"""

Visit = tuple[int, str, int, str]
"""An account, its name, its professional, and the code of a household it is involved in."""


@dataclass
class Measured:
    """Milliseconds of each view, with and without the log, and the seconds that each took."""

    logged: list[float] = field(default_factory=list)
    unlogged: list[float] = field(default_factory=list)
    seconds: dict[bool, float] = field(default_factory=lambda: {True: 0.0, False: 0.0})


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and verify the chain that was made; return the exit status."""
    options = _parser().parse_args(arguments)
    machine = this_machine(None)
    with serve.database() as (place, variables):
        with psycopg.connect(place.conninfo()) as owner:
            visits = owner.execute(WHO).fetchall()
        turns = [(variables, visits, n, options.seconds) for n in range(options.processes)]
        with multiprocessing.get_context("spawn").Pool(options.processes) as pool:
            found = pool.starmap(_measure, turns)
        print(_told(found, options.processes))
        print(f"{machine.processor}, {machine.cores} cores, load {os.getloadavg()[0]:.1f}.")
        return _verify({**variables, "TANDEM_WORKER_DATABASE_URL": place.url(role="tandem_worker")})


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.looks", description=__doc__)
    parser.add_argument("--seconds", type=float, default=20, help="for each worker (20)")
    parser.add_argument("--processes", type=int, default=2, help="workers at a time (2)")
    return parser


def _measure(
    variables: Mapping[str, str], visits: Sequence[Visit], first: int, seconds: float
) -> Measured:
    """Look for so long, in turns; in a process of its own."""
    os.environ.update(variables)
    import django  # noqa: PLC0415 - its settings name the database that was just made

    django.setup()
    measured = Measured()
    number, logs = first * 17, bool(first % 2)
    for before in visits[:50]:
        _look(before, logs=True)
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        began = time.perf_counter()
        while time.perf_counter() - began < TURN:
            number += 1
            at = time.perf_counter()
            _look(visits[number % len(visits)], logs=logs)
            spent = (time.perf_counter() - at) * 1000
            (measured.logged if logs else measured.unlogged).append(spent)
        measured.seconds[logs] += time.perf_counter() - began
        logs = not logs
    return measured


def _look(visit: Visit, *, logs: bool) -> None:
    from tandem.core.access import Action, Actor  # noqa: PLC0415 - needs Django set up
    from tandem.records.clock import now  # noqa: PLC0415 - the same
    from tandem.records.coordination.heads import head_of  # noqa: PLC0415 - the same
    from tandem.records.work import Work, work  # noqa: PLC0415 - the same
    from tandem.web.pages.doors import note_look  # noqa: PLC0415 - the same

    account, name, professional, code = visit

    def view(opened: Work) -> None:
        head = head_of(opened, code)
        if logs:
            note_look(opened, head, "plan", Action.SEE_PLAN)

    work(Actor(account, name, professional=professional), now(), reads=True).run(view)


def _told(found: Sequence[Measured], processes: int) -> str:
    lines = ["| | views a second | median ms | p95 ms |", "|---|---|---|---|"]
    rates, middles = {}, {}
    for logs, name in ((False, "without the log"), (True, "with the log")):
        times = [one for each in found for one in (each.logged if logs else each.unlogged)]
        rates[logs] = sum(
            len(each.logged if logs else each.unlogged) / each.seconds[logs] for each in found
        )
        middles[logs] = statistics.median(times)
        late = statistics.quantiles(times, n=20)[-1]
        lines.append(f"| {name} | {rates[logs]:.0f} | {middles[logs]:.2f} | {late:.2f} |")
    lines.append("")
    lines.append(
        f"{processes} workers. The log costs {middles[True] - middles[False]:.2f} ms a view "
        f"(median); with it, {rates[True] / rates[False]:.2f} of the views a second without it."
    )
    return "\n".join(lines)


def _verify(variables: Mapping[str, str]) -> int:
    os.environ.update(variables)
    from tandem.cli.audit import run_verify  # noqa: PLC0415 - reads the variables

    return int(run_verify("en", "", as_json=False))


if __name__ == "__main__":
    sys.exit(main())
