"""What people type: it is there where it is needed, and no longer than in a household file."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from tandem.actions.errors import InvalidError, Problem

LONGEST = {"name": 120, "relation": 120, "telephone": 30}
LONGEST_TEXT = 2000


def too_long(texts: Mapping[str, str]) -> list[Problem]:
    """Return a problem for every field with more signs than it may have."""
    return [
        Problem(
            field,
            "Write this shorter: at most %(most)s signs.",
            (("most", str(LONGEST.get(field, LONGEST_TEXT))),),
        )
        for field, text in texts.items()
        if len(text) > LONGEST.get(field, LONGEST_TEXT)
    ]


def wrong_words(texts: Mapping[str, str], needed: Collection[Problem] = ()) -> list[Problem]:
    """Return a problem for every text that is too long, and what is needed and is not there."""
    return [*too_long(texts), *(one for one in needed if not texts.get(one.field, "").strip())]


def require_words(texts: Mapping[str, str], needed: Collection[Problem] = ()) -> None:
    """Raise InvalidError for texts that are too long, and for what is needed and is not there."""
    problems = wrong_words(texts, needed)
    if problems:
        raise InvalidError(*problems)
