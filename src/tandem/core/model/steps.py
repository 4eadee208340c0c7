"""How an agreement goes from one state to the next: every step there is, and nothing else.

    proposed → agreed → active → ended, or failed (it was tried)
    proposed, agreed → rejected (it never started)
    proposed, agreed, active → on hold → proposed again
    agreed, active → proposed again, when it changed so much that everybody is asked anew
    all of these → withdrawn

Withdrawn, rejected, failed and ended are for good.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from tandem.core.model.agreements import State


class Step(StrEnum):
    """Something that happens to an agreement."""

    AGREE = "agree"
    """Everybody who must said yes."""
    REOPEN = "reopen"
    """Somebody who must is asked anew, or took a yes back."""
    START = "start"
    HOLD = "hold"
    RESUME = "resume"
    END = "end"
    FAIL = "fail"
    """It was tried, and did not work out."""
    REJECT = "reject"
    """It never started."""
    WITHDRAW = "withdraw"


OVER = frozenset({State.WITHDRAWN, State.REJECTED, State.FAILED, State.ENDED})
"""The states in which an agreement asks nothing any more, and from which it does not return."""

STEPS: Mapping[State, Mapping[Step, State]] = {
    State.PROPOSED: {
        Step.AGREE: State.AGREED,
        Step.HOLD: State.ON_HOLD,
        Step.REJECT: State.REJECTED,
        Step.WITHDRAW: State.WITHDRAWN,
    },
    State.AGREED: {
        Step.REOPEN: State.PROPOSED,
        Step.START: State.ACTIVE,
        Step.HOLD: State.ON_HOLD,
        Step.END: State.ENDED,
        Step.FAIL: State.FAILED,
        Step.REJECT: State.REJECTED,
        Step.WITHDRAW: State.WITHDRAWN,
    },
    State.ACTIVE: {
        Step.REOPEN: State.PROPOSED,
        Step.HOLD: State.ON_HOLD,
        Step.END: State.ENDED,
        Step.FAIL: State.FAILED,
        Step.WITHDRAW: State.WITHDRAWN,
    },
    State.ON_HOLD: {
        Step.RESUME: State.PROPOSED,
        Step.END: State.ENDED,
        Step.FAIL: State.FAILED,
        Step.REJECT: State.REJECTED,
        Step.WITHDRAW: State.WITHDRAWN,
    },
    State.WITHDRAWN: {},
    State.REJECTED: {},
    State.FAILED: {},
    State.ENDED: {},
}
"""For each state the steps that can be taken, and where they lead."""


def after(state: State, step: Step) -> State | None:
    """Return where a step leads; None when it cannot be taken from this state."""
    return STEPS[state].get(step)
