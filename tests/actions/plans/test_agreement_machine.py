"""Agreements walked at random through the actions, beside a model of what should come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tandem.actions.errors import InvalidError
from tandem.actions.plans.add_agreement import add_agreement_line
from tandem.actions.plans.answer_agreement import answer_agreement
from tandem.actions.plans.change_agreement import change_agreement
from tandem.actions.plans.confirm_agreement import confirm_agreement
from tandem.actions.plans.draft import draft_of
from tandem.actions.plans.pause_agreement import (
    hold_agreement,
    resume_agreement,
    start_agreement,
)
from tandem.actions.plans.withdraw_agreement import end_agreement, withdraw_agreement
from tandem.core.access import AnswerKind
from tandem.core.model import OVER, State
from tandem.records.plans.rows import AgreementRow
from tests.actions.plans.family import Family

ANSWERS = st.sampled_from([AnswerKind.YES, AnswerKind.NOT_AGREED, AnswerKind.CANNOT])
LIVING = {State.PROPOSED, State.AGREED, State.ACTIVE}


class Walk(RuleBasedStateMachine):
    """One agreement of Bram with Kevin, and what everybody said of the version that counts."""

    family: Family

    @initialize()
    def add(self) -> None:
        line = "coachgesprek: Kevin, vr 10-11"
        self.key = self.family.run(
            "bram", lambda w: add_agreement_line(w, self.family.code, line=line)
        ).key
        self.expected = State.PROPOSED
        self.version = 1
        self.yes = {"bram": True, "kevin": False}

    @property
    def row(self) -> AgreementRow:
        return self.family.row(self.key)

    def is_in(self, *states: State) -> bool:
        return self.expected in states

    def settle(self) -> None:
        agreed = all(self.yes.values())
        if self.expected is State.PROPOSED and agreed:
            self.expected = State.AGREED
        elif self.expected is State.AGREED and not agreed:
            self.expected = State.PROPOSED

    @precondition(lambda self: self.expected not in OVER)
    @rule(who=st.sampled_from(["bram", "kevin"]), kind=ANSWERS)
    def answer(self, who: str, kind: AnswerKind) -> None:
        act: Callable[..., State] = confirm_agreement if who == "bram" else answer_agreement
        self.family.run(
            who,
            lambda w: act(
                w,
                self.family.code,
                key=self.key,
                version=self.version,
                kind=kind,
                reason="Zo is het",
            ),
        )
        self.yes[who] = kind is AnswerKind.YES
        self.settle()

    @precondition(lambda self: self.expected not in OVER)
    @rule(is_small=st.booleans(), who=st.sampled_from(["bram", "samira"]))
    def change(self, who: str, *, is_small: bool) -> None:
        row = self.row
        draft = draft_of(self.family.case(), row)
        if is_small:
            draft = replace(draft, title=f"Gesprek {self.version}")
        else:
            (session,) = draft.form.demands.sessions
            longer = replace(session, travel=session.travel + 5)
            demands = replace(draft.form.demands, sessions=(longer,))
            draft = replace(draft, form=replace(draft.form, demands=demands))
        self.family.run(
            who,
            lambda w: change_agreement(
                w, self.family.code, key=self.key, version=row.version, draft=draft
            ),
        )
        self.version += 1
        if not is_small:
            self.yes = {"bram": who == "bram", "kevin": False}
            if self.is_in(State.AGREED, State.ACTIVE):
                self.expected = State.PROPOSED

    @precondition(lambda self: self.is_in(State.AGREED))
    @rule()
    def start(self) -> None:
        self.take(start_agreement)
        self.expected = State.ACTIVE

    @precondition(lambda self: self.is_in(*LIVING))
    @rule()
    def hold(self) -> None:
        self.take(hold_agreement, reason="Bram is ziek")
        self.expected = State.ON_HOLD

    @precondition(lambda self: self.is_in(State.ON_HOLD))
    @rule()
    def resume(self) -> None:
        self.take(resume_agreement)
        self.expected = State.PROPOSED
        self.settle()

    @precondition(lambda self: self.is_in(State.ACTIVE, State.AGREED, State.ON_HOLD))
    @rule()
    def end(self) -> None:
        self.take(end_agreement, reason="Het is klaar")
        self.expected = State.ENDED

    @precondition(lambda self: self.is_in(State.PROPOSED))
    @rule()
    def withdraw(self) -> None:
        self.take(withdraw_agreement, reason="Toch niet")
        self.expected = State.WITHDRAWN

    @precondition(lambda self: self.expected in OVER)
    @rule()
    def stay(self) -> None:
        with pytest.raises(InvalidError):
            self.take(withdraw_agreement, reason="Nog eens")

    def take(self, act: Callable[..., None], **more: str) -> None:
        self.family.run(
            "bram",
            lambda w: act(w, self.family.code, key=self.key, version=self.version, **more),
        )
        self.version += 1

    @invariant()
    def it_is_as_expected(self) -> None:
        row = self.row
        assert (row.state, row.version) == (self.expected, self.version)


def test_walks(family: Family) -> None:
    Walk.family = family
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=8,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
