"""Load (drukte): what a plan asks a week of each member, and of the household."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tandem.core.check.answer import Load, MemberLoad
from tandem.core.check.items import Calendar, Item, bit_numbers
from tandem.core.check.limits import contacts_of
from tandem.core.model import Household, Member, Where

Time = tuple[int, int]
"""Minutes in agreements, and minutes of travel."""
Weeks = int
"""Weeks as bits."""


def measure_load(items: Sequence[Item], household: Household, calendar: Calendar) -> Load:
    """Return the heaviest week of each member and of the household, as asked by these items."""
    time = time_by_week(items, household, calendar)
    contacts = {member.id: _contacts(items, member.id, calendar) for member in household.members}
    nobody: list[Time] = [(0, 0)] * calendar.horizon.weeks
    everybody = [_add(weeks) for weeks in zip(*time.values(), strict=True)] or nobody
    heaviest = _heaviest(everybody)
    return Load(
        members=tuple(
            _member(household, member, items, time[member.id], contacts[member.id])
            for member in household.members
        ),
        professionals=len(professionals_of(items, household, None)),
        contacts=max((sum(week) for week in zip(*contacts.values(), strict=True)), default=0),
        minutes=everybody[heaviest][0],
        travel=everybody[heaviest][1],
        week=calendar.horizon.monday(heaviest),
    )


def time_by_week(
    items: Sequence[Item], household: Household, calendar: Calendar
) -> dict[str, list[Time]]:
    """Return for each member, in each week, the minutes in agreements and those of travel."""
    time: dict[str, list[Time]] = {
        member.id: [(0, 0)] * calendar.horizon.weeks for member in household.members
    }
    for member, bits, minutes, travel in _asked(items, calendar):
        weeks = time[member]
        for week in bit_numbers(bits):
            known = weeks[week]
            weeks[week] = (known[0] + minutes, known[1] + travel)
    return time


def _asked(items: Sequence[Item], calendar: Calendar) -> Iterator[tuple[str, Weeks, int, int]]:
    """Yield a member, weeks, and the minutes and minutes of travel in each of these weeks."""
    asked: dict[tuple[str, Weeks], Time] = {}
    for item in items:
        for demand in item.form.demands.sessions:
            for turn in calendar.turns(item.period, demand) if demand.has_times else ():
                times, bits = turn.times, turn.weeks
                travel = 2 * demand.travel if demand.where is Where.OUT else 0
                for member in demand.members:
                    known = asked.get((member, bits), (0, 0))
                    minutes = known[0] + times * (demand.minutes or 0)
                    asked[member, bits] = minutes, known[1] + times * travel
    yield from ((member, bits, *time) for (member, bits), time in asked.items())


def _contacts(items: Sequence[Item], member: str, calendar: Calendar) -> list[int]:
    """Return the contacts of a member in each week; of one visit the largest counts."""
    visits: dict[str, list[tuple[int, Weeks]]] = {}
    for item in items:
        for visit, times, bits in contacts_of(item, member, calendar):
            visits.setdefault(visit, []).append((times, bits))
    together: dict[Weeks, int] = {}
    for counted in visits.values():
        seen = 0
        for times, bits in sorted(counted, reverse=True):
            together[bits & ~seen] = together.get(bits & ~seen, 0) + times
            seen |= bits
    totals = [0] * calendar.horizon.weeks
    for bits, times in together.items():
        for week in bit_numbers(bits):
            totals[week] += times
    return totals


def _add(times: Iterable[Time]) -> Time:
    minutes, travel = zip(*times, strict=True)
    return sum(minutes), sum(travel)


def _heaviest(weeks: Sequence[Time]) -> int:
    """Return the first of the weeks that ask most, travel included."""
    return max(range(len(weeks)), key=lambda week: (sum(weeks[week]), -week))


def _member(
    household: Household,
    member: Member,
    items: Sequence[Item],
    time: Sequence[Time],
    contacts: Sequence[int],
) -> MemberLoad:
    heaviest = _heaviest(time)
    return MemberLoad(
        member=member.id,
        week=household.horizon.monday(heaviest),
        contacts=max(contacts),
        capacity=member.contacts_a_week,
        minutes=time[heaviest][0],
        travel=time[heaviest][1],
        professionals=len(professionals_of(items, household, member.id)),
    )


def professionals_of(items: Sequence[Item], household: Household, member: str | None) -> set[str]:
    """Return the professionals who own or decide something in the plan, of one member or of all."""
    known = {professional.id for professional in household.professionals}
    concerned = [i.agreement for i in items if member is None or member in i.agreement.members]
    named = {person for a in concerned for person in (a.owner, a.decided_by) if person}
    return named & known
