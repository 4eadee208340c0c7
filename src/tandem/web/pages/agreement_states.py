"""What can be done with an agreement besides changing its words: it begins, stands still, is over.

What is offered follows from its state; that a step can be taken is settled by the actions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

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
from tandem.core.model import State, Step
from tandem.records.plans.rows import AgreementRow
from tandem.records.work import Work
from tandem.web.shapes.forms import Option


@dataclass(frozen=True, slots=True)
class _Way:
    """A step as a button: its words, what is said when it was taken, and how it is taken."""

    words: Callable[[], str]
    said: Callable[[], str]
    take: Callable[..., None]
    says_why: bool = True


_WAYS: Mapping[Step, _Way] = {
    Step.START: _Way(
        lambda: _("It has begun"),
        lambda: _("The agreement has begun."),
        start_agreement,
        says_why=False,
    ),
    Step.RESUME: _Way(
        lambda: _("Let it go on"),
        lambda: _("The agreement goes on."),
        resume_agreement,
        says_why=False,
    ),
    Step.HOLD: _Way(
        lambda: _("Let it stand still for a while"),
        lambda: _("The agreement stands still."),
        hold_agreement,
    ),
    Step.END: _Way(
        lambda: _("It is done"), lambda: _("The agreement is done, and over."), end_agreement
    ),
    Step.FAIL: _Way(
        lambda: _("It was tried, and did not work out"),
        lambda: _("The agreement has stopped. It stays to be seen that it was tried."),
        fail_agreement,
    ),
    Step.REJECT: _Way(
        lambda: _("It never began"),
        lambda: _("The agreement is over: it never began."),
        reject_agreement,
    ),
    Step.WITHDRAW: _Way(
        lambda: _("Take it out of the plan"),
        lambda: _("The agreement is out of the plan."),
        withdraw_agreement,
    ),
}
_OFFERED: Mapping[State, Sequence[Step]] = {
    State.PROPOSED: (Step.WITHDRAW,),
    State.AGREED: (Step.START, Step.HOLD, Step.REJECT, Step.WITHDRAW),
    State.ACTIVE: (Step.HOLD, Step.END, Step.FAIL, Step.WITHDRAW),
    State.ON_HOLD: (Step.RESUME, Step.END, Step.FAIL, Step.WITHDRAW),
}
"""In each state what people would look for: fewer than could be done, so that few buttons stand
beside each other."""
_ENDS = frozenset({Step.END, Step.FAIL, Step.REJECT, Step.WITHDRAW})

Doing = Callable[[Work, str, str, int, str], str]
"""Takes a step, with the code, the agreement's short name, its version and why; returns what to
say of it."""


def ways(row: AgreementRow, *, may_end: bool) -> list[Option]:
    """Return what a viewer can do with an agreement, as buttons; `may_end`: also let it be over."""
    offered = (one for one in _OFFERED.get(row.state, ()) if may_end or one not in _ENDS)
    return [Option(one.value, _WAYS[one].words()) for one in offered]


def doing(name: str) -> Doing | None:
    """Return how the step behind a button is taken; None for another button."""
    way = _WAYS.get(Step(name)) if name in set(Step) else None
    return None if way is None else partial(_take, way)


def _take(way: _Way, work: Work, code: str, key: str, version: int, reason: str) -> str:
    given: dict[str, Any] = {"reason": reason} if way.says_why else {}
    way.take(work, code, key=key, version=version, **given)
    return way.said()
