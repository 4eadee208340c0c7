"""The check is asked once for each state of the plan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tandem.actions.errors import NotAllowedError
from tandem.actions.plans import check_plan as module
from tandem.actions.plans.add_agreement import add_agreement_line
from tandem.actions.plans.answer_agreement import answer_agreement
from tandem.actions.plans.change_agreement import change_agreement
from tandem.actions.plans.check_plan import check_plan, check_with, stored_verdict
from tandem.actions.plans.confirm_agreement import confirm_agreement
from tandem.actions.plans.draft import DRAFT_KEY, draft_of
from tandem.actions.plans.read_line import read_agreement_line
from tandem.core.access import AnswerKind
from tandem.core.check import check
from tandem.core.check.answer import Answer, Verdict
from tandem.core.model import Household, State
from tandem.formats import rulebase
from tandem.records.plans.models import Verdict as Row
from tandem.records.plans.verdicts import KEPT_ANSWERS, StoredVerdict
from tests.actions.plans.family import Family, example


@pytest.fixture
def solved(monkeypatch: pytest.MonkeyPatch) -> list[Household]:
    """Every household that was really solved."""
    asked: list[Household] = []

    def counting(household: Household, *rest: object, **more: object) -> Answer:
        asked.append(household)
        return check(household, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "check", counting)
    return asked


def ask(family: Family, who: str = "samira") -> StoredVerdict:
    return family.run(who, lambda w: check_plan(w, family.code))


def retitle(family: Family, title: str) -> None:
    draft = replace(draft_of(family.case(), family.row("coach-talk")), title=title)
    at = family.version("coach-talk")
    family.run(
        "bram",
        lambda w: change_agreement(w, family.code, key="coach-talk", version=at, draft=draft),
    )


def test_it_is_solved_once_and_reads_the_same(family: Family, solved: list[Household]) -> None:
    first = ask(family)
    again = ask(family, "kevin")
    assert len(solved) == 1
    assert again == first
    assert first.answer.verdict is Verdict.INFEASIBLE
    imported = check(example(), rulebase.load())
    assert first.answer.clashes == imported.clashes
    assert [one.changes for one in first.answer.proposals] == [
        one.changes for one in imported.proposals
    ]


def test_a_yes_asks_nothing_new(family: Family, solved: list[Household]) -> None:
    ask(family)
    key, yes = "coach-talk", AnswerKind.YES
    family.run("bram", lambda w: confirm_agreement(w, family.code, key=key, version=1))
    family.run("kevin", lambda w: answer_agreement(w, family.code, key=key, version=1, kind=yes))
    assert family.state(key) is State.AGREED
    case = family.case()
    assert family.run("samira", lambda _: stored_verdict(case)) == ask(family)
    assert len(solved) == 1


def test_a_change_is_asked_anew_and_taken_back_it_is_known(
    family: Family, solved: list[Household]
) -> None:
    ask(family)
    retitle(family, "Praten")
    ask(family)
    assert len(solved) == 2
    retitle(family, "Coachgesprek")
    ask(family)
    assert len(solved) == 2


def test_of_older_answers_the_figures_are_kept(family: Family) -> None:
    for number in range(KEPT_ANSWERS + 2):
        retitle(family, f"Praten {number}")
        ask(family)
    whole = family.run("samira", lambda _: Row.objects.filter(answer__isnull=False).count())
    assert whole == KEPT_ANSWERS
    kept = family.run(
        "samira", lambda _: list(Row.objects.order_by("id").values_list("verdict", "asked_at"))
    )
    assert len(kept) == KEPT_ANSWERS + 2
    assert kept[0][1] < kept[-1][1]
    assert {one for one, _ in kept} == {Verdict.INFEASIBLE}


def test_afresh_solves_again(family: Family, solved: list[Household]) -> None:
    ask(family)
    family.run("samira", lambda w: check_plan(w, family.code, afresh=True))
    assert len(solved) == 2


def test_while_one_types(family: Family) -> None:
    case = family.case()
    draft = read_agreement_line(case, "coachgesprek: Kevin, di 10-11", owner="bram").draft
    household, answer = check_with(case, draft)
    assert household.agreements[-1].id == DRAFT_KEY
    assert any(DRAFT_KEY in one.agreements for one in answer.clashes)
    assert answer.proposals == ()
    _, instead = check_with(case, draft, instead_of="coach-talk")
    assert any("coach-talk" in one.agreements for one in instead.clashes)
    assert family.run("samira", lambda _: Row.objects.count()) == 0


def test_who_may_not_see_it(family: Family) -> None:
    with pytest.raises(NotAllowedError):
        ask(family, "lotte")


def test_an_agreement_more_is_another_plan(family: Family, solved: list[Household]) -> None:
    ask(family)
    line = "coachgesprek: Kevin, vr 10-11"
    family.run("bram", lambda w: add_agreement_line(w, family.code, line=line))
    ask(family)
    assert [len(one.agreements) for one in solved] == [10, 11]
