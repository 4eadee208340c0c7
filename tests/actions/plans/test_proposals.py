"""A chosen proposal asks changes; each is carried out, or not, by the answers to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from tandem.actions.errors import ChangedMeanwhileError, InvalidError, NotAllowedError
from tandem.actions.plans.answer_change import (
    UnknownChangeError,
    answer_change,
    record_change_answer,
)
from tandem.actions.plans.change_agreement import change_agreement
from tandem.actions.plans.check_plan import check_plan
from tandem.actions.plans.choose_proposal import Chosen, choose_proposal
from tandem.actions.plans.draft import AgreementDraft, draft_of
from tandem.actions.plans.pause_agreement import hold_agreement
from tandem.actions.plans.speakers import Told
from tandem.core.access import AnswerKind
from tandem.core.check.answer import Verdict
from tandem.core.model import State
from tandem.records.plans.changes import ChangeRow, last_choice, open_changes
from tandem.records.plans.states import ChangeKind, ChangeState, Way
from tests.actions.plans.family import DAY, Family

YES, NO, CANNOT = AnswerKind.YES, AnswerKind.NOT_AGREED, AnswerKind.CANNOT
OPEN, ACCEPTED, DECLINED, WITHDRAWN = (
    ChangeState.OPEN,
    ChangeState.ACCEPTED,
    ChangeState.DECLINED,
    ChangeState.WITHDRAWN,
)


def choose(family: Family, who: str = "samira", index: int = 0) -> Chosen:
    version = family.case().plan.version
    return family.run(
        who, lambda w: choose_proposal(w, family.code, index=index, plan_version=version)
    )


def asked(family: Family) -> dict[str, ChangeRow]:
    """Return the changes of the last choice, by agreement."""
    keys = {one.id: one.key for one in family.case().plan.agreements}
    found = family.run("samira", lambda w: last_choice(w, family.id))
    return {keys[one.agreement]: one for one in found}


def answer(
    family: Family, who: str, key: str, kind: AnswerKind = YES, reason: str = ""
) -> ChangeState:
    number = asked(family)[key].id
    return family.run(
        who, lambda w: answer_change(w, family.code, change=number, kind=kind, reason=reason)
    )


def edit(family: Family, key: str, change: Callable[[AgreementDraft], AgreementDraft]) -> None:
    row = family.row(key)
    draft = change(draft_of(family.case(), row))
    family.run(
        "samira",
        lambda w: change_agreement(w, family.code, key=key, version=row.version, draft=draft),
    )


OWNERS = {
    "school": "samira",
    "work": "marloes",
    "coach-talk": "bram",
    "budget-talk": "dirk",
    "therapy": "de-oever",
    "day-activities": "ineke",
    "home-guidance": "youssef",
    "karin-traject": "marloes",
}


def everybody_says_yes(family: Family) -> None:
    for key, change in asked(family).items():
        if change.state is OPEN:
            answer(family, OWNERS[key], key)
            answer(family, "karin" if key == "karin-traject" else "kevin", key)


def test_choosing_changes_nothing_by_itself(family: Family) -> None:
    before = family.case().plan
    chosen = choose(family)
    assert family.case().plan == before
    changes = asked(family)
    assert tuple(one.id for one in changes.values()) == chosen.changes
    assert changes.keys() == OWNERS.keys()
    assert changes["work"].kind is ChangeKind.REPLACED
    assert (changes["work"].because_of, changes["work"].form) == ("school", None)
    assert changes["day-activities"].ends_on is not None
    assert {one.chosen_by for one in changes.values()} == {"Samira Haddou"}


def test_when_everybody_says_yes_the_plan_fits(family: Family) -> None:
    choose(family)
    everybody_says_yes(family)
    assert {one.state for one in asked(family).values()} == {ACCEPTED}
    stored = family.run("samira", lambda w: check_plan(w, family.code))
    assert stored.answer.verdict is Verdict.FEASIBLE
    assert family.state("school") is State.AGREED
    assert family.state("therapy") is State.ACTIVE
    assert family.state("work") is State.WITHDRAWN


def test_with_every_yes_the_alternative_becomes_the_form(family: Family) -> None:
    choose(family)
    before = family.row("coach-talk")
    assert answer(family, "bram", "coach-talk") is OPEN
    assert family.row("coach-talk") == before
    assert answer(family, "kevin", "coach-talk") is ACCEPTED
    row = family.row("coach-talk")
    (alternative,) = before.alternatives
    assert row.form == alternative.form
    assert row.alternatives == ()
    assert (row.version, row.yes_from_version, row.state) == (2, 2, State.AGREED)
    assert {one.kind for one in row.answers if row.counts(one)} == {YES}


def test_a_no_declines_it_and_the_others_stay(family: Family) -> None:
    choose(family)
    before = family.row("coach-talk")
    assert answer(family, "kevin", "coach-talk", CANNOT, "Ik bel niet graag") is DECLINED
    assert family.row("coach-talk") == before
    changes = asked(family)
    assert changes["coach-talk"].closed_because == "Ik bel niet graag"
    assert [key for key, one in changes.items() if one.state is not OPEN] == ["coach-talk"]
    with pytest.raises(UnknownChangeError):
        answer(family, "bram", "coach-talk")


def test_what_makes_way_waits_for_what_comes_in_its_place(family: Family) -> None:
    choose(family)
    answer(family, "marloes", "work")
    assert answer(family, "kevin", "work") is OPEN
    assert family.state("work") is State.PROPOSED
    answer(family, "kevin", "school")
    assert answer(family, "samira", "school") is ACCEPTED
    assert family.state("work") is State.WITHDRAWN
    assert asked(family)["work"].state is ACCEPTED


def test_when_that_is_declined_it_does_not_make_way(family: Family) -> None:
    choose(family)
    answer(family, "marloes", "work")
    answer(family, "kevin", "work")
    assert answer(family, "kevin", "school", NO) is DECLINED
    assert asked(family)["work"].state is WITHDRAWN
    assert family.state("work") is State.PROPOSED


def test_another_choice_withdraws_what_was_open(family: Family) -> None:
    first = choose(family)
    answer(family, "kevin", "coach-talk", NO)
    second = choose(family, "kevin", index=1)
    assert not set(first.changes) & set(second.changes)
    still = family.run("samira", lambda w: open_changes(w, family.id))
    assert {one.choice for one in still} == {second.choice}


def test_an_agreement_that_changes_withdraws_its_change(family: Family) -> None:
    choose(family)
    edit(family, "coach-talk", lambda one: replace(one, title="Praten"))
    assert asked(family)["coach-talk"].state is OPEN
    edit(family, "school", lambda one: replace(one, members=("kevin", "karin")))
    changes = asked(family)
    assert (changes["school"].state, changes["work"].state) == (WITHDRAWN, WITHDRAWN)
    assert changes["school"].closed_because == "the agreement was changed"
    family.run(
        "bram",
        lambda w: hold_agreement(w, family.code, key="coach-talk", version=2, reason="Ziek"),
    )
    assert asked(family)["coach-talk"].state is WITHDRAWN


def test_an_answer_to_a_change_is_written_down(family: Family) -> None:
    choose(family)
    number = asked(family)["coach-talk"].id
    on = DAY - timedelta(days=2)

    def record(who: str, told: Told) -> ChangeState:
        return family.run(
            who, lambda w: record_change_answer(w, family.code, change=number, told=told)
        )

    with pytest.raises(NotAllowedError):
        record("dirk", Told("kevin", YES, Way.PAPER, on))
    with pytest.raises(InvalidError):
        record("samira", Told("dirk", YES, Way.PAPER, on))
    assert record("samira", Told("kevin", YES, Way.PAPER, on)) is OPEN
    assert record("samira", Told("bram", YES, Way.ALOUD, on)) is ACCEPTED
    ways = {one.way: one.given_on for one in family.row("coach-talk").answers}
    assert ways == {Way.PAPER: on, Way.ALOUD: on}


def test_who_is_not_asked(family: Family) -> None:
    choose(family)
    for who in ("karin", "dirk", "samira"):
        with pytest.raises(NotAllowedError):
            answer(family, who, "coach-talk")
    with pytest.raises(InvalidError):
        answer(family, "kevin", "coach-talk", CANNOT)


def test_what_cannot_be_chosen(family: Family) -> None:
    with pytest.raises(NotAllowedError):
        choose(family, "bram")
    with pytest.raises(InvalidError):
        choose(family, index=3)
    with pytest.raises(InvalidError):
        choose(family, index=-1)
    with pytest.raises(ChangedMeanwhileError):
        family.run("samira", lambda w: choose_proposal(w, family.code, index=0, plan_version=99))
