"""The smallest sets that hold a clash of each choice that was looked at.

What clashes with every choice clashes with each of these, so it is one of the sets or holds one.
Each choice more that is looked at leaves fewer or larger sets, until of all is known that they
clash with every choice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tandem.core.check.enumerate import Items, smallest


class InEach:
    """Such sets, and of which it is known that they clash with every choice."""

    def __init__(self, sets: Iterable[Items], certain: Iterable[Items]) -> None:
        """Take in what clashes in a first choice, and what is known to clash with every choice."""
        self._certain = set(certain)
        self.sets = smallest([*sets, *self._certain])

    @property
    def certain(self) -> tuple[Items, ...]:
        """The sets of which is known that they clash with every choice."""
        return tuple(one for one in self.sets if one in self._certain)

    @property
    def open(self) -> tuple[Items, ...]:
        """The sets of which that is not known."""
        return tuple(one for one in self.sets if one not in self._certain)

    def note(self, one: Items) -> None:
        """Take in that a set clashes with every choice."""
        self._certain.add(one)

    def narrow(self, clashing: Sequence[Items]) -> None:
        """Take in all that clashes in one choice more."""
        sets: list[Items] = []
        for one in self.sets:
            is_held = one in self._certain or any(clash <= one for clash in clashing)
            sets.extend([one] if is_held else (one | clash for clash in clashing))
        self.sets = smallest(sets)
