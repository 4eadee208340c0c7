"""Every difference between the check and the brute force that was found, kept by name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tandem.core.check import check, verify
from tandem.core.check.answer import Answer, Verdict, WayOut
from tandem.core.model import (
    Account,
    After,
    Alternative,
    Direction,
    EndsIncome,
    Form,
    Household,
    Income,
    Money,
    Order,
    Relation,
    SomebodyHome,
    StatusDemand,
)
from tests.core.compare import finding_differences, proposal_differences
from tests.core.households import case_of
from tests.core.oracle import Oracle
from tests.core.oracle.build import (
    BY_LAW,
    MON,
    MONDAY,
    SAT,
    agreement,
    form,
    household,
    rule_base,
    session,
    window,
)

RULES = rule_base()
WORKS = StatusDemand(Relation.REQUIRES, "kevin", "works")


def answer(home: Household) -> Answer:
    """Return the answer, after holding it against the brute force."""
    found = check(home, RULES)
    oracle = Oracle(home, RULES)
    assert list(finding_differences(oracle, found)) == []
    assert list(proposal_differences(oracle, found)) == []
    return found


def test_all_that_end_an_income_are_named() -> None:
    home = household(
        agreement("a", EndsIncome("i")),
        agreement("b", EndsIncome("i")),
        accounts=(Account("kevin", 10001, (Income("i", "Bijstand", 30000),)),),
    )
    (limit,) = answer(home).limits
    assert limit.agreements == ("a", "b")


def test_support_that_nothing_gives_is_set_aside_and_said_so() -> None:
    home = household(
        agreement("a", session([MON], "10:00-11:00"), Order(after=(After("gone"),))),
        agreement("c", WORKS, protected=True),
    )
    (proposal,) = answer(home).proposals
    assert [change.agreement for change in proposal.changes] == ["a"]
    assert proposal.support_aside == ("c",)


def test_an_alternative_that_still_lacks_support_is_no_crash() -> None:
    home = household(
        agreement(
            "a",
            session([MON], "10:00-11:00", times=2),
            WORKS,
            mandatory=BY_LAW,
            alternatives=(Alternative("alt", "Without a time", form(WORKS)),),
        ),
    )
    (proposal,) = answer(home).proposals
    assert proposal.changes[0].alternative == "alt"
    assert proposal.support_aside == ("a",)


def test_a_clash_is_rigid_by_itself_whatever_the_rest_of_the_plan() -> None:
    talk = session([MON], "10:00-11:00")
    home = household(
        agreement("d", Order(after=(After("e"),)), protected=True),
        agreement(
            "e",
            Order(after=(After("d"),)),
            mandatory=BY_LAW,
            alternatives=(Alternative("alt", "Without waiting", form()),),
        ),
        agreement("m", talk, mandatory=BY_LAW),
        agreement("n", talk, mandatory=BY_LAW),
    )
    found = answer(home)
    ways_out = {clash.agreements: clash.way_out for clash in found.clashes}
    assert ways_out == {("d", "e"): WayOut.CHANGE, ("m", "n"): WayOut.ESCALATE}
    assert [p.set_aside for p in found.proposals] == [(("m", "n"),)]


def test_a_limit_is_rigid_by_itself_whatever_support_its_way_out_lacks() -> None:
    waits = Alternative("alt", "Later", form(Order(after=(After("gone"),))))
    pays = Money("kevin", Direction.OUT, 5000)
    home = household(
        agreement("f", pays, mandatory=BY_LAW, alternatives=(waits,)),
        accounts=(Account("kevin", 0),),
    )
    found = answer(home)
    assert found.proposals == ()
    assert [limit.way_out for limit in found.limits] == [WayOut.ESCALATE]


@pytest.mark.parametrize("start_known", [True, False])
def test_an_end_when_keeps_the_form_it_has(*, start_known: bool) -> None:
    ends = Alternative("alt", "Ends then", Form(start_known=False), ends_when=("c",))
    waiting = Order((After("b"),), starts_before=MONDAY)
    home = household(
        agreement("b", until=MONDAY, start_known=start_known, alternatives=(ends,)),
        agreement("c", waiting),
        weeks=1,
    )
    assert [[c.agreement for c in p.changes] for p in answer(home).proposals] == [["c"]]


def test_ties_of_a_next_proposal_are_broken_by_its_changes_not_by_what_ends_them() -> None:
    talk = session([MON], "09:00-12:00", minutes=90)
    ends = Alternative("alt", "Ends then", form(), ends_when=("a", "c"))
    short = session([MON], "09:00-12:00", minutes=60)
    home = household(
        agreement("a", short, owner="pro-c", goal="g"),
        agreement("b", talk, owner="pro-a", alternatives=(ends,)),
        agreement("c", talk, owner="pro-b", goal="g", start=date(2027, 1, 3)),
        agreement("d", talk, owner="pro-c", goal="g"),
        priorities=("first", "g"),
        weeks=1,
    )
    changed = [[c.agreement for c in p.changes] for p in answer(home).proposals]
    assert changed == [["a", "b"], ["b", "c"], ["b", "d"]]


def test_out_of_time_nothing_is_listed_that_a_smaller_set_explains() -> None:
    works = StatusDemand(Relation.MAKES, "karin", "works")
    bars = StatusDemand(Relation.EXCLUDES, "karin", "works")
    home = household(
        agreement("a", bars), agreement("d", session([SAT], "09:05-09:30", times=3), works)
    )
    found = check(home, RULES, deadline=lambda: True)
    assert found.verdict is not Verdict.FEASIBLE
    assert not found.complete
    assert ("a", "d") not in [clash.agreements for clash in found.clashes]


def test_the_verifier_looks_at_who_asks_for_somebody_at_home() -> None:
    home = household(agreement("a", SomebodyHome(("karin",), (window([MON], "10:00-11:00"),))))
    witness = check(home, RULES).witness
    assert witness is not None
    without = replace(witness, weeks=tuple(replace(w, homes=()) for w in witness.weeks))
    assert verify(home, RULES, witness) == ()
    assert verify(home, RULES, without) != ()


def test_an_alternative_that_asks_the_same_of_another_member_is_another_thing() -> None:
    def claim(relation: Relation, member: str) -> StatusDemand:
        return StatusDemand(relation, member, "works")

    for_karin = Alternative("alt", "Karin works", form(claim(Relation.MAKES, "karin")))
    home = household(
        agreement("c", claim(Relation.MAKES, "kevin"), alternatives=(for_karin,)),
        agreement("d", claim(Relation.EXCLUDES, "kevin")),
    )
    first, *_ = answer(home).proposals
    assert [(c.agreement, c.alternative, c.cost) for c in first.changes] == [("c", "alt", 1)]


def test_what_lasts_some_days_gives_support_later_when_it_is_postponed() -> None:
    works = StatusDemand(Relation.MAKES, "kevin", "works")
    needs = StatusDemand(Relation.REQUIRES, "kevin", "works")
    home = household(
        agreement("b", works, latest_start=date(2026, 12, 26), lasts_days=14),
        agreement("c", needs),
        weeks=1,
    )
    first, *_ = answer(home).proposals
    assert [(c.agreement, c.start) for c in first.changes] == [
        ("b", date(2027, 1, 9)),
        ("c", date(2027, 1, 9)),
    ]


@pytest.mark.parametrize("most", [1, 2, 3])
def test_a_list_that_is_cut_short_is_never_longer_than_was_asked(most: int) -> None:
    """A set that turns out not to be smallest falls apart in several."""
    case = case_of(4910)
    found = check(case.household, case.rules, limit=most, proposals=0)
    assert len(found.clashes) <= most
    assert not found.complete
