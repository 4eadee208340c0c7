"""A week of a proposal in which contacts that became one visit are at one time.

The search only knows that two sessions of one visit may overlap. Where a guest joins a host, its
sessions are shown within those of the host: at the same start, which is free for the guest as it is
for the host, for they have the same members, place and travel.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tandem.core.check.answer import Placement, Witness, WitnessWeek
from tandem.core.check.options import Option


def coinciding(witness: Witness, chosen: Sequence[Option]) -> Witness:
    """Return a witness in which each guest is there when its host is."""
    hosts = {
        option.id: option.variation.partner
        for option in chosen
        if option.variation is not None
        and option.variation.partner is not None
        and option.variation.is_guest
    }
    if not hosts:
        return witness
    return replace(witness, weeks=tuple(together(week, hosts) for week in witness.weeks))


def together(week: WitnessWeek, hosts: Mapping[str, str]) -> WitnessWeek:
    """Return a week in which each guest (key) is there when its host (value) is, if it is."""
    of: dict[str, list[Placement]] = {}
    for placement in week.placements:
        of.setdefault(placement.agreement, []).append(placement)
    for guest, host in hosts.items():
        times, others = of.get(guest, []), of.get(host, [])
        if len(times) <= len(others):
            pairs = zip(times, others, strict=False)
            of[guest] = [_as_guest(own, theirs) for own, theirs in pairs]
    placements = [placement for some in of.values() for placement in some]
    placements.sort(key=lambda p: (p.day, p.start, p.agreement, p.demand))
    return replace(week, placements=tuple(placements))


def _as_guest(own: Placement, host: Placement) -> Placement:
    length = own.end - own.start
    return replace(own, day=host.day, start=host.start, end=host.start + length)
