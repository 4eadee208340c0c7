"""Random households in which Tandem may vary much by itself, the same for the same seed.

A random household like the others, with rules on what may be varied, owners of shared
organisations, and contacts that are alike enough to become one visit. What owners named, and
postponing, is thinned so that the brute force can still try every combination.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import gcd
from random import Random

from tandem.core.model import (
    Agreement,
    Form,
    Household,
    Period,
    Professional,
    Sessions,
    State,
    Variant,
    Where,
    Window,
)
from tandem.core.rules import ChangeCosts, RuleBase, VariantRule, VariantRules
from tests.core.oracle import Oracle
from tests.core.scene import Dice
from tests.core.strategies import random_household

MOST_WAYS = 1500
KINDS = ("kind-a", "kind-b", "kind-c")
PLACES = ("office", "town hall", "clinic")


def varied_household(seed: int) -> tuple[Household, RuleBase]:
    """Return a random household with rules by which much may be varied."""
    household, rules = random_household(seed)
    dice = Dice(Random(f"varied {seed}"))
    sessions = [s for a in household.agreements for s in a.form.demands.sessions]
    windows = [window for session in sessions for window in session.windows or ()]
    unit = _unit(sessions, windows)
    agreements = tuple(_loosened(dice, one, unit) for one in household.agreements)
    household = replace(
        household,
        professionals=tuple(
            Professional(p.id, p.name, organisation=dice.pick("", "org-a", "org-a", "org-b"))
            for p in household.professionals
        ),
        agreements=agreements,
    )
    rules = replace(
        rules, variants=_rules(dice, windows, household, unit), costs=_costs(dice, rules)
    )
    return _thinned(dice, household, rules), rules


def _unit(sessions: list[Sessions], windows: list[Window]) -> int:
    """Return minutes of which all times are a multiple: a finer grid has too many places to try."""
    times = [minute for window in windows for minute in (window.start, window.end)]
    return gcd(30, *times, *(s.travel for s in sessions), *(s.minutes or 0 for s in sessions))


def _rules(dice: Dice, windows: list[Window], household: Household, unit: int) -> VariantRules:
    start = household.horizon.start
    periods = (Period(), Period(), Period(), Period(start, None), Period(None, start))
    late = Period(household.horizon.last, None)
    return VariantRules(
        {where: _hours(dice, windows, unit) for where in Where if dice.chance(85)},
        tuple(
            VariantRule(
                kind,
                tuple(v for v in Variant if dice.chance(70)),
                _hours(dice, windows, unit) if dice.chance(25) else (),
                valid=late if dice.chance(5) else dice.pick(*periods),
            )
            for kind in KINDS
            if dice.chance(95)
        ),
    )


def _hours(dice: Dice, windows: list[Window], unit: int) -> tuple[Window, ...]:
    """Return hours about those in which the plan already has something."""
    if not windows or dice.chance(15):
        return (Window(dice.some(tuple(range(7)), 1, 3), 540, 600),)
    return tuple(_wider(dice, dice.pick(*windows), unit) for _ in range(dice.weighed({1: 4, 2: 1})))


def _wider(dice: Dice, window: Window, unit: int) -> Window:
    unit = dice.pick(window.minutes, unit, 2 * unit)
    start, end = window.start, window.end
    if dice.chance(50):
        end = min(1440, end + unit)
    if dice.chance(30):
        start = max(0, start - unit)
    days = window.days
    if dice.chance(40):
        days = tuple(sorted({*days, dice.number(0, 6)}))
    return Window(days, start, end)


def _costs(dice: Dice, rules: RuleBase) -> ChangeCosts:
    if dice.chance(80):
        return rules.costs
    return ChangeCosts(
        alternative=dice.number(1, 2),
        move=dice.number(1, 4),
        remote=dice.number(1, 4),
        merge=dice.number(1, 2),
        shorten=dice.number(1, 4),
        fewer=dice.number(1, 4),
        postpone=dice.number(2, 4),
        halve=dice.number(1, 6),
        end=dice.pick(4, 20),
    )


# --- agreements that can be varied ----------------------------------------------------------


def _loosened(dice: Dice, one: Agreement, unit: int) -> Agreement:
    form = one.form
    sessions = form.demands.sessions
    if dice.chance(60):
        sessions = tuple(_contact(dice, s, unit) for s in sessions)
    if dice.chance(40):
        sessions = tuple(_plain(s) for s in sessions[:1])
    if unit == 5 and dice.chance(20):
        sessions = tuple(replace(s, minutes=dice.pick(30, 35, 45, 50)) for s in sessions)
    fixed = dice.some(tuple(Variant), 1, 3) if dice.chance(8) else ()
    return replace(
        one,
        kind=dice.pick(*KINDS, "kind-nobody-knows") if dice.chance(20) else dice.pick(*KINDS),
        mandatory=None if dice.chance(50) else one.mandatory,
        form=replace(
            form,
            demands=replace(form.demands, sessions=sessions),
            fixed=fixed,
            may_merge=dice.chance(30),
        ),
    )


def _contact(dice: Dice, session: Sessions, unit: int) -> Sessions:
    """Return a contact of those who are present, somewhere."""
    where = dice.weighed({Where.OUT: 6, Where.HOME: 2, Where.REMOTE: 1})
    return replace(
        session,
        contact_of=session.members,
        where=where,
        place=dice.pick("", *PLACES) if where is Where.OUT else "",
        travel=unit * dice.pick(0, 0, 1, 2) if where is Where.OUT else 0,
    )


def _plain(session: Sessions) -> Sessions:
    """Return a session of every week, of the first member alone, so that two are alike."""
    some = session.members[:1]
    return replace(
        session,
        members=some,
        contact_of=some,
        every_weeks=1,
        first_week=None,
        same_day=False,
        visit=None,
    )


# --- few enough ways ------------------------------------------------------------------------


def _thinned(dice: Dice, household: Household, rules: RuleBase) -> Household:
    """Return a household of which all combinations of options can be tried."""
    places = list(range(len(household.agreements)))
    dice.random.shuffle(places)
    steps = [(thin, place) for thin in (_running, _bare, _refusing) for place in places]
    for thin, place in steps:
        if Oracle(household, rules, variants=True).count_ways() <= MOST_WAYS:
            break
        agreements = list(household.agreements)
        agreements[place] = thin(agreements[place])
        household = replace(household, agreements=tuple(agreements))
    return household


def _running(one: Agreement) -> Agreement:
    return replace(one, state=State.ACTIVE) if one.enters_check else one


def _bare(one: Agreement) -> Agreement:
    return replace(one, alternatives=())


def _refusing(one: Agreement) -> Agreement:
    some: Iterable[Variant] = (Variant.SHORTEN, Variant.FEWER, Variant.PLACE)
    form: Form = replace(one.form, fixed=tuple({*one.form.fixed, *some}))
    return replace(one, form=form)
