"""With a memory of earlier checks an answer is what it is without one."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tandem.core.check import Memory, check
from tandem.core.check.answer import Answer
from tandem.core.check.memory import MOST
from tandem.core.check.switches import Switches
from tandem.core.model import Agreement, Away, Household, Period, Sessions
from tandem.core.rules import RuleBase
from tandem.formats import rulebase
from tests.core.households import Case, cases, in_shards

CHANGES = 4


def same(
    household: Household, rules: RuleBase, memory: Memory, *, limit: int = 200, proposals: int = 3
) -> Answer:
    fresh = check(household, rules, limit=limit, proposals=proposals)
    remembered = check(household, rules, limit=limit, proposals=proposals, memory=memory)
    assert remembered == fresh
    assert repr(remembered) == repr(fresh)
    return fresh


@in_shards
def test_after_random_changes(shard: int) -> None:
    for number, case in enumerate(cases(shard)):
        _try(case, random.Random(1_000 * shard + number))


def _try(case: Case, chance: random.Random) -> None:
    memory, household = Memory(), case.household
    same(household, case.rules, memory)
    for _ in range(CHANGES):
        household = changed(household, chance)
        same(household, case.rules, memory, proposals=chance.choice([0, 0, 0, 1]))


@pytest.mark.parametrize("limit", [1, 2])
def test_when_not_all_are_asked(limit: int) -> None:
    chance = random.Random(limit)
    for case in cases(0):
        memory, household = Memory(), case.household
        for _ in range(3):
            same(household, case.rules, memory, limit=limit, proposals=0)
            household = changed(household, chance)


@pytest.mark.parametrize("off", ["reduction", "split", "greedy"])
def test_with_a_step_left_out(off: str) -> None:
    chance = random.Random(off)
    switches = replace(Switches(), **{off: False})
    for case in cases(3):
        memory, household = Memory(), case.household
        for _ in range(3):
            fresh = check(household, case.rules, proposals=0, switches=switches)
            remembered = check(household, case.rules, proposals=0, switches=switches, memory=memory)
            assert remembered == fresh
            household = changed(household, chance)


def test_a_change_back_is_remembered_and_right() -> None:
    rules = rulebase.load()
    chance = random.Random(3)
    for case in cases(1):
        memory, other = Memory(), changed(case.household, chance)
        for household in (case.household, other, case.household, other):
            same(household, rules, memory, proposals=0)


def test_it_is_bounded() -> None:
    memory = Memory(most=10)
    rules = rulebase.load()
    chance = random.Random(7)
    for case in cases(2):
        household = case.household
        for _ in range(3):
            same(household, rules, memory, proposals=0)
            household = changed(household, chance)
            assert len(memory._known) <= 10
    assert MOST > 10


# --- changes --------------------------------------------------------------------------------


def changed(household: Household, chance: random.Random) -> Household:
    """Return the household after one change that somebody may make."""
    ways = [_moved, _moved, _dropped, _turned, _away]
    return chance.choice(ways)(household, chance)


def _moved(household: Household, chance: random.Random) -> Household:
    """One session a quarter of an hour later, where there is room for that."""
    able = [a for a in household.agreements if _has_windows(a)]
    if not able:
        return household
    agreement = chance.choice(able)
    demands = agreement.form.demands
    place = next(n for n, one in enumerate(demands.sessions) if one.windows)
    sessions = list(demands.sessions)
    sessions[place] = _later(sessions[place])
    form = replace(agreement.form, demands=replace(demands, sessions=tuple(sessions)))
    return _with(household, replace(agreement, form=form))


def _has_windows(agreement: Agreement) -> bool:
    return any(one.windows for one in agreement.form.demands.sessions)


def _later(session: Sessions) -> Sessions:
    windows = tuple(
        replace(one, start=one.start + 15, end=one.end + 15) if one.end + 15 <= 24 * 60 else one
        for one in session.windows or ()
    )
    return replace(session, windows=windows)


def _dropped(household: Household, chance: random.Random) -> Household:
    if len(household.agreements) < 2:
        return household
    gone = chance.choice(household.agreements)
    rest = tuple(one for one in household.agreements if one is not gone)
    return replace(household, agreements=rest)


def _turned(household: Household, chance: random.Random) -> Household:
    """The agreements in another order, so that each has another number."""
    agreements = list(household.agreements)
    chance.shuffle(agreements)
    return replace(household, agreements=tuple(agreements))


def _away(household: Household, chance: random.Random) -> Household:
    """Somebody goes away for some days."""
    member = chance.choice(household.members)
    first: date = household.horizon.start + timedelta(days=chance.randrange(10))
    away = Away(Period(first, first + timedelta(days=chance.randrange(5))))
    members = tuple(
        replace(one, away=(*one.away, away)) if one is member else one for one in household.members
    )
    return replace(household, members=members)


def _with(household: Household, agreement: Agreement) -> Household:
    agreements = tuple(agreement if one.id == agreement.id else one for one in household.agreements)
    return replace(household, agreements=agreements)
