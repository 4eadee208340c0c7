"""Counting in clauses: that a sum of what was chosen stays within a limit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

Levels = Mapping[int, int]
"""Amounts, each with a literal that is true when at least that much is added."""


def at_most(limit: int, added: Sequence[Levels], new: Callable[[], int]) -> Iterator[list[int]]:
    """Yield clauses under which what is added stays within a limit; `new` gives a new variable.

    Goes through what may be added one by one, with a variable for each sum so far that can still
    pass the limit. What cannot is left out: so there are few when the limit is near to nothing, and
    when it is near to all there is.
    """
    rest = sum(max(levels) for levels in added)
    reached: dict[int, int | None] = {0: None}
    for levels in sorted(added, key=max, reverse=True):
        rest -= max(levels)
        sums: dict[int, int | None] = {}
        for before, so_far in reached.items():
            for amount, literal in ((0, None), *levels.items()):
                now = before + amount
                causes = [-cause for cause in (so_far, literal) if cause is not None]
                if now > limit:
                    yield causes
                elif now + rest > limit:
                    sums[now] = sums.get(now) or (new() if causes else None)
                    yield from ([*causes, one] for one in (sums[now],) if one is not None)
        reached = sums


def more_than(literals: Sequence[int], new: Callable[[], int]) -> tuple[list[list[int]], list[int]]:
    """Return clauses, and literals of which number k is true when more than k of these are."""
    clauses: list[list[int]] = []
    counted: list[int] = []
    for literal in literals:
        larger = [new() for _ in range(len(counted) + 1)]
        clauses.append([-literal, larger[0]])
        for place, before in enumerate(counted):
            clauses.append([-before, larger[place]])
            clauses.append([-before, -literal, larger[place + 1]])
        counted = larger
    return clauses, counted
