"""The figures for Prometheus, on a port of their own: `python -m tandem.config.metrics`.

Every worker of the site writes its counts into the folder of `PROMETHEUS_MULTIPROC_DIR`; this
process adds them up when it is asked. Counts of workers that ended stay counted until the folder is
emptied, which is done before the site starts.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from wsgiref.simple_server import WSGIServer

from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.multiprocess import MultiProcessCollector

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 9464
FOLDER = "PROMETHEUS_MULTIPROC_DIR"


def serve_metrics(host: str, port: int, folder: str) -> tuple[WSGIServer, threading.Thread]:
    """Serve the figures of all workers together, in a thread; return the server and its thread."""
    figures = CollectorRegistry()
    MultiProcessCollector(figures, path=folder)  # type: ignore[no-untyped-call]
    return start_http_server(port, host, figures)


def main() -> int:
    """Serve until told to stop; return the exit status."""
    folder = os.environ.get(FOLDER, "")
    port = os.environ.get("TANDEM_METRICS_PORT", str(DEFAULT_PORT))
    if not os.path.isdir(folder) or not port.isdecimal():  # noqa: PTH112 - an empty name is no folder
        sys.stderr.write(f"Tandem: {FOLDER} names a folder, and TANDEM_METRICS_PORT a port\n")
        return 1
    server, thread = serve_metrics(
        os.environ.get("TANDEM_METRICS_HOST", DEFAULT_HOST), int(port), folder
    )
    signal.sigwait({signal.SIGINT, signal.SIGTERM})
    server.shutdown()
    thread.join()
    return 0


if __name__ == "__main__":
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    sys.exit(main())
