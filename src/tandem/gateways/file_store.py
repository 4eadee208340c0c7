"""Where files lie: on disk, or in memory for tests. A store knows random names and bytes."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

NAME = re.compile(r"[0-9a-f]{32}")
"""Names are made by us, and look like nothing else: so no name leads out of the folder."""
YOUNG = 3600
"""Seconds after which a file that nothing names was left behind, and not just being written."""


class FileGoneError(LookupError):
    """There is no file under this name."""


class FileStore(Protocol):
    """Keeps bytes under a name of 32 hexadecimal signs."""

    def put(self, name: str, data: bytes) -> None:
        """Keep bytes; whole or not at all."""

    def get(self, name: str) -> bytes:
        """Return what was kept; raises FileGoneError."""

    def remove(self, name: str) -> None:
        """Throw a file away; one that is not there is no problem."""

    def settled(self) -> Iterator[str]:
        """Yield the names of files that are not just being written."""


@dataclass(frozen=True, slots=True)
class DiskStore:
    """Keeps files in a folder that only this process's user can enter."""

    folder: Path

    def put(self, name: str, data: bytes) -> None:
        """Write the bytes beside, and then put them in their place."""
        path = self._path(name)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = path.with_suffix(".part")
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)

    def get(self, name: str) -> bytes:
        """Read the bytes; raises FileGoneError."""
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError:
            raise FileGoneError(name) from None

    def remove(self, name: str) -> None:
        """Unlink the file."""
        self._path(name).unlink(missing_ok=True)

    def settled(self) -> Iterator[str]:
        """Yield what lies there for an hour or longer."""
        if not self.folder.is_dir():
            return
        before = time.time() - YOUNG  # noqa: TID251 - the clock of the disk, not of a household
        for path in self.folder.glob("??/*"):
            if NAME.fullmatch(path.stem) and path.stat().st_mtime < before:
                yield path.stem

    def _path(self, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise FileGoneError(name)
        return self.folder / name[:2] / name


@dataclass(slots=True)
class MemoryStore:
    """Keeps files until the process ends."""

    files: dict[str, bytes] = field(default_factory=dict)

    def put(self, name: str, data: bytes) -> None:
        """Keep the bytes."""
        self.files[name] = data

    def get(self, name: str) -> bytes:
        """Return the bytes; raises FileGoneError."""
        if name not in self.files:
            raise FileGoneError(name)
        return self.files[name]

    def remove(self, name: str) -> None:
        """Drop the bytes."""
        self.files.pop(name, None)

    def settled(self) -> Iterator[str]:
        """Yield every name."""
        yield from list(self.files)
