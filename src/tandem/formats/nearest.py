"""The known word nearest to an unknown one, and lists of words for messages."""

from __future__ import annotations

from collections.abc import Iterable

_SHOWN = 12
_LONGEST = 100


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that this one was probably meant to be, or None."""
    import difflib

    found = difflib.get_close_matches(word.casefold()[:_LONGEST], list(known), n=1, cutoff=0.6)
    return found[0] if found else None


def some(words: Iterable[str]) -> str:
    """Write known words as a list, cut off when there are many."""
    every = list(words)
    shown = ", ".join(every[:_SHOWN])
    return f"{shown}, …" if len(every) > _SHOWN else shown or "–"
