"""Whether a witness shows what it claims: every session placed, every budget right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tandem.core.check.answer import BudgetMonth, Placement, Witness, WitnessWeek
from tandem.core.model import Account, Sessions
from tests.core.oracle.agenda import (
    DAY,
    Absent,
    Apart,
    Placed,
    Spot,
    absences,
    go_on,
    go_together,
    may_be_on,
    somebody_home,
    spot_at,
    takes_time,
)
from tests.core.oracle.days import day_of, free_days, number, started
from tests.core.oracle.limits import budget
from tests.core.oracle.order import order_problems
from tests.core.oracle.starts import may_start
from tests.core.oracle.world import Kept, World


def witness_problems(world: World, witness: Witness) -> list[str]:
    """Return what is wrong with a witness of the plan; empty when it is right.

    What has a free start is read as starting on the day that the witness names.
    """
    first, forms = world.calendar.first, {name: a.form for name, a in world.plan.items()}
    days = {one.agreement: number(one.first) for one in witness.days}
    if set(days) != set(forms):
        return [f"days of {sorted(days)} instead of {sorted(forms)}"]
    wrong = [n for n, form in forms.items() if not may_start(form, first, days[n])]
    if wrong:
        return [f"{sorted(wrong)} may not start on that day"]
    kept = [
        world.keep(name, started(form, days[name]) if free_days(form, first) else form)
        for name, form in forms.items()
    ]
    return [
        *agenda_problems(world, kept, witness),
        *budget_problems(world, kept, witness),
        *days_problems(world, kept, witness),
    ]


def days_problems(world: World, kept: list[Kept], witness: Witness) -> Iterator[str]:
    """Yield what is wrong with the first and last days."""
    names = Counter(one.agreement for one in witness.days)
    yield from (f"the days of {name} are shown twice" for name, n in names.items() if n > 1)
    days = {(one.agreement, "s"): number(one.first) for one in witness.days}
    days |= {(one.agreement, "e"): number(one.last) for one in witness.days}
    forms = {k.id: k.form for k in kept}
    yield from order_problems(forms, world.ended, world.calendar.first, days)


def agenda_problems(world: World, kept: list[Kept], witness: Witness) -> Iterator[str]:
    """Yield what is wrong with the weeks."""
    shown = Counter(number(monday) for week in witness.weeks for monday in week.mondays)
    if strange := set(shown) - set(world.calendar.mondays):
        yield f"weeks that are not in the horizon: {sorted(map(day_of, strange))}"
    if twice := [day_of(m) for m, n in shown.items() if n > 1]:
        yield f"weeks shown twice: {twice}"
    weeks = {number(monday): week for week in witness.weeks for monday in week.mondays}
    for index, monday in enumerate(world.calendar.mondays):
        if monday not in weeks:
            yield f"no week of {day_of(monday)}"
            continue
        for problem in week_problems(world, kept, weeks[monday], index):
            yield f"week of {day_of(monday)}: {problem}"


def week_problems(world: World, kept: list[Kept], week: WitnessWeek, index: int) -> Iterator[str]:
    """Yield what is wrong with one week."""
    away = world.away[index]
    numbers = [n for k in kept for n in k.sessions[index]]
    binding = {key: d for key, d in world.sessions(numbers) if takes_time(d)}
    counts = Counter((p.agreement, p.demand) for p in week.placements)
    wanted = {key: d.times for key, d in binding.items() if d.times}
    if dict(counts) != wanted:
        yield f"sessions {dict(counts)} instead of {wanted}"
        return
    placed = tuple(
        ((p.agreement, p.demand), binding[p.agreement, p.demand], p) for p in week.placements
    )
    for _, demand, placement in placed:
        yield from placement_problems(demand, placement, away)
    spots = tuple((key, demand, as_spot(demand, p, away)) for key, demand, p in placed)
    yield from pair_problems(spots, world.near)
    homes = tuple(h for k in kept for h in k.homes[index])
    if not somebody_home(world.watches(homes, index), absences(spots, away)):
        yield "nobody at home"
    asking = {k.id for k in kept if world.watches(k.homes[index], index)}
    if set(week.homes) != asking:
        yield f"homes {week.homes}, but {sorted(asking)} ask for somebody at home"


def as_spot(demand: Sessions, placement: Placement, away: Absent) -> Spot:
    """Return what a placement takes."""
    return spot_at(demand, placement.day, placement.start, away)


def placement_problems(demand: Sessions, p: Placement, away: Absent) -> Iterator[str]:
    """Yield what is wrong with one placement by itself."""
    same = (
        sorted(p.members) == sorted(demand.members)
        and p.where is demand.where
        and p.place == demand.place
        and p.travel == demand.travel
        and p.end - p.start == demand.minutes
    )
    if not same:
        yield f"{p} is not what {demand} asks"
    inside = any(
        p.day in w.days and w.start <= p.start and p.end <= w.end for w in demand.windows or ()
    )
    if not inside or not 0 <= p.start < p.end <= DAY:
        yield f"{p} lies outside its windows"
    if not may_be_on(demand, p.day, away):
        yield f"{p} is at home with somebody who is away"


def pair_problems(spots: Placed, near: Apart) -> Iterator[str]:
    """Yield the pairs of sessions that cannot both be."""
    for i, (key, demand, spot) in enumerate(spots):
        for other_key, other, other_spot in spots[:i]:
            if key == other_key:
                fine = go_on(demand, other_spot, spot, near)
            else:
                fine = go_together(demand, spot, other, other_spot, near)
            if not fine:
                yield f"{key} and {other_key} do not go together: {spot}, {other_spot}"


def budget_problems(world: World, kept: list[Kept], witness: Witness) -> Iterator[str]:
    """Yield what is wrong with the budget: of every account every month, once."""
    accounts = {a.of: a for a in world.household.accounts}
    shown = Counter((b.account, number(b.month)) for b in witness.budget)
    wanted = {(name, days[0]) for name in accounts for days in world.calendar.months}
    if set(shown) != wanted or any(n > 1 for n in shown.values()):
        yield f"budget of {sorted(shown)} instead of {sorted(wanted)}"
        return
    for month in witness.budget:
        yield from month_problems(world, kept, accounts[month.account], month)


def month_problems(
    world: World, kept: list[Kept], account: Account, shown: BudgetMonth
) -> Iterator[str]:
    """Yield what is wrong with one month of one account."""
    days = next(d for d in world.calendar.months if d[0] == number(shown.month))
    true = budget(kept, account, days)
    is_known = account.income_known and true is not None
    if shown.is_checked != is_known:
        yield f"{shown.account} {shown.month}: known is {is_known}"
    if shown.floor != account.floor:
        yield f"{shown.account} {shown.month}: floor {shown.floor} is {account.floor}"
    if sum(line.cents for line in shown.lines) != shown.free:
        yield f"{shown.account} {shown.month}: lines do not add up to {shown.free}"
    if true is not None and is_known and shown.free != true.free:
        yield f"{shown.account} {shown.month}: {shown.free} stays free, not {true.free}"
    if is_known and account.floor is not None and shown.free < account.floor:
        yield f"{shown.account} {shown.month}: {shown.free} is below {account.floor}"
