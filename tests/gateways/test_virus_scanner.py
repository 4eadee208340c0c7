"""The scanner over its socket, with somebody at the other end who speaks as clamd does."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tandem.gateways.virus_scanner import (
    CHUNK,
    EICAR,
    Clamd,
    MemoryScanner,
    ScannerAwayError,
    ScanResult,
)


@contextmanager
def clamd(folder: Path, reply: bytes) -> Iterator[tuple[Clamd, list[bytes]]]:
    """Answer one question, and keep what was sent, piece by piece."""
    path, heard = str(folder / "clamd.sock"), list[bytes]()
    server = socket.socket(socket.AF_UNIX)
    server.bind(path)
    server.listen(1)

    def answer() -> None:
        line, _ = server.accept()
        with line, line.makefile("rb") as said:
            assert said.read(10) == b"zINSTREAM\0"
            while size := int.from_bytes(said.read(4), "big"):
                heard.append(said.read(size))
            line.sendall(reply)

    thread = threading.Thread(target=answer)
    thread.start()
    try:
        yield Clamd(path, patience=5), heard
    finally:
        thread.join()
        server.close()


@pytest.mark.parametrize(
    ("reply", "result"),
    [
        (b"stream: OK\0", ScanResult.CLEAN),
        (b"stream: Eicar-Signature FOUND\0", ScanResult.INFECTED),
    ],
)
def test_what_clamd_says_is_understood(tmp_path: Path, reply: bytes, result: ScanResult) -> None:
    data = bytes(range(256)) * 1000
    with clamd(tmp_path, reply) as (scanner, heard):
        assert scanner.scan(data) is result
    assert b"".join(heard) == data
    assert max(len(one) for one in heard) == CHUNK


@pytest.mark.parametrize(
    "reply", [b"", b"stream: \0", b"INSTREAM size limit exceeded. ERROR\0", b"OK\0", b"FOUND\0"]
)
def test_anything_else_is_never_taken_for_clean(tmp_path: Path, reply: bytes) -> None:
    with clamd(tmp_path, reply) as (scanner, _), pytest.raises(ScannerAwayError):
        scanner.scan(b"x")


@pytest.mark.parametrize("address", ["/nonexistent/clamd.sock", "127.0.0.1:1"])
def test_who_is_not_there_is_away(address: str) -> None:
    with pytest.raises(ScannerAwayError):
        Clamd(address, patience=1).scan(b"x")


def test_the_one_in_memory_finds_the_text_that_all_find() -> None:
    scanner = MemoryScanner()
    assert scanner.scan(b"brief") is ScanResult.CLEAN
    assert scanner.scan(b"brief " + EICAR) is ScanResult.INFECTED
    with pytest.raises(ScannerAwayError):
        MemoryScanner(away=True).scan(b"x")
