"""Free starts: one start date for agenda, order, status, contacts and money alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tandem.core.check import check, together, verify
from tandem.core.check.answer import Answer, Verdict
from tandem.core.check.why import AgendaReason, FreeStart, OrderReason, StartsReason
from tandem.core.explain import explain_clash
from tandem.core.model import (
    After,
    Household,
    Member,
    Order,
    Period,
    Relation,
    StatusDemand,
)
from tandem.core.rules import RuleBase
from tests.core.oracle.build import (
    MON,
    TUE,
    agreement,
    day,
    household,
    rule_base,
    session,
)

RULES = rule_base()
TALK = session([MON], "10:00-11:00")
MEETS = session([MON], "10:30-11:30")


def starts(found: Answer) -> dict[str, date]:
    assert found.witness is not None
    return {one.agreement: one.first for one in found.witness.days}


def sets(found: Answer) -> list[tuple[str, ...]]:
    return [clash.agreements for clash in found.clashes]


def answer(plan: Household, rules: RuleBase = RULES) -> Answer:
    found = check(plan, rules)
    if found.witness is not None:
        assert verify(plan, rules, found.witness) == ()
    return found


def test_it_starts_as_soon_as_the_agenda_allows() -> None:
    found = answer(
        household(
            agreement("course", TALK, until=day(13)),
            agreement("job", MEETS, start=day(0), latest_start=day(21)),
        )
    )
    assert found.verdict is Verdict.FEASIBLE
    assert starts(found)["job"] == day(14)


def test_order_and_agenda_can_clash_over_one_start() -> None:
    """The job has to begin after the course, and may not meet the talk of the third week."""
    found = answer(
        household(
            agreement("course", start=day(0), until=day(8)),
            agreement(
                "job", MEETS, Order(after=(After("course"),)), start=day(0), latest_start=day(14)
            ),
            agreement("talk", TALK, start=day(14)),
            weeks=4,
        )
    )
    assert sets(found) == [("job", "talk")]
    found = answer(
        household(
            agreement("course", start=day(0), until=day(8)),
            agreement(
                "job",
                MEETS,
                Order(after=(After("course"),)),
                start=day(0),
                latest_start=day(14),
                lasts_days=7,
            ),
            agreement("talk", replace(TALK, period=Period(day(14), day(20)))),
        )
    )
    assert sets(found) == []
    found = answer(
        household(
            agreement("course", start=day(0), until=day(13)),
            agreement(
                "job",
                MEETS,
                Order(after=(After("course"),)),
                start=day(0),
                latest_start=day(14),
                lasts_days=7,
            ),
            agreement("talk", replace(TALK, period=Period(day(14), day(20)))),
        )
    )
    assert sets(found) == [("course", "job", "talk")]
    (clash,) = found.clashes
    agenda, free = clash.reasons
    assert isinstance(agenda, AgendaReason)
    assert free == StartsReason((FreeStart("job", day(0), day(14)),), ("course",))


def test_every_day_in_the_way_of_another_is_one_clash_of_all() -> None:
    plan = household(
        agreement("camp", TALK, start=day(0), latest_start=day(7), lasts_days=7),
        agreement("first", replace(MEETS, period=Period(day(0), day(6)))),
        agreement("second", replace(MEETS, period=Period(day(7), day(13)))),
        weeks=2,
    )
    # Begun on another day than a Monday, the camp would fill no whole week.
    assert answer(plan).verdict is Verdict.FEASIBLE
    only_mondays = replace(
        plan,
        agreements=(
            replace(
                plan.agreements[0],
                form=replace(plan.agreements[0].form, lasts_days=13),
            ),
            *plan.agreements[1:],
        ),
    )
    found = answer(only_mondays)
    assert sets(found) == [("camp", "first", "second")]
    assert together(only_mondays, RULES, ["camp", "first"]) == ()


def test_an_order_that_no_day_keeps_is_told_as_an_order() -> None:
    found = answer(
        household(
            agreement("form", start=day(0), until=day(20)),
            agreement(
                "plan", TALK, Order(after=(After("form"),)), start=day(0), latest_start=day(20)
            ),
        )
    )
    (clash,) = found.clashes
    assert [type(reason) for reason in clash.reasons] == [OrderReason]


def test_support_begins_on_the_day_that_it_starts() -> None:
    needs = StatusDemand(Relation.REQUIRES, "kevin", "works", Period(day(10), None))
    makes = StatusDemand(Relation.MAKES, "kevin", "works")
    plan = household(
        agreement("repayment", needs),
        agreement("job", makes, start=day(0), latest_start=day(20)),
    )
    found = answer(plan)
    assert found.verdict is Verdict.FEASIBLE
    assert starts(found)["job"] <= day(10)


def test_what_each_by_itself_could_be_kept_may_not_go_together() -> None:
    """Early there are too many contacts, late the status comes too late: nothing by itself."""
    contact = session([TUE], "10:00-11:00", contact_of=("kevin",))
    talk = session([MON], "15:00-16:00", contact_of=("kevin",), period=Period(day(7)))
    works = StatusDemand(Relation.MAKES, "kevin", "works")
    found = answer(
        household(
            agreement("aside", TALK),
            agreement("job", works, contact, start=day(0), latest_start=day(27)),
            agreement(
                "repayment", StatusDemand(Relation.REQUIRES, "kevin", "works", Period(day(8)))
            ),
            agreement("talk", talk),
            members=(Member("kevin", "Kevin", contacts_a_week=1),),
        )
    )
    assert found.verdict is Verdict.INFEASIBLE
    assert (found.limits, found.missing_support) == ((), ())
    (clash,) = found.clashes
    assert clash.agreements == ("job", "repayment", "talk")
    assert clash.reasons == (StartsReason((FreeStart("job", day(0), day(27)),)),)
    assert found.proposals


def test_a_proposal_names_its_witness_and_leaves_the_start_free() -> None:
    plan = household(
        agreement("course", TALK),
        agreement("job", MEETS, start=day(0), latest_start=day(14)),
    )
    found = answer(plan)
    assert found.verdict is Verdict.INFEASIBLE
    for proposal in found.proposals:
        job = next(one for one in proposal.household.agreements if one.id == "job")
        if job.enters_check:
            assert proposal.witness is not None
            assert verify(proposal.household, RULES, proposal.witness) == ()


def test_a_start_on_another_day_than_allowed_is_refused() -> None:
    plan = household(agreement("job", TALK, start=day(0), latest_start=day(14)))
    witness = answer(plan).witness
    assert witness is not None
    for wrong in (day(-1), day(15)):
        days = (replace(witness.days[0], first=wrong, last=day(100)),)
        assert verify(plan, RULES, replace(witness, days=days)) != ()


def test_a_start_that_the_weeks_do_not_show_is_refused() -> None:
    plan = household(agreement("job", TALK, start=day(0), latest_start=day(14)))
    witness = answer(plan).witness
    assert witness is not None
    later = replace(witness, days=(replace(witness.days[0], first=day(7), last=day(100)),))
    assert verify(plan, RULES, later) != ()


def test_a_latest_day_alone_begins_with_the_horizon() -> None:
    plan = household(
        agreement("job", TALK, Order(finishes_before=day(5)), latest_start=day(14), lasts_days=14)
    )
    assert sets(answer(plan)) == [("job",)]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_it_is_told_between_which_days_nothing_fits(lang: str) -> None:
    plan = household(
        agreement("course", TALK),
        agreement("job", MEETS, start=day(0), latest_start=day(14)),
    )
    (clash,) = check(plan, RULES).clashes
    told = explain_clash(clash, plan, RULES, lang)
    assert ("Op geen van die dagen past alles." in told) is (lang == "nl")
    assert ("On none of those days does everything fit." in told) is (lang == "en")
