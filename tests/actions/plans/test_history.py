"""What happened to a plan, in rows that a page can show."""

from __future__ import annotations

from tandem.actions.plans.answer_agreement import answer_agreement
from tandem.actions.plans.check_plan import check_plan
from tandem.actions.plans.choose_proposal import choose_proposal
from tandem.actions.plans.goals import GoalDraft, add_goal
from tandem.core.access import AnswerKind
from tandem.records.plans.history import EventRow, history_of, history_of_agreement
from tests.actions.plans.family import Family


def history(family: Family, who: str = "karin", before: int | None = None) -> tuple[EventRow, ...]:
    return family.run(who, lambda w: history_of(w, family.id, before=before, most=5))


def test_the_latest_comes_first_with_who_and_what_about(family: Family) -> None:
    family.run("karin", lambda w: add_goal(w, family.code, draft=GoalDraft("Lotte zwemt")))
    family.run(
        "kevin",
        lambda w: answer_agreement(
            w,
            family.code,
            key="therapy",
            version=1,
            kind=AnswerKind.CANNOT,
            reason="Te ver",
        ),
    )
    answered, added, *_ = history(family)
    assert (added.actor, added.verb, added.title) == ("Karin", "added", "Lotte zwemt")
    assert (answered.actor, answered.verb, answered.title) == ("Kevin", "answered", "Therapie")
    assert (answered.data["answer"], answered.data["reason"]) == ("cannot", "Te ver")


def test_older_ones_follow_and_nothing_is_skipped(family: Family) -> None:
    found: list[EventRow] = []
    while page := history(family, before=found[-1].id if found else None):
        found += page
    numbers = [one.id for one in found]
    assert numbers == sorted(numbers, reverse=True)
    assert found[-1].verb in {"opened", "added", "imported"}
    assert {one.title for one in found} >= {"Therapie", "School"}


def test_a_change_carries_the_name_of_its_agreement(family: Family) -> None:
    version = family.case().plan.version
    family.run("kevin", lambda w: check_plan(w, family.code))
    family.run("kevin", lambda w: choose_proposal(w, family.code, index=0, plan_version=version))
    family.run("samira", lambda w: choose_proposal(w, family.code, index=1, plan_version=version))
    withdrawn = [one for one in history(family) if one.verb == "change-withdrawn"]
    assert withdrawn
    assert all(one.title and one.data["reason"] for one in withdrawn)


def test_of_one_agreement_the_oldest_comes_first(family: Family) -> None:
    number = family.row("therapy").id
    yes = AnswerKind.YES
    family.run(
        "kevin",
        lambda w: answer_agreement(w, family.code, key="therapy", version=1, kind=yes),
    )
    found = family.run("karin", lambda w: history_of_agreement(w, family.id, number))
    assert [one.verb for one in found] == ["added", "answered"]


def test_who_has_nothing_to_do_with_it_sees_nothing(family: Family) -> None:
    assert history(family, "stranger") == ()
