"""The citizen service number (burgerservicenummer, BSN): its shape, and the eleven test."""

from __future__ import annotations

LENGTH = 9
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def plain_bsn(text: str) -> str:
    """Return a BSN without spaces and dots; one of eight signs gets the zero that is left out."""
    digits = text.replace(" ", "").replace(".", "").replace("-", "")
    return digits.zfill(LENGTH) if len(digits) == LENGTH - 1 else digits


def is_bsn(text: str) -> bool:
    """Whether a text is a BSN by its shape: nine digits, not all zero, that pass the eleven test.

    Each digit counts 9, 8, 7, … 2 times and the last -1 times; together they are a multiple of 11.
    """
    if len(text) != LENGTH or not (text.isascii() and text.isdigit()) or not int(text):
        return False
    return sum(w * int(one) for w, one in zip(WEIGHTS, text, strict=True)) % 11 == 0
