"""A number for each week of the horizon, packed in one integer: adding is done for all at once."""

from __future__ import annotations

from functools import lru_cache
from struct import unpack

from tandem.core.check.items import bit_numbers

WEEK_BITS = 64
"""Bits for the number of one week: more than any sum of contacts or minutes comes to."""

Packed = int
Weeks = int
"""Weeks as bits."""


@lru_cache(maxsize=4096)
def ones(weeks: Weeks) -> Packed:
    """Return 1 for each of these weeks; a plan knows few such sets of weeks."""
    return sum(1 << week * WEEK_BITS for week in bit_numbers(weeks))


def unpacked(packed: Packed, size: int) -> tuple[int, ...]:
    """Return the numbers of so many weeks."""
    return unpack(f"<{size}Q", packed.to_bytes(size * WEEK_BITS // 8, "little"))


def largest(brought: list[tuple[int, Weeks]]) -> Packed:
    """Return for each week the largest of the numbers that are brought in it."""
    packed = seen = 0
    for number, weeks in sorted(brought, reverse=True):
        packed += number * ones(weeks & ~seen)
        seen |= weeks
    return packed
