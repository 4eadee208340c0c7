"""The throw-away database and the site on it, both gone when the measuring is over."""

from __future__ import annotations

import http.client
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from tandem.config.embedded import Place, destroy, settle, use
from tandem.config.prepare import prepare
from tandem.config.processes import stop_with_parent

HOST = "127.0.0.1"
WORKERS = 2
PATIENCE = 60.0
SETTINGS = "benchmarks.web.settings"
HTTPS = {"X-Forwarded-Proto": "https"}
"""What the proxy in front of the site says: it speaks HTTPS with the world."""


@contextmanager
def database(kept: Path | None = None) -> Iterator[tuple[Place, dict[str, str]]]:
    """Give a durable server with the fictional municipality, and the variables to reach it.

    It is thrown away afterwards, unless it is `kept` in a folder, where the next one goes on.
    """
    folder = kept or Path(tempfile.mkdtemp(prefix="tandem-bench-"))
    folder.mkdir(exist_ok=True)
    folder.chmod(0o711)
    place = settle(folder / "postgres")
    try:
        with use(place):
            prepare(lambda name: place.conninfo(database=name))
            variables = _variables(place, folder)
            loaded = folder / "loaded"
            first = () if loaded.exists() else ("load_demo",)
            for command in ("migrate", *first, "collectstatic"):
                _manage(variables, command)
            loaded.touch()
            yield place, {**variables, "DJANGO_SETTINGS_MODULE": SETTINGS}
    finally:
        if kept is None:
            destroy(place)
            shutil.rmtree(folder, ignore_errors=True)


def _variables(place: Place, folder: Path) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "tandem.config.settings.demo",
        "TANDEM_DEMO_FOLDER": str(folder),
        "TANDEM_STATIC": str(folder / "static"),
        "TANDEM_LOG_LEVEL": "INFO",
        "DATABASE_URL": place.url(role="tandem_app"),
        "TANDEM_OWNER_DATABASE_URL": place.url(role="tandem_owner"),
        "PROMETHEUS_MULTIPROC_DIR": str(_made(folder / "metrics")),
    }


def _made(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder


def _manage(variables: Mapping[str, str], command: str) -> None:
    options = ["--noinput"] if command == "collectstatic" else []
    subprocess.run(
        [sys.executable, "-m", "tandem.config.manage", command, "--skip-checks", "-v0", *options],
        env={**os.environ, **variables},
        check=True,
    )


@contextmanager
def site(port: int, variables: Mapping[str, str]) -> Iterator[str]:
    """Serve the site as in production, two workers of one thread; give its address."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    command += ["--host", HOST, "--port", str(port), "--workers", str(WORKERS)]
    command += ["--blocking-threads", "1", "benchmarks.web.wsgi:application"]
    log = Path(variables["TANDEM_DEMO_FOLDER"]) / "site.log"
    with log.open("ab") as opened:
        process = subprocess.Popen(
            command,
            env={**os.environ, **variables},
            stdin=subprocess.DEVNULL,
            stdout=opened,
            stderr=opened,
            preexec_fn=stop_with_parent,  # noqa: PLW1509 - one system call
        )
        try:
            _wait(process, port, log)
            yield f"http://{HOST}:{port}"
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while status(port, "/readyz") != http.client.OK:
        if process.poll() is not None or time.monotonic() > end:
            raise RuntimeError(f"the site did not start: {log.read_text(encoding='utf-8')[-2000:]}")
        time.sleep(0.1)


def status(port: int, address: str, cookie: str = "") -> int:
    """Return the status with which the site answers; 0 when it does not."""
    connection = http.client.HTTPConnection(HOST, port, timeout=30)
    try:
        connection.request("GET", address, headers={**HTTPS, "Cookie": cookie})
        response = connection.getresponse()
        response.read()
    except OSError:
        return 0
    else:
        return response.status
    finally:
        connection.close()
