"""A busy day in a large municipality: `python -m benchmarks.web.busy`.

It fills a database with 100,000 households, 60,000 open items and 5,000 professionals, looks how
each page reads it, and lets 64 people who are signed in ask for pages and send forms by a clock.
With `--keep FOLDER` the database stays: whoever is stopped while it is filled goes on there.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from benchmarks.machine import Machine, this_machine
from benchmarks.page import PAGE, rewrite
from benchmarks.tables import mark, percentile, table
from benchmarks.web import serve
from benchmarks.web.arrivals import MIX, Answer, Day
from benchmarks.web.fill import TOWN, bar, fill
from benchmarks.web.more import More, add_items
from tandem.config.demo.place import free_port
from tandem.config.embedded import Place
from tandem.scenarios.moment import NOW

if TYPE_CHECKING:
    from benchmarks.web.inside import Inside
    from benchmarks.web.visits import Visitor

PORT = 8860
TOWNS_A_TEAM = 103
"""With 87 professionals to 103 towns of 17 households there are 5,000 for 100,000."""
FEW_ITEMS = 10_000_000
"""The number, above that of the first, of items that are added while there are few households."""
FEW = (1 + TOWNS_A_TEAM) * TOWN
"""One team with all its households: who looks then has as much work as later, among many more."""
LARGE = 10_000
"""Rows from which on a table is large."""
SIGNED_IN = 64
LOOKED_AT = 12
LIMIT = 500.0
"""Milliseconds for 95 of 100, up to which a rate counts as kept up with."""
GROWS = 1.25
STEPS = 10
START, END = "<!-- busy: start -->", "<!-- busy: end -->"
SIZES = {
    "households": "SELECT count(*) FROM people_household",
    "professionals": "SELECT count(*) FROM people_professional",
    "open items": "SELECT count(*) FROM coordination_item WHERE closed_at IS NULL",
}
LARGE_TABLES = """
    SELECT relname FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND reltuples > %s
"""


@dataclass(frozen=True, slots=True)
class Looked:
    """What pages read, with so many households."""

    households: int
    pages: Mapping[str, Inside]
    large: frozenset[str]
    """The tables that are large then."""
    who: Sequence[Visitor]
    """Who looked."""


@dataclass(frozen=True, slots=True)
class Step:
    """How it went at one rate."""

    rate: float
    p95: float
    errors: int
    asked: int

    @property
    def is_kept_up_with(self) -> bool:
        """Whether 95 of 100 had an answer in time, and all of them one."""
        return self.p95 <= LIMIT and not self.errors


def main(arguments: Sequence[str] | None = None) -> int:
    """Fill, look, measure, print, and write down where asked; return 1 when something failed."""
    options = _parser().parse_args(arguments)
    machine = this_machine(options.date)
    with serve.database(options.keep) as (place, variables):
        os.environ.update(variables)
        text, failed = _measure(place, variables, machine, options)
    print(text)
    if options.write:
        rewrite(PAGE, text, START, END)
        print(f"\nWritten to {PAGE}")
    return int(failed > 0)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.web.busy", description=__doc__)
    parser.add_argument("--households", type=int, default=100_000, help="how many (100000)")
    parser.add_argument("--items", type=int, default=60_000, help="open ones, at least (60000)")
    parser.add_argument("--minutes", type=float, default=10, help="at the rate that is asked (10)")
    parser.add_argument("--rate", type=float, default=25, help="requests a second (25)")
    parser.add_argument("--step", type=float, default=20, help="seconds for each higher rate (20)")
    parser.add_argument("--seed", type=int, default=6, help="of items and of arrivals (6)")
    parser.add_argument("--keep", type=Path, help="a folder in which the database stays")
    parser.add_argument("--write", action="store_true", help="write the tables into the docs")
    parser.add_argument("--date", help="the day to name in the docs (default: the last commit's)")
    return parser


def _measure(
    place: Place, variables: Mapping[str, str], machine: Machine, options: argparse.Namespace
) -> tuple[str, int]:
    """Return the tables, and how many answers were wrong at the rate that was asked."""
    import django  # noqa: PLC0415 - its settings name the database that was just made

    django.setup()
    logging.getLogger("tandem").setLevel(logging.ERROR)
    few = _filled_and_read(place, options, min(FEW, options.households))
    many = _filled_and_read(place, options, options.households, few.who)
    sizes = _sizes(place)
    day, rate = _day(place, options), options.rate
    with serve.site(day.port, variables):
        day.run(rate, 5, seed=0)  # to warm up
        busy = os.getloadavg()[0]
        answers = day.run(rate, 60 * options.minutes, options.seed)
        steps = _climb(day, rate, options.step)
    head = (
        f"{machine.processor}, {machine.cores} cores shared with database and clients, Python "
        f"{machine.python}, load {machine.load:.1f} at the start and {busy:.1f} before the "
        f"clients; {machine.date}. {sizes}. {options.minutes:g} minutes at {rate:g} requests a "
        f"second, {len(answers):,} requests."
    )
    wrong = sum(not one.is_right for one in answers)
    parts = (head, _times(answers), _steps(steps), _readings(few, many), _indexes(many))
    return "\n\n".join(parts), wrong


def _filled_and_read(
    place: Place, options: argparse.Namespace, households: int, who: Sequence[Visitor] = ()
) -> Looked:
    """Fill up to so many households, and look into each page that is read, as who looked before."""
    from benchmarks.web.inside import look_inside  # noqa: PLC0415 - needs Django set up
    from benchmarks.web.visits import at_work, few_each, keep_verdicts, visitors  # noqa: PLC0415 - the same

    conninfo = place.conninfo()
    fill(conninfo, households, TOWNS_A_TEAM, bar("towns"))
    wanted = options.items * households // options.households
    base = 0 if who else FEW_ITEMS
    add_items(conninfo, More(wanted, NOW, TOWNS_A_TEAM, options.seed, base), bar("items"))
    with psycopg.connect(conninfo, autocommit=True) as owner:
        looking = who or few_each(visitors(owner, 4 * LOOKED_AT), LOOKED_AT, most=6)
        keep_verdicts(owner, looking)
        large = frozenset(str(row[0]) for row in owner.execute(LARGE_TABLES, [LARGE]).fetchall())
        # In a database that was kept there may be more than were asked for.
        (there,) = owner.execute(SIZES["households"]).fetchone() or (households,)
    looking = who or at_work(looking)
    pages = {one.name: look_inside(looking, one.pattern) for one in MIX if one.fields is None}
    return Looked(there, pages, large, looking)


def _sizes(place: Place) -> str:
    with psycopg.connect(place.conninfo(), autocommit=True) as owner:
        rows = {what: owner.execute(sql).fetchone() or (0,) for what, sql in SIZES.items()}
    return ", ".join(f"{row[0]:,} {what}" for what, row in rows.items())


def _day(place: Place, options: argparse.Namespace) -> Day:
    """Return the people who are signed in, each with something at hand, and a port for the site."""
    from benchmarks.web.visits import at_work, few_each, keep_verdicts, visitors  # noqa: PLC0415 - Django

    with psycopg.connect(place.conninfo(), autocommit=True) as owner:
        drawn = visitors(owner, 4 * SIGNED_IN, seed=options.seed)
        who = few_each(drawn, SIGNED_IN)
        keep_verdicts(owner, who)
    return Day(free_port(PORT), at_work(who), NOW.date())


def _climb(day: Day, rate: float, seconds: float) -> list[Step]:
    """Let more and more arrive until it is not kept up with, or a bound is reached."""
    steps: list[Step] = []
    for number in range(STEPS):
        answers = day.run(rate, seconds, seed=number)
        p95 = percentile([one.ms for one in answers], 0.95)
        errors = sum(not one.is_right for one in answers)
        steps.append(Step(rate, p95, errors, len(answers)))
        if not steps[-1].is_kept_up_with:
            break
        rate *= GROWS
    return steps


# --- tables ---------------------------------------------------------------------------------


def _times(answers: Sequence[Answer]) -> str:
    head = ("milliseconds", "asked", "p50", "p95", "p99", "max", "errors", "promised p95")
    rows = [_time(one.name, one.promised, answers) for one in MIX]
    return table(head, [*rows, _time("everything", None, answers)])


def _time(name: str, promised: float | None, answers: Sequence[Answer]) -> Sequence[str]:
    mine = [one for one in answers if name in {one.name, "everything"}]
    if not mine:
        return (name, "0", *[""] * 6)
    took = [one.ms for one in mine]
    high = percentile(took, 0.95)
    kept = "" if promised is None else f"≤ {promised:.0f}: {mark(reached=high <= promised)}"
    figures = (percentile(took, 0.5), high, percentile(took, 0.99), max(took))
    wrong = sum(not one.is_right for one in mine)
    return (name, str(len(mine)), *(f"{one:.0f}" for one in figures), str(wrong), kept)


def _steps(steps: Sequence[Step]) -> str:
    """Return how it went at higher and higher rates; the last that was kept up with counts."""
    rows = [
        (
            f"{one.rate:.0f}",
            str(one.asked),
            f"{one.p95:.0f}",
            str(one.errors),
            "yes" if one.is_kept_up_with else "no",
        )
        for one in steps
    ]
    return table(("requests a second", "asked", "p95 ms", "errors", "p95 ≤ 500"), rows)


def _readings(few: Looked, many: Looked) -> str:
    rows = []
    for name, inside in many.pages.items():
        before = few.pages[name]
        more = 100 * (inside.buffers / before.buffers - 1) if before.buffers else 0
        scans = sorted(inside.scanned & many.large)
        rows.append(
            (
                name,
                str(inside.statements),
                str(before.buffers),
                str(inside.buffers),
                f"{more:+.0f} %",
                ", ".join(scans) or "none",
            )
        )
    head = (
        "page",
        "statements",
        f"buffers at {few.households:,}",
        f"at {many.households:,} households",
        "difference",
        "large tables read whole",
    )
    return table(head, rows)


def _indexes(many: Looked) -> str:
    """Return by which index each page reads the large tables."""
    rows = []
    for name, inside in many.pages.items():
        used = sorted({index for relation, index in inside.indexes if relation in many.large})
        rows.append((name, ", ".join(f"`{one}`" for one in used)))
    return table(("page", "large tables by"), rows)


if __name__ == "__main__":
    sys.exit(main())
