"""What one week that can be lived shows: that a whole family of sets can be kept.

A week in which a set can be kept has a place for each of its sessions. Give the sessions of all
other agreements a place too, where they are least in the way. Whoever meets whom in that week is a
pair; a watch with all its adults away is a set. Every set of agreements that holds none of these
can be kept: in this very week. So one week settles far more than the set it was made for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from benchmarks.field.parts import Part
from benchmarks.field.reading import Need, OnDay, Watch

Asked = tuple[str, Need]
Places = Mapping[Asked, list[tuple[OnDay, int]]]
"""For each session demand that has places: on which day, and its start in minutes."""


@dataclass(frozen=True, slots=True)
class Stay:
    """One member taken up by one session, travel included."""

    name: str
    member: str
    start: int
    end: int
    is_out: bool
    demand: Asked

    def meets(self, other: Stay) -> bool:
        """Whether they take the same member at one moment."""
        return self.member == other.member and self.start < other.end and other.start < self.end


def meetings(
    part: Part, places: Places, known: Iterable[frozenset[str]], unit: int
) -> set[frozenset[str]]:
    """Return the sets that do not go together in the week with these places, and all others.

    Sets that hold one that is `known` to clash are left out.
    """
    clashes = list(known)
    stays: list[Stay] = []
    unplaced: set[frozenset[str]] = set()
    for asked, chosen in places.items():
        stays += [stay for day, start in chosen for stay in _stays(asked, day, start)]
    for asked in sorted(part.needs - set(places), key=repr):
        if not _place(asked, stays, clashes, unit):
            unplaced.add(frozenset({asked[0]}))
    met = {frozenset((a.name, b.name)) for a, b in _pairs(stays)}
    met |= {one for name, watch in part.watches for one in _nobody_home(name, watch, stays)}
    return {one for one in met | unplaced if not any(clash <= one for clash in clashes)}


def _stays(asked: Asked, day: OnDay, start: int) -> Iterator[Stay]:
    name, need = asked
    for member, travel in zip(need.members, day.travels, strict=True):
        end = start + need.minutes + travel
        yield Stay(name, member, start - travel, end, need.is_out, asked)


def _pairs(stays: list[Stay]) -> Iterator[tuple[Stay, Stay]]:
    by_member: dict[str, list[Stay]] = {}
    for stay in stays:
        by_member.setdefault(stay.member, []).append(stay)
    for mine in by_member.values():
        yield from (pair for pair in combinations(mine, 2) if pair[0].meets(pair[1]))


def _place(asked: Asked, stays: list[Stay], clashes: list[frozenset[str]], unit: int) -> bool:
    """Add the sessions of a demand where they are least in the way; false without enough days."""
    best = []
    for number, day in enumerate(asked[1].days):
        met, start = min(
            (len(_met(asked, day, start, stays, clashes)), start)
            for start in _starts(asked, day, stays, unit)
        )
        best.append((met, number, start))
    if len(best) < asked[1].times:
        return False
    for _, number, start in sorted(best)[: asked[1].times]:
        stays += _stays(asked, asked[1].days[number], start)
    return True


def _met(
    asked: Asked, day: OnDay, start: int, stays: list[Stay], clashes: list[frozenset[str]]
) -> set[frozenset[str]]:
    met = {
        frozenset((asked[0], other.name))
        for mine in _stays(asked, day, start)
        for other in stays
        if mine.meets(other)
    }
    return {one for one in met if not any(clash <= one for clash in clashes)}


def _starts(asked: Asked, day: OnDay, stays: list[Stay], unit: int) -> set[int]:
    """Return the starts worth trying: at the edges of the hours, and beside what is there."""
    name, need = asked
    del name
    travels = dict(zip(need.members, day.travels, strict=True))
    beside = set()
    for stay in stays:
        if stay.member in travels:
            beside.add(stay.end + travels[stay.member])
            beside.add(stay.start - need.minutes - travels[stay.member])
    edges = {edge for stretch in day.starts for edge in stretch}
    return {
        start
        for start in beside | edges
        if any(low <= start <= high for low, high in day.starts) and start % unit == 0
    }


def _nobody_home(name: str, watch: Watch, stays: list[Stay]) -> Iterator[frozenset[str]]:
    """Yield the agreements by which all adults of a watch are away at one moment."""
    away = [
        [
            stay
            for stay in stays
            if stay.is_out and stay.member == adult
            and stay.start < watch.end and watch.start < stay.end
        ]
        for adult in watch.adults
    ]  # fmt: skip
    for chosen in product(*away):
        start = max((stay.start for stay in chosen), default=watch.start)
        end = min((stay.end for stay in chosen), default=watch.end)
        if max(start, watch.start) < min(end, watch.end):
            yield frozenset((name, *(stay.name for stay in chosen)))
