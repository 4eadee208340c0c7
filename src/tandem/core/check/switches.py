"""Switches for steps that make the check faster and may not change an answer (tests use them)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Switches:
    """Steps of the check that can be left out."""

    reduction: bool = True
    """Leave out sessions that can be placed whatever the others do."""
    split: bool = True
    """Look at members and agreements that never meet apart from each other."""
    greedy: bool = True
    """Try to place everything one by one before searching."""
