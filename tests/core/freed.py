"""Random households in which starts are free: one to three agreements may start on several days."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from math import prod
from random import Random

from tandem.core.model import Agreement, Form, Horizon, Household
from tandem.core.rules import RuleBase
from tests.core.oracle.days import free_days, number
from tests.core.scene import Dice
from tests.core.strategies import random_household
from tests.core.varied import varied_household

MOST_CHOICES = 400
"""So many choices of start dates at most: the brute force tries them for every way out."""


def freed_household(seed: int) -> tuple[Household, RuleBase]:
    """Return a random household with free starts, always the same for a seed."""
    return _freed(seed, *random_household(seed))


def freed_varied_household(seed: int) -> tuple[Household, RuleBase]:
    """Return a random household with free starts in which much may be varied."""
    return _freed(seed, *varied_household(seed))


def _freed(seed: int, household: Household, rules: RuleBase) -> tuple[Household, RuleBase]:
    dice = Dice(Random(f"free {seed}"))
    agreements = list(household.agreements)
    places = [n for n, one in enumerate(agreements) if one.enters_check]
    dice.random.shuffle(places)
    for place in places[: dice.weighed({1: 4, 2: 4, 3: 2})]:
        agreements[place] = _free(dice, agreements[place], household.horizon)
    for place in places:
        if _choices(agreements, household.horizon) <= MOST_CHOICES:
            break
        agreements[place] = _fixed(agreements[place])
    return replace(household, agreements=tuple(agreements)), rules


def _free(dice: Dice, one: Agreement, horizon: Horizon) -> Agreement:
    alternatives = tuple(
        replace(a, form=_free_form(dice, a.form, horizon)) if dice.chance(25) else a
        for a in one.alternatives
    )
    return replace(one, form=_free_form(dice, one.form, horizon), alternatives=alternatives)


def _free_form(dice: Dice, form: Form, horizon: Horizon) -> Form:
    start = form.start or horizon.start + timedelta(days=dice.pick(-9, -1, 0, 2, 7, 13, 14))
    days = dice.pick(1, 3, 6, 7, 8, 12, 14, 21)
    lasts = form.lasts_days
    if form.until is None and lasts is None and dice.chance(40):
        lasts = dice.pick(1, 7, 10, 14)
    opened = None if dice.chance(10) else start
    latest = start + timedelta(days=days)
    return replace(form, start=opened, latest_start=latest, lasts_days=lasts, start_known=True)


def _fixed(one: Agreement) -> Agreement:
    alternatives = tuple(replace(a, form=_on_one_day(a.form)) for a in one.alternatives)
    return replace(one, form=_on_one_day(one.form), alternatives=alternatives)


def _on_one_day(form: Form) -> Form:
    return replace(form, start=form.latest_start or form.start, latest_start=None)


def _choices(agreements: list[Agreement], horizon: Horizon) -> int:
    first = number(horizon.start)
    return prod(
        max(len(free_days(f, first)) or 1 for f in (a.form, *(o.form for o in a.alternatives)))
        for a in agreements
    )
