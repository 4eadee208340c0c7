"""The ways in which Tandem itself may vary an agreement, beside what its owner named."""

from __future__ import annotations

from enum import StrEnum


class Variant(StrEnum):
    """A sort of variant; what each does stands in docs/explanation/plan-check.md."""

    MOVE = "move"
    """Another day or time, within wider hours."""
    REMOTE = "remote"
    """By telephone or on line."""
    PLACE = "place"
    """Elsewhere: at home, or where another agreement takes place."""
    FEWER = "fewer"
    """One time a week less."""
    SHORTEN = "shorten"
    """Shorter, to the quarter of an hour below."""
    HALVE = "halve"
    """Half the amount."""
    MERGE = "merge"
    """Two contacts become one visit."""
