"""Why agreements do not fit in one week, in facts that can be put into one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tandem.core.check.agenda import Kind, Part, Uses
from tandem.core.check.items import Calendar, Item, bit_numbers
from tandem.core.check.solver import never
from tandem.core.check.switches import Switches
from tandem.core.check.week import Absences, Empty, Slot, Week, build_week, empty_homes, in_the_way
from tandem.core.check.why import (
    AgendaReason,
    Busy,
    FallsOut,
    HomeGap,
    HomeReason,
    IsAway,
    NoRoom,
    Overlap,
    WeekSpan,
)
from tandem.core.model import MINUTES_A_DAY, Horizon, Where

PLAIN = Switches(reduction=False, split=False, greedy=False)


def agenda_reason(items: Sequence[Item], calendar: Calendar) -> AgendaReason | HomeReason:
    """Return why a smallest set of items cannot be kept in some week."""
    kinds = _bad_kinds(items, calendar)
    weeks = 0
    for kind, _ in kinds:
        weeks |= kind.weeks
    fallen = {bad[0]: _falls_out(items, calendar, _first_week(bad[0])) for bad in kinds}
    kind, week = min(kinds, key=lambda bad: (bool(fallen[bad[0]]), _first_week(bad[0])))
    away = tuple(_is_away(week, calendar, _first_week(kind)))
    return replace(_reason(week, _span(weeks, calendar.horizon)), falls_out=fallen[kind], away=away)


def _reason(week: Week, span: WeekSpan) -> AgendaReason | HomeReason:
    if week.homes:
        return _home_reason(week, span)
    members = tuple(sorted(_shared_members(week)))
    if all(week.is_settled(number) for number in range(len(week.sessions))):
        return AgendaReason(span, members, overlaps=_overlaps(week))
    return AgendaReason(span, members, no_room=_no_room(week))


def _first_week(kind: Kind) -> int:
    return (kind.weeks & -kind.weeks).bit_length() - 1


def _falls_out(items: Sequence[Item], calendar: Calendar, week: int) -> tuple[FallsOut, ...]:
    """Return which agreements take place in a week, but not on all their days."""
    return tuple(
        FallsOut(item.id, tuple(bit_numbers(turn.off)))
        for item in items
        for demand in item.form.demands.sessions
        for turn in calendar.turns(item.period, demand)
        if turn.off and turn.weeks >> week & 1
    )


def _is_away(week: Week, calendar: Calendar, number: int) -> Iterator[IsAway]:
    """Yield who is away, of those who should be at home or in a session there."""
    for member, mask in sorted(week.away.items()):
        days = {home.day for home in week.homes if member in home.adults}
        for session in week.sessions:
            if session.where is Where.HOME and member in session.members:
                days.update(session.days)
        gone = tuple(sorted(day for day in days if mask >> day & 1))
        there = calendar.elsewhere.get(member, {}).get(number, 0)
        if gone:
            yield IsAway(member, gone, other_parent=all(there >> day & 1 for day in gone))


def _bad_kinds(items: Sequence[Item], calendar: Calendar) -> list[tuple[Kind, Week]]:
    """Return the kinds of week of some items that cannot be arranged, each as a week."""
    uses = Uses(calendar)
    for item in items:
        uses.include(item)
    everything = frozenset(range(len(uses.demands)))
    part = Part(everything, everything, uses, calendar, PLAIN, never)
    asking = [own.keys() for own in uses.of_item.values()]
    kinds = part.kinds(frozenset(item.index for item in items))
    # Where one of a smallest set asks nothing, the others can be kept.
    kinds = [kind for kind in kinds if not any(kind.atoms.isdisjoint(own) for own in asking)]
    if len(kinds) > 1:
        kinds = [k for k in kinds if part.board(k.away).place_all(k.atoms) is None]
    bad = []
    for kind in kinds:
        # There is at least one bad kind among them, and a fuller kind is as bad as a lesser one.
        is_surely_bad = all(kind.holds(other) for other in kinds)
        if is_surely_bad or part.arrangement(kind.away).core(kind.atoms) is not None:
            asked = {atom: uses.demands[atom] for atom in sorted(kind.atoms)}
            bad.append((kind, build_week(asked, dict(kind.away))))
    return bad


def _span(weeks: int, horizon: Horizon) -> WeekSpan:
    numbers = list(bit_numbers(weeks))
    return WeekSpan(horizon.monday(numbers[0]), horizon.monday(numbers[-1]), len(numbers))


def _shared_members(week: Week) -> set[str]:
    """The members who are in more than one session, or all when nobody is."""
    seen: set[str] = set()
    shared: set[str] = set()
    for session in week.sessions:
        shared |= seen & set(session.members)
        seen |= set(session.members)
    return shared or seen


def _settled_slots(week: Week) -> list[Slot]:
    return [
        slot
        for number in range(len(week.sessions))
        if week.is_settled(number)
        for slot in week.slots(number)
    ]


def _overlaps(week: Week) -> tuple[Overlap, ...]:
    found: dict[tuple[str, int, int], list[int]] = {}
    slots = _settled_slots(week)
    for place, one in enumerate(slots):
        for other in slots[:place]:
            if in_the_way(week, one, other):
                for member, start, end in _common(one, other):
                    day = start // MINUTES_A_DAY
                    key = (member, start - day * MINUTES_A_DAY, end - day * MINUTES_A_DAY)
                    found.setdefault(key, []).append(day)
    return tuple(
        Overlap(member, tuple(sorted(set(days))), start, end)
        for (member, start, end), days in sorted(found.items(), key=lambda f: (min(f[1]), f[0]))
    )


def _common(one: Slot, other: Slot) -> Iterator[tuple[str, int, int]]:
    for member, start, end in one.busy:
        span = other.span(member)
        if span is not None and max(start, span[0]) < min(end, span[1]):
            yield member, max(start, span[0]), min(end, span[1])


def _no_room(week: Week) -> NoRoom | None:
    """Return what the one session with a choice of times lacks; None when there are more."""
    free = [n for n in range(len(week.sessions)) if not week.is_settled(n)]
    if len({week.atoms[n] for n in free}) != 1:
        return None
    session = week.sessions[free[0]]
    settled = _settled_slots(week)
    days = {
        slot.day
        for slot in week.slots(free[0])
        if not any(in_the_way(week, slot, other) for other in settled)
    }
    return NoRoom(
        agreement=session.agreement,
        members=session.members,
        times=session.times,
        minutes=session.minutes,
        free_days=tuple(sorted(days)),
    )


def _home_reason(week: Week, span: WeekSpan) -> HomeReason:
    home = week.homes[0]
    gaps: dict[tuple[int, int], set[int]] = {}
    absences: set[Busy] = set()
    if all(week.is_settled(number) for number in range(len(week.sessions))):
        for empty in _all_empty(week):
            day = empty.start // MINUTES_A_DAY
            offset = day * MINUTES_A_DAY
            gaps.setdefault((empty.start - offset, empty.end - offset), set()).add(day)
            absences.update(_absences(week, empty))
    return HomeReason(
        span=span,
        agreement=home.agreement,
        child=home.child,
        gaps=tuple(HomeGap(tuple(sorted(days)), *times) for times, days in sorted(gaps.items())),
        absences=tuple(sorted(absences, key=lambda b: (b.day, b.member, b.start, b.agreement))),
        members=home.adults,
    )


def _all_empty(week: Week) -> Iterator[Empty]:
    absences = Absences(week, _settled_slots(week))
    for home in week.homes:
        yield from empty_homes(home, absences)


def _absences(week: Week, empty: Empty) -> Iterator[Busy]:
    for slot in empty.because:
        for member, start, end in slot.busy:
            if member in empty.home.adults:
                day = start // MINUTES_A_DAY
                offset = day * MINUTES_A_DAY
                agreement = week.sessions[slot.session].agreement
                yield Busy(agreement, member, day, start - offset, end - offset)
