"""Dutch postcodes, in an order in which a range has a first and a last one.

A postcode is four figures and two letters, like 1234 AB; the figures begin at 1000.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

LETTERS = 26
FIRST_FIGURES = 1000
LAST_FIGURES = 9999
_WHOLE = re.compile(r"([1-9][0-9]{3})\s?([A-Za-z]{2})", re.ASCII)
_FIGURES = re.compile(r"[1-9][0-9]{3}", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Postcode:
    """One postcode, as a number that grows from 1000 AA to 9999 ZZ."""

    number: int

    def __str__(self) -> str:
        figures, letters = divmod(self.number, LETTERS * LETTERS)
        one, two = divmod(letters, LETTERS)
        return f"{figures} {_letter(one)}{_letter(two)}"

    @property
    def following(self) -> Postcode:
        """The next postcode, whether or not somebody lives there."""
        return Postcode(self.number + 1)


@dataclass(frozen=True, slots=True, order=True)
class PostcodeRange:
    """All postcodes from the first until and with the last."""

    first: Postcode
    last: Postcode

    def __contains__(self, one: Postcode) -> bool:
        return self.first <= one <= self.last

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first} – {self.last}"


def read_postcode(text: str) -> Postcode | None:
    """Return the postcode that somebody typed: `1234AB`, `1234 ab`; None when it is none."""
    found = _WHOLE.fullmatch(text.strip())
    if found is None:
        return None
    figures, letters = found.groups()
    one, two = (ord(letter) - ord("A") for letter in letters.upper())
    return Postcode((int(figures) * LETTERS + one) * LETTERS + two)


def read_range(first: str, last: str) -> PostcodeRange | None:
    """Return a range as it stands in a list; four figures stand for all postcodes with them.

    Without a last one the range is the first alone. None when either cannot be read, or when the
    last comes before the first.
    """
    begin = _edge(first, "AA")
    end = _edge(last or first, "ZZ")
    if begin is None or end is None or end < begin:
        return None
    return PostcodeRange(begin, end)


def overlaps(ranges: Sequence[PostcodeRange]) -> Iterator[tuple[int, int]]:
    """Yield the places of each range that overlaps one before it, with the place of that one."""
    placed = sorted(enumerate(ranges), key=lambda one: (one[1], one[0]))
    for (place, one), (other_place, other) in _pairs_in_reach(placed):
        if other.first <= one.last:
            yield max(place, other_place), min(place, other_place)


def _pairs_in_reach(
    placed: Iterable[tuple[int, PostcodeRange]],
) -> Iterator[tuple[tuple[int, PostcodeRange], tuple[int, PostcodeRange]]]:
    """Pair each range with the one before it that reaches furthest."""
    furthest: tuple[int, PostcodeRange] | None = None
    for one in placed:
        if furthest is not None:
            yield furthest, one
        if furthest is None or one[1].last > furthest[1].last:
            furthest = one


def _edge(text: str, letters: str) -> Postcode | None:
    figures = _FIGURES.fullmatch(text.strip())
    return read_postcode(text if figures is None else f"{figures.group()} {letters}")


def _letter(number: int) -> str:
    return chr(ord("A") + number)
