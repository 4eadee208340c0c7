"""Which sessions of a week can have a place whatever the others do, and what then hangs together.

A session is loose when on enough of its days the others, each once a day and as badly placed as can
be, leave a place. Whoever places the loose ones last always can, so no clash needs them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.field.parts import Part
from benchmarks.field.reading import DAY, Need, OnDay, Watch

Asked = tuple[str, Need]


def parts_of(week: Part) -> list[Part]:
    """Return the parts of a week that have nothing to do with one another, without loose ones."""
    needs = _not_loose(sorted(week.needs, key=repr), sorted(week.watches, key=repr))
    groups: list[set[str]] = []
    for names in _links(needs, sorted(week.watches, key=repr)):
        group = set(names)
        for other in [g for g in groups if g & group]:
            groups.remove(other)
            group |= other
        groups.append(group)
    return [
        Part(
            frozenset(one for one in needs if one[0] in group),
            frozenset(one for one in week.watches if one[0] in group),
        )
        for group in groups
    ]


def _links(needs: Sequence[Asked], watches: Sequence[tuple[str, Watch]]) -> list[tuple[str, ...]]:
    """Return which agreements hang together, two by two; each with itself."""
    links: list[tuple[str, ...]] = [(name,) for name, _ in (*needs, *watches)]
    for place, (one, need) in enumerate(needs):
        for other, theirs in needs[place + 1 :]:
            if _may_meet(need, theirs):
                links.append((one, other))
        links += [(one, other) for other, watch in watches if _concerns(need, watch)]
    return links


def _concerns(need: Need, watch: Watch) -> bool:
    if not need.is_out:
        return False
    return any(
        member in watch.adults and low < watch.end and watch.start < high
        for day in need.days
        for member, low, high in _reach(need, day)
    )


def _reach(need: Need, day: OnDay) -> list[tuple[str, int, int]]:
    """Return for each member between which minutes a session may lie, with travel."""
    low, high = day.starts[0][0], max(last for _, last in day.starts) + need.minutes
    travels = zip(need.members, day.travels, strict=True)
    return [(member, low - travel, high + travel) for member, travel in travels]


def _may_meet(one: Need, other: Need) -> bool:
    return any(
        member == another and low < top and bottom < high
        for day in one.days
        for member, low, high in _reach(one, day)
        for their_day in other.days
        for another, bottom, top in _reach(other, their_day)
    )


def _not_loose(needs: Sequence[Asked], watches: Sequence[tuple[str, Watch]]) -> list[Asked]:
    left = list(needs)
    while True:
        loose = next((one for one in left if _is_loose(one, left, watches)), None)
        if loose is None:
            return left
        left.remove(loose)


def _is_loose(asked: Asked, others: Sequence[Asked], watches: Sequence[tuple[str, Watch]]) -> bool:
    need = asked[1]
    if any(_concerns(need, watch) for _, watch in watches) or not _stays_within_days(need):
        return False
    rivals = [one[1] for one in others if one is not asked]
    return sum(_has_room(need, day, rivals) for day in need.days) >= need.times


def _stays_within_days(need: Need) -> bool:
    """Whether no session of it, with travel, reaches into another day."""
    return all(
        low // DAY == (high - 1) // DAY for day in need.days for _, low, high in _reach(need, day)
    )


def _has_room(need: Need, day: OnDay, rivals: Sequence[Need]) -> bool:
    """Whether the others, as badly placed as can be, leave a start on this day.

    Of a rival that has little choice all that it can reach is counted as taken, of others as much
    as one session can take. What "little" is, is tried in a few ways: each of them is safe.
    """
    starts = _bits(day.starts)
    taken = [one for rival in rivals for one in _taken(need, day, rival, starts)]
    return any(_leaves_room(starts, taken, little) for little in (0, 1, 2, 1000))


def _leaves_room(starts: int, taken: Sequence[tuple[int, int]], little: int) -> bool:
    for reach, most in taken:
        if reach.bit_count() <= little * most:
            starts &= ~reach
    total = sum(
        min(most, (reach & starts).bit_count())
        for reach, most in taken
        if reach.bit_count() > little * most
    )
    return total < starts.bit_count()


def _bits(stretches: Sequence[tuple[int, int]]) -> int:
    """Return the minutes of some stretches, ends included, as bits."""
    bits = 0
    for first, last in stretches:
        bits |= (1 << last + 1) - (1 << first)
    return bits


def _taken(need: Need, day: OnDay, rival: Need, starts: int) -> Iterator[tuple[int, int]]:
    """Yield for each day of a rival which starts it can reach, and how many it takes at most."""
    mine = dict(zip(need.members, day.travels, strict=True))
    for their_day in rival.days:
        reach = most = 0
        low, high = their_day.starts[0][0], max(last for _, last in their_day.starts)
        for member, travel in zip(rival.members, their_day.travels, strict=True):
            if member in mine:
                between = mine[member] + travel
                first = max(0, low - between - need.minutes + 1)
                reach |= _bits([(first, high + rival.minutes + between - 1)])
                most = max(most, need.minutes + rival.minutes + 2 * between - 1)
        if reach & starts:
            yield reach & starts, most
