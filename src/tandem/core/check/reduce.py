"""Sessions that can be placed whatever the others do: they need no search.

A session is left out when, on enough of its days, its possible starts are more than everything else
of its members could ever block there. It can then be put in after all others are placed. Leaving
one out leaves fewer in the way of the next, so this goes on until nothing changes. Sessions that
can take an adult away from a child are never left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tandem.core.check.grouping import can_empty
from tandem.core.check.items import Calendar, Demand, Home, Session, minute_of_week
from tandem.core.check.places import between
from tandem.core.check.week import Interval


def leave_out(
    demands: Sequence[Demand], weeks: Sequence[int], calendar: Calendar
) -> tuple[frozenset[int], tuple[int, ...]]:
    """Split demands (by their place) in those to search for and sessions to place afterwards.

    `weeks` gives for each demand the weeks (bits) in which it may bind. The second part is in the
    order of leaving out: place it from the last to the first.
    """
    homes = [demand for demand in demands if isinstance(demand, Home)]
    sessions = {n: d for n, d in enumerate(demands) if isinstance(d, Session)}
    candidates = [
        n
        for n, session in sessions.items()
        if not any(can_empty(session, home) for home in homes)
        and not _meets_absence(session, calendar)
    ]
    rivals = {number: _rivals(number, sessions, weeks) for number in candidates}
    left_out: list[int] = []
    before = -1
    while len(left_out) > before:
        before = len(left_out)
        for number in [n for n in candidates if n in sessions]:
            there = [sessions[rival] for rival in rivals[number] if rival in sessions]
            if _always_fits(sessions[number], there):
                del sessions[number]
                left_out.append(number)
    return frozenset(range(len(demands))) - set(left_out), tuple(left_out)


def _rivals(number: int, sessions: Mapping[int, Session], weeks: Sequence[int]) -> list[int]:
    members = set(sessions[number].members)
    return [
        n
        for n, other in sessions.items()
        if n != number and weeks[n] & weeks[number] and not members.isdisjoint(other.members)
    ]


def _meets_absence(session: Session, calendar: Calendar) -> bool:
    return any(member in calendar.away for member in session.members)


def _always_fits(session: Session, rivals: Sequence[Session]) -> bool:
    """Whether enough days keep a start, whatever the rivals do.

    A day is lost only when rivals block all its starts. Each session of a rival blocks at most
    `_blocked` starts, on one day. So a day is safe when all rivals that may come there cannot block
    it; and of the others no more can be lost than the rivals together can pay for.
    """
    if session.same_day:
        rivals = [*rivals, *([session] * (session.times - 1))]
    if any(_reaches_next_day(s) for s in (session, *rivals)):
        return False
    free = [rival for rival in rivals if not rival.is_fixed]
    safe = 0
    prices = []
    for day in session.days:
        price = _open_starts(session, rivals, day)
        if price > sum(_blocked(session, rival) for rival in free if day in rival.days):
            safe += 1
        else:
            prices.append(price)
    purse = sum(_blocked(session, rival) * rival.needed for rival in free)
    for price in sorted(prices):
        if price <= purse:
            purse -= price
        else:
            safe += 1
    return safe >= session.needed


def _blocked(session: Session, rival: Session) -> int:
    """Return how many starts of a session a rival can block on one day."""
    count = rival.times if rival.same_day else 1
    return count * (rival.length + session.length - 1)


def _reaches_next_day(session: Session) -> bool:
    return any(
        start - session.travel < 0 or end + session.travel > minute_of_week(1, 0)
        for _, start, end in session.windows
    )


def _open_starts(session: Session, rivals: Sequence[Session], day: int) -> int:
    """Return how many starts of a session on one day no fixed rival takes."""
    starts = 0
    for d, start, end in session.windows:
        if d == day:
            starts |= between(start, end - session.minutes + 1)
    for rival in rivals:
        if rival.is_fixed and day in rival.days:
            for d, start, end in rival.windows:
                if d == day:
                    gap = rival.travel + session.travel
                    starts &= ~between(max(start - gap - session.minutes + 1, 0), end + gap)
    return starts.bit_count()


def merge(intervals: Iterable[Interval]) -> list[Interval]:
    """Return the same moments as intervals that do not touch, sorted."""
    merged: list[Interval] = []
    for start, end in sorted(i for i in intervals if i[0] < i[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def subtract(intervals: Iterable[Interval], gone: Interval) -> list[Interval]:
    """Return the intervals without the moments of `gone`."""
    rest: list[Interval] = []
    for start, end in intervals:
        if gone[1] <= start or end <= gone[0]:
            rest.append((start, end))
            continue
        if start < gone[0]:
            rest.append((start, gone[0]))
        if gone[1] < end:
            rest.append((gone[1], end))
    return rest
