"""What the exit status of a command says."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class Status(IntEnum):
    """The exit status: does the plan fit?"""

    FITS = 0
    CLASHES = 1
    BAD_INPUT = 2
    UNKNOWN = 3


OF_VERDICT = {
    "feasible": Status.FITS,
    "infeasible": Status.CLASHES,
    "unknown": Status.UNKNOWN,
}
WORST_FIRST = (Status.BAD_INPUT, Status.UNKNOWN, Status.CLASHES, Status.FITS)
INTERRUPTED = 130
"""The exit status after Ctrl-C, as shells use it."""


def worst(statuses: Iterable[Status]) -> Status:
    """Return the status of several files: bad input, then unknown, then clashes, then fits."""
    found = set(statuses)
    return next((status for status in WORST_FIRST if status in found), Status.FITS)


class Outcome:
    """The exit status as far as it is known, also when nobody reads the answer to its end."""

    def __init__(self) -> None:
        self.status = Status.FITS
