"""Sessions that can be placed whatever the others do: they need no search.

A session is left out when, on enough of its days, its possible starts are more than everything else
of its members could ever block there. It can then be put in after all others are placed. Leaving
one out leaves fewer in the way of the next, so this goes on until nothing changes. Sessions that
can take an adult away from a child are never left out.

Starts are counted on the grid on which every time lies: five minutes, mostly. All others are placed
on that grid, so they block no more of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from tandem.core.check.items import Calendar, Demand, Home, Session, minute_of_week
from tandem.core.check.places import Moments, between, smear, unit_of
from tandem.core.check.week import Interval
from tandem.core.model import DAYS_A_WEEK, Where


def leave_out(
    demands: Sequence[Demand], weeks: Sequence[int], calendar: Calendar
) -> tuple[frozenset[int], tuple[int, ...]]:
    """Split demands (by their place) in those to search for and sessions to place afterwards.

    `weeks` gives for each demand the weeks (bits) in which it may bind. The second part is in the
    order of leaving out: place it from the last to the first.
    """
    homes = [demand for demand in demands if isinstance(demand, Home)]
    unit = unit_of([demand for demand in demands if isinstance(demand, Session)], homes)
    sessions = {n: _Asked(d, unit) for n, d in enumerate(demands) if isinstance(d, Session)}
    needed_home = _needed_home(homes)
    concerned = [n for n in sessions if _may_go(sessions[n].session, needed_home, calendar)]
    rivals = _rivals(concerned, sessions, weeks)
    left_out: list[int] = []
    doubtful = set(rivals)
    while doubtful:
        changed: set[int] = set()
        for number in sorted(doubtful):
            if _always_fits(sessions[number], [sessions[rival] for rival in rivals[number]]):
                left_out.append(number)
                changed |= _take_away(number, rivals)
        doubtful = changed & rivals.keys()
    return frozenset(range(len(demands))) - set(left_out), tuple(left_out)


def needs_search(demands: Sequence[Demand], calendar: Calendar) -> bool:
    """Whether something with a choice surely cannot be left out: a quick look, may say no."""
    needed_home = _needed_home([demand for demand in demands if isinstance(demand, Home)])
    return any(
        not (isinstance(demand, Session) and _may_go(demand, needed_home, calendar))
        for demand in demands
        if not calendar.is_settled(demand)
    )


def _may_go(session: Session, needed_home: Mapping[str, Moments], calendar: Calendar) -> bool:
    """Whether a session may be left out, if there is room."""
    return not _can_leave_home(session, needed_home) and not any(
        member in calendar.away for member in session.members
    )


def _take_away(number: int, rivals: dict[int, set[int]]) -> set[int]:
    """Take a session out of the way of the others; return in whose way it was."""
    freed = rivals.pop(number) & rivals.keys()
    for rival in freed:
        rivals[rival].discard(number)
    return freed


def _needed_home(homes: Iterable[Home]) -> dict[str, Moments]:
    """Return for each adult when somebody has to be home, and this may be the one."""
    needed: dict[str, Moments] = {}
    for home in homes:
        for adult in home.adults:
            needed[adult] = needed.get(adult, 0) | home.extent
    return needed


def _can_leave_home(session: Session, needed_home: Mapping[str, Moments]) -> bool:
    """Whether a session can take an adult away while somebody has to be home."""
    return session.where is Where.OUT and any(
        session.extent & needed_home.get(member, 0) for member in session.members
    )


class _Asked:
    """A session, and what is asked of it again and again."""

    def __init__(self, session: Session, unit: int) -> None:
        self.session = session
        self._unit = unit
        self.is_fixed = session.is_fixed
        self.length = session.length // unit
        self.travel = session.travel // unit
        self.most = session.times if session.same_day else 1
        """So many of its sessions can come on one day."""
        self.reaches = any(
            start - session.travel < 0 or end + session.travel > minute_of_week(1, 0)
            for _, start, end in session.windows
        )

    @cached_property
    def starts(self) -> dict[int, Moments]:
        """For each day when it can begin."""
        starts: dict[int, Moments] = {}
        for day, start, end in self.session.windows:
            first, last = minute_of_week(day, start), minute_of_week(day, end)
            last = (last - self.session.minutes) // self._unit
            starts[day] = starts.get(day, 0) | between(first // self._unit, last + 1)
        return starts

    @cached_property
    def busy(self) -> Moments:
        """When it takes its members, if it is fixed."""
        busy, travel = 0, self.session.travel
        for day, start, end in self.session.windows:
            first, last = minute_of_week(day, start), minute_of_week(day, end)
            busy |= between(max(first - travel, 0) // self._unit, (last + travel) // self._unit)
        return busy


def _rivals(
    concerned: Iterable[int], sessions: Mapping[int, _Asked], weeks: Sequence[int]
) -> dict[int, set[int]]:
    """Return for each of these sessions which others can take a member of it in its weeks."""
    by_member: dict[str, set[int]] = {}
    for number, asked in sessions.items():
        for member in asked.session.members:
            by_member.setdefault(member, set()).add(number)
    met = {own: {n for n in sessions if weeks[n] & own} for own in {weeks[n] for n in concerned}}
    rivals = {}
    for number in concerned:
        own = (by_member[member] for member in sessions[number].session.members)
        rivals[number] = met[weeks[number]].intersection(set().union(*own)) - {number}
    return rivals


def _always_fits(asked: _Asked, rivals: Sequence[_Asked]) -> bool:
    """Whether enough days keep a start, whatever the rivals do.

    A day is lost only when rivals block all its starts. Each session of a rival blocks at most so
    many starts, on one day. So a day is safe when all rivals that may come there cannot block it;
    and of the others no more can be lost than the rivals together can pay for.
    """
    session = asked.session
    if session.same_day:
        rivals = [*rivals, *([asked] * (session.times - 1))]
    if asked.reaches:
        return False
    busy = purse = 0
    blocked = [0] * DAYS_A_WEEK
    for rival in rivals:
        if rival.reaches:
            return False
        if rival.is_fixed:
            busy |= rival.busy
        else:
            starts = rival.most * (rival.length + asked.length - 1)
            purse += starts * rival.session.needed
            for day in rival.session.days:
                blocked[day] += starts
    gone = smear(busy << asked.travel, asked.length)
    prices = sorted(((s & ~gone).bit_count(), day) for day, s in asked.starts.items())
    missing = session.needed - sum(price > blocked[day] for price, day in prices)
    for price, day in prices:
        if price <= blocked[day]:
            if price <= purse:
                purse -= price
            else:
                missing -= 1
    return missing <= 0


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
