"""How long what people type may be: the same lengths as in a household file."""

from __future__ import annotations

from collections.abc import Mapping

from tandem.actions.errors import Problem

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
