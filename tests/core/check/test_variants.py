"""What Tandem thinks of itself by example: what each variant does, and what is never varied."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tandem.core.check import check
from tandem.core.check.answer import Answer, Change, ChangeKind, Proposal
from tandem.core.check.items import Calendar
from tandem.core.check.variants import variations
from tandem.core.model import (
    Account,
    Agreement,
    Alternative,
    Direction,
    Household,
    Income,
    Money,
    Place,
    Professional,
    Sessions,
    Variant,
    Way,
    Where,
    Window,
)
from tandem.core.rules import RuleBase, VariantRule, VariantRules
from tests.core.oracle.build import BY_LAW, MON, TUE, agreement, form, household, rule_base, session

EVERY = tuple(Variant)
OFFICE = (Window((0, 1, 2, 3, 4), 540, 1020),)
MORNING = session([MON], "10:00-11:00")


def rules(*allows: Variant) -> RuleBase:
    hours = dict.fromkeys(Where, OFFICE)
    return replace(
        rule_base(), variants=VariantRules(hours, (VariantRule("own-agreement", allows),))
    )


def answer(plan: Household, *allows: Variant) -> Answer:
    return check(plan, rules(*(allows or EVERY)), variants=True)


def first(plan: Household, *allows: Variant) -> Proposal:
    return answer(plan, *allows).proposals[0]


def only(plan: Household, *allows: Variant) -> Change:
    (change,) = first(plan, *allows).changes
    return change


def contact(one: Sessions, travel: int = 0) -> Sessions:
    return replace(one, contact_of=one.members, travel=travel)


def fixed(name: str, *demands: Sessions) -> Agreement:
    return agreement(name, *demands, mandatory=BY_LAW)


def test_it_moves_within_the_hours_of_its_kind() -> None:
    change = only(household(fixed("a", MORNING), agreement("b", MORNING)))
    assert (change.agreement, change.kind, change.cost) == ("b", ChangeKind.MOVE, 1)
    assert change.kind.is_automatic
    assert change.form is not None
    assert change.form.demands.sessions[0].windows == OFFICE


def test_by_telephone_there_is_no_travel() -> None:
    talk = contact(session([MON], "12:00-13:00"), travel=90)
    change = only(household(fixed("a", MORNING), agreement("b", talk)), Variant.REMOTE)
    assert change.kind is ChangeKind.REMOTE
    assert change.form is not None
    (became,) = change.form.demands.sessions
    assert (became.where, became.travel) == (Where.REMOTE, 0)


def test_the_professional_can_travel_instead() -> None:
    talk = contact(session([MON], "12:00-13:00"), travel=90)
    change = only(household(fixed("a", MORNING), agreement("b", talk)), Variant.PLACE)
    assert (change.kind, change.by) == (ChangeKind.PLACE, None)


def test_it_can_be_at_the_place_of_another_agreement_of_the_same_owner() -> None:
    talk = contact(session([MON], "11:30-12:30"), travel=60)
    near = contact(session([TUE], "11:30-12:30"), travel=10)
    away = replace(talk, place="far")
    plan = household(
        fixed("a", MORNING),
        replace(agreement("b", away), owner="pro"),
        replace(agreement("c", replace(near, place="near")), owner="pro"),
    )
    allowed = rules(Variant.PLACE)
    found = variations(plan, allowed, Calendar(plan, allowed.holidays))["b"]
    there = {one.by: one.form.demands.sessions[0] for one in found}
    assert (there["c"].place, there["c"].travel) == ("near", 10)
    assert there[None].where is Where.HOME


def test_one_need_not_come_home_first_when_the_other_place_is_next_door() -> None:
    """By telephone one would have to be home at once, but to another place one goes straight on."""
    early = replace(contact(session([MON], "10:00-12:00"), travel=60), place="office")
    talk = replace(contact(session([MON], "12:00-13:00"), travel=60), place="clinic")
    near = replace(contact(session([TUE], "10:00-11:00")), place="office")
    plan = household(
        fixed("a", early),
        replace(agreement("b", talk), owner="pro"),
        replace(agreement("c", near), owner="pro"),
    )
    town = (Place("office", (Way("clinic", 30),)), Place("clinic"))
    change = only(replace(plan, places=town), Variant.REMOTE, Variant.PLACE)
    assert (change.kind, change.by) == (ChangeKind.PLACE, "c")
    assert answer(plan, Variant.REMOTE).proposals[0].changes[0].kind is ChangeKind.END


def test_a_contact_too_many_is_a_time_less() -> None:
    often = contact(session([MON, TUE], "10:00-11:00"))
    often = replace(often, times=2)
    plan = household(agreement("a", often))
    kevin = replace(plan.members[0], contacts_a_week=1)
    plan = replace(plan, members=(kevin, *plan.members[1:]))
    change = only(plan, Variant.FEWER)
    assert (change.kind, change.cost) == (ChangeKind.FEWER, 2)


def test_shorter_is_to_the_quarter_below_and_half_an_hour_at_least() -> None:
    long = session([MON], "10:40-11:40")
    change = only(household(fixed("a", session([MON], "10:00-10:50")), agreement("b", long)),
                  Variant.SHORTEN)  # fmt: skip
    assert change.form is not None
    assert change.form.demands.sessions[0].minutes == 45
    short = session([MON], "10:40-11:10")
    found = first(household(fixed("a", session([MON], "10:00-10:50")), agreement("b", short)))
    assert all(c.kind is not ChangeKind.SHORTEN for c in found.changes)


def test_half_the_amount_is_paid_when_more_is_too_much() -> None:
    plan = household(
        agreement("a", Money("kevin", Direction.OUT, 10_001)),
        accounts=(Account("kevin", 5_000, (Income("i", "Loon", 10_001),)),),
    )
    change = only(plan, Variant.HALVE)
    assert change.form is not None
    assert (change.kind, change.cost) == (ChangeKind.HALVE, 4)
    assert change.form.demands.money[0].cents == 5_001


# --- merging --------------------------------------------------------------------------------


def two_contacts(organisation: str = "org", *, may_merge: bool = False) -> Household:
    """Two contacts of Kevin, who can carry one."""
    one = agreement("a", contact(session([MON], "10:00-11:00"), travel=20), protected=True)
    two = agreement("b", contact(session([TUE], "10:00-11:00"), travel=20), protected=True)
    plan = household(*(replace(x, form=replace(x.form, may_merge=may_merge)) for x in (one, two)))
    kevin = replace(plan.members[0], contacts_a_week=1)
    pros = (Professional("pro-a", "A", organisation=organisation),
            Professional("pro-b", "B", organisation="org"))  # fmt: skip
    return replace(plan, members=(kevin, *plan.members[1:]), professionals=pros)


def test_two_contacts_of_one_organisation_become_one_visit() -> None:
    found = first(two_contacts(), Variant.MERGE)
    assert {(c.agreement, c.kind, c.by) for c in found.changes} == {
        ("a", ChangeKind.MERGE, "b"),
        ("b", ChangeKind.MERGE, "a"),
    }
    assert (found.cost, found.owners) == (2, ("pro-a", "pro-b"))
    assert found.witness is not None
    times = {(p.day, p.start) for p in found.witness.weeks[0].placements}
    assert len(times) == 1


def test_other_organisations_only_when_both_are_willing() -> None:
    assert answer(two_contacts("elsewhere"), Variant.MERGE).proposals == ()
    assert answer(two_contacts("elsewhere", may_merge=True), Variant.MERGE).proposals


# --- what is never varied -------------------------------------------------------------------


@pytest.mark.parametrize("less", [Variant.FEWER, Variant.SHORTEN])
def test_treatment_is_never_made_less(less: Variant) -> None:
    often = replace(contact(session([MON, TUE], "10:40-11:40")), times=2)
    plan = household(fixed("a", MORNING), agreement("b", often, protected=True))
    assert answer(plan, less).proposals == ()


def test_what_is_mandatory_changes_only_as_its_owner_says() -> None:
    assert answer(household(fixed("a", MORNING), fixed("b", MORNING))).proposals == ()


def test_an_agreement_refuses_variants() -> None:
    still = agreement("b", MORNING, protected=True)
    still = replace(still, form=replace(still.form, fixed=EVERY))
    assert answer(household(fixed("a", MORNING), still)).proposals == ()


def test_a_kind_without_a_rule_is_not_varied() -> None:
    school = replace(agreement("b", MORNING, protected=True), kind="school")
    assert answer(household(fixed("a", MORNING), school)).proposals == ()


def test_what_its_owner_named_goes_before_what_tandem_thought_of() -> None:
    named = Alternative("later", "later", form(session([MON], "14:00-15:00")))
    plan = household(agreement("a", MORNING), agreement("b", MORNING, alternatives=(named,)))
    assert only(plan).kind is ChangeKind.ALTERNATIVE


# --- what could go together -----------------------------------------------------------------


def test_contacts_that_could_be_one_visit_are_named_with_what_that_saves() -> None:
    plan = replace(two_contacts(), members=household().members)
    (one,) = answer(plan, Variant.MERGE).synergies
    assert {one.agreement, one.other} == {"a", "b"}
    assert (one.contacts, one.minutes, one.travel) == (1, 60, 40)
    assert check(plan, rules(*EVERY)).synergies == ()


def test_visits_to_one_place_could_follow_one_another() -> None:
    here = replace(session([MON], "10:00-11:00"), place="town hall", travel=20)
    there = replace(session([MON, TUE], "11:00-12:00"), place="town hall", travel=15, times=1)
    plan = household(fixed("a", here), fixed("b", there))
    (one,) = answer(plan).synergies
    assert (one.agreement, one.other, one.travel, one.day) == ("b", "a", 30, MON)


def test_what_stands_between_two_visits_keeps_them_apart() -> None:
    here = replace(session([MON], "10:00-11:00"), place="town hall", travel=20)
    there = replace(session([MON, TUE], "11:00-12:00"), place="town hall", travel=15, times=1)
    call = replace(session([MON], "11:30-12:00"), where=Where.REMOTE)
    plan = household(fixed("a", here), fixed("b", there), fixed("c", call))
    assert answer(plan).synergies == ()
