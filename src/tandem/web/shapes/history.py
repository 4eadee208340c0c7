"""*Wat er veranderde*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tandem.web.shapes.frame import Change


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """What happened to the plan, the latest first."""

    changes: Sequence[Change] = ()
    older: str = ""
    """Where earlier changes stand; empty when these are all."""
