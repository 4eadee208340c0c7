"""One week of the agenda by plain search: put every session somewhere, or find that it cannot be.

Minutes are counted from Monday 00:00.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise, permutations
from math import gcd

from tandem.core.model import Place, Sessions, SomebodyHome, Where

DAY = 1440
WEEK = 7 * DAY

Absent = frozenset[tuple[str, int]]
"""Who is away on which day of the week (0 is Monday)."""
Apart = dict[tuple[str, str], int]
"""How many minutes places are apart, of those of which it is known."""


@dataclass(frozen=True, slots=True)
class Busy:
    """A member is taken from `start` until `end`, the end itself not included."""

    member: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the week where one session of a demand can go."""

    day: int
    start: int
    end: int
    busy: tuple[Busy, ...]


@dataclass(frozen=True, slots=True)
class Watch:
    """One stretch in which one of the adults has to be at home."""

    adults: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Job:
    """A demand of which `times` sessions must still be placed on some of `spots`."""

    key: tuple[str, int]
    demand: Sessions
    times: int
    spots: tuple[Spot, ...]


Placed = tuple[tuple[tuple[str, int], Sessions, Spot], ...]


def takes_time(demand: Sessions) -> bool:
    """Whether times, minutes and windows are all known."""
    return demand.times is not None and demand.minutes is not None and demand.windows is not None


def spot_at(demand: Sessions, day: int, start: int, away: Absent) -> Spot:
    """Return what a session takes when it begins at this minute of this day."""
    assert demand.minutes is not None
    begin = day * DAY + start
    end = begin + demand.minutes
    busy = []
    for member in demand.members:
        travels = demand.where is Where.OUT and (member, day) not in away
        extra = demand.travel if travels else 0
        busy.append(Busy(member, max(0, begin - extra), min(WEEK, end + extra)))
    return Spot(day, begin, end, tuple(busy))


def may_be_on(demand: Sessions, day: int, away: Absent) -> bool:
    """Whether a session may be on this day: none at home with somebody who is away."""
    if demand.where is not Where.HOME:
        return True
    return not any((member, day) in away for member in demand.members)


def spots_of(demand: Sessions, away: Absent, step: int) -> tuple[Spot, ...]:
    """Return every place where one session of this demand can go."""
    assert demand.minutes is not None
    assert demand.windows is not None
    starts = {
        (day, start)
        for window in demand.windows
        for day in window.days
        for start in range(window.start, window.end - demand.minutes + 1, step)
        if may_be_on(demand, day, away)
    }
    return tuple(spot_at(demand, day, start, away) for day, start in sorted(starts))


def apart(places: tuple[Place, ...]) -> Apart:
    """Return how far places are apart: try every way that does not come by a place twice."""
    ways = {(p.name, w.place): w.minutes for p in places for w in p.ways}
    steps: dict[tuple[str, str], int] = {}
    for (one, other), minutes in ways.items():
        both = min(minutes, ways.get((other, one), minutes))
        steps[one, other] = steps[other, one] = both
    found: Apart = {}
    names = [p.name for p in places]
    for length in range(1, len(names) + 1):
        for way in permutations(names, length):
            legs = [steps.get(leg) for leg in pairwise(way)]
            if None not in legs:
                total = sum(leg for leg in legs if leg is not None)
                pair = way[0], way[-1]
                found[pair] = min(total, found.get(pair, total))
    return found


def straight_on(one: Sessions, a: Spot, other: Sessions, b: Spot, near: Apart) -> bool:
    """Whether somebody gets from one session to the other without going home, in time."""
    if one.where is not Where.OUT or other.where is not Where.OUT or a.day != b.day:
        return False
    if (one.place, other.place) not in near:
        return False
    between = b.start - a.end if a.start <= b.start else a.start - b.end
    return between >= near[one.place, other.place]


def overlap(one: Spot, other: Spot) -> bool:
    """Whether a member would be in two sessions at once; touching is not overlapping."""
    return any(
        a.member == b.member and a.start < b.end and b.start < a.end
        for a in one.busy
        for b in other.busy
    )


def go_together(one: Sessions, a: Spot, other: Sessions, b: Spot, near: Apart) -> bool:
    """Whether two sessions of different demands can be at these places."""
    if one.visit is not None and one.visit == other.visit:
        return True
    return not overlap(a, b) or straight_on(one, a, other, b, near)


def go_on(demand: Sessions, a: Spot, b: Spot, near: Apart) -> bool:
    """Whether two sessions of this one demand can be at these places."""
    if not demand.same_day and a.day == b.day:
        return False
    return not overlap(a, b) or straight_on(demand, a, demand, b, near)


def absences(placed: Placed, away: Absent) -> list[Busy]:
    """Return when members are not at home."""
    gone = [b for _, demand, spot in placed if demand.where is Where.OUT for b in spot.busy]
    gone += [Busy(member, day * DAY, (day + 1) * DAY) for member, day in away]
    return gone


def somebody_home(watches: tuple[Watch, ...], gone: list[Busy]) -> bool:
    """Whether at every moment of every stretch one of its adults is at home.

    When nobody is, that begins where the stretch begins or where somebody leaves.
    """
    for watch in watches:
        moments = {watch.start} | {g.start for g in gone if watch.start <= g.start < watch.end}
        for moment in moments:
            if all(
                any(g.member == adult and g.start <= moment < g.end for g in gone)
                for adult in watch.adults
            ):
                return False
    return True


def step_of(demands: list[Sessions], watches: tuple[Watch, ...]) -> int:
    """Return the coarsest step in minutes of which every time here is a multiple."""
    step = DAY
    for watch in watches:
        step = gcd(step, watch.start, watch.end)
    for demand in demands:
        step = gcd(step, demand.minutes or 0, demand.travel)
        for window in demand.windows or ():
            step = gcd(step, window.start, window.end)
    return step


def watches_on(demand: SomebodyHome, days: frozenset[int], away: Absent) -> tuple[Watch, ...]:
    """Return the stretches of a demand on those of `days` on which its child is not away."""
    return tuple(
        Watch(demand.adults, day * DAY + window.start, day * DAY + window.end)
        for window in demand.windows
        for day in sorted(set(window.days) & days)
        if demand.child is None or (demand.child, day) not in away
    )


def place_week(
    demands: list[tuple[tuple[str, int], Sessions]],
    watches: tuple[Watch, ...],
    away: Absent,
    step: int = 0,
    near: Apart = {},  # noqa: B006 - only read
) -> Placed | None:
    """Return a placement of all sessions of a week, or None when there is none.

    Without a `step` the starts tried are those on the coarsest grid on which every time lies: when
    there is a week at all, there is one on that grid.
    """
    timed = [(key, d) for key, d in demands if takes_time(d) and d.times != 0]
    grid = step or gcd(step_of([d for _, d in timed], watches), *near.values())
    jobs = tuple(Job(key, d, d.times or 0, spots_of(d, away, grid)) for key, d in timed)
    if not somebody_home(watches, absences((), away)):
        return None
    return search(jobs, (), watches, away, near)


def search(
    jobs: tuple[Job, ...],
    placed: Placed,
    watches: tuple[Watch, ...],
    away: Absent,
    near: Apart,
) -> Placed | None:
    """Place what is left of `jobs` beside what is placed: try everything, one by one."""
    if not jobs:
        return placed
    if not all(has_room(job) for job in jobs):
        return None
    job = min(jobs, key=lambda j: len(j.spots) / j.times)
    others = [j for j in jobs if j.key != job.key]
    for place, spot in enumerate(job.spots):
        now = (*placed, (job.key, job.demand, spot))
        if not somebody_home(watches, absences(now, away)):
            continue
        left = [beside(other, job.demand, spot, near) for other in others]
        if job.times > 1:
            later = tuple(s for s in job.spots[place + 1 :] if go_on(job.demand, spot, s, near))
            left.append(replace(job, times=job.times - 1, spots=later))
        found = search(tuple(left), now, watches, away, near)
        if found is not None:
            return found
    return None


def has_room(job: Job) -> bool:
    """Whether enough spots, or days with a spot, are left for the sessions of a job."""
    places = len(job.spots) if job.demand.same_day else len({s.day for s in job.spots})
    return places >= job.times


def beside(job: Job, demand: Sessions, spot: Spot, near: Apart) -> Job:
    """Return a job with only the spots that can go with a session of another demand."""
    spots = tuple(s for s in job.spots if go_together(job.demand, s, demand, spot, near))
    return replace(job, spots=spots)
