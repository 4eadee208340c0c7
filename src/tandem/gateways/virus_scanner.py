"""The virus scanner: clamd over its socket, or one in memory for tests.

`scan` says clean or infected, and raises when the scanner cannot say: what was not looked at is
never taken for clean.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

CHUNK = 64 * 1024
PATIENCE = 20.0
"""Seconds in which the scanner answers."""
LONGEST_REPLY = 4096
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""The text by which every scanner can be tried; it does no harm."""


class ScanResult(StrEnum):
    """What the scanner found."""

    CLEAN = "clean"
    INFECTED = "infected"


class ScannerAwayError(Exception):
    """The scanner is not to be reached, or does not say anything that can be understood."""


class VirusScanner(Protocol):
    """Looks at bytes."""

    def scan(self, data: bytes) -> ScanResult:
        """Say whether the bytes are clean; raises ScannerAwayError."""


@dataclass(frozen=True, slots=True)
class Clamd:
    """clamd (ClamAV): at a path of a socket on this machine, or at `host:port`."""

    address: str
    patience: float = PATIENCE

    def scan(self, data: bytes) -> ScanResult:
        """Send the bytes with INSTREAM and read what clamd says; raises ScannerAwayError."""
        try:
            with self._connect() as line:
                line.sendall(b"zINSTREAM\0")
                for start in range(0, len(data), CHUNK):
                    part = data[start : start + CHUNK]
                    line.sendall(len(part).to_bytes(4, "big") + part)
                line.sendall(bytes(4))
                reply = _reply(line)
        except OSError as error:
            raise ScannerAwayError(type(error).__name__) from None
        return _meaning(reply)

    def _connect(self) -> socket.socket:
        if self.address.startswith("/"):
            line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            line.settimeout(self.patience)
            try:
                line.connect(self.address)
            except OSError:
                line.close()
                raise
            return line
        host, _, port = self.address.rpartition(":")
        return socket.create_connection((host, int(port)), timeout=self.patience)


def _reply(line: socket.socket) -> bytes:
    said = b""
    while b"\0" not in said and len(said) < LONGEST_REPLY:
        more = line.recv(LONGEST_REPLY)
        if not more:
            break
        said += more
    return said.split(b"\0", 1)[0].strip()


def _meaning(reply: bytes) -> ScanResult:
    if reply == b"stream: OK":
        return ScanResult.CLEAN
    if reply.startswith(b"stream: ") and reply.endswith(b" FOUND"):
        return ScanResult.INFECTED
    raise ScannerAwayError("no answer that can be understood")


@dataclass(slots=True)
class MemoryScanner:
    """Finds the text that every scanner finds; `away` makes it unreachable."""

    away: bool = False
    seen: list[int] = field(default_factory=list)
    """The sizes of what it looked at."""

    def scan(self, data: bytes) -> ScanResult:
        """Look for the text; raises ScannerAwayError while it is away."""
        if self.away:
            raise ScannerAwayError("away")
        self.seen.append(len(data))
        return ScanResult.INFECTED if EICAR in data else ScanResult.CLEAN
