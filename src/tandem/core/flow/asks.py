"""An owner is asked to change an agreement: answered in time, or the lead sets the order of things.

The machine moves who has to do something, and never the agreement: what was decided by law stays
with its owner, whatever state this is in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from tandem.core.rules.steps import Step


class AskState(StrEnum):
    """Where the question stands."""

    ASKED = "asked"
    """The owner answers."""
    SILENT = "silent"
    """The owner did not answer in time: the lead sets the order of things."""
    ORDERED = "ordered"
    """The lead did; it lies with the team leader."""
    UP = "up"
    """The lead did not in time; it lies with the team leader."""
    CHANGED = "changed"
    GROUNDED = "grounded"
    """The owner named the legal ground on which it stays."""
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"


class AskStep(StrEnum):
    """What somebody does."""

    CHANGE = "change"
    GROUND = "ground"
    ORDER = "order"
    SETTLE = "settle"
    WITHDRAW = "withdraw"


class Party(StrEnum):
    """Who holds the question."""

    OWNER = "owner"
    LEAD = "lead"
    TEAM_LEADER = "team-leader"


class NotNowError(Exception):
    """This cannot be done in the state in which the question is."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to change something, with its days."""

    state: AskState
    answer_by: date
    """The last day of the owner."""
    decide_by: date | None = None
    """The last day of the lead, once the owner did not answer."""
    up_on: date | None = None
    """The day on which it went up to the team leader."""
    settle_by: date | None = None
    """The last day of the team leader."""


@dataclass(frozen=True, slots=True)
class AskTerms:
    """How long each has, as the rule base says."""

    owner: Step
    lead: Step
    team_leader: Step


HOLDERS: Mapping[AskState, Party] = {
    AskState.ASKED: Party.OWNER,
    AskState.SILENT: Party.LEAD,
    AskState.ORDERED: Party.TEAM_LEADER,
    AskState.UP: Party.TEAM_LEADER,
}
"""Who holds it in every state that is open; in the others it is over."""

_ANSWERED = {AskStep.CHANGE: AskState.CHANGED, AskStep.GROUND: AskState.GROUNDED}
_STEPS: Mapping[tuple[AskState, AskStep], AskState] = {
    **{(state, step): end for state in HOLDERS for step, end in _ANSWERED.items()},
    (AskState.SILENT, AskStep.ORDER): AskState.ORDERED,
    (AskState.ORDERED, AskStep.SETTLE): AskState.SETTLED,
    (AskState.UP, AskStep.SETTLE): AskState.SETTLED,
    (AskState.ASKED, AskStep.WITHDRAW): AskState.WITHDRAWN,
    (AskState.SILENT, AskStep.WITHDRAW): AskState.WITHDRAWN,
}


def begin(on: date, terms: AskTerms) -> Ask:
    """Return a question that is asked on a day."""
    return Ask(AskState.ASKED, terms.owner.last_day(on))


def step(ask: Ask, what: AskStep, on: date, terms: AskTerms) -> Ask:
    """Return the question after somebody did something; raises NotNowError.

    The owner may answer for as long as it is open, also when it went up already.
    """
    state = _STEPS.get((ask.state, what))
    if state is None:
        raise NotNowError(f"{what.value} in {ask.state.value}")
    moved = replace(ask, state=state)
    return _up(moved, on, terms) if state is AskState.ORDERED else moved


def pass_time(ask: Ask, on: date, terms: AskTerms) -> Ask:
    """Return the question as it is on a day, when nobody did anything more.

    Asked twice on one day it changes nothing the second time. A day after both terms passed it
    went both ways, however late somebody asks.
    """
    if ask.state is AskState.ASKED and on > ask.answer_by:
        decide_by = terms.lead.last_day(ask.answer_by)
        ask = replace(ask, state=AskState.SILENT, decide_by=decide_by)
    if ask.state is AskState.SILENT and ask.decide_by is not None and on > ask.decide_by:
        ask = _up(replace(ask, state=AskState.UP), on, terms)
    return ask


def holder(ask: Ask) -> Party | None:
    """Return who holds the question; None when it is over."""
    return HOLDERS.get(ask.state)


def due(ask: Ask) -> date | None:
    """Return the last day of who holds it; None when it is over."""
    days = {
        Party.OWNER: ask.answer_by,
        Party.LEAD: ask.decide_by,
        Party.TEAM_LEADER: ask.settle_by,
    }
    held = holder(ask)
    return None if held is None else days[held]


def can_withdraw(ask: Ask) -> bool:
    """Return whether who asked can take the question back: not once it went up."""
    return (ask.state, AskStep.WITHDRAW) in _STEPS


def _up(ask: Ask, on: date, terms: AskTerms) -> Ask:
    return replace(ask, up_on=on, settle_by=terms.team_leader.last_day(on))
