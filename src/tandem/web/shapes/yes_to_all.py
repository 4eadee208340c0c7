"""*Akkoord met alles, behalve …*: one act for everything that waits for an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AllRow:
    """One agreement that waits.

    The form sends `seen=<key>:<version>`, `not-<key>` when it is left out, and `reason-<key>`.
    """

    key: str
    version: int
    title: str
    when: str
    left_out: bool = False
    reason: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class AllPage:
    """Everything that waits for this resident's yes."""

    action: str
    rows: Sequence[AllRow]
    familiar: bool = False
    back: str = ""
    """Where the own plan is."""
