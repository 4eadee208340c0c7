"""How far known places are apart, when one goes straight from one to the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from tandem.core.model import Place

Near = tuple[tuple[str, int], ...]
"""Places, each with the minutes to get there."""


def near_places(places: Sequence[Place]) -> dict[str, Near]:
    """Return for each known place how far all others are that can be reached, itself included.

    The shortest way counts, also when it leads by other places.
    """
    names = [place.name for place in places]
    apart = {(name, name): 0 for name in names}
    for place in places:
        for way in place.ways:
            for pair in ((place.name, way.place), (way.place, place.name)):
                apart[pair] = min(way.minutes, apart.get(pair, way.minutes))
    for by, one, other in product(names, repeat=3):
        if (one, by) in apart and (by, other) in apart:
            round_about = apart[one, by] + apart[by, other]
            apart[one, other] = min(round_about, apart.get((one, other), round_about))
    return {
        name: tuple(
            (other, apart[name, other]) for other in sorted(names) if (name, other) in apart
        )
        for name in names
    }
