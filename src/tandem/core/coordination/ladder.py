"""The ladder of help: oneself, the own circle, a general provision, and only then one apart.

It says what was tried on each rung. Nothing is decided by it: it is there to be looked at before
somebody asks for more, and to see where a general provision keeps failing.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Rung(StrEnum):
    """Where help was looked for, the nearest first."""

    SELF = "self"
    NETWORK = "network"
    GENERAL = "general"
    """A general provision (algemene voorziening): for everybody, without a decision."""
    INDIVIDUAL = "individual"
    """A provision for one person, after an investigation (maatwerkvoorziening)."""


class Went(StrEnum):
    """How it went."""

    HELPED = "helped"
    PARTLY = "partly"
    FAILED = "failed"
    DECLINED = "declined"
    """The provision was asked once more and said no."""


TIMES_TO_ASK = 2
"""So many failures of general provisions for one question ask for an answer of who subsidises."""


def falls_short(tries: Iterable[tuple[Rung, Went | None]]) -> int:
    """Return how often a general provision failed, when that is often enough to ask; else 0.

    What was tried on another rung does not count, nor what only helped in part.
    """
    failed = sum(rung is Rung.GENERAL and went is Went.FAILED for rung, went in tries)
    return failed if failed >= TIMES_TO_ASK else 0
