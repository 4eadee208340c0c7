"""Which demands of the agenda can meet: so that what never meets is searched apart."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from tandem.core.check.items import Demand, Home, Session
from tandem.core.model import Where

Atoms = frozenset[int]


def meeting_groups(demands: Sequence[Demand], free: Atoms, settled: Atoms) -> list[Atoms]:
    """Group demands with a choice that can meet, directly or at a home that they can leave empty.

    Settled sessions link nothing: whether they are there is known before the search.
    """
    parent = {atom: atom for atom in free}

    def root(atom: int) -> int:
        while parent[atom] != atom:
            parent[atom] = parent[parent[atom]]
            atom = parent[atom]
        return atom

    for one, other in _pairs(demands, free, settled):
        parent[root(one)] = root(other)
    groups: dict[int, set[int]] = {}
    for atom in sorted(free):
        groups.setdefault(root(atom), set()).add(atom)
    return [frozenset(group) for group in groups.values()]


def _pairs(demands: Sequence[Demand], free: Atoms, settled: Atoms) -> Iterator[tuple[int, int]]:
    extents = {atom: demands[atom].extent for atom in free}
    atoms = sorted(free)
    for place, one in enumerate(atoms):
        for other in atoms[:place]:
            if extents[one] & extents[other] and can_meet(demands[one], demands[other]):
                yield one, other
    for atom in settled:
        home = demands[atom]
        if isinstance(home, Home):
            linked = [other for other in atoms if can_empty(demands[other], home)]
            yield from itertools.pairwise(linked)


def standing_in_the_way(demands: Sequence[Demand], group: Atoms, settled: Atoms) -> Atoms:
    """Return the settled demands that can be in the way of a group.

    Sessions of the same members at the same time; homes that the group can leave empty, with the
    settled sessions that can leave these empty too.
    """
    extents = [(demands[atom], demands[atom].extent) for atom in group]
    homes = {
        atom
        for atom in settled
        if isinstance(home := demands[atom], Home)
        and any(can_empty(demands[other], home) for other in group)
    }
    watched = [home for home in (demands[a] for a in (*homes, *group)) if isinstance(home, Home)]
    sessions = {
        atom
        for atom in settled
        if isinstance(demands[atom], Session)
        and (
            any(can_empty(demands[atom], home) for home in watched)
            or _is_in_the_way(demands[atom], extents)
        )
    }
    return frozenset(homes | sessions)


def _is_in_the_way(session: Demand, extents: Iterable[tuple[Demand, int]]) -> bool:
    own = session.extent
    return any(own & other and can_meet(session, demand) for demand, other in extents)


def can_meet(one: Demand, other: Demand) -> bool:
    """Whether two demands can be in each other's way, if they come at the same time."""
    if isinstance(one, Home):
        return isinstance(other, Session) and can_empty(other, one)
    if isinstance(other, Home):
        return can_empty(one, other)
    return not set(one.members).isdisjoint(other.members)


def can_empty(demand: Demand, home: Home) -> bool:
    """Whether a session can take an adult of a home away while somebody should be there."""
    return (
        isinstance(demand, Session)
        and demand.where is Where.OUT
        and not set(home.adults).isdisjoint(demand.members)
        and bool(demand.extent & home.extent)
    )


def extent(demand: Demand) -> int:
    """Return every minute of the week that a demand could take, as bits."""
    return demand.extent
