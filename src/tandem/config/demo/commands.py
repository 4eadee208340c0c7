"""The commands of Django that make the demo ready; each is a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping

from tandem.config.demo.place import DEMO, DemoError

PLAIN = ("--skip-checks", "--verbosity", "0")


class Command:
    """A command that runs beside what else is done, until its end is asked for."""

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

    def finish(self) -> str:
        """Return what the command printed. Raises DemoError, in one line, when it failed."""
        printed, problem = self.process.communicate()
        if self.process.returncode == 0 or f"Unknown command: {self.name!r}" in problem:
            return printed.strip()
        log = DEMO / "commands.log"
        log.write_text(problem, encoding="utf-8")
        if "No space left on device" in problem:
            raise DemoError("no room on the disk: free some space and run the same command again")
        raise DemoError(f"{self.name} did not succeed: the reason stands in {log}")


def make_ready(variables: Mapping[str, str]) -> None:
    """Bring the tables up to date, collect the static files, and load who lives there."""
    collect = Command(variables, "collectstatic", "--noinput", *PLAIN)
    Command(variables, "migrate", *PLAIN).finish()
    Command(variables, "load_demo", *PLAIN).finish()
    collect.finish()
