"""Proposals by example: what changes, what is never proposed, and what goes up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tandem.core.check import check
from tandem.core.check.answer import Answer, ChangeKind, Proposal, Verdict, WayOut
from tandem.core.model import (
    Account,
    Agreement,
    Alternative,
    Basis,
    Direction,
    EndsIncome,
    Goal,
    Household,
    Income,
    Mandatory,
    Money,
    Sessions,
    State,
)
from tests.core.oracle.build import BY_LAW, MON, TUE, agreement, form, household, rule_base, session

MORNING = session([MON], "10:00-11:00")


def answer(one: Household) -> Answer:
    found = check(one, rule_base())
    for proposal in found.proposals:
        if not (proposal.set_aside or proposal.limits_aside or proposal.support_aside):
            assert check(proposal.household, rule_base()).verdict is Verdict.FEASIBLE
    return found


def changes(proposal: Proposal) -> dict[str, tuple[ChangeKind, int]]:
    return {change.agreement: (change.kind, change.cost) for change in proposal.changes}


def other(name: str, *demands: Sessions, takes_place_of: tuple[str, ...] = ()) -> Alternative:
    return Alternative(name, name, form(*demands), takes_place_of)


def at(hours: str, day: int = MON) -> Sessions:
    return session([day], hours)


def test_the_owners_alternative_is_preferred_to_ending() -> None:
    plan = household(
        agreement("a", MORNING),
        agreement("b", MORNING, alternatives=(other("later", at("14:00-15:00")),)),
    )
    first, *_ = answer(plan).proposals
    assert changes(first) == {"b": (ChangeKind.ALTERNATIVE, 1)}
    assert first.proven_least


def test_the_goal_that_matters_least_to_the_family_gives_way() -> None:
    plan = household(
        agreement("a", MORNING, goal="second"),
        agreement("b", MORNING, goal="first"),
    )
    plan = replace(
        plan,
        goals=(Goal("first", "first"), Goal("second", "second")),
        priorities=("second", "first"),
    )
    first, *_ = answer(plan).proposals
    assert first.goals_given_up == ("first",)
    assert changes(first) == {"b": (ChangeKind.END, 80)}


def test_postponing_waits_for_what_is_in_the_way() -> None:
    plan = household(
        agreement("a", MORNING, until=date(2027, 1, 17)),
        agreement("b", MORNING),
        weeks=6,
    )
    first, *_ = answer(plan).proposals
    (change,) = first.changes
    assert (change.agreement, change.kind) == ("b", ChangeKind.POSTPONE)
    assert change.start == date(2027, 1, 18)


def test_what_already_runs_is_not_postponed() -> None:
    plan = household(
        agreement("a", MORNING, until=date(2027, 1, 17), state=State.ACTIVE),
        agreement("b", MORNING, state=State.ACTIVE),
        weeks=6,
    )
    kinds = {c.kind for p in answer(plan).proposals for c in p.changes}
    assert kinds == {ChangeKind.END}


def test_an_alternative_takes_the_place_of_another() -> None:
    plan = household(
        agreement(
            "school",
            MORNING,
            alternatives=(other("both", at("13:00-17:00"), takes_place_of=("work",)),),
        ),
        agreement("work", MORNING),
    )
    first, *_ = answer(plan).proposals
    assert changes(first) == {
        "school": (ChangeKind.ALTERNATIVE, 1),
        "work": (ChangeKind.REPLACED, 1),
    }
    assert {c.agreement: c.by for c in first.changes}["work"] == "school"


def test_it_ends_when_another_starts() -> None:
    activities = agreement("activities", MORNING)
    ending = Alternative("stops", "stops", activities.form, ends_when=("work",))
    plan = household(
        replace(activities, alternatives=(ending,)),
        agreement("work", MORNING, start=date(2027, 1, 18), mandatory=BY_LAW),
        weeks=6,
    )
    first, *_ = answer(plan).proposals
    (change,) = first.changes
    assert (change.agreement, change.until, change.by) == ("activities", date(2027, 1, 17), "work")


def test_dropping_what_brings_in_money_is_seen_by_its_true_meaning() -> None:
    """Work clashes with therapy. Without work the repayment cannot be paid: so it goes too."""
    plan = household(
        agreement("work", MORNING, Money("kevin", Direction.IN, 95_000), EndsIncome("bijstand")),
        agreement("therapy", MORNING, protected=True),
        agreement("repayment", Money("kevin", Direction.OUT, 12_000)),
        accounts=(Account("kevin", 33_000, (Income("bijstand", "Bijstand", 35_000),)),),
    )
    first, *_ = answer(plan).proposals
    assert set(changes(first)) == {"work", "repayment"}


def court(name: str, *demands: Sessions) -> Agreement:
    return agreement(name, *demands, mandatory=Mandatory(Basis.COURT_ORDER, "vonnis"))


def test_mandatory_against_mandatory_is_escalated_and_has_no_proposal() -> None:
    found = answer(household(court("a", MORNING), agreement("b", MORNING, mandatory=BY_LAW)))
    (clash,) = found.clashes
    assert clash.way_out is WayOut.ESCALATE
    assert clash.ask == ("pro-a", "pro-b")
    assert found.proposals == ()
    assert found.proposals_complete


def test_a_mandatory_agreement_changes_into_its_own_alternative_only() -> None:
    own = other("later", at("14:00-15:00"))
    found = answer(
        household(court("a", MORNING), replace(court("b", MORNING), alternatives=(own,)))
    )
    assert found.clashes[0].way_out is WayOut.CHANGE
    (first,) = found.proposals
    assert changes(first) == {"b": (ChangeKind.ALTERNATIVE, 1)}


def test_treatment_is_asked_of_its_owner_never_proposed_to_end() -> None:
    found = answer(
        household(
            agreement("treatment", MORNING, protected=True, state=State.ACTIVE), court("b", MORNING)
        )
    )
    (clash,) = found.clashes
    assert clash.way_out is WayOut.ASK_OWNER
    assert clash.ask == ("pro-treatment",)
    assert found.proposals == ()


def test_beside_an_escalated_clash_the_other_proposals_stand() -> None:
    found = answer(
        household(
            court("a", MORNING),
            court("b", MORNING),
            agreement("c", at("10:00-11:00", TUE)),
            agreement("d", at("10:00-11:00", TUE)),
        )
    )
    ways = {clash.agreements: clash.way_out for clash in found.clashes}
    assert ways == {("a", "b"): WayOut.ESCALATE, ("c", "d"): WayOut.CHANGE}
    first, *_ = found.proposals
    assert set(changes(first)) == {"c"}
    assert first.set_aside == (("a", "b"),)


def test_facts_that_fall_short_name_no_agreement_and_go_up() -> None:
    plan = household(accounts=(Account("kevin", 50_000, (Income("i", "Loon", 40_000),)),))
    found = answer(plan)
    (limit,) = found.limits
    assert limit.agreements == ()
    assert limit.way_out is WayOut.ESCALATE


def test_ties_are_broken_by_owners_then_by_name() -> None:
    """Ending d alone or e alone costs the same; so does ending two of one owner or of two."""
    plan = household(agreement("d", MORNING), agreement("e", MORNING))
    first, second = answer(plan).proposals
    assert set(changes(first)) == {"d"}
    assert set(changes(second)) == {"e"}


def test_the_plan_without_agreements_fits() -> None:
    found = answer(household())
    assert found.verdict is Verdict.FEASIBLE
    assert found.proposals == ()
