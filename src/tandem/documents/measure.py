"""How wide a text is in a picture, so that a name is put where it stays whole."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from tandem.documents.widths import BOLD, NORMAL

OTHER = 62
"""Hundredths of the type size for a letter of another alphabet: rather too wide than cut off."""
WIDE = 105
"""The same for the square letters of East Asia and for pictograms."""
FIRST_SQUARE = 0x1100


def _by_letter(groups: dict[int, str]) -> dict[str, int]:
    return {letter: width for width, letters in groups.items() for letter in letters}


_NORMAL = _by_letter(NORMAL)
_BOLD = _by_letter(BOLD)


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is in type of this size, in the same unit; never too little."""
    table = _BOLD if bold else _NORMAL
    hundredths = 0
    for letter in text:
        width = table.get(letter)
        hundredths += width if width is not None else _foreign(letter)
    return hundredths * size / 100


def _foreign(letter: str) -> int:
    return WIDE if ord(letter) >= FIRST_SQUARE else OTHER


@lru_cache(maxsize=4096)
def wrap(text: str, size: float, room: float, *, bold: bool = False) -> tuple[str, ...]:
    """Return the text in lines that each fit in `room`; a word that is too long is broken."""
    lines: list[str] = []
    line = ""
    for word in _pieces(text, size, room, bold=bold):
        longer = f"{line} {word}" if line else word
        if text_width(longer, size, bold=bold) <= room or not line:
            line = longer
        else:
            lines.append(line)
            line = word
    return (*lines, line)


def _pieces(text: str, size: float, room: float, *, bold: bool) -> Iterator[str]:
    """Yield the words, those wider than the room in parts that do fit."""
    for word in text.split():
        if text_width(word, size, bold=bold) <= room:
            yield word
            continue
        part = ""
        for letter in word:
            if part and text_width(part + letter, size, bold=bold) > room:
                yield part
                part = ""
            part += letter
        yield part
