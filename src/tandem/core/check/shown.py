"""The weeks of a proposal, as they were found while it was judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tandem.core.check.answer import Placement, WitnessWeek
from tandem.core.check.board import Places
from tandem.core.check.items import Home, Session, bit_numbers
from tandem.core.check.options import Option
from tandem.core.check.pool import Pool
from tandem.core.model import MINUTES_A_DAY, Horizon


def shown_weeks(
    pool: Pool, chosen: Sequence[Option], horizon: Horizon
) -> tuple[WitnessWeek, ...] | None:
    """Return a week of each kind, in the order of the year; None when not all were found."""
    found: dict[int, WitnessWeek] = {}
    made: dict[tuple[int, Places], tuple[Placement, ...]] = {}
    for kind, places in pool.places(chosen):
        if places is None:
            return None
        weeks = list(bit_numbers(kind.weeks))
        demands = [(atom, pool.demands[atom]) for atom in sorted(kind.atoms)]
        placements: list[Placement] = []
        for atom, demand in demands:
            if isinstance(demand, Session):
                key = atom, places[atom]
                if key not in made:
                    made[key] = tuple(_placements(demand, places[atom]))
                placements.extend(made[key])
        placements.sort(key=lambda p: (p.day, p.start, p.agreement, p.demand))
        homes = {demand.agreement for _, demand in demands if isinstance(demand, Home)}
        mondays = tuple(horizon.monday(week) for week in weeks)
        found[weeks[0]] = WitnessWeek(mondays, tuple(placements), tuple(sorted(homes)))
    return tuple(found[week] for week in sorted(found))


def _placements(session: Session, places: Places) -> Iterator[Placement]:
    for moment in places:
        day, start = divmod(moment, MINUTES_A_DAY)
        yield Placement(
            agreement=session.agreement,
            members=session.members,
            day=day,
            start=start,
            end=start + session.minutes,
            where=session.where,
            place=session.place,
            travel=session.travel,
            demand=session.demand,
        )
