"""Tries mutants: each in a process of its own in which the tests were read already."""

from __future__ import annotations

import gc
import os
import resource
import signal
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import FunctionType

import pytest

from tests.mutations.mutation import ROOT, Mutant
from tests.mutations.swap import become, functions_of

MOST_SECONDS = 15
"""A mutant may go round for ever; so much time of the processor none of the tests takes."""
MOST_SECONDS_OF_ONE = 2
"""The same when a mutant is held against a single test."""
OPTIONS = (
    "-q",
    "--no-header",
    "-s",
    "--tb=native",
    "-pno:logging",
    "-pno:warnings",
    "--noconftest",
    "-pno:cacheprovider",
    "--import-mode=importlib",
)
PASSED, NOTICED, BROKEN = 0, 1, 2


class Outcome(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    SURVIVED = "survived"
    ENDLESS = "killed, it never ends"


@dataclass(frozen=True, slots=True)
class Trial:
    """A mutant, what became of it, and the name of the test that noticed it."""

    mutant: Mutant
    outcome: Outcome
    by: str = ""


def trials(
    mutants: Sequence[Mutant], tests: Sequence[str], by: Mapping[str, str] | None = None
) -> list[Trial]:
    """Return for each mutant whether these tests, in this order, notice it.

    With `by`, each mutant is held against one test alone: that named for it. Raises RuntimeError
    when the tests cannot be read, fail without any mutant, or a mutant cannot be made.
    """
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    asked = _Trials(mutants, by)
    nowhere, heard = os.open(os.devnull, os.O_WRONLY), os.dup(1)
    sys.stdout.flush()
    os.dup2(nowhere, 1)
    try:
        code = pytest.main([*OPTIONS, *(str(ROOT / one) for one in tests)], plugins=[asked])
    finally:
        sys.stdout.flush()  # what pytest wrote and still holds goes nowhere too
        os.dup2(heard, 1)
        os.close(heard)
        os.close(nowhere)
    if code != pytest.ExitCode.OK:
        raise RuntimeError(f"pytest ended with {code}: {asked.failed}")
    return asked.found


class _Trials:
    """Takes the place of running the tests: runs them for each mutant, in a process of its own."""

    def __init__(self, mutants: Sequence[Mutant], by: Mapping[str, str] | None) -> None:
        self.found: list[Trial] = []
        self._mutants, self._by = mutants, by
        self._functions: dict[Path, list[FunctionType]] = {}
        self.failed = ""

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Take in a file that was read."""
        if report.failed:
            self.failed = report.longreprtext

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take in a test that was run."""
        if report.failed:
            self.failed = report.nodeid

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try all mutants with the tests of a session; none of the tests is run here."""
        if session.testsfailed:
            raise session.Interrupted(self.failed)
        named: dict[str, list[pytest.Item]] = {}
        for item in session.items:
            named.setdefault(_function(item.name), []).append(item)
        used = session.items if self._by is None else _of(named, self._by.values())
        self._functions = functions_of({mutant.path for mutant in self._mutants})
        gc.freeze()
        without = self._run(None, used)
        if without[0] != PASSED:
            raise RuntimeError(f"without any mutant the tests do not pass: {without}")
        for mutant in self._mutants:
            items = used if self._by is None else _of(named, [self._by[mutant.name]])
            status, by = self._run(mutant, items)
            self.found.append(Trial(mutant, _outcome(mutant, status, by), _function(by)))
        gc.unfreeze()
        return True

    def _run(self, mutant: Mutant | None, items: Sequence[pytest.Item]) -> tuple[int, str]:
        """Return how a process with a mutant ended, and the last test that it began."""
        with tempfile.TemporaryFile() as told:
            child = os.fork()
            if child == 0:
                self._try(mutant, items, told.fileno())
            _, status = os.waitpid(child, 0)
            told.seek(0)
            return os.waitstatus_to_exitcode(status), told.read().decode().rstrip()

    def _try(self, mutant: Mutant | None, items: Sequence[pytest.Item], told: int) -> None:
        """Run tests with a mutant until one fails, and end this process."""
        status = BROKEN
        try:
            if mutant is not None:
                most = MOST_SECONDS if self._by is None else MOST_SECONDS_OF_ONE
                resource.setrlimit(resource.RLIMIT_CPU, (most, most))
                become(mutant, self._functions[mutant.path])
            status = PASSED
            for item, following in zip(items, [*items[1:], None], strict=True):
                os.ftruncate(told, 0)
                os.pwrite(told, item.name.encode(), 0)
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
                if self.failed:
                    status = NOTICED
                    break
        except BaseException as error:  # noqa: BLE001
            status = BROKEN
            os.pwrite(told, repr(error).encode(), 0)
        finally:
            os._exit(status)


def _function(name: str) -> str:
    """Return the name of the function of a test."""
    return name.partition("[")[0]


def _of(named: Mapping[str, list[pytest.Item]], names: Iterable[str]) -> list[pytest.Item]:
    """Return the tests with these names."""
    return [item for name in dict.fromkeys(names) for item in named.get(name, ())]


def _outcome(mutant: Mutant, status: int, by: str) -> Outcome:
    """Return what the end of a process says of a mutant.

    Raises RuntimeError when it did not try the mutant at all.
    """
    match status:
        case 0:
            return Outcome.SURVIVED
        case 1:
            return Outcome.KILLED
        case _ if -status in {signal.SIGXCPU, signal.SIGKILL}:
            return Outcome.ENDLESS
        case _:
            raise RuntimeError(f"the process of {mutant.name} ended with {status}: {by}")
