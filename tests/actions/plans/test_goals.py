"""Goals, and the family's own order of them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tandem.actions.errors import ChangedMeanwhileError, InvalidError, NotAllowedError
from tandem.actions.plans.add_agreement import add_agreement_line
from tandem.actions.plans.find import UnknownGoalError, find_goal
from tandem.actions.plans.goals import (
    GoalDraft,
    add_goal,
    change_goal,
    goal_draft_of,
    withdraw_goal,
)
from tandem.actions.plans.set_order import set_order
from tandem.records.plans.history import history_of
from tandem.records.plans.states import Achievement, Lifecycle
from tandem.records.work import Work
from tests.actions.plans.family import Family

ORDER = ("vak", "lotte-niet-alleen", "rust", "schuldenvrij", "eigen-geld", "dagstructuur")
ZWEMMEN = GoalDraft("Lotte leert zwemmen", "Ik wil in het diepe", ("lotte",), "eigen-plan")


def order_of(family: Family) -> tuple[str, ...]:
    return family.case().core().priorities


def set_as(family: Family, who: str, *order: str, version: int = 1) -> int:
    return family.run(who, lambda w: set_order(w, family.code, order=order, version=version))


def test_a_goal_is_added_without_a_place(family: Family) -> None:
    key = family.run("karin", lambda w: add_goal(w, family.code, draft=ZWEMMEN))
    case = family.case()
    assert re.fullmatch("lotte-leert-zwemmen-[a-z]{13}", key)
    assert goal_draft_of(case, find_goal(case, key)) == ZWEMMEN
    assert order_of(family) == ORDER


def test_no_short_name_tells_a_member_that_another_goal_has_it(family: Family) -> None:
    """A number behind it would: so a member could try names, and find what is shielded."""
    for who, known in (("samira", "lotte-leert-zwemmen"), ("samira", "lotte-leert-zwemmen-2")):
        added = family.run(who, lambda w: add_goal(w, family.code, draft=ZWEMMEN))
        assert added == known
    again = family.run("karin", lambda w: add_goal(w, family.code, draft=ZWEMMEN))
    assert re.fullmatch("lotte-leert-zwemmen-[a-z]{13}", again)


def test_a_goal_is_changed_and_an_older_version_is_refused(family: Family) -> None:
    draft = goal_draft_of(family.case(), find_goal(family.case(), "rust"))
    changed = replace(draft, text="Rust voor Kevin", achievement=Achievement.IMPROVING)

    def change(new: GoalDraft) -> int:
        return family.run(
            "joris", lambda w: change_goal(w, family.code, key="rust", version=1, draft=new)
        )

    assert change(draft) == 1
    assert change(changed) == 2
    goal = find_goal(family.case(), "rust")
    assert (goal.text, goal.achievement) == ("Rust voor Kevin", Achievement.IMPROVING)
    with pytest.raises(ChangedMeanwhileError):
        change(replace(draft, text="Anders"))


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (GoalDraft("  "), "text"),
        (GoalDraft("Zwemmen", members=("bram",)), "members"),
        (GoalDraft("Zwemmen", part="geen"), "part"),
    ],
)
def test_what_cannot_be(family: Family, draft: GoalDraft, field: str) -> None:
    with pytest.raises(InvalidError) as refused:
        family.run("karin", lambda w: add_goal(w, family.code, draft=draft))
    assert [one.field for one in refused.value.problems] == [field]


def test_a_goal_that_is_given_up_leaves_the_order(family: Family) -> None:
    def withdraw(reason: str) -> None:
        family.run(
            "karin",
            lambda w: withdraw_goal(w, family.code, key="vak", version=1, reason=reason),
        )

    with pytest.raises(InvalidError):
        withdraw("")
    withdraw("Kevin wil iets anders")
    assert find_goal(family.case(), "vak").lifecycle is Lifecycle.CANCELLED
    assert order_of(family) == ORDER[1:]
    assert family.case().plan.order_version == 2
    with pytest.raises(UnknownGoalError):
        find_goal(family.case(), "geen")


def test_after_a_goal_is_given_up_or_reached_agreements_are_added_as_before(family: Family) -> None:
    """Agreements that served it stay, and are not read as serving something unknown."""
    case = family.case()
    served = [one.key for one in case.plan.agreements if one.goal is not None]

    def give_up(work: Work) -> None:
        for key in ORDER[:-1]:
            withdraw_goal(work, family.code, key=key, version=1, reason="Het is gelukt")

    family.run("karin", give_up)
    line = "sport: Karin, za 10-11"
    added = family.run("karin", lambda w: add_agreement_line(w, family.code, line=line))
    core = family.case().core()
    assert {added.key, *served} <= {one.id for one in core.agreements}
    assert {one.goal for one in core.agreements} <= {None, ORDER[-1]}


def test_the_family_sets_the_order(family: Family) -> None:
    assert set_as(family, "kevin", *reversed(ORDER)) == 2
    assert order_of(family) == tuple(reversed(ORDER))
    events = family.run("karin", lambda w: history_of(w, family.id, most=1))
    assert events[0].data["for_member"] == "kevin"
    assert events[0].data["became"]["order"] == list(reversed(ORDER))


def test_part_of_the_order_comes_first_and_the_others_follow(family: Family) -> None:
    added = family.run("karin", lambda w: add_goal(w, family.code, draft=ZWEMMEN))
    set_as(family, "karin", added, "rust")
    assert order_of(family) == (
        added,
        "rust",
        "vak",
        "lotte-niet-alleen",
        "schuldenvrij",
        "eigen-geld",
        "dagstructuur",
    )


def test_the_lead_says_whose_order_it_is(family: Family) -> None:
    family.run(
        "samira",
        lambda w: set_order(w, family.code, order=["rust"], version=1, for_member="kevin"),
    )
    events = family.run("karin", lambda w: history_of(w, family.id, most=1))
    assert (events[0].actor, events[0].data["for_member"]) == ("Samira Haddou", "kevin")


def test_two_orders_at_once(family: Family) -> None:
    set_as(family, "karin", "rust")
    with pytest.raises(ChangedMeanwhileError):
        set_as(family, "kevin", "eigen-geld")
    assert set_as(family, "kevin", *order_of(family), version=2) == 2
    assert set_as(family, "kevin", "eigen-geld", version=2) == 3


def test_what_is_no_order(family: Family) -> None:
    for order in (["rust", "rust"], ["geen-doel"]):
        with pytest.raises(InvalidError):
            set_as(family, "karin", *order)
    with pytest.raises(InvalidError):
        family.run(
            "samira",
            lambda w: set_order(w, family.code, order=["rust"], version=1, for_member="bram"),
        )
    with pytest.raises(NotAllowedError):
        set_as(family, "bram", "rust")
