"""Answers: whose yes makes an agreement count, and what a no does."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tandem.actions.errors import ChangedMeanwhileError, InvalidError, NotAllowedError
from tandem.actions.people.involve import add_supporter
from tandem.actions.plans.add_agreement import add_agreement
from tandem.actions.plans.answer_agreement import Except, answer_agreement, answer_all
from tandem.actions.plans.confirm_agreement import confirm_agreement
from tandem.actions.plans.draft import AgreementDraft
from tandem.actions.plans.record_answer import record_answer
from tandem.actions.plans.speakers import Told
from tandem.core.access import AnswerKind, Reason
from tandem.core.model import Basis, Mandatory, State
from tandem.records.coordination.heads import head_by_id
from tandem.records.coordination.models import Outbox
from tandem.records.plans.states import Way
from tests.actions.plans.family import DAY, Family

YES, NO, CANNOT, SEEN = (
    AnswerKind.YES,
    AnswerKind.NOT_AGREED,
    AnswerKind.CANNOT,
    AnswerKind.SEEN,
)
KEY = "coach-talk"


def answer(
    family: Family, who: str, kind: AnswerKind, reason: str = "", key: str = KEY, version: int = 1
) -> State:
    return family.run(
        who,
        lambda w: answer_agreement(
            w, family.code, key=key, version=version, kind=kind, reason=reason
        ),
    )


def confirm(family: Family, who: str = "bram") -> State:
    return family.run(who, lambda w: confirm_agreement(w, family.code, key=KEY, version=1))


def record(family: Family, who: str, told: Told, key: str = KEY) -> State:
    return family.run(who, lambda w: record_answer(w, family.code, key=key, version=1, told=told))


def add(family: Family, who: str, draft: AgreementDraft) -> str:
    return family.run(who, lambda w: add_agreement(w, family.code, draft=draft)).key


def test_with_the_yes_of_owner_and_member_it_is_agreed(family: Family) -> None:
    assert confirm(family) is State.PROPOSED
    assert answer(family, "kevin", YES) is State.AGREED
    assert family.state(KEY) is State.AGREED


def test_who_decided_may_confirm_too(family: Family) -> None:
    assert confirm(family, "joris") is State.PROPOSED
    assert answer(family, "kevin", YES) is State.AGREED


def test_a_yes_taken_back_makes_it_proposed_again(family: Family) -> None:
    confirm(family)
    answer(family, "kevin", YES)
    assert answer(family, "kevin", NO) is State.PROPOSED
    assert KEY in {one.id for one in family.case().core().plan()}
    assert answer(family, "kevin", YES) is State.AGREED


def test_a_no_stops_nothing_that_runs(family: Family) -> None:
    assert answer(family, "kevin", CANNOT, "Te ver", key="therapy") is State.ACTIVE
    row = family.row("therapy")
    assert [(one.kind, one.reason) for one in row.answers] == [(CANNOT, "Te ver")]


def test_dit_lukt_niet_says_why_and_is_told(family: Family) -> None:
    with pytest.raises(InvalidError):
        answer(family, "kevin", CANNOT, "  ")
    answer(family, "kevin", CANNOT, "Ik kan niet twee keer per dag reizen")
    names = family.run("samira", lambda _: list(Outbox.objects.values_list("name", flat=True)))
    assert "tell-cannot" in names
    answer(family, "kevin", NO)


def test_only_what_a_court_ordered_is_merely_seen(family: Family) -> None:
    with pytest.raises(InvalidError):
        answer(family, "kevin", SEEN)
    family.order_by_court(KEY, Mandatory(Basis.COURT_ORDER, "Rb. Noord, 3 maart 2026"))
    confirm(family)
    assert answer(family, "kevin", SEEN) is State.AGREED


def test_who_is_not_asked(family: Family) -> None:
    with pytest.raises(NotAllowedError) as refused:
        answer(family, "karin", YES)
    assert refused.value.decision.reason is Reason.NOT_ASKED
    with pytest.raises(NotAllowedError):
        confirm(family, "samira")


def test_a_child_under_12_is_spoken_for_by_a_parent(family: Family) -> None:
    key = add(family, "samira", AgreementDraft("Zwemles", "own", "samira", ("lotte",)))
    with pytest.raises(NotAllowedError) as refused:
        answer(family, "lotte", YES, key=key)
    assert refused.value.decision.reason is Reason.TOO_YOUNG
    assert answer(family, "karin", YES, key=key) is State.AGREED
    (theirs,) = [one for one in family.row(key).answers if one.by.member]
    assert theirs.for_member == family.numbers["lotte"]


def test_one_act_of_a_mother_counts_for_her_and_her_young_child(family: Family) -> None:
    draft = AgreementDraft("Gezinsgesprek", "own", "samira", ("karin", "lotte"))
    key = add(family, "samira", draft)
    assert answer(family, "karin", YES, key=key) is State.AGREED


def test_a_mother_does_not_speak_for_a_son_of_18(family: Family) -> None:
    draft = AgreementDraft("Gezinsgesprek", "own", "samira", ("karin", "kevin"))
    key = add(family, "samira", draft)
    assert answer(family, "karin", YES, key=key) is State.PROPOSED
    with pytest.raises(InvalidError):
        family.run(
            "karin",
            lambda w: answer_agreement(
                w, family.code, key=key, version=1, kind=YES, for_member="kevin"
            ),
        )


def test_owner_says_what_is_not_right(family: Family) -> None:
    def wrong(reason: str) -> State:
        return family.run(
            "bram",
            lambda w: confirm_agreement(w, family.code, key=KEY, version=1, kind=NO, reason=reason),
        )

    with pytest.raises(InvalidError):
        wrong("")
    assert wrong("Het is op donderdag") is State.PROPOSED


def test_an_answer_to_what_was_asked_anew_since_is_refused(family: Family) -> None:
    with pytest.raises(ChangedMeanwhileError):
        answer(family, "kevin", YES, version=2)


def test_everything_but(family: Family) -> None:
    case = family.case()
    kevin = family.numbers["kevin"]
    seen = {one.key: one.version for one in case.plan.agreements if kevin in one.members}
    cannot = {"therapy": Except(CANNOT, "Ik kan niet op dinsdag"), "school": Except()}
    count = family.run("kevin", lambda w: answer_all(w, family.code, seen=seen, exceptions=cannot))
    assert count == len(seen) - 2
    said = {one.key: one.answers[0].kind for one in family.case().plan.agreements if one.answers}
    assert said == dict.fromkeys(seen, YES) | {"therapy": CANNOT, "school": NO}


def test_everything_or_nothing(family: Family) -> None:
    seen = {KEY: 1, "school": 7}
    with pytest.raises(ChangedMeanwhileError):
        family.run("kevin", lambda w: answer_all(w, family.code, seen=seen, exceptions={}))
    with pytest.raises(InvalidError):
        family.run(
            "kevin",
            lambda w: answer_all(w, family.code, seen={KEY: 1}, exceptions={"school": Except()}),
        )
    assert family.row(KEY).answers == ()


def test_an_answer_given_aloud_is_written_down(family: Family) -> None:
    confirm(family)
    yesterday = DAY - timedelta(days=1)
    told = Told("kevin", YES, Way.ALOUD, yesterday)
    assert record(family, "bram", told) is State.AGREED
    (his,) = [one for one in family.row(KEY).answers if one.by.member]
    assert (his.way, his.given_on) == (Way.ALOUD, yesterday)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (Told("kevin", YES, Way.PAPER, date(2027, 1, 1)), "given_on"),
        (Told("kevin", YES, Way.SELF, DAY), "way"),
        (Told("karin", YES, Way.ALOUD, DAY), "by"),
        (Told("niemand", YES, Way.ALOUD, DAY), "by"),
        (Told("kevin", CANNOT, Way.ALOUD, DAY), "reason"),
    ],
)
def test_what_cannot_be_written_down(family: Family, told: Told, field: str) -> None:
    with pytest.raises(InvalidError) as refused:
        record(family, "samira", told)
    assert [one.field for one in refused.value.problems] == [field]


def test_only_lead_or_owner_writes_answers_down(family: Family) -> None:
    with pytest.raises(NotAllowedError):
        record(family, "dirk", Told("kevin", YES, Way.ALOUD, DAY))


def test_somebody_from_the_network_answers_without_an_account(family: Family) -> None:
    family.run(
        "samira",
        lambda w: add_supporter(
            w, head_by_id(w, family.id), key="els", name="Els", relation="tante"
        ),
    )
    draft = AgreementDraft("Oppassen", "own", "els", ("karin",))
    key = add(family, "samira", draft)
    answer(family, "karin", YES, key=key)
    told = Told("els", YES, Way.ALOUD, DAY)
    assert record(family, "samira", told, key=key) is State.AGREED
