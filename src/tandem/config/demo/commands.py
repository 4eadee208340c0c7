"""The commands of Django that make the demo ready; each is a process of its own."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import closing, suppress

from tandem.config.demo.place import DEMO, DemoError

PLAIN = ("--skip-checks", "--verbosity", "0")
MOMENT = 0.1
"""Seconds between two looks at whether somebody wants this to stop."""


class Stopped(Exception):  # noqa: N818 - somebody asked for it: it is no error
    """Somebody wants the demo to stop before it is ready."""


class Command:
    """A command that runs beside what else is done, until its end is asked for.

    Control-C does not reach it: whether it is cut off is for who started it.
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
            start_new_session=True,
        )

    def close(self) -> None:
        """Cut it off, if it still runs."""
        self.process.terminate()
        self.let_end()

    def let_end(self) -> None:
        """Wait for its end, however long that takes."""
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
        while not stop.is_set():
            with suppress(subprocess.TimeoutExpired):
                return self.process.communicate(timeout=MOMENT)
        raise Stopped


def make_ready(variables: Mapping[str, str], stop: threading.Event) -> None:
    """Bring the tables up to date, collect the static files, and load who lives there.

    The next start goes on where this one stopped: a migration and the loading are done wholly or
    not at all, and the files are let go on to the end, because half a file would look like a whole
    one. Raises Stopped as soon as `stop` is set, and DemoError.
    """
    collect = Command(variables, "collectstatic", "--noinput", *PLAIN)
    try:
        for name in ("migrate", "load_demo"):
            with closing(Command(variables, name, *PLAIN)) as command:
                command.finish(stop)
        collect.finish(stop)
    finally:
        collect.let_end()
