"""The sizes of household that are measured."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """How large a household is, and how many sets that cannot go together are planted in it."""

    name: str
    members: int
    professionals: int
    agreements: int
    planted: tuple[int, int]
    """The least and the most sets that are planted when the household is not to fit."""
    strays: int
    """The most agreements at a time chosen blindly, which may clash with anything."""
    households: int
    """How many households of this size are measured unless asked otherwise."""
    target_ms: float | None = None
    """What verdict, all clashes and best proposal may each take, for 95 in 100 households."""
    change_ms: float | None = None
    """What checking again after one change may take, for 95 in 100 households."""
    variants_ms: float | None = None
    """What the three best proposals with variants may take, for 95 in 100 households."""
    verdicts_a_second: int | None = None
    """So many verdicts a second one core should give."""
    crowds: int = 0
    """How many members have more talks than their mornings hold, whichever are left out."""


SMALL = Size("small", 1, 5, 15, planted=(3, 5), strays=1, households=200)
TYPICAL = Size(
    "typical",
    4,
    8,
    40,
    planted=(10, 14),
    strays=2,
    households=200,
    target_ms=10,
    change_ms=3,
    variants_ms=50,
    verdicts_a_second=900,
)
WORST = Size(
    "worst", 8, 19, 120, planted=(20, 30), strays=4, households=50, target_ms=100, change_ms=20
)

CROWDED = Size("crowded", 8, 19, 104, planted=(8, 12), strays=80, households=20)
"""So much clashes in these that not all of it can be told in half a second."""

SIZES = {size.name: size for size in (SMALL, TYPICAL, WORST)}

BUSY = Size("crowded", 8, 19, 104, planted=(8, 12), strays=12, households=10, crowds=3)
"""The crowded ones among the labelled households: of these what clashes is known in full."""
