"""The site as a process: granian with two workers, started again when it dies."""

from __future__ import annotations

import http.client
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Self

from tandem.config.demo.place import DEMO, HOST, DemoError
from tandem.config.metrics import FOLDER, serve_metrics
from tandem.config.processes import end, kill_group, stop_with_parent

WORKERS = 2
PATIENCE = 90.0
"""Seconds that the site may take to answer, on a machine that does much else."""
GOODBYE = 10.0
"""Seconds that requests get to end when the site stops."""
LOG = DEMO / "site.log"


class Site:
    """The running site; a context manager that leaves nothing behind."""

    def __init__(self, port: int, metrics_port: int, variables: Mapping[str, str]) -> None:
        self.port = port
        self.metrics_port = metrics_port
        self.variables = dict(variables)
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where people open it."""
        return f"http://{HOST}:{self.port}/"

    @property
    def metrics_address(self) -> str:
        """Where Prometheus asks."""
        return f"http://{HOST}:{self.metrics_port}/metrics"

    def __enter__(self) -> Self:
        self.process = self._start()
        self._metrics, self._thread = serve_metrics(HOST, self.metrics_port, self.variables[FOLDER])
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._metrics.shutdown()
        self._metrics.server_close()
        self._thread.join()
        self.stop()

    def ensure(self) -> None:
        """Start the site again when it died; what it left behind is ended first."""
        if self.process is not None and self.process.poll() is not None:
            kill_group(self.process)
            self.process = self._start()

    def stop(self) -> None:
        """Let requests end, then end every process of the site."""
        if self.process is not None:
            end(self.process, GOODBYE)
            self.process = None

    def wait_until_ready(self, stop: threading.Event) -> None:
        """Return when the site answers. Raises DemoError when it does not come."""
        end = time.monotonic() + PATIENCE
        while not stop.is_set() and not self.is_ready():
            died = self.process is None or self.process.poll() is not None
            if died or time.monotonic() > end:
                raise DemoError(f"the site did not start: the reason stands in {LOG}")
            time.sleep(0.05)

    def is_ready(self) -> bool:
        """Whether the site says that it can serve."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
        command += ["--host", HOST, "--port", str(self.port), "--workers", str(WORKERS)]
        command += ["--blocking-threads", "1", "--respawn-failed-workers"]
        with LOG.open("ab") as log:
            return subprocess.Popen(  # noqa: S603 - a fixed command
                [*command, "tandem.config.wsgi:application"],
                env={**self.variables, "TANDEM_STOP_WITH_PARENT": "1"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=stop_with_parent,  # noqa: PLW1509 - one system call
            )
