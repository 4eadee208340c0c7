"""`tandem check --all`: every plan in the database, with a bar, and a summary at the end."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from tandem.cli.headings import HEADINGS, Headings
from tandem.cli.layout import paper
from tandem.cli.site import as_worker
from tandem.cli.status import Status, worst

if TYPE_CHECKING:
    from tandem.actions.plans.check_all import Progress
    from tandem.records.plans.rounds import Round, Tally


def run_check_all(lang: str, processes: int | None, *, again: bool, as_json: bool) -> Status:
    """Check every plan, tell how many fit, and return the exit status."""
    words = HEADINGS[lang]
    at_a_time = processes or os.cpu_count() or 1
    return as_worker(
        lambda: _check_all(words, at_a_time, again=again, as_json=as_json), words.no_database
    )


def _check_all(words: Headings, processes: int, *, again: bool, as_json: bool) -> Status:
    from tandem.actions.plans.check_all import AlreadyGoingRoundError, How, check_all, rules_are_new
    from tandem.actions.processes import beside
    from tandem.records.clock import now

    at = now()
    new_rules = rules_are_new(at)
    try:
        with beside(processes) as executor, _bar(words.checking_all) as told:
            done = check_all(at, How(executor, ahead=2 * processes, again=again), told)
    except AlreadyGoingRoundError:
        click.echo(words.already_checking, err=True)
        return Status.BAD_INPUT
    click.echo(_as_json(done, new_rules=new_rules) if as_json else _as_text(done, words))
    if new_rules and not as_json:
        click.echo(words.new_rules.format(count=done.tally.changed))
    return _status(done.tally)


@contextmanager
def _bar(label: str) -> Iterator[Callable[[Progress], None]]:
    """Give what moves the bar on; without a terminal there is none."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=0, label=label, file=sys.stderr, show_pos=True) as bar:

        def told(progress: Progress) -> None:
            bar.length = bar.pos + progress.passed + progress.left
            bar.update(progress.passed)

        yield told


def _as_text(done: Round, words: Headings) -> str:
    tally = done.tally
    counts = (
        tally.fits,
        tally.not_yet,
        tally.unknown,
        tally.failed,
        tally.solved,
        tally.changed,
    )
    rows = [(name, str(count)) for name, count in zip(words.all_rows, counts, strict=True)]
    return "\n".join(paper().table(words.all_columns, rows, last_is_free=True))


def _as_json(done: Round, *, new_rules: bool) -> str:
    return json.dumps({**asdict(done.tally), "new_rules": new_rules})


def _status(tally: Tally) -> Status:
    found = {
        Status.BAD_INPUT: tally.failed,
        Status.UNKNOWN: tally.unknown,
        Status.CLASHES: tally.not_yet,
    }
    return worst(status for status, count in found.items() if count)
