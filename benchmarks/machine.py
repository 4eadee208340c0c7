"""On which machine, with which versions, the figures were measured."""

from __future__ import annotations

import os
import platform
import resource
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Machine:
    """Where and when figures were measured."""

    processor: str
    cores: int
    python: str
    date: str
    load: float
    """The load average over the last minute before the start."""


def this_machine(date: str | None) -> Machine:
    """Return the machine that this runs on; without a date, the day of the last commit."""
    return Machine(
        processor=_processor(),
        cores=os.cpu_count() or 1,
        python=platform.python_version(),
        date=date or _last_commit(),
        load=os.getloadavg()[0],
    )


def peak_memory_mb() -> float:
    """Return the most memory this process has had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    models = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.machine())


def _last_commit() -> str:
    command = ["git", "log", "-1", "--format=%cs"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return ended.stdout.strip() or "day not known"
