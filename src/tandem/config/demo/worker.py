"""The worker as a process: started again when it dies, but not faster than it can fail."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Self

from tandem.config.demo.place import DEMO
from tandem.config.processes import end, kill_group, stop_with_parent

GOODBYE = 10.0
"""Seconds that what it is doing gets to end when it stops."""
PAUSE = 5.0
"""Seconds between two starts, at least."""
LOG = DEMO / "worker.log"


class Worker:
    """The running worker; a context manager that leaves nothing behind.

    Without `TANDEM_WORKER_DATABASE_URL` there is none: then what is put off waits.
    """

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = dict(variables)
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0

    def __enter__(self) -> Self:
        self.ensure()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def ensure(self) -> None:
        """Start the worker, also again when it died."""
        if self._process is not None and self._process.poll() is None:
            return
        if "TANDEM_WORKER_DATABASE_URL" in self._variables and self._may_start():
            if self._process is not None:
                kill_group(self._process)
            self._process, self._started = self._start(), time.monotonic()

    def _may_start(self) -> bool:
        return self._process is None or time.monotonic() > self._started + PAUSE

    def stop(self) -> None:
        """Let what it is doing end, then end every process of it."""
        if self._process is not None:
            end(self._process, GOODBYE)
            self._process = None

    def _start(self) -> subprocess.Popen[bytes]:
        with LOG.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "tandem.config.manage", "worker", "--skip-checks"],
                env=self._variables,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=stop_with_parent,  # noqa: PLW1509 - one system call
            )
