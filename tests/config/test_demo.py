"""The demo as a whole: up, mended when something is killed, and nothing left when it stops."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tandem.config.embedded import Place, destroy, running, settle
from tests.conftest import FULL
from tests.database import new_folder, throw_away

pytestmark = [pytest.mark.slow, pytest.mark.database]


def comes(happens: Callable[[], bool], patience: float = 300) -> bool:
    """Whether something happens in time; it is not asked again when it did."""
    end = time.monotonic() + patience
    while not (came := happens()) and time.monotonic() < end:
        time.sleep(0.05)
    return came


def free_port() -> int:
    """A port with the next one free too, most likely."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def processes_with(text: str) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        try:
            told = (entry / "environ").read_bytes() if entry.name.isdigit() else b""
        except OSError:
            continue
        if text.encode() in told:
            found.append(int(entry.name))
    return found


@dataclass
class Demo:
    """A demo with a folder of its own."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[str] | None = None

    @property
    def place(self) -> Place:
        return settle(self.folder / "postgres")

    def start(self, *options: str, **variables: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-P", "-m", "tandem.config.demo", "--port", str(self.port)]
        kept = {key: value for key, value in os.environ.items() if "DJANGO" not in key}
        self.process = subprocess.Popen(
            [*command, *options],
            env={
                **kept,
                "TANDEM_DEMO_FOLDER": str(self.folder),
                "TANDEM_STATIC": str(self.folder / "static"),
                **variables,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        return self.process

    def get(self, address: str, port: int | None = None) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", port or self.port, timeout=10)
        try:
            connection.request("GET", address)
            response = connection.getresponse()
            return response.status, response.read().decode()
        except (OSError, http.client.HTTPException):
            return 0, ""
        finally:
            connection.close()

    def is_ready(self) -> bool:
        return self.get("/readyz")[0] == 200

    def told(self) -> str:
        """What the site and the database wrote down last: why something did not succeed."""
        logs = (self.folder / "site.log", self.place.log)
        return "\n".join(log.read_text("utf-8")[-6_000:] for log in logs if log.exists())

    def leaves_nothing(self) -> bool:
        """Whether every process is gone and the port is free."""
        return (
            running(self.place) is None
            and processes_with(f"TANDEM_DEMO_FOLDER={self.folder}") == []
            and self.get("/healthz")[0] == 0
        )


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """One folder for all: the second start is what people wait for day after day."""
    made = new_folder()
    yield made / "a demo"
    destroy(settle(made / "a demo" / "postgres"))
    throw_away(made)


@pytest.fixture
def demo(folder: Path) -> Iterator[Demo]:
    made = Demo(folder)
    yield made
    if made.process is not None:
        made.process.terminate()
        made.process.communicate(timeout=60)


def children_of(pid: int) -> list[int]:
    return [
        int(child)
        for task in Path(f"/proc/{pid}/task").iterdir()
        for child in (task / "children").read_text("utf-8").split()
    ]


def site_of(demo: Demo) -> int:
    """The process of granian."""
    (site,) = children_with(demo, b"granian")
    return site


def children_with(demo: Demo, word: bytes) -> list[int]:
    """The processes that the demo started with this word in their command."""
    assert demo.process is not None
    return [
        child
        for child in children_of(demo.process.pid)
        if word in Path(f"/proc/{child}/cmdline").read_bytes()
    ]


WAYS_TO_STOP = [signal.SIGTERM, signal.SIGKILL, *([signal.SIGHUP] if FULL else [])]
"""A window that is closed (SIGHUP) is told as SIGTERM is; it is tried when everything is."""
WORKER = b"\0worker\0"


VICTIMS: dict[str, Callable[[Demo], int]] = {
    "worker": lambda demo: children_of(site_of(demo))[-1],
    "site": site_of,
    "database": lambda demo: running(demo.place) or 0,
}


def test_it_comes_up_mends_what_is_killed_and_stops_altogether(demo: Demo) -> None:
    process = demo.start()
    assert comes(demo.is_ready), demo.told()
    assert process.stdout is not None
    told = ""
    while "Control-C" not in told:
        told += process.stdout.readline()
    assert f"Tandem is at http://127.0.0.1:{demo.port}/" in told
    metrics = re.search(r"http://127\.0\.0\.1:(\d+)/metrics", told)
    assert metrics
    assert "tandem_requests_total" in demo.get("/metrics", int(metrics[1]))[1]

    assert comes(lambda: bool(children_with(demo, WORKER)))
    (worker,) = children_with(demo, WORKER)
    os.kill(worker, signal.SIGKILL)
    assert comes(lambda: children_with(demo, WORKER) not in ([], [worker]), 20)

    for victim in VICTIMS.values():
        os.kill(victim(demo), signal.SIGKILL)
        time.sleep(0.1)
        assert comes(demo.is_ready), demo.told()

    process.send_signal(signal.SIGINT)
    told, problem = process.communicate(timeout=60)
    assert (process.returncode, problem) == (0, "")
    assert told.splitlines()[-1] == "Everything is stopped; the data is kept for next time."
    assert demo.leaves_nothing()


@pytest.mark.parametrize("number", WAYS_TO_STOP)
def test_nothing_is_left_however_it_is_stopped(demo: Demo, number: signal.Signals) -> None:
    process = demo.start()
    assert comes(demo.is_ready), demo.told()
    process.send_signal(number)
    process.communicate(timeout=60)
    assert comes(demo.leaves_nothing, 60)  # on a machine that does much else


def test_it_can_be_stopped_while_it_starts(demo: Demo) -> None:
    process = demo.start()
    assert comes(lambda: running(demo.place) is not None)
    process.send_signal(signal.SIGTERM)
    told, problem = process.communicate(timeout=60)
    assert (process.returncode, problem) == (0, "")
    assert told.strip() == "Stopped before it was ready; the same command goes on from here."
    assert comes(demo.leaves_nothing, 60)  # on a machine that does much else


def failure(demo: Demo, *options: str, **variables: str) -> str:
    """What a demo that cannot start says: exactly one line."""
    process = demo.start(*options, **variables)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 1
    (line,) = told.splitlines()
    return line


def test_a_taken_port_is_told_in_one_line(demo: Demo) -> None:
    with socket.create_server(("127.0.0.1", demo.port)):
        line = failure(demo)
    assert line == (
        f"Tandem: port {demo.port} is taken: stop what uses it, or choose another: "
        f"make demo PORT={demo.port + 1}"
    )


def test_a_database_of_ones_own_needs_its_owner(demo: Demo) -> None:
    line = failure(demo, DATABASE_URL="postgresql://tandem_app@/tandem")
    assert line.startswith("Tandem: DATABASE_URL is set; set TANDEM_OWNER_DATABASE_URL too")


def test_a_database_of_ones_own_is_never_thrown_away(demo: Demo) -> None:
    url = "postgresql://tandem_app@/tandem"
    line = failure(demo, "--reset", DATABASE_URL=url, TANDEM_OWNER_DATABASE_URL=url)
    assert line == ("Tandem: DATABASE_URL is set: only the demo's own database is ever thrown away")


def test_where_it_cannot_write_it_says_so_in_one_line(demo: Demo) -> None:
    file = demo.folder.parent / "file"
    file.write_text("not a folder", encoding="utf-8")
    line = failure(demo, TANDEM_DEMO_FOLDER=str(file))
    assert line.startswith(f"Tandem: the database cannot be made in {file}/postgres: ")


def test_a_full_disk_is_told_in_one_line(demo: Demo) -> None:
    line = failure(demo, TANDEM_DEMO_FOLDER="/proc/nothing")
    assert line == "Tandem: no room on the disk: /proc needs 300 MB and has 0 MB"
