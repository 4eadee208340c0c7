"""The bed bought at once, never beyond mandate or budget; a warm no; and what stands in the way."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from tandem.actions.coordination.leads import answer_to_lead, ask_to_lead
from tandem.actions.coordination.matters import answer_matter
from tandem.actions.coordination.obstacles import Stuck, raise_obstacle
from tandem.actions.coordination.refusing import No, refuse
from tandem.actions.coordination.spending import (
    Spending,
    set_budget,
    set_mandate,
    spend,
    take_back,
)
from tandem.actions.errors import InvalidError, NotAllowedError
from tandem.core.access import (
    SYSTEM,
    Actor,
    Duty,
    SpendingRole,
    SpendingStop,
    best_role,
    spending_stop,
)
from tandem.records.coordination.matters import matter_of
from tandem.records.coordination.means import (
    AreaBudget,
    budgets,
    expenses_of,
    obstacles_of,
    pot_of,
    refusals_of,
    spent_in_areas_of,
)
from tandem.records.coordination.models import Expense
from tandem.records.coordination.today import WaitingKind, today_of
from tandem.records.people.models import Account, Organisation
from tandem.records.sign_in import actor_of
from tandem.records.work import SomebodyWasFirstError, Work, work
from tests.actions.town import GROUND, MOMENT, Town, build, involve, later, number, professional

BED = Spending(18_000, "bed for the youngest, who slept on the floor")
AMOUNTS = st.integers(0, 500)


def manager() -> Actor:
    def made(_: Work) -> Actor:
        return professional(Organisation.objects.get(), "Wouter", Duty.MANAGER)

    return work(SYSTEM, MOMENT).run(made)


def with_budget(town: Town, cents: int = 50_000, most: int = 25_000) -> None:
    def do(opened: Work) -> None:
        set_budget(opened, area=town.area, year=MOMENT.year, cents=cents)
        set_mandate(opened, area=town.area, role=SpendingRole.LEAD, cents=most)

    work(manager(), MOMENT).run(do)


def led_by_karin(town: Town) -> tuple[str, int]:
    opened = town.open()
    work(town.chief, MOMENT).run(
        lambda one: ask_to_lead(
            one, opened.code, professional=number(town.karin), reason="Near", legal_ground=GROUND
        )
    )
    work(town.karin, later(1)).run(lambda one: answer_to_lead(one, opened.code, accepted=True))
    return opened.code, opened.id


@pytest.fixture
def town(db: None) -> Town:  # noqa: ARG001 - there is a database first
    return build()


# --- the rule itself, without a database ------------------------------------------------------


@given(
    cents=st.integers(1, 500),
    roles=st.frozensets(st.sampled_from(SpendingRole)),
    mandates=st.dictionaries(st.sampled_from(SpendingRole), AMOUNTS),
    left=AMOUNTS,
)
def test_what_may_be_spent_is_within_the_best_mandate_and_the_budget(
    cents: int,
    roles: frozenset[SpendingRole],
    mandates: dict[SpendingRole, int],
    left: int,
) -> None:
    stop = spending_stop(cents, roles, mandates, left)
    most = max((mandates.get(one, 0) for one in roles), default=0)
    assert (stop is None) == (cents <= most and cents <= left)
    assert (stop is SpendingStop.NO_MANDATE) == (best_role(roles, mandates) is None)


# --- spending ---------------------------------------------------------------------------------


def test_the_bed_is_bought_with_one_line_and_stands_in_the_account(town: Town) -> None:
    with_budget(town)
    code, home = led_by_karin(town)
    expense = work(town.karin, later(2)).run(lambda one: spend(one, code, BED))
    row = work(town.karin, later(3)).run(lambda one: expenses_of(one, home))[0]
    assert (row.id, row.cents, row.what) == (expense, BED.cents, BED.what)
    line = work(town.chief, later(3)).run(
        lambda one: spent_in_areas_of(one, number(town.chief), MOMENT.year)
    )[0]
    assert (line.cents, line.by, line.code) == (BED.cents, "Karin", code)
    assert [one.spent for one in work(town.chief, later(3)).run(_budgets)] == [BED.cents]
    work(town.karin, later(4)).run(lambda one: take_back(one, code, expense, "Given by a church"))
    assert [one.spent for one in work(town.chief, later(5)).run(_budgets)] == [0]


def _budgets(one: Work) -> tuple[AreaBudget, ...]:
    return budgets(one, MOMENT.year)


@pytest.mark.parametrize(
    ("spending", "field"),
    [
        (replace(BED, cents=25_001), "amount"),
        (replace(BED, cents=0), "amount"),
        (replace(BED, what=" "), "what"),
    ],
)
def test_never_over_the_mandate_and_never_without_a_line(
    town: Town, spending: Spending, field: str
) -> None:
    with_budget(town)
    code, _ = led_by_karin(town)
    with pytest.raises(InvalidError) as caught:
        work(town.karin, later(2)).run(lambda one: spend(one, code, spending))
    assert [one.field for one in caught.value.problems] == [field]


def test_who_has_no_mandate_or_no_part_spends_nothing(town: Town) -> None:
    with_budget(town)
    code, _ = led_by_karin(town)
    with pytest.raises(InvalidError):
        work(town.chief, later(2)).run(lambda one: spend(one, code, BED))
    involve(town, code, town.peter)
    with pytest.raises(NotAllowedError):
        work(town.peter, later(2)).run(lambda one: spend(one, code, BED))
    with pytest.raises(NotAllowedError):
        work(town.chief, later(2)).run(
            lambda one: set_budget(one, area=town.area, year=MOMENT.year, cents=1)
        )


def test_the_database_keeps_both_limits_whatever_the_site_would_write(town: Town) -> None:
    """Past every action: the mandate, the budget, and the amount of the budget afterwards."""
    with_budget(town, cents=30_000)
    _, home = led_by_karin(town)
    write = partial(_write, home=home)
    work(town.karin, later(2)).run(lambda one: write(one, cents=20_000))
    for cents, constraint in ((25_001, "within_mandate"), (10_001, "budget_not_overspent")):
        with pytest.raises(SomebodyWasFirstError) as caught:
            work(town.karin, later(2)).run(partial(write, cents=cents))
        assert caught.value.constraint == constraint
    with pytest.raises(SomebodyWasFirstError) as caught:
        work(_manager_there(), later(3)).run(
            lambda one: set_budget(one, area=town.area, year=MOMENT.year, cents=19_999)
        )
    assert caught.value.constraint == "budget_not_overspent"


def _write(one: Work, *, home: int, cents: int) -> None:
    pot = pot_of(one, home)
    assert pot is not None
    Expense.objects.create(
        household_id=home, budget_id=pot.id, cents=cents, what="x", role="lead", at=one.at, by=1
    )


def _manager_there() -> Actor:
    return work(SYSTEM, MOMENT).run(lambda _: actor_of(Account.objects.get(username="wouter")))


@pytest.mark.django_db(transaction=True)
def test_many_who_spend_at_once_never_pass_the_budget() -> None:
    town = build()
    with_budget(town, cents=10_000)
    homes = [led_by_karin(town) for _ in range(2)]
    one_third = replace(BED, cents=3_000)

    def buy(place: int) -> bool:
        try:
            work(town.karin, later(2)).run(lambda one: spend(one, homes[place % 2][0], one_third))
        except (SomebodyWasFirstError, InvalidError):
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as threads:
        bought = sum(threads.map(buy, range(16)))
    assert bought == 3
    pot = work(town.karin, later(3)).run(lambda one: pot_of(one, homes[0][1]))
    assert pot is not None
    assert (pot.spent, pot.left) == (9_000, 1_000)


# --- a warm no --------------------------------------------------------------------------------


def warm(town: Town) -> No:
    return No("A taxi pass", "The bus stops at the door", "A season ticket", number(town.karin))


@pytest.mark.parametrize(
    ("lacking", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"alternative": ""}, "alternative"),
        ({"caller": 0}, "caller"),
        ({"asked": ""}, "asked"),
        ({"told_on": MOMENT.date() + timedelta(days=1)}, "told_on"),
        ({"member": "nobody"}, "member"),
    ],
)
def test_a_no_cannot_be_saved_without_what_makes_it_warm(
    town: Town, lacking: dict[str, Any], field: str
) -> None:
    code, home = led_by_karin(town)
    no = replace(warm(town), **lacking)
    with pytest.raises(InvalidError) as caught:
        work(town.karin, later(2)).run(lambda one: refuse(one, code, no))
    assert [one.field for one in caught.value.problems] == [field]
    assert work(town.karin, later(3)).run(lambda one: refusals_of(one, home)) == ()


def test_a_decision_says_until_when_to_object_and_somebody_holds_the_call(town: Town) -> None:
    code, home = led_by_karin(town)
    no = replace(warm(town), is_decision=True, told_on=date(2026, 11, 20))
    work(town.karin, later(2)).run(lambda one: refuse(one, code, no))
    row = work(town.karin, later(3)).run(lambda one: refusals_of(one, home))[0]
    assert row.objection_until == date(2027, 1, 1)
    assert "6:7" in row.source
    waits = work(town.karin, later(3)).run(today_of).others
    assert [(one.kind, one.key) for one in waits] == [(WaitingKind.MATTER, "call-after-no")]
    with pytest.raises(NotAllowedError):
        work(town.chief, later(4)).run(lambda one: answer_matter(one, code, row.item, "Called"))
    work(town.karin, later(5)).run(lambda one: answer_matter(one, code, row.item, "She agrees"))
    assert work(town.karin, later(6)).run(lambda one: refusals_of(one, home))[0].called
    assert work(town.karin, later(6)).run(today_of).others == ()
    with pytest.raises(InvalidError):
        work(town.karin, later(7)).run(lambda one: answer_matter(one, code, row.item, "Again"))


# --- what stands in the way -------------------------------------------------------------------


@pytest.mark.parametrize(("order", "holder"), [(1, "karin"), (2, "chief"), (3, "chief")])
def test_an_obstacle_has_a_holder_by_its_order_and_gets_an_answer(
    town: Town, order: int, holder: str
) -> None:
    code, home = led_by_karin(town)
    stuck = Stuck("No key without an address", "Housing", order, page="plan")
    work(town.karin, later(2)).run(lambda one: raise_obstacle(one, code, stuck))
    who = getattr(town, holder)
    row = work(who, later(3)).run(lambda one: obstacles_of(one, home))[0]
    assert (row.holder, row.order, row.due_on) == (number(who), order, date(2026, 12, 5))
    work(who, later(4)).run(lambda one: answer_matter(one, code, row.item, "The rule is off"))
    found = work(who, later(5)).run(lambda one: matter_of(one, home, row.item))
    assert found is not None
    assert found.outcome == "The rule is off"


def test_an_obstacle_says_what_whose_and_where(town: Town) -> None:
    code, _ = led_by_karin(town)
    with pytest.raises(InvalidError) as caught:
        work(town.karin, later(2)).run(lambda one: raise_obstacle(one, code, Stuck("", " ", 4)))
    assert [one.field for one in caught.value.problems] == ["what", "whose", "order"]


def test_until_somebody_says_yes_the_team_leader_is_told_every_day(town: Town) -> None:
    town.open()
    waits = work(town.chief, later(2)).run(today_of).others
    assert [one.kind for one in waits] == [WaitingKind.NO_LEAD]
