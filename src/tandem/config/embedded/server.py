"""The server itself: made, started, found and stopped."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tandem.config.embedded.errors import EmbeddedError
from tandem.config.embedded.place import SUPERUSER, Place
from tandem.config.processes import stop_with_parent

PATIENCE = 60.0
"""Seconds that a server may take to start or to stop; recovery after a crash is part of that."""
MOMENT = 0.02

SETTINGS = {
    "listen_addresses": "",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # What a household says never reaches a log: no statement, no values, no detail.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "jit": "off",
}
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def create(place: Place) -> None:
    """Make an empty cluster, unless there is one; one that was never finished is made anew."""
    if (place.data / "PG_VERSION").exists():
        return
    half = place.home / "data.new"
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(mode=0o700)
    if place.account:
        os.chown(half, place.account.uid, place.account.gid)
    command = [str(place.binaries / "initdb"), "-D", str(half), "--username", SUPERUSER]
    command += ["--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8"]
    done = subprocess.run(  # noqa: S603 - a fixed command
        [*command, *([] if place.durable else ["--no-sync"])],
        check=False,
        cwd="/",
        capture_output=True,
        text=True,
        **place.as_account(),
    )
    if done.returncode:
        raise EmbeddedError(_why(done.stderr, place, "made"))
    half.rename(place.data)


def launch(place: Place) -> subprocess.Popen[bytes]:
    """Start the server as a child, and return when it takes connections.

    It stops by itself when the process that started it is gone. Remains of one that was killed are
    waited for, and a recorded number that now belongs to another process is forgotten.
    """
    _wait(lambda: not any(_processes(place)), "the server that was killed is still going away")
    _forget_strangers(place)
    settings = {
        **SETTINGS,
        **(DURABLE if place.durable else FAST),
        "cluster_name": place.name,
        "unix_socket_directories": str(place.sockets),
    }
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with place.log.open("ab") as log:
        process = subprocess.Popen(  # noqa: S603 - a fixed command
            [place.binaries / "postgres", "-D", place.data, *options],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=stop_with_parent,  # noqa: PLW1509 - one system call, in a single thread
            **place.as_account(),
        )
    _wait(lambda: process.poll() is not None or is_ready(place), "the database does not start")
    if process.returncode is not None:
        raise EmbeddedError(_why(_tail(place.log), place, "started"))
    return process


def stop(place: Place) -> None:
    """Stop the server if it runs; who is connected is sent away."""
    for number, patience in ((signal.SIGINT, PATIENCE / 2), (signal.SIGQUIT, PATIENCE / 2)):
        pid = running(place)
        if pid is None:
            break
        os.kill(pid, number)
        if comes(lambda: running(place) is None, patience):
            break
    _wait(lambda: not any(_processes(place)), "the database does not stop")


def running(place: Place) -> int | None:
    """Return the number of the server's process, or None when it does not run."""
    recorded = _recorded(place)
    pid = int(recorded[0]) if recorded and recorded[0].isdigit() else None
    return pid if pid is not None and _is_of(place, pid) else None


def is_ready(place: Place) -> bool:
    """Whether the server runs and takes connections."""
    recorded = _recorded(place)
    return len(recorded) >= 8 and recorded[7].strip() == "ready" and running(place) is not None


def _recorded(place: Place) -> list[str]:
    try:
        return (place.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def _is_of(place: Place, pid: int) -> bool:
    """Whether a process is a postgres of this place.

    Its command line tells: that can be read of everybody's processes, and its folder cannot.
    """
    try:
        told = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
    program = told.split(b"\0", 1)[0]
    is_postgres = program.endswith(b"/postgres") or program.startswith(b"postgres:")
    return is_postgres and place.name.encode() in told


def _processes(place: Place) -> Iterator[int]:
    """Yield every process of the server, also those that outlive it for a moment."""
    numbers = (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())
    return (pid for pid in numbers if _is_of(place, pid))


def _forget_strangers(place: Place) -> None:
    """Forget a recorded number that another process has now; PostgreSQL would wait for that one.

    Called only when no process of this server is left. A number that nobody has is left to
    PostgreSQL, which checks more than we do.
    """
    recorded = _recorded(place)
    if recorded and recorded[0].isdigit() and Path(f"/proc/{recorded[0]}").exists():
        (place.data / "postmaster.pid").unlink(missing_ok=True)


def comes(happens: Callable[[], bool], patience: float = PATIENCE) -> bool:
    """Wait until something happens; return whether it did within so many seconds."""
    end = time.monotonic() + patience
    while not happens():
        if time.monotonic() > end:
            return False
        time.sleep(MOMENT)
    return True


def _wait(happens: Callable[[], bool], otherwise: str) -> None:
    if not comes(happens):
        raise EmbeddedError(otherwise)


def _tail(log: Path) -> str:
    with log.open("rb") as opened:
        opened.seek(max(0, log.stat().st_size - 4_096))
        return opened.read().decode("utf-8", errors="replace")


def _why(told: str, place: Place, what: str) -> str:
    """Return one line that says why the database could not be made or started."""
    if "No space left on device" in told:
        return f"no room on the disk for the database in {place.home}"
    lines = [line for line in told.splitlines() if "FATAL" in line or "error:" in line]
    reason = lines[-1].split("FATAL:")[-1].split("error:")[-1].strip() if lines else "see its log"
    return f"the database in {place.home} could not be {what}: {reason}"
