"""Whole numbers as they are sent: by forms and in addresses, also by who means harm."""

from __future__ import annotations

MOST_DIGITS = 9
"""So many fit in any column, and reading them takes no time."""


def whole(text: str) -> int | None:
    """Return a whole number of plain digits; None for anything else, also for one that is too long.

    `str.isdigit` holds for "²" too, of which `int` makes nothing, and `int` refuses thousands of
    digits: both broke a page.
    """
    plain = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if plain else None
