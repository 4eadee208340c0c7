"""Small shapes that both languages use: runs of days, and lists with a last word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def runs(numbers: Iterable[int]) -> list[list[int]]:
    """Return the numbers in order, cut into runs in which each follows the one before."""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return found


def joined(items: Sequence[str], word: str) -> str:
    """Return "a, b word c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"
