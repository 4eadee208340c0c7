"""Withdrawing, ending, holding and taking up again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tandem.actions.errors import ChangedMeanwhileError, InvalidError, NotAllowedError
from tandem.actions.plans.answer_agreement import answer_agreement
from tandem.actions.plans.confirm_agreement import confirm_agreement
from tandem.actions.plans.pause_agreement import (
    hold_agreement,
    resume_agreement,
    start_agreement,
)
from tandem.actions.plans.withdraw_agreement import (
    end_agreement,
    fail_agreement,
    reject_agreement,
    withdraw_agreement,
)
from tandem.core.access import AnswerKind, Reason
from tandem.core.model import Basis, Mandatory, State
from tests.actions.plans.family import Family

KEY = "coach-talk"


def agree(family: Family) -> None:
    at = family.version(KEY)
    yes = AnswerKind.YES
    family.run("bram", lambda w: confirm_agreement(w, family.code, key=KEY, version=at))
    family.run("kevin", lambda w: answer_agreement(w, family.code, key=KEY, version=at, kind=yes))


def test_withdrawn_with_a_reason_it_leaves_the_check(family: Family) -> None:
    with pytest.raises(InvalidError):
        family.run(
            "bram", lambda w: withdraw_agreement(w, family.code, key=KEY, version=1, reason=" ")
        )
    version = family.case().plan.version
    family.run(
        "bram",
        lambda w: withdraw_agreement(w, family.code, key=KEY, version=1, reason="Kevin stopt"),
    )
    case = family.case()
    assert family.state(KEY) is State.WITHDRAWN
    assert case.plan.version == version + 1
    assert KEY not in {one.id for one in case.core().plan()}


def test_what_is_mandatory_is_withdrawn_by_who_decided(family: Family) -> None:
    family.order_by_court(KEY, Mandatory(Basis.ARTICLE, "Participatiewet, art. 9"))

    def withdraw(who: str) -> None:
        family.run(
            who,
            lambda w: withdraw_agreement(w, family.code, key=KEY, version=1, reason="Klaar"),
        )

    with pytest.raises(NotAllowedError) as refused:
        withdraw("samira")
    assert refused.value.decision.reason is Reason.MANDATORY
    withdraw("joris")
    assert family.state(KEY) is State.WITHDRAWN


@pytest.mark.parametrize(
    ("close", "key", "became"),
    [
        (end_agreement, "therapy", State.ENDED),
        (fail_agreement, "therapy", State.FAILED),
        (reject_agreement, KEY, State.REJECTED),
        (withdraw_agreement, "therapy", State.WITHDRAWN),
    ],
)
def test_ways_to_be_over(
    family: Family, close: Callable[..., None], key: str, became: State
) -> None:
    at = family.version(key)
    family.run("samira", lambda w: close(w, family.code, key=key, version=at, reason="Zo is het"))
    assert family.state(key) is became
    with pytest.raises(InvalidError):
        family.run(
            "samira", lambda w: close(w, family.code, key=key, version=at + 1, reason="Weer")
        )
    with pytest.raises(ChangedMeanwhileError):
        family.run("samira", lambda w: close(w, family.code, key=key, version=at, reason="Weer"))


def test_what_never_ran_is_not_ended_and_what_runs_is_not_rejected(family: Family) -> None:
    with pytest.raises(InvalidError):
        family.run(
            "bram", lambda w: end_agreement(w, family.code, key=KEY, version=1, reason="Klaar")
        )
    with pytest.raises(InvalidError):
        family.run(
            "samira",
            lambda w: reject_agreement(w, family.code, key="therapy", version=1, reason="Nee"),
        )


def test_on_hold_it_asks_nothing_and_taken_up_again_the_yes_counts(family: Family) -> None:
    agree(family)
    family.run(
        "bram",
        lambda w: hold_agreement(w, family.code, key=KEY, version=1, reason="Bram is ziek"),
    )
    assert family.state(KEY) is State.ON_HOLD
    assert KEY not in {one.id for one in family.case().core().plan()}
    family.run("bram", lambda w: resume_agreement(w, family.code, key=KEY, version=2))
    assert family.state(KEY) is State.AGREED


def test_only_what_is_agreed_starts(family: Family) -> None:
    with pytest.raises(InvalidError):
        family.run("bram", lambda w: start_agreement(w, family.code, key=KEY, version=1))
    agree(family)
    family.run("bram", lambda w: start_agreement(w, family.code, key=KEY, version=1))
    assert family.state(KEY) is State.ACTIVE
