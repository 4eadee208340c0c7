"""Checks random valid households until the time is up: `python -m tests.fuzz --minutes 10`.

Nothing may go wrong: no exception, no week or proposal that fails its check, no deadline passed.
The first failures are written into a folder, with the seed; any makes the command end with 1.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from functools import partial
from itertools import count
from pathlib import Path

import click

from tandem.core.check.answer import Verdict
from tests.core.households import Case
from tests.fuzz.failure import Failure, problems, smaller, write
from tests.fuzz.households import SORTS, TURNS
from tests.fuzz.look import look

BRUTE_FORCE = {"small", "varied"}
"""The sorts of which the brute force can look at a week."""
MOST_FAILURES = 5


@click.command()
@click.option("--minutes", default=10.0, help="How long to go on.", show_default=True)
@click.option("--seed", default=1_000_000, help="The first seed.", show_default=True)
@click.option("--households", default=None, type=int, help="At most so many households.")
@click.option(
    "--out",
    default=Path("build/fuzz"),
    type=click.Path(path_type=Path, file_okay=False),
    help="Where households that fail are written.",
    show_default=True,
)
def main(minutes: float, seed: int, households: int | None, out: Path) -> None:
    """Check random valid households for some minutes."""
    run = Run(out)
    end = time.monotonic() + 60 * minutes
    for number in count():
        is_enough = households is not None and number >= households
        if is_enough or time.monotonic() > end or run.failures >= MOST_FAILURES:
            break
        run.take(TURNS[number % len(TURNS)], seed + number)
    click.echo(run.told())
    sys.exit(1 if run.failures else 0)


class Run:
    """One run: what was looked at, and what failed."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.failures = 0
        self._sorts: Counter[str] = Counter()
        self._verdicts: Counter[str] = Counter()
        self._cut_short = self._proposals = 0

    def take(self, sort: str, seed: int) -> None:
        """Look at one household; write it down when it fails."""
        looking = partial(look, brute_force=sort in BRUTE_FORCE)
        case = SORTS[sort](seed)
        found = problems(looking, case)
        self._sorts[sort] += 1
        self._count(case)
        if found:
            self.failures += 1
            failure = Failure(sort, case, found)
            folder = write(failure, smaller(failure, looking), self.out)
            click.echo(f"{sort}, seed {seed}: {found[0]}\n  written in {folder}")

    def _count(self, case: Case) -> None:
        answer = case.__dict__.get("answer")
        if answer is not None:
            self._verdicts[answer.verdict.value] += 1
            self._proposals += len(answer.proposals)
            self._cut_short += not (answer.complete and answer.proposals_complete)

    def told(self) -> str:
        """Return how many households were looked at, and what became of them."""
        sorts = ", ".join(f"{number} {sort}" for sort, number in self._sorts.items())
        verdicts = ", ".join(f"{self._verdicts[one.value]} {one.value}" for one in Verdict)
        return (
            f"{self._sorts.total()} households ({sorts}): {verdicts}; "
            f"{self._proposals} proposals; {self._cut_short} answers cut short by the deadline; "
            f"{self.failures} failures"
        )


if __name__ == "__main__":
    main()
