"""What a pool remembers of kinds of week: what can be kept, with places, and what cannot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tandem.core.check.agenda import Atoms, Away, Conflict
from tandem.core.check.board import Places, Shape
from tandem.core.check.items import Demand, Home, Session
from tandem.core.check.week import Slot, Week
from tandem.core.model import MINUTES_A_DAY

Placed = dict[int, Places]
"""For each session demand (by its atom) where it lies."""


@dataclass(frozen=True, slots=True)
class Core:
    """Atoms that cannot be kept together while just these of their members are away."""

    conflict: Conflict
    """These atoms, and the weeks in which just these are away."""
    members: frozenset[str]
    away: Away

    def lies_in(self, atoms: Atoms, away: Away) -> bool:
        """Whether it forbids these atoms, while these members are away."""
        return self.conflict.atoms <= atoms and self.away == away_of(self.members, away)


@dataclass(frozen=True, slots=True)
class Kept:
    """Atoms that can be kept together in one kind of week, and where their sessions lie."""

    atoms: Atoms
    places: Placed


def members_of(demand: Demand) -> tuple[str, ...]:
    """Return whom a demand concerns."""
    return demand.adults if isinstance(demand, Home) else demand.members


def away_of(members: frozenset[str], away: Away) -> Away:
    """Return when some members are away."""
    return tuple((member, days) for member, days in away if member in members)


def placed(week: Week, slots: Iterable[Slot]) -> Placed:
    """Return places of a week by demand."""
    places: Placed = {}
    for slot in slots:
        atom = week.atoms[slot.session]
        places[atom] = (*places.get(atom, ()), slot.start)
    return places


def pinned_at(shape: Shape, places: Places) -> Session:
    """Return a session demand with these places for its only ones."""
    session = shape.session
    windows = []
    for start in sorted(places):
        day, minute = divmod(start, MINUTES_A_DAY)
        windows.append((day, minute, minute + session.minutes))
    return replace(session, windows=tuple(windows))
