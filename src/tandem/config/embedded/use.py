"""Who uses an embedded server, so that it stops when the last one has gone.

Every user holds a shared lock on one file; the system takes it away when a process ends, also when
it was killed. The keeper waits for the day that it can have that lock for itself.
"""

from __future__ import annotations

import fcntl
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tandem.config.embedded.errors import EmbeddedError
from tandem.config.embedded.place import Place, make_home
from tandem.config.embedded.server import comes, create, is_ready, running

KEEPER = "tandem.config.embedded.keeper"


@contextmanager
def use(place: Place) -> Iterator[Place]:
    """Keep the server of `place` running inside the block; start it when it does not run.

    Raises EmbeddedError, in one line, when it cannot be made or started.
    """
    make_home(place)
    try:
        with held(place.users, fcntl.LOCK_SH):
            ensure(place)
            yield place
    finally:
        _wait_for_the_end(place)


def ensure(place: Place) -> None:
    """Make and start the server when it does not run; call it inside `use`."""
    with held(place.home / "start.lock", fcntl.LOCK_EX):
        comes(lambda: is_ready(place) or not _is_kept(place))
        if not _is_kept(place):
            create(place)
            _start_keeper(place)


def destroy(place: Place) -> None:
    """Throw away the server's data. Raises EmbeddedError while somebody uses it."""
    if not place.home.exists():
        return
    try:
        with held(place.users, fcntl.LOCK_EX | fcntl.LOCK_NB):
            if running(place) is not None:
                raise EmbeddedError(f"the database in {place.home} still runs: stop it first")
            gone = place.home.with_name(f"{place.home.name}.gone")
            shutil.rmtree(gone, ignore_errors=True)
            place.home.rename(gone)  # at once, so that nobody finds half of it
            shutil.rmtree(gone)
            shutil.rmtree(place.sockets, ignore_errors=True)
    except BlockingIOError:
        raise EmbeddedError(f"the database in {place.home} is in use: stop that first") from None


@contextmanager
def held(path: Path, kind: int) -> Iterator[int]:
    """Hold a lock on a file inside the block. Raises BlockingIOError when it may not wait."""
    with path.open("ab") as opened:
        fcntl.flock(opened, kind)
        yield opened.fileno()


def _wait_for_the_end(place: Place) -> None:
    """Wait until the keeper has stopped the server, unless somebody else uses it."""
    comes(lambda: not _is_kept(place) or _others_use(place))


def _others_use(place: Place) -> bool:
    """Whether somebody else uses the server; a keeper that is stopping it does not."""
    return not _can_hold(place, fcntl.LOCK_EX) and _can_hold(place, fcntl.LOCK_SH)


def _can_hold(place: Place, kind: int) -> bool:
    try:
        with held(place.users, kind | fcntl.LOCK_NB):
            return True
    except BlockingIOError:
        return False


def _is_kept(place: Place) -> bool:
    """Whether a keeper lives."""
    try:
        with held(place.home / "keeper.lock", fcntl.LOCK_EX | fcntl.LOCK_NB):
            return False
    except BlockingIOError:
        return True


def _start_keeper(place: Place) -> None:
    """Start a keeper, which comes back when the server takes connections."""
    command = [sys.executable, "-P", "-m", KEEPER, str(place.home), str(place.binaries)]
    done = subprocess.run(  # noqa: S603 - a fixed command
        [*command, "durable" if place.durable else "fast"],
        check=False,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    if done.returncode:
        raise EmbeddedError(done.stdout.strip() or f"the database did not start: see {place.log}")
