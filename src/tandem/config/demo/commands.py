"""The commands of Django that make the demo ready; each is a process of its own."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Mapping
from types import TracebackType
from typing import Self

from tandem.config.demo.place import DEMO, DemoError

PLAIN = ("--skip-checks", "--verbosity", "0")
MOMENT = 0.1
"""Seconds between two looks at whether somebody wants this to stop."""


class Stopped(Exception):  # noqa: N818 - somebody asked for it: it is no error
    """Somebody wants the demo to stop before it is ready."""


class Command:
    """A command that runs beside what else is done, until its end is asked for.

    A context manager: outside the block it does not run any more.
    """

    def __init__(self, variables: Mapping[str, str], name: str, *options: str) -> None:
        self.name = name
        self.process = subprocess.Popen(  # noqa: S603 - a fixed command
            [sys.executable, "-m", "tandem.config.manage", name, *options],
            env=dict(variables),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            self.process.communicate()

    def finish(self, stop: threading.Event) -> str:
        """Return what the command printed.

        Raises Stopped as soon as `stop` is set, and DemoError, in one line, when it failed.
        """
        printed, problem = self._communicate(stop)
        if self.process.returncode == 0 or f"Unknown command: {self.name!r}" in problem:
            return printed.strip()
        log = DEMO / "commands.log"
        log.write_text(problem, encoding="utf-8")
        if "No space left on device" in problem:
            raise DemoError("no room on the disk: free some space and run the same command again")
        raise DemoError(f"{self.name} did not succeed: the reason stands in {log}")

    def _communicate(self, stop: threading.Event) -> tuple[str, str]:
        """Wait for the end. Control-C reaches the command too: then it did not fail either."""
        while not stop.is_set():
            try:
                printed, problem = self.process.communicate(timeout=MOMENT)
            except subprocess.TimeoutExpired:
                continue
            if not stop.is_set():
                return printed, problem
        raise Stopped


def make_ready(variables: Mapping[str, str], stop: threading.Event) -> None:
    """Bring the tables up to date, collect the static files, and load who lives there.

    Each is done wholly or not at all, so that the next start goes on where this one stopped.
    Raises Stopped as soon as `stop` is set, and DemoError.
    """
    with Command(variables, "collectstatic", "--noinput", *PLAIN) as collect:
        for name in ("migrate", "load_demo"):
            with Command(variables, name, *PLAIN) as command:
                command.finish(stop)
        collect.finish(stop)
