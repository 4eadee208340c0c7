"""How long whole processes take, from start to end: what somebody at a terminal waits for."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
RUNS = 10
KEEPS_NOTHING = "PYTHONDONTWRITEBYTECODE"
"""With this set, modules that changed since the installation are compiled by every process.

An installed Tandem is compiled once; so is the one that is measured, by the run that warms up.
"""


@dataclass(frozen=True, slots=True)
class Process:
    """A command, what it may take, and the exit status it should have."""

    arguments: tuple[str, ...]
    target_s: float
    status: int

    @property
    def name(self) -> str:
        """The command as it is typed."""
        return " ".join(("tandem", *self.arguments))


PROCESSES = (
    Process(("--help",), 0.25, 0),
    Process(("check", "examples/five-plans.yaml"), 0.6, 1),
)


@dataclass(frozen=True, slots=True)
class ProcessTime:
    """How long a command took: the median of some runs, and the longest."""

    process: Process
    median_s: float
    longest_s: float

    @property
    def is_reached(self) -> bool:
        """Whether the target is reached."""
        return self.median_s <= self.process.target_s


def measure_processes() -> tuple[ProcessTime, ...]:
    """Run every command some times, after one time to warm up.

    Raises RuntimeError when a command does not end as it should.
    """
    return tuple(_measure(process) for process in PROCESSES)


def _measure(process: Process) -> ProcessTime:
    _run(process)
    times = [_run(process) for _ in range(RUNS)]
    return ProcessTime(process, statistics.median(times), max(times))


def _run(process: Process) -> float:
    command = Path(sys.executable).parent / "tandem"
    surroundings = {k: v for k, v in os.environ.items() if k != KEEPS_NOTHING}
    before = time.perf_counter()
    ended = subprocess.run(
        [command, *process.arguments],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        check=False,
    )
    seconds = time.perf_counter() - before
    if ended.returncode != process.status:
        raise RuntimeError(f"{process.name} ended with status {ended.returncode}")
    return seconds
