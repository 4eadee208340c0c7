"""The largest parts of a group of items that hold none of some sets, kept up to date.

A way to keep a group leaves out at least one item of each set that cannot be kept, and nothing that
need not be left out. When one more set becomes known, only the ways that hold it change (the method
of Berge for smallest transversals). Items are bits here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

Items = frozenset[int]
Bits = int

WAYS_AT_MOST = 3000
"""With more ways to keep a group than this, none are given."""


class TooManyError(Exception):
    """There are more ways than can be looked at one by one."""


class Ways:
    """The ways to keep one group."""

    def __init__(self, group: Items) -> None:
        self._items = sorted(group)
        self._bit = {item: 1 << place for place, item in enumerate(self._items)}
        self._edges: list[Bits] = []
        self._left_out: dict[Bits, Items] = {0: group}
        """What is left out → the way."""

    def given(self, sets: Sequence[Items]) -> tuple[Items, ...]:
        """Return the largest parts that hold none of these sets, of which none holds another.

        Raises TooManyError.
        """
        edges = [self._bits_of(one) for one in sets]
        if any(edge not in edges for edge in self._edges):
            self._edges, self._left_out = [], {0: frozenset(self._items)}
        for edge in edges:
            if edge not in self._edges:
                self._add(edge)
        return tuple(self._left_out.values())

    def _add(self, edge: Bits) -> None:
        """Take in one more set that cannot be kept."""
        self._edges.append(edge)
        holding = [out for out in self._left_out if not out & edge]
        for out in holding:
            del self._left_out[out]
        for out in holding:
            for bit in _single(edge):
                if self._is_least(out | bit):
                    self._left_out[out | bit] = self._kept(out | bit)
        if len(self._left_out) > WAYS_AT_MOST:
            raise TooManyError

    def _is_least(self, out: Bits) -> bool:
        """Whether each item that is left out is the only one of some set."""
        alone = 0
        for edge in self._edges:
            met = edge & out
            if not met & (met - 1):
                alone |= met
        return alone == out

    def _kept(self, out: Bits) -> Items:
        return frozenset(item for item, bit in self._bit.items() if not out & bit)

    def _bits_of(self, items: Iterable[int]) -> Bits:
        bits = 0
        for item in items:
            bits |= self._bit[item]
        return bits


def _single(bits: Bits) -> Iterator[Bits]:
    """Yield the bits that are set, each by itself."""
    while bits:
        low = bits & -bits
        yield low
        bits ^= low
