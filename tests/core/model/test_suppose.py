"""What if: a copy in which something is otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tandem.core.check import check
from tandem.core.check.beside import difference
from tandem.core.model import (
    ALWAYS,
    HOUSEHOLD,
    Account,
    Earns,
    HasStatus,
    Income,
    IsAway,
    Member,
    Period,
    Put,
    StartOn,
    State,
    StatusFact,
    StopAfter,
    Supposition,
    Without,
    suppose,
)
from tests.core.households import cases, in_shards
from tests.core.oracle.build import MON, TUE, agreement, household, rule_base, session

DAY = date(2027, 2, 1)
KEVIN = Member("kevin", "Kevin", statuses=(StatusFact("works-32", Period(None, None)),))
BASE = household(
    agreement("a", session([MON], "10:00-11:00")),
    agreement("b", session([MON], "10:30-11:30")),
    members=(KEVIN,),
)


def test_the_household_itself_stays() -> None:
    before = replace(BASE)
    suppose(BASE, [Without("a"), StopAfter("b", DAY), IsAway("kevin", Period(DAY, None))])
    assert before == BASE


@pytest.mark.parametrize("what", [Without("x"), StopAfter("x", DAY), IsAway("x", ALWAYS)])
def test_what_is_not_there_changes_nothing(what: Supposition) -> None:
    assert suppose(BASE, [what]) == BASE


def test_a_changed_time_takes_a_clash_away_and_another_brings_it_back() -> None:
    moved = agreement("b", session([TUE], "10:30-11:30"))
    then = suppose(BASE, [Put(moved)])
    today, answer = check(BASE, rule_base()), check(then, rule_base())
    apart = difference(today, answer)
    assert [clash.agreements for clash in apart.gone] == [("a", "b")]
    assert apart.new == ()
    back = difference(answer, check(suppose(then, [Put(BASE.agreements[1])]), rule_base()))
    assert [clash.agreements for clash in back.new] == [("a", "b")]


def test_dates_of_an_agreement() -> None:
    stopped, started = suppose(BASE, [StopAfter("a", DAY), StartOn("b", DAY)]).agreements
    assert stopped.form.until == DAY
    assert (started.form.start, started.form.start_known) == (DAY, True)
    assert suppose(BASE, [Without("a")]).agreements[0].state is State.WITHDRAWN


def test_facts_of_a_member() -> None:
    (has,) = suppose(BASE, [HasStatus("kevin", "bijstand", Period(DAY, None))]).members
    assert has.statuses[-1] == StatusFact("bijstand", Period(DAY, None))
    (lost,) = suppose(BASE, [HasStatus("kevin", "works-32", Period(DAY, None), has=False)]).members
    assert lost.statuses == (StatusFact("works-32", Period(None, date(2027, 1, 31))),)
    (never,) = suppose(BASE, [HasStatus("kevin", "works-32", ALWAYS, has=False)]).members
    assert never.statuses == ()


def test_an_income_comes_or_becomes_another() -> None:
    wage = Income("wage", "Loon", 100_000)
    poor = replace(BASE, accounts=(Account(HOUSEHOLD, 0, (), (), income_known=False),))
    (account,) = suppose(poor, [Earns(HOUSEHOLD, wage)]).accounts
    assert (account.incomes, account.income_known) == ((wage,), True)
    less = replace(wage, cents=50_000)
    (account,) = suppose(poor, [Earns(HOUSEHOLD, wage), Earns(HOUSEHOLD, less)]).accounts
    assert account.incomes == (less,)


@in_shards
def test_nothing_supposed_is_no_difference(shard: int) -> None:
    for case in cases(shard, every=10):
        same = suppose(case.household, [])
        assert same == case.household
        assert difference(case.answer, case.answer).is_nothing
