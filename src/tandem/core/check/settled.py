"""Clashes among demands that leave no choice: they need no search, and are simply listed.

Two sessions with fixed times that overlap; somebody-home while fixed sessions take every adult away
at one moment. What the search must still find has a session with a choice of times in it, so the
search may leave these clashes alone: a set cannot be kept when it holds one of these, or when the
search says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_

from tandem.core.check.items import Calendar, Demand, Home, Session, minute_of_week
from tandem.core.check.week import one_visit, stretches
from tandem.core.model import MINUTES_A_WEEK, Where

Span = tuple[int, int, int, int, int]
"""An atom, from when until when it takes a member, its day and its start (minutes of the week)."""


def settled_clashes(
    demands: Sequence[Demand], weeks: Sequence[int], calendar: Calendar
) -> tuple[frozenset[int], ...]:
    """Return the smallest sets of settled demands (by place) that cannot bind in one week.

    `weeks` gives the weeks (bits) in which each may bind: what never meets is left out.
    """
    settled = {n: d for n, d in enumerate(demands) if calendar.is_settled(d)}
    spans = _spans_by_member(settled)
    found = {frozenset(pair) for own in spans.values() for pair in _overlaps(own, settled)}
    for number, demand in settled.items():
        if isinstance(demand, Home):
            found.update(frozenset({number, *atoms}) for atoms in _empty(demand, spans, settled))
    meeting = (atoms for atoms in found if common_weeks(weeks[a] for a in atoms))
    return tuple(sorted(meeting, key=lambda atoms: (len(atoms), sorted(atoms))))


def common_weeks(weeks: Iterable[int]) -> int:
    """Return the weeks (bits) that all of these have."""
    return reduce(and_, weeks, -1)


def _spans_by_member(settled: Mapping[int, Demand]) -> dict[str, list[Span]]:
    spans: dict[str, list[Span]] = {}
    for number, demand in settled.items():
        if isinstance(demand, Session):
            for day, start, end in demand.windows:
                first = max(minute_of_week(day, start) - demand.travel, 0)
                last = min(minute_of_week(day, end) + demand.travel, MINUTES_A_WEEK)
                for member in demand.members:
                    span = (number, first, last, day, minute_of_week(day, start))
                    spans.setdefault(member, []).append(span)
    for own in spans.values():
        own.sort(key=lambda span: span[1:])
    return spans


def _overlaps(spans: Sequence[Span], settled: Mapping[int, Demand]) -> Iterator[tuple[int, int]]:
    current: list[Span] = []
    for span in spans:
        current = [other for other in current if other[2] > span[1]]
        for other in current:
            if not _is_kept(settled, other, span):
                yield other[0], span[0]
        current.append(span)


def _is_kept(settled: Mapping[int, Demand], one: Span, other: Span) -> bool:
    """Whether both can be kept though travel overlaps: one visit, or straight on to the next."""
    before, after = settled[one[0]], settled[other[0]]
    if not isinstance(before, Session) or not isinstance(after, Session):
        return False
    if one_visit(before, after):
        return True
    minutes = before.straight_to(after) if before.near and one[3] == other[3] else None
    if minutes is None:
        return False
    return max(other[4] - one[4] - before.minutes, one[4] - other[4] - after.minutes) >= minutes


@dataclass(frozen=True, slots=True)
class _Gap:
    start: int
    end: int
    atoms: frozenset[int]


def _empty(
    home: Home, spans: Mapping[str, Sequence[Span]], settled: Mapping[int, Demand]
) -> Iterator[frozenset[int]]:
    """Yield for a home which settled sessions together take every adult away at some moment."""
    for first, last in stretches(home):
        gaps = [_Gap(first, last, frozenset())]
        for adult in home.adults:
            meeting = (s for s in spans.get(adult, ()) if s[1] < last and first < s[2])
            out = [s for s in meeting if _is_out(settled[s[0]])]
            gaps = [
                _Gap(max(gap.start, start), min(gap.end, end), gap.atoms | {atom})
                for gap in gaps
                for atom, start, end, *_ in out
                if max(gap.start, start) < min(gap.end, end)
            ]
        yield from (gap.atoms for gap in gaps)


def _is_out(demand: Demand) -> bool:
    return isinstance(demand, Session) and demand.where is Where.OUT
