"""The keeper of an embedded server: `python -m tandem.config.embedded.keeper HOME PROGRAMS MODE`.

It starts the server, starts it again when it was killed, and stops it when nobody uses it any
more. The command comes back when the server takes connections; the keeper itself stays behind.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NoReturn

from tandem.config.embedded.errors import EmbeddedError
from tandem.config.embedded.place import Place, make_sockets, settle
from tandem.config.embedded.server import launch, stop
from tandem.config.embedded.use import held

PAUSE = 0.1
"""Seconds between two looks at whether the server lives and whether somebody uses it."""


def main() -> NoReturn:
    """Start the server, and leave a keeper with it; the exit status says whether it runs."""
    home, programs, mode = sys.argv[1:]
    place = settle(Path(home), binaries=Path(programs), durable=mode == "durable")
    told, tell = os.pipe()
    if os.fork():
        os.close(tell)
        with os.fdopen(told, encoding="utf-8") as answer:
            problem = answer.read()
        sys.stdout.write(problem)
        sys.stdout.flush()
        os._exit(1 if problem else 0)
    os.close(told)
    _keep_quietly(place, tell)
    os._exit(0)


def _keep_quietly(place: Place, tell: int) -> None:
    """Be the keeper, without a terminal; only the first word goes to who started it."""
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    with place.log.open("ab") as log:
        for stream in (1, 2):
            os.dup2(log.fileno(), stream)
    with held(place.home / "keeper.lock", fcntl.LOCK_EX):
        try:
            make_sockets(place)
            server = launch(place)
        except (EmbeddedError, OSError) as error:
            os.write(tell, (str(error) or type(error).__name__).encode())
            return
        os.close(tell)
        _keep(place, server)


def _keep(place: Place, server: subprocess.Popen[bytes] | None) -> None:
    """Watch over the server until nobody uses it, then stop it."""
    with (place.users).open("ab") as users:
        while not _can_have(users.fileno()):
            if server is None or server.poll() is not None:
                server = _again(place)
            time.sleep(PAUSE)
        stop(place)
        if server is not None:
            server.wait()
        shutil.rmtree(place.sockets, ignore_errors=True)


def _can_have(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _again(place: Place) -> subprocess.Popen[bytes] | None:
    """Start a server that was killed; when that fails it is tried again after a second."""
    try:
        return launch(place)
    except EmbeddedError as error:
        sys.stderr.write(f"{error}\n")
        sys.stderr.flush()
        time.sleep(1)
        return None


if __name__ == "__main__":
    main()
