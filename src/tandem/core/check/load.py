"""Load (drukte): what a plan asks a week of each member, and of the household."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tandem.core.check.answer import Load, MemberLoad
from tandem.core.check.items import Calendar, Item
from tandem.core.check.limits import contacts_by_week
from tandem.core.check.packed import ones, unpacked
from tandem.core.model import Household, Member, Where

Time = tuple[int, int]
"""Minutes in agreements, and minutes of travel."""


def measure_load(
    items: Sequence[Item],
    household: Household,
    calendar: Calendar,
    contacts: Mapping[str, Sequence[int]] | None = None,
) -> Load:
    """Return the heaviest week of each member and of the household, as asked by these items.

    `contacts` is what each member has in each week, when it is known already.
    """
    time = time_by_week(items, household, calendar)
    if contacts is None:
        contacts = contacts_by_week(items, household, calendar)
    nobody: list[Time] = [(0, 0)] * calendar.horizon.weeks
    everybody = [_add(weeks) for weeks in zip(*time.values(), strict=True)] or nobody
    heaviest = _heaviest(everybody)
    return Load(
        members=tuple(
            _member(household, member, items, time[member.id], contacts[member.id])
            for member in household.members
        ),
        professionals=len(professionals_of(items, household, None)),
        contacts=max(map(sum, zip(*contacts.values(), strict=True)), default=0),
        minutes=everybody[heaviest][0],
        travel=everybody[heaviest][1],
        week=calendar.horizon.monday(heaviest),
    )


def time_by_week(
    items: Sequence[Item], household: Household, calendar: Calendar
) -> dict[str, list[Time]]:
    """Return for each member, in each week, the minutes in agreements and those of travel."""
    minutes = dict.fromkeys((member.id for member in household.members), 0)
    travel = dict(minutes)
    demands = ((item, demand) for item in items for demand in item.form.demands.sessions)
    for item, demand in demands:
        for turn in calendar.turns(item.period, demand) if demand.has_times else ():
            weeks = turn.times * ones(turn.weeks)
            for member in demand.members:
                minutes[member] += weeks * (demand.minutes or 0)
                if demand.where is Where.OUT:
                    travel[member] += weeks * 2 * demand.travel
    size = calendar.horizon.weeks
    return {
        member: list(
            zip(unpacked(minutes[member], size), unpacked(travel[member], size), strict=True)
        )
        for member in minutes
    }


def _add(times: Iterable[Time]) -> Time:
    minutes, travel = zip(*times, strict=True)
    return sum(minutes), sum(travel)


def _heaviest(weeks: Sequence[Time]) -> int:
    """Return the first of the weeks that ask most, travel included."""
    totals = list(map(sum, weeks))
    return totals.index(max(totals))


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
