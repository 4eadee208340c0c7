"""The states of agreements, walked at random beside a model in other words."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tandem.core.model import OVER, STATES_IN_CHECK, STEPS, State, Step, after

LIVING = {State.PROPOSED, State.AGREED, State.ACTIVE, State.ON_HOLD}


class Agreements(RuleBasedStateMachine):
    """An agreement, and what is known of its past: the same said in another way."""

    def __init__(self) -> None:
        super().__init__()
        self.state = State.PROPOSED
        self.is_agreed = False
        self.has_started = False
        self.is_held = False
        self.is_over = False

    @rule(step=st.sampled_from(Step))
    def take(self, step: Step) -> None:
        became = after(self.state, step)
        assert (became is not None) == self.may(step), (self.state, step)
        if became is None:
            return
        self.state = became
        self.is_agreed = {Step.AGREE: True, Step.REOPEN: False, Step.RESUME: False}.get(
            step, self.is_agreed
        )
        self.has_started = {Step.START: True, Step.REOPEN: False, Step.RESUME: False}.get(
            step, self.has_started
        )
        self.is_held = {Step.HOLD: True, Step.RESUME: False}.get(step, self.is_held)
        self.is_over |= step in {Step.END, Step.FAIL, Step.REJECT, Step.WITHDRAW}

    def may(self, step: Step) -> bool:
        running = self.has_started and not self.is_held
        waiting = not self.is_agreed and not self.is_held
        return (
            not self.is_over
            and {
                Step.AGREE: waiting,
                Step.REOPEN: self.is_agreed and not self.is_held,
                Step.START: self.is_agreed and not self.is_held and not self.has_started,
                Step.HOLD: not self.is_held,
                Step.RESUME: self.is_held,
                Step.END: self.is_agreed or self.is_held,
                Step.FAIL: self.is_agreed or self.is_held,
                Step.REJECT: not running,
                Step.WITHDRAW: True,
            }[step]
        )

    @invariant()
    def the_state_says_what_happened(self) -> None:
        assert (self.state in OVER) == self.is_over
        if not self.is_over:
            assert (self.state in STATES_IN_CHECK) != self.is_held
            assert (self.state is State.ACTIVE) == (self.has_started and not self.is_held)


Agreements.TestCase.settings = settings(max_examples=200, stateful_step_count=15)
TestAgreements = Agreements.TestCase


def test_every_state_has_its_steps_and_every_end_is_for_good() -> None:
    assert STEPS.keys() == set(State)
    assert {state for state in State if not STEPS[state]} == OVER
    assert set(State) == LIVING | OVER


def test_every_state_can_be_reached() -> None:
    reached = {State.PROPOSED}
    for _ in State:
        reached |= {became for state in reached for became in STEPS[state].values()}
    assert reached == set(State)
