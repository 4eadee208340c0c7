"""What Tandem thought of itself, chosen: owners and family answer it like any other change.

Two contacts that become one visit change together or not at all.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tandem.actions.plans.answer_change import answer_change
from tandem.actions.plans.choose_proposal import choose_proposal
from tandem.core.access import AnswerKind
from tandem.core.model import Household, Variant
from tandem.records.plans.changes import ChangeRow, last_choice
from tandem.records.plans.states import ChangeKind, ChangeState
from tests.actions.plans.family import Family, example, imported

TALKS = ("budget-talk", "coach-talk")


def two_talks(*only: Variant) -> Household:
    """Two talks of Kevin, who can carry one contact; Tandem may think of these variants."""
    core = example()
    talks = tuple(
        replace(
            one,
            alternatives=(),
            protected=True,
            form=replace(
                one.form,
                fixed=tuple(v for v in Variant if v not in only),
                may_merge=True,
                demands=replace(
                    one.form.demands,
                    sessions=tuple(
                        replace(s, every_weeks=1, first_week=None)
                        for s in one.form.demands.sessions
                    ),
                ),
            ),
        )
        for one in core.agreements
        if one.id in TALKS
    )
    members = tuple(
        replace(one, contacts_a_week=1) if one.id == "kevin" else one for one in core.members
    )
    return replace(core, agreements=talks, members=members)


@pytest.fixture(name="family")
def the_family_with_two_talks(db: None) -> Family:  # noqa: ARG001
    return imported(two_talks(Variant.MERGE))


def choose(family: Family) -> None:
    version = family.case().plan.version
    family.run("samira", lambda w: choose_proposal(w, family.code, index=0, plan_version=version))


def asked(family: Family) -> dict[str, ChangeRow]:
    keys = {one.id: one.key for one in family.case().plan.agreements}
    found = family.run("samira", lambda w: last_choice(w, family.id))
    return {keys[one.agreement]: one for one in found}


def answer(family: Family, who: str, key: str, kind: AnswerKind = AnswerKind.YES) -> ChangeState:
    number = asked(family)[key].id
    return family.run(who, lambda w: answer_change(w, family.code, change=number, kind=kind))


def test_one_visit_is_asked_of_both_owners_and_changes_nothing_yet(family: Family) -> None:
    before = family.case().plan
    choose(family)
    assert family.case().plan == before
    changes = asked(family)
    assert {key: (one.kind, one.because_of) for key, one in changes.items()} == {
        "budget-talk": (ChangeKind.MERGE, "coach-talk"),
        "coach-talk": (ChangeKind.MERGE, "budget-talk"),
    }


def test_one_of_two_waits_for_the_other(family: Family) -> None:
    choose(family)
    answer(family, "dirk", "budget-talk")
    assert answer(family, "kevin", "budget-talk") is ChangeState.OPEN
    answer(family, "kevin", "coach-talk")
    assert answer(family, "bram", "coach-talk") is ChangeState.ACCEPTED
    assert {one.state for one in asked(family).values()} == {ChangeState.ACCEPTED}
    visits = {family.row(key).form.demands.sessions[0].visit for key in TALKS}
    assert len(visits) == 1
    assert None not in visits


def test_a_no_of_one_is_off_for_both(family: Family) -> None:
    choose(family)
    before = {key: family.row(key).form for key in TALKS}
    answer(family, "dirk", "budget-talk")
    answer(family, "kevin", "budget-talk")
    no = answer(family, "bram", "coach-talk", AnswerKind.NOT_AGREED)
    assert no is ChangeState.DECLINED
    assert asked(family)["budget-talk"].state is ChangeState.WITHDRAWN
    assert {key: family.row(key).form for key in TALKS} == before
