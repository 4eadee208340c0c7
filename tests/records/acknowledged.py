"""Writers who note what was acknowledged, while something is killed under them.

What is written and what is killed are passed in: a row through `work` and the database, or a form
through a browser's request and the process of the site.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

PAUSE = 0.1
"""Seconds until a writer tries again after a failure."""
PATIENCE = 120.0
"""Seconds that the writers get altogether."""


@dataclass
class Ledger:
    """What the writers were told."""

    wanted: int
    acknowledged: list[str] = field(default_factory=list)
    failed: int = 0
    longest_silence: float = 0.0
    """Seconds between two acknowledgements of anybody, at most: how long nothing worked."""
    _last: float = field(default_factory=time.monotonic)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, token: str) -> None:
        """Note an acknowledgement."""
        with self._lock:
            now = time.monotonic()
            self.longest_silence = max(self.longest_silence, now - self._last)
            self._last = now
            self.acknowledged.append(token)

    @property
    def is_full(self) -> bool:
        return len(self.acknowledged) >= self.wanted


def write_and_kill(
    write: Callable[[str], None],
    kill: Callable[[], None],
    *,
    writers: int,
    wanted: int,
    kills: int,
    finish: Callable[[], None],
) -> Ledger:
    """Write until so many writes were acknowledged, with as many kills spread over them.

    `write` returns when its token was acknowledged, and raises otherwise; a token is never
    written twice. Each writer calls `finish` at the end, in its own thread.
    """
    ledger = Ledger(wanted)
    end = time.monotonic() + PATIENCE

    def writer(name: str) -> None:
        try:
            _write(ledger, write, name, end)
        finally:
            finish()

    threads = [threading.Thread(target=writer, args=(f"{n}",)) for n in range(writers)]
    for thread in threads:
        thread.start()
    for moment in _moments(ledger, kills, end):
        assert moment <= len(ledger.acknowledged), "the writers came no further"
        kill()
    for thread in threads:
        thread.join()
    return ledger


def _write(ledger: Ledger, write: Callable[[str], None], writer: str, end: float) -> None:
    for number in itertools.count():
        if ledger.is_full or time.monotonic() > end:
            return
        token = f"{writer}-{number}"
        try:
            write(token)
        except Exception:  # noqa: BLE001 - whatever goes wrong: it was not acknowledged
            ledger.failed += 1
            time.sleep(PAUSE)
        else:
            ledger.note(token)


def _moments(ledger: Ledger, kills: int, end: float) -> Iterator[int]:
    """Yield each time that another share of the writes was acknowledged."""
    for number in range(1, kills + 1):
        moment = ledger.wanted * number // (kills + 1)
        while len(ledger.acknowledged) < moment and time.monotonic() < end:
            time.sleep(PAUSE)
        yield moment
