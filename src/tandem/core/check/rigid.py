"""What is set aside because nobody in the plan can solve it, as the judge leaves it out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tandem.core.check.why import ClashKind


@dataclass(frozen=True, slots=True)
class Aside:
    """What a proposal may leave as it is, because nobody in the plan can change it."""

    sets: frozenset[tuple[str, ...]] = frozenset()
    limits: frozenset[tuple[ClashKind, str]] = frozenset()
    support: frozenset[str] = frozenset()
    """Agreements whose requirements may stay without support."""

    def leaves(self, agreements: Iterable[str]) -> bool:
        """Whether no set that is set aside lies within these agreements."""
        names = set(agreements)
        return not any(names.issuperset(one) for one in self.sets)


def ways_out(sets: Iterable[tuple[str, ...]]) -> list[frozenset[str]]:
    """Return ways to take an agreement out of each of these sets, the smallest first."""
    ways: set[frozenset[str]] = {frozenset()}
    for names in sets:
        ways = {
            way if not way.isdisjoint(names) else way | {name} for way in ways for name in names
        }
    return sorted(ways, key=lambda way: (len(way), sorted(way)))
