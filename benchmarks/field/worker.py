"""A solver in a process of its own: timed there, and stopped when it takes too long."""

from __future__ import annotations

import gc
import shlex
import subprocess
import time
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from benchmarks.field.protocol import Clash, Saying, Told, WrongAnswerError, read_answer
from benchmarks.field.solvers import SOLVERS
from tandem.formats.household import read_path
from tandem.formats.rulebase import load

GRACE = 4.0
"""Seconds beyond the deadline after which a solver is stopped, in the middle of what it does."""
START = 120.0
"""Seconds that a solver may take to start, and to prepare."""


@dataclass
class Given:
    """What a solver said of one household, and when."""

    clashes: dict[frozenset[str], float] = field(default_factory=dict)
    """Each with the seconds after which it was said."""
    verdict: str = "unknown"
    complete: bool = False
    least: tuple[int, int] | None = None
    seconds: float = 0.0
    is_late: bool = False
    """Whether it had no more time."""
    problem: str = ""

    def take(self, saying: Saying, seconds: float) -> None:
        """Note what was said."""
        if isinstance(saying, Clash):
            self.clashes.setdefault(saying.agreements, seconds)
        elif isinstance(saying, Told):
            self.verdict, self.complete = saying.verdict, saying.complete
        else:
            self.least = saying.given_up, saying.cost


def serve(name: str, warm_up: Path, line: Any) -> None:
    """Answer one household after another, in the process of a solver."""
    rules, solver = load(), SOLVERS[name].make()
    for _ in solver.solve(solver.prepare(read_path(warm_up, rules), rules), START):
        pass
    line.send(None)
    while (asked := line.recv()) is not None:
        path, seconds = asked
        prepared = solver.prepare(read_path(path, rules), rules)
        gc.collect()
        line.send(None)
        before = time.perf_counter()
        try:
            for saying in solver.solve(prepared, seconds):
                line.send((saying, time.perf_counter() - before))
        except Exception as error:  # noqa: BLE001 - whatever goes wrong is reported, all runs on
            line.send((f"{type(error).__name__}: {error}", time.perf_counter() - before))
        line.send((None, time.perf_counter() - before))


class Worker:
    """Asks a solver in a process of its own, which is started again when it had to be stopped."""

    def __init__(self, name: str, warm_up: Path) -> None:
        self._name, self._warm_up = name, warm_up
        self._process: Any = None
        self._line: Any = None

    def ask(self, path: Path, seconds: float) -> Given:
        """Return what the solver says of a household file within so many seconds."""
        if self._process is None:
            self._start()
        given = Given()
        self._line.send((path, seconds))
        if not self._line.poll(START):
            return self._late(given, seconds)
        self._line.recv()
        end = time.perf_counter() + seconds + GRACE
        while self._line.poll(max(0.0, end - time.perf_counter())):
            saying, given.seconds = self._line.recv()
            if saying is None:
                given.is_late = not given.complete and given.seconds >= seconds
                return given
            if isinstance(saying, str):
                given.problem = saying
            else:
                given.take(saying, given.seconds)
        return self._late(given, seconds)

    def _late(self, given: Given, seconds: float) -> Given:
        self.stop()
        given.is_late, given.seconds = True, seconds
        return given

    def _start(self) -> None:
        context = get_context("spawn")
        self._line, theirs = context.Pipe()
        arguments = (self._name, self._warm_up, theirs)
        self._process = context.Process(target=serve, args=arguments, daemon=True)
        self._process.start()
        if not self._line.poll(START):
            raise TimeoutError(f"{self._name} did not start")
        self._line.recv()

    def stop(self) -> None:
        """End the process of the solver."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None


class Command:
    """A solver of others: a command that gets a household file and prints JSON."""

    def __init__(self, command: str) -> None:
        self._command = shlex.split(command)

    def ask(self, path: Path, seconds: float) -> Given:
        """Return what the command says of a household file within so many seconds."""
        given, before = Given(), time.perf_counter()
        try:
            done = subprocess.run(
                [*self._command, str(path)],
                capture_output=True, text=True, timeout=seconds + GRACE, check=False,
            )  # fmt: skip
            sayings, counted = read_answer(done.stdout)
        except subprocess.TimeoutExpired:
            given.is_late, given.seconds = True, seconds
            return given
        except (OSError, WrongAnswerError) as error:
            given.problem = str(error)
            return given
        given.seconds = time.perf_counter() - before if counted is None else counted
        for saying in sayings:
            given.take(saying, given.seconds)
        return given

    def stop(self) -> None:
        """Do nothing: the command ends by itself."""
