"""The machine of a question to change something: one holder always, and days in order."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tandem.core.flow.asks import (
    AskState,
    AskStep,
    AskTerms,
    NotNowError,
    Party,
    begin,
    due,
    holder,
    pass_time,
    step,
)
from tandem.core.rules.steps import StepTerm
from tandem.formats.steps import load_steps

FIRST = date(2026, 12, 1)
TERMS = AskTerms(
    *(
        load_steps().term(one, FIRST)
        for one in (
            StepTerm.OWNER_ANSWERS,
            StepTerm.LEAD_DECIDES,
            StepTerm.TEAM_LEADER_ANSWERS,
        )
    )
)
OVER = {AskState.CHANGED, AskState.GROUNDED, AskState.SETTLED, AskState.WITHDRAWN}


class Asking(RuleBasedStateMachine):
    """Days pass, and people do things in any order, also at the wrong moment."""

    def __init__(self) -> None:
        super().__init__()
        self.on = FIRST
        self.ask = begin(FIRST, TERMS)
        self.ended: AskState | None = None

    @rule(days=st.integers(0, 12))
    def time_passes(self, days: int) -> None:
        self.on += timedelta(days=days)
        self.ask = pass_time(self.ask, self.on, TERMS)
        assert pass_time(self.ask, self.on, TERMS) == self.ask

    @rule(what=st.sampled_from(AskStep))
    def somebody_does(self, what: AskStep) -> None:
        was = self.ask
        with suppress(NotNowError):
            self.ask = step(was, what, self.on, TERMS)
            assert was.state not in OVER
        if what in {AskStep.CHANGE, AskStep.GROUND} and was.state not in OVER:
            assert self.ask.state in OVER
        if what is AskStep.ORDER and self.ask.state is AskState.ORDERED != was.state:
            assert was.state is AskState.SILENT
            assert self.on > was.answer_by

    @invariant()
    def exactly_one_holds_it_until_it_is_over(self) -> None:
        assert (holder(self.ask) is None) == (self.ask.state in OVER)
        assert (due(self.ask) is None) == (self.ask.state in OVER)

    @invariant()
    def what_is_over_stays_over(self) -> None:
        if self.ended is not None:
            assert self.ask.state is self.ended
        if self.ask.state in OVER:
            self.ended = self.ask.state

    @invariant()
    def the_days_follow_one_another(self) -> None:
        days = [FIRST, self.ask.answer_by, self.ask.decide_by, self.ask.settle_by]
        known = [one for one in days if one is not None]
        assert known == sorted(known)
        if holder(self.ask) is Party.TEAM_LEADER:
            assert self.ask.up_on is not None


TestAsking = Asking.TestCase


@given(days=st.integers(0, 60))
def test_silence_goes_to_the_lead_and_then_up_however_seldom_somebody_looks(days: int) -> None:
    on = FIRST + timedelta(days=days)
    found = pass_time(begin(FIRST, TERMS), on, TERMS)
    expected = Party.OWNER if days <= 7 else Party.LEAD if days <= 12 else Party.TEAM_LEADER
    assert holder(found) is expected
