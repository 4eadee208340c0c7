"""What a proposal shows is checked: a week that does not keep it is never told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tandem.core.check import check, proposals
from tandem.core.check.answer import BudgetMonth, Witness
from tandem.core.check.aside import excuse, unfloored
from tandem.core.check.rigid import Aside
from tandem.core.check.verify import verify
from tandem.core.check.why import ClashKind
from tandem.core.check.witness import WrongWitnessError
from tandem.core.model import (
    Account,
    After,
    Alternative,
    Household,
    Income,
    Money,
    Order,
    Relation,
    State,
    StatusDemand,
)
from tandem.core.model.demands import Direction
from tests.core.oracle.build import (
    BY_LAW,
    MON,
    TUE,
    agreement,
    form,
    household,
    kevins_account,
    rule_base,
    session,
)

RULES = rule_base()
WORKS = StatusDemand(Relation.REQUIRES, "kevin", "works")
ON_MONDAY = session([MON], "10:00-11:00")


def clashing(*accounts: Account) -> Household:
    """Return a plan that fits when one of two on Monday goes to Tuesday."""
    other = Alternative("alt", "On Tuesday", form(session([TUE], "10:00-11:00")))
    return household(
        agreement("a", ON_MONDAY, mandatory=BY_LAW),
        agreement("b", ON_MONDAY, alternatives=(other,)),
        accounts=accounts,
    )


def test_the_first_proposal_shows_a_week_that_keeps_it() -> None:
    first, *_ = check(clashing(), RULES).proposals
    assert first.witness is not None
    assert verify(first.household, RULES, first.witness) == ()


def test_a_week_that_does_not_keep_a_proposal_is_never_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def spoilt(witness: Witness, _chosen: object) -> Witness:
        return replace(witness, weeks=witness.weeks[1:])

    monkeypatch.setattr(proposals, "coinciding", spoilt)
    with pytest.raises(WrongWitnessError, match="no week for"):
        check(clashing(), RULES)


def test_a_budget_that_does_not_keep_a_proposal_is_never_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def richer(month: BudgetMonth) -> BudgetMonth:
        return replace(month, free=month.free + 100)

    def spoilt(witness: Witness, _chosen: object) -> Witness:
        return replace(witness, budget=tuple(map(richer, witness.budget)))

    monkeypatch.setattr(proposals, "coinciding", spoilt)
    with pytest.raises(WrongWitnessError, match="stay free"):
        check(clashing(*kevins_account(0)), RULES)


def test_what_a_proposal_says_it_leaves_does_not_forbid_it() -> None:
    """Beside the two on Monday: too little money, and work that nothing gives."""
    poor = Account("kevin", 500, (Income("i", "Bijstand", 100),))
    plan = clashing(poor)
    needy = agreement("n", WORKS, Order(after=(After("gone"),)), mandatory=BY_LAW)
    first, *_ = check(replace(plan, agreements=(*plan.agreements, needy)), RULES).proposals
    assert [change.agreement for change in first.changes] == ["b"]
    assert first.limits_aside == ((ClashKind.MONEY, "kevin"),)
    assert first.support_aside == ("n",)
    assert first.witness is not None
    assert {month.floor for month in first.witness.budget} == {500}


def test_only_the_floor_that_is_set_aside_is_excused() -> None:
    accounts = (Account("kevin", 500), Account("karin", 300), Account("household", 0))
    home = household(accounts=accounts)
    aside = Aside(limits=frozenset({(ClashKind.MONEY, "kevin"), (ClashKind.CONTACTS, "karin")}))
    excused = excuse(home, aside)
    assert [account.floor for account in excused.accounts] == [None, 300, 0]
    witness = check(household(accounts=tuple(replace(a, floor=None) for a in accounts)), RULES)
    assert witness.witness is not None
    shown = unfloored(witness.witness, excused)
    assert {(m.account, m.floor) for m in shown.budget} == {
        ("kevin", None),
        ("karin", 300),
        ("household", 0),
    }


def test_only_the_requirements_that_are_set_aside_are_excused() -> None:
    makes = StatusDemand(Relation.MAKES, "kevin", "busy")
    waits = Order(after=(After("gone"), After("c"), After("old")))
    home = household(
        agreement("a", WORKS, makes, waits),
        agreement("b", WORKS, waits),
        agreement("c", Money("kevin", Direction.OUT, 1)),
        agreement("old", state=State.ENDED),
        agreement("gone", state=State.WITHDRAWN),
    )
    excused = excuse(home, Aside(support=frozenset({"a"})))
    free, bound = (one.form.demands for one in excused.agreements[:2])
    assert free.statuses == (makes,)
    assert [after.agreement for after in free.order.after] == ["c", "old"]
    assert bound == home.agreements[1].form.demands
    assert excused.agreements[2:] == home.agreements[2:]
