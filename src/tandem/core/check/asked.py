"""What options ask of the agenda, worked out when it is first needed.

An agreement that is postponed asks the same sessions in other weeks. So a session demand is made
once for each form of the model in which it stands, and only its weeks are worked out again.
"""

from __future__ import annotations

from tandem.core.check.items import (
    Calendar,
    Demand,
    Item,
    Session,
    bound_demands,
)
from tandem.core.check.options import Option

Weeks = dict[int, int]
"""For each atom the weeks (bits) in which it is asked."""


class Asked:
    """Which options ask which atoms, in which weeks."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self.demands: list[Demand] = []
        """What is asked, by atom: equal demands are one."""
        self._atoms: dict[Demand, int] = {}
        self._stated: dict[tuple[str, int, int], int] = {}
        """The atom of a session demand of the model: by agreement, number and the demand itself."""
        self.known: dict[int, Weeks] = {}
        """What options ask, by their numbers, as far as it was worked out."""

    def by(self, option: Option) -> Weeks:
        """Return what an option asks."""
        known = self.known.get(option.index)
        if known is None:
            known = {} if option.item is None else self._ask(option.item)
            self.known[option.index] = known
        return known

    def _ask(self, item: Item) -> Weeks:
        known = None if item.form.demands.somebody_home else self._as_before(item)
        return self._anew(item) if known is None else known

    def _as_before(self, item: Item) -> Weeks | None:
        """Return what an item asks, when all its sessions were asked before; else None."""
        weeks_of: Weeks = {}
        for number, demand in enumerate(item.form.demands.sessions):
            if self._calendar.falls_out(demand):
                return None
            weeks = self._calendar.binding(item.period, demand) if demand.has_times else 0
            if weeks:
                atom = self._stated.get((item.id, number, id(demand)))
                if atom is None:
                    return None
                weeks_of[atom] = weeks
        return weeks_of

    def _anew(self, item: Item) -> Weeks:
        weeks_of: Weeks = {}
        for demand, weeks in bound_demands(item, self._calendar):
            atom = self._atoms.setdefault(demand, len(self.demands))
            if atom == len(self.demands):
                self.demands.append(demand)
            weeks_of[atom] = weeks
            if isinstance(demand, Session):
                stated = item.form.demands.sessions[demand.demand]
                self._stated[item.id, demand.demand, id(stated)] = atom
        return weeks_of
