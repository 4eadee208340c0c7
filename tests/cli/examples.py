"""What the tests of the command line share: household files, and running a command."""

from __future__ import annotations

from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import lru_cache
from io import StringIO
from pathlib import Path

from tandem.cli import run

EXAMPLES = Path(__file__).parents[2] / "examples"
FIVE_PLANS = EXAMPLES / "five-plans.yaml"

HALF = """
id: smit
name: Gezin Smit
horizon: {from: 2027-01-04, weeks: 4}
members:
  - {id: ali, name: Ali}
professionals:
  - {id: eva, name: Eva Bos}
agreements:
  - {id: talk, title: Gesprek, kind: office-talk, owner: eva, members: [ali]}
"""

TIMES = ", sessions: [{windows: 'ma 10:00-11:00', travel: 15, place: bij Eva}]}"
FITS = HALF.replace("[ali]}", "[ali]" + TIMES)

NOT_A_HOUSEHOLD = "x: 1\n"


@dataclass(frozen=True)
class Done:
    """A command that ran: its exit status and what it printed."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


class Runner:
    """Runs commands within this process."""

    def __call__(self, *arguments: str | Path) -> Done:
        return _run(tuple(str(one) for one in arguments))

    def once(self, *arguments: str | Path) -> Done:
        """Run a command that changes nothing; the same one is run only once."""
        return _run_once(tuple(str(one) for one in arguments))


def _run(arguments: tuple[str, ...]) -> Done:
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = run(arguments)
    return Done(status, out.getvalue(), err.getvalue())


_run_once = lru_cache(maxsize=32)(_run)
