"""Ways to spoil a witness, each by name: the verifier has to refuse what is spoilt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random

from tandem.core.check.answer import BudgetMonth, Days, Placement, Witness, WitnessWeek
from tandem.core.check.why import MoneyLine
from tandem.core.model import Household, Sessions, Where

Mutation = Callable[[Household, Witness, Random], Witness | None]
"""Spoils a witness of a household; None when there is nothing of the kind in it."""

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


# --- one placement --------------------------------------------------------------------------


def demand_of(household: Household, placement: Placement) -> Sessions:
    """Return the demand that a placement answers."""
    (agreement,) = (a for a in household.agreements if a.id == placement.agreement)
    return agreement.form.demands.sessions[placement.demand]


def with_placements(witness: Witness, number: int, placements: list[Placement]) -> Witness:
    """Return the witness with other placements in one week."""
    weeks = list(witness.weeks)
    weeks[number] = replace(weeks[number], placements=tuple(placements))
    return replace(witness, weeks=tuple(weeks))


def one_placement(
    change: Callable[[Household, Placement, Random, WitnessWeek], Placement | None],
) -> Mutation:
    """Return the mutation that changes one placement of a witness."""

    def mutate(household: Household, witness: Witness, random: Random) -> Witness | None:
        places = [(w, p) for w, week in enumerate(witness.weeks) for p in week.placements]
        random.shuffle(places)
        for number, old in places:
            week = witness.weeks[number]
            new = change(household, old, random, week)
            if new is not None and new != old:
                others = [p for p in week.placements if p is not old]
                return with_placements(witness, number, [*others, new])
        return None

    return mutate


def moved(placement: Placement, day: int, start: int) -> Placement:
    """Return a placement on another day or time, as long as it was."""
    return replace(placement, day=day, start=start, end=start + placement.end - placement.start)


def onto_another(
    _household: Household, one: Placement, _random: Random, week: WitnessWeek
) -> Placement | None:
    for other in week.placements:
        if other is not one and set(other.members) & set(one.members):
            return moved(one, other.day, other.start)
    return None


def just_into_another(
    household: Household, one: Placement, _random: Random, week: WitnessWeek
) -> Placement | None:
    for other in week.placements:
        if other is not one and set(other.members) & set(one.members):
            start = other.end + one.travel + other.travel - household.grid
            return moved(one, other.day, start)
    return None


def a_step_out_of_its_window(
    household: Household, one: Placement, random: Random, _week: WitnessWeek
) -> Placement | None:
    window = random.choice(demand_of(household, one).windows or ())
    length = one.end - one.start
    ways = (window.start - household.grid, window.end - length + household.grid)
    return moved(one, one.day, random.choice(ways))


def another_day(
    _household: Household, one: Placement, random: Random, _week: WitnessWeek
) -> Placement:
    return moved(one, random.randrange(7), one.start)


def the_day_of_its_like(
    _household: Household, one: Placement, _random: Random, week: WitnessWeek
) -> Placement | None:
    for other in week.placements:
        if other is not one and (other.agreement, other.demand) == (one.agreement, one.demand):
            return moved(one, other.day, one.start)
    return None


def no_such_day(
    _household: Household, one: Placement, random: Random, _week: WitnessWeek
) -> Placement:
    return moved(one, random.choice((-1, 7)), one.start)


def another_member(
    household: Household, one: Placement, _random: Random, _week: WitnessWeek
) -> Placement | None:
    others = [m.id for m in household.members if m.id not in one.members]
    return replace(one, members=(*one.members[1:], others[0])) if others else None


def a_member_less(
    _household: Household, one: Placement, _random: Random, _week: WitnessWeek
) -> Placement | None:
    return replace(one, members=one.members[1:])


def shorter(
    household: Household, one: Placement, _random: Random, _week: WitnessWeek
) -> Placement | None:
    return replace(one, end=one.end - household.grid)


def no_travel(
    _household: Household, one: Placement, _random: Random, _week: WitnessWeek
) -> Placement | None:
    return replace(one, travel=0) if one.travel else None


def elsewhere(
    _household: Household, one: Placement, random: Random, _week: WitnessWeek
) -> Placement:
    return replace(one, where=random.choice([w for w in Where if w is not one.where]))


def of_nobody(
    _household: Household, one: Placement, _random: Random, _week: WitnessWeek
) -> Placement:
    return replace(one, agreement="nobody")


def of_another_demand(
    _household: Household, one: Placement, _random: Random, _week: WitnessWeek
) -> Placement:
    return replace(one, demand=one.demand + 1)


# --- how many -------------------------------------------------------------------------------


def counted(change: Callable[[list[Placement], int], list[Placement]]) -> Mutation:
    """Return the mutation that has a session too few or too many."""

    def mutate(_household: Household, witness: Witness, random: Random) -> Witness | None:
        weeks = [n for n, week in enumerate(witness.weeks) if week.placements]
        if not weeks:
            return None
        number = random.choice(weeks)
        placements = list(witness.weeks[number].placements)
        which = random.randrange(len(placements))
        return with_placements(witness, number, change(placements, which))

    return mutate


def dropped(placements: list[Placement], which: int) -> list[Placement]:
    return placements[:which] + placements[which + 1 :]


def doubled(placements: list[Placement], which: int) -> list[Placement]:
    return [*placements, placements[which]]


def moved_on_a_day(placements: list[Placement], which: int) -> list[Placement]:
    """Return one session more, on a day after it."""
    one = placements[which]
    return [*placements, moved(one, (one.day + 1) % 7, one.start)]


# --- weeks ----------------------------------------------------------------------------------


def week_less(_household: Household, witness: Witness, random: Random) -> Witness | None:
    number = random.randrange(len(witness.weeks))
    week = witness.weeks[number]
    rest = (replace(week, mondays=week.mondays[1:]),) if len(week.mondays) > 1 else ()
    return replace(witness, weeks=(*witness.weeks[:number], *rest, *witness.weeks[number + 1 :]))


def homes_dropped(_household: Household, witness: Witness, _random: Random) -> Witness | None:
    if not any(week.homes for week in witness.weeks):
        return None
    return replace(witness, weeks=tuple(replace(week, homes=()) for week in witness.weeks))


def week_twice(_household: Household, witness: Witness, random: Random) -> Witness | None:
    week = random.choice(witness.weeks)
    return replace(witness, weeks=(*witness.weeks, replace(week, mondays=week.mondays[:1])))


def week_beyond(_household: Household, witness: Witness, _random: Random) -> Witness | None:
    last = max(monday for week in witness.weeks for monday in week.mondays)
    return replace(witness, weeks=(*witness.weeks, WitnessWeek((last + WEEK,), ())))


def weeks_swapped(_household: Household, witness: Witness, random: Random) -> Witness | None:
    if len(witness.weeks) < 2:
        return None
    one, other = random.sample(witness.weeks, 2)
    rest = [w for w in witness.weeks if w not in (one, other)]
    swapped = (replace(one, mondays=other.mondays), replace(other, mondays=one.mondays))
    return replace(witness, weeks=(*rest, *swapped))


# --- budget ---------------------------------------------------------------------------------


def one_month(change: Callable[[BudgetMonth, Random], BudgetMonth | None]) -> Mutation:
    """Return the mutation that changes one month of the budget."""

    def mutate(_household: Household, witness: Witness, random: Random) -> Witness | None:
        for number in random.sample(range(len(witness.budget)), len(witness.budget)):
            new = change(witness.budget[number], random)
            if new is not None:
                budget = [new if i == number else b for i, b in enumerate(witness.budget)]
                return replace(witness, budget=tuple(budget))
        return None

    return mutate


def line_less(month: BudgetMonth, random: Random) -> BudgetMonth | None:
    lines = [line for line in month.lines if line.cents]
    if not lines:
        return None
    gone = random.choice(lines)
    left = tuple(line for line in month.lines if line is not gone)
    return replace(month, lines=left, free=month.free - gone.cents)


def line_by_a_cent(month: BudgetMonth, random: Random) -> BudgetMonth | None:
    if not month.lines:
        return None
    cent = random.choice((-1, 1))
    first = replace(month.lines[0], cents=month.lines[0].cents + cent)
    return replace(month, lines=(first, *month.lines[1:]), free=month.free + cent)


def line_more(month: BudgetMonth, _random: Random) -> BudgetMonth:
    return replace(month, lines=(*month.lines, MoneyLine("Gift", 100)), free=month.free + 100)


def another_sum(month: BudgetMonth, random: Random) -> BudgetMonth:
    return replace(month, free=month.free + random.choice((-1, 1)))


def lower_floor(month: BudgetMonth, _random: Random) -> BudgetMonth | None:
    return None if month.floor is None else replace(month, floor=month.floor - 1)


def not_checked(month: BudgetMonth, _random: Random) -> BudgetMonth:
    return replace(month, is_checked=not month.is_checked)


def another_account(month: BudgetMonth, _random: Random) -> BudgetMonth:
    return replace(month, account="nobody")


def month_dropped(_household: Household, witness: Witness, random: Random) -> Witness | None:
    if not witness.budget:
        return None
    gone = random.choice(witness.budget)
    return replace(witness, budget=tuple(b for b in witness.budget if b is not gone))


# --- first and last days --------------------------------------------------------------------


def one_of_days(change: Callable[[Days, Random], Days]) -> Mutation:
    """Return the mutation that changes the first and last day of one agreement."""

    def mutate(_household: Household, witness: Witness, random: Random) -> Witness | None:
        if not witness.days:
            return None
        number = random.randrange(len(witness.days))
        new = change(witness.days[number], random)
        days = [new if i == number else d for i, d in enumerate(witness.days)]
        return replace(witness, days=tuple(days))

    return mutate


def ends_before_it_starts(days: Days, _random: Random) -> Days:
    return replace(days, first=days.last + DAY)


def starts_a_day_later(days: Days, _random: Random) -> Days:
    return replace(days, first=days.first + DAY, last=days.last + DAY)


def starts_far_later(days: Days, _random: Random) -> Days:
    return replace(days, first=days.first + 400 * DAY, last=days.last + 400 * DAY)


def lasts_a_day_longer(days: Days, _random: Random) -> Days:
    return replace(days, last=days.last + DAY)


def days_dropped(_household: Household, witness: Witness, _random: Random) -> Witness | None:
    return replace(witness, days=witness.days[1:]) if witness.days else None


MUTATIONS: dict[str, Mutation] = {
    "onto-another": one_placement(onto_another),
    "just-into-another": one_placement(just_into_another),
    "a-step-out-of-its-window": one_placement(a_step_out_of_its_window),
    "another-day": one_placement(another_day),
    "the-day-of-its-like": one_placement(the_day_of_its_like),
    "no-such-day": one_placement(no_such_day),
    "another-member": one_placement(another_member),
    "a-member-less": one_placement(a_member_less),
    "shorter": one_placement(shorter),
    "no-travel": one_placement(no_travel),
    "elsewhere": one_placement(elsewhere),
    "of-nobody": one_placement(of_nobody),
    "of-another-demand": one_placement(of_another_demand),
    "dropped": counted(dropped),
    "doubled": counted(doubled),
    "one-more-on-the-next-day": counted(moved_on_a_day),
    "week-less": week_less,
    "week-twice": week_twice,
    "homes-dropped": homes_dropped,
    "week-beyond": week_beyond,
    "weeks-swapped": weeks_swapped,
    "budget-line-less": one_month(line_less),
    "budget-line-by-a-cent": one_month(line_by_a_cent),
    "budget-line-more": one_month(line_more),
    "budget-another-sum": one_month(another_sum),
    "budget-lower-floor": one_month(lower_floor),
    "budget-not-checked": one_month(not_checked),
    "budget-another-account": one_month(another_account),
    "budget-month-dropped": month_dropped,
    "ends-before-it-starts": one_of_days(ends_before_it_starts),
    "starts-a-day-later": one_of_days(starts_a_day_later),
    "starts-far-later": one_of_days(starts_far_later),
    "lasts-a-day-longer": one_of_days(lasts_a_day_longer),
    "days-dropped": days_dropped,
}
