"""Asks for pages with `wrk`, each time another household, and returns how long they took."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SCRIPT = Path(__file__).parent / "load.lua"


@dataclass(frozen=True, slots=True)
class Target:
    """A page of one household, and the cookie of somebody who may see it."""

    address: str
    cookie: str


@dataclass(frozen=True, slots=True)
class Load:
    """How long pages took, in milliseconds, with so many clients at once."""

    clients: int
    requests: int
    seconds: float
    least: float
    p50: float
    p95: float
    p99: float
    failed: int
    """Answers that were no page, and requests without an answer."""

    @property
    def a_second(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds


def is_there() -> bool:
    """Whether `wrk` is installed."""
    return shutil.which("wrk") is not None


def load(site: str, targets: Sequence[Target], clients: int, seconds: float, file: Path) -> Load:
    """Ask for the targets in turn, by so many clients at once, for so long.

    `file` is where the targets are written down for `wrk`.
    """
    lines = [f"{one.address} {one.cookie}" for one in targets]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = ["wrk", "-t1", f"-c{clients}", f"-d{max(1, round(seconds))}s", "--timeout", "30s"]
    ended = subprocess.run(
        [*command, "-s", str(SCRIPT), site, "--", str(file)],
        check=True,
        capture_output=True,
        text=True,
    )
    told = json.loads(ended.stdout[ended.stdout.rindex("{") :])
    return Load(clients=clients, **told)
