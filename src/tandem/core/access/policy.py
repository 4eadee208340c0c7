"""The policy itself: one rule an action, and a reason that a person can read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tandem.core.access.actors import Actor, Duty, InvolvementRole
from tandem.core.access.facts import Facts

AGE_OF_OWN_YES = 16
"""From this age a member says yes alone."""
AGE_OF_SHARED_YES = 12
"""From this age until `AGE_OF_OWN_YES` the child and a parent with authority both say yes."""


class Action(StrEnum):
    """What somebody may want to do; pages and actions ask the policy by these names."""

    SEE_TODAY = "see-today"
    OPEN_HOUSEHOLD = "open-household"
    IMPORT_HOUSEHOLD = "import-household"
    SEE_PLAN = "see-plan"
    SEE_CHECK = "see-check"
    SEE_LOAD = "see-load"
    SEE_PEOPLE = "see-people"
    SEE_HISTORY = "see-history"
    ADD_GOAL = "add-goal"
    CHANGE_GOAL = "change-goal"
    ADD_AGREEMENT = "add-agreement"
    CHANGE_AGREEMENT = "change-agreement"
    WITHDRAW_AGREEMENT = "withdraw-agreement"
    CONFIRM_AGREEMENT = "confirm-agreement"
    ANSWER_AGREEMENT = "answer-agreement"
    RECORD_ANSWER = "record-answer"
    SET_ORDER = "set-order"
    INVOLVE = "involve"
    APPOINT_LEAD = "appoint-lead"
    ACCEPT_LEAD = "accept-lead"
    TAKE_LEAD_QUESTION_BACK = "take-lead-question-back"
    CHOOSE_PROPOSAL = "choose-proposal"
    ANSWER_CHANGE = "answer-change"
    SAY_OWN_WORDS = "say-own-words"
    ENTER_MONEY = "enter-money"
    SEE_DISCRETION = "see-discretion"
    SHIELD = "shield"
    SET_DEPTH = "set-depth"


class Reason(StrEnum):
    """Why (not); the text is the English sentence, which pages translate."""

    SIGNED_IN = "Everybody who is signed in may do this."
    DUTY = "This belongs to your duties."
    LEADS = "You lead this household's plan."
    STANDS_IN = "You stand in for who leads."
    TEAM_LEADER = "You are the team leader of this area."
    INVOLVED = "You are involved in this household."
    LIVES_THERE = "It is your own plan."
    OWNS = "You answer for this agreement."
    DECIDED = "You decided on this agreement."
    CONCERNS = "This agreement asks something of you."
    PARENT = "You have parental authority."
    OFFERED = "This was offered to you."
    ASKED_IT = "You asked this question."
    ABOUT_SELF = "It is about you yourself."
    MONEY = "You are involved here for income or debts."
    NOT_TIED = "This household is not known to you."
    NOT_DUTY = "The front desk, a consultant or a team leader does this."
    NOT_LEAD = "Only who leads the plan, or stands in, may do this."
    NOT_APPOINTER = "Only the team leader of the area, or who leads now, may do this."
    NOT_OFFERED = "This was not offered to you."
    NOT_ASKER = "Only who asked this, or the team leader of the area, may take it back."
    NOT_OWNER = "Only who answers for this agreement, or who leads the plan, may do this."
    NOT_OWN_OWNER = "Only who answers for this agreement may do this."
    NOT_ASKED = "This agreement asks nothing of you."
    NOT_WRITER = "Only who leads, who is involved as a helper, or the family itself may do this."
    NOT_OWN_WORDS = "Only this person, a parent with authority, or who leads the plan may do this."
    NOT_MONEY = "Only who helps with income or debts here, or who leads the plan, may do this."
    MANDATORY = "This agreement is mandatory: only who decided on it may withdraw it."
    ENFORCEMENT = "Enforcement reads nothing of the plan: call who leads, and ask."
    TOO_YOUNG = "From 12 years on you may do this yourself."


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer of the policy; it is true when the actor may."""

    allowed: bool
    reason: Reason

    def __bool__(self) -> bool:
        """Whether the actor may."""
        return self.allowed


Rule = Callable[[Actor, Facts], Decision]

HELPERS = frozenset(
    {InvolvementRole.CONSULTANT, InvolvementRole.PROVIDER, InvolvementRole.GUARDIAN}
)
LOAD_READERS = HELPERS | {InvolvementRole.CLIENT_SUPPORTER, InvolvementRole.CONFIDANT}
OPENERS = frozenset({Duty.FRONT_DESK, Duty.CONSULTANT, Duty.TEAM_LEADER})


def may(actor: Actor, action: Action, facts: Facts | None = None) -> Decision:
    """Return whether `actor` may do `action` with these facts, and why (not).

    Actions that touch no household need no facts.
    """
    return _RULES[action](actor, facts or Facts())


def _yes(reason: Reason) -> Decision:
    return Decision(allowed=True, reason=reason)


def _no(reason: Reason) -> Decision:
    return Decision(allowed=False, reason=reason)


def _first(facts: Facts, reasons: Mapping[Reason, bool], otherwise: Reason) -> Decision:
    """Yes for the first reason that holds; no to whoever has nothing to do with the household.

    A child says what it wants at the table: under 12 nothing is asked of it here. What the family
    says, and how much a plan asks of it, is never evidence for a sanction: enforcement has no path
    to any of it.
    """
    if not facts.household.is_tied:
        return _no(Reason.NOT_TIED)
    if _is_too_young(facts):
        return _no(Reason.TOO_YOUNG)
    if facts.household.involvement is InvolvementRole.ENFORCEMENT:
        return _no(Reason.ENFORCEMENT)
    return next((_yes(reason) for reason, holds in reasons.items() if holds), _no(otherwise))


def _signed_in(actor: Actor, _facts: Facts) -> Decision:
    if actor.account is None:
        return _no(Reason.NOT_TIED)
    return _yes(Reason.SIGNED_IN)


def _opener(actor: Actor, _facts: Facts) -> Decision:
    return _yes(Reason.DUTY) if actor.duties & OPENERS else _no(Reason.NOT_DUTY)


def _leading(facts: Facts) -> dict[Reason, bool]:
    return {
        Reason.LEADS: facts.household.leads,
        Reason.STANDS_IN: facts.household.stands_in,
    }


def _lives_there(facts: Facts) -> bool:
    return facts.household.member is not None


def _is_too_young(facts: Facts) -> bool:
    """Whether it is a child; a member whose birthday nobody filled in is read as grown up."""
    age = facts.household.age
    return _lives_there(facts) and age is not None and age < AGE_OF_SHARED_YES


def _see(_actor: Actor, facts: Facts) -> Decision:
    reasons = _leading(facts) | {
        Reason.INVOLVED: facts.household.involvement is not None,
        Reason.LIVES_THERE: _lives_there(facts),
        Reason.TEAM_LEADER: facts.household.team_leader,
    }
    return _first(facts, reasons, Reason.TOO_YOUNG)


def _see_people(actor: Actor, facts: Facts) -> Decision:
    """Whoever is tied to the household sees who leads, and how to reach her; enforcement too."""
    if facts.household.involvement is InvolvementRole.ENFORCEMENT:
        return _yes(Reason.INVOLVED)
    return _see(actor, facts)


def _see_load(_actor: Actor, facts: Facts) -> Decision:
    """Name who may read the load: a role that is not named here has no path to it."""
    reasons = _leading(facts) | {
        Reason.INVOLVED: facts.household.involvement in LOAD_READERS,
        Reason.LIVES_THERE: _lives_there(facts),
        Reason.TEAM_LEADER: facts.household.team_leader,
    }
    return _first(facts, reasons, Reason.NOT_WRITER)


def _write(_actor: Actor, facts: Facts) -> Decision:
    reasons = _leading(facts) | {
        Reason.INVOLVED: facts.household.involvement in HELPERS,
        Reason.LIVES_THERE: _lives_there(facts),
    }
    return _first(facts, reasons, Reason.NOT_WRITER)


def _owning(facts: Facts) -> dict[Reason, bool]:
    return {Reason.OWNS: facts.agreement.owns, Reason.DECIDED: facts.agreement.decided}


def _change_agreement(_actor: Actor, facts: Facts) -> Decision:
    return _first(facts, _owning(facts) | _leading(facts), Reason.NOT_OWNER)


def _withdraw_agreement(_actor: Actor, facts: Facts) -> Decision:
    if facts.agreement.mandatory:
        return _first(facts, _owning(facts), Reason.MANDATORY)
    return _first(facts, _owning(facts) | _leading(facts), Reason.NOT_OWNER)


def _confirm(_actor: Actor, facts: Facts) -> Decision:
    return _first(facts, _owning(facts), Reason.NOT_OWN_OWNER)


def _answer(_actor: Actor, facts: Facts) -> Decision:
    reasons = {
        Reason.CONCERNS: facts.agreement.concerns,
        Reason.PARENT: facts.agreement.parent,
    }
    return _first(facts, reasons, Reason.NOT_ASKED)


def _record_answer(_actor: Actor, facts: Facts) -> Decision:
    return _first(facts, _leading(facts) | _owning(facts), Reason.NOT_OWNER)


def _set_order(_actor: Actor, facts: Facts) -> Decision:
    reasons = {Reason.LIVES_THERE: _lives_there(facts)} | _leading(facts)
    return _first(facts, reasons, Reason.NOT_LEAD)


def _lead_only(_actor: Actor, facts: Facts) -> Decision:
    return _first(facts, _leading(facts), Reason.NOT_LEAD)


def _involve(_actor: Actor, facts: Facts) -> Decision:
    reasons = _leading(facts) | {Reason.TEAM_LEADER: facts.household.team_leader}
    return _first(facts, reasons, Reason.NOT_LEAD)


def _appoint(_actor: Actor, facts: Facts) -> Decision:
    reasons = {
        Reason.TEAM_LEADER: facts.household.team_leader,
        Reason.LEADS: facts.household.leads,
    }
    return _first(facts, reasons, Reason.NOT_APPOINTER)


def _accept(_actor: Actor, facts: Facts) -> Decision:
    return _yes(Reason.OFFERED) if facts.offered else _no(Reason.NOT_OFFERED)


def _take_back(_actor: Actor, facts: Facts) -> Decision:
    reasons = {
        Reason.ASKED_IT: facts.asked_it,
        Reason.TEAM_LEADER: facts.household.team_leader,
    }
    return _first(facts, reasons, Reason.NOT_ASKER)


def _choose(_actor: Actor, facts: Facts) -> Decision:
    reasons = _leading(facts) | {Reason.LIVES_THERE: _lives_there(facts)}
    return _first(facts, reasons, Reason.NOT_LEAD)


def _answer_change(actor: Actor, facts: Facts) -> Decision:
    return _confirm(actor, facts) or _answer(actor, facts)


def _say_own_words(_actor: Actor, facts: Facts) -> Decision:
    reasons = {Reason.ABOUT_SELF: facts.about_self, Reason.PARENT: facts.about_child}
    return _first(facts, reasons | _leading(facts), Reason.NOT_OWN_WORDS)


def _enter_money(_actor: Actor, facts: Facts) -> Decision:
    helps = facts.money and facts.household.involvement in HELPERS
    return _first(facts, {Reason.MONEY: helps} | _leading(facts), Reason.NOT_MONEY)


_RULES: Mapping[Action, Rule] = {
    Action.SEE_TODAY: _signed_in,
    Action.OPEN_HOUSEHOLD: _opener,
    Action.IMPORT_HOUSEHOLD: _opener,
    Action.SEE_PLAN: _see,
    Action.SEE_CHECK: _see,
    Action.SEE_LOAD: _see_load,
    Action.SEE_PEOPLE: _see_people,
    Action.SEE_HISTORY: _see,
    Action.ADD_GOAL: _write,
    Action.CHANGE_GOAL: _write,
    Action.ADD_AGREEMENT: _write,
    Action.CHANGE_AGREEMENT: _change_agreement,
    Action.WITHDRAW_AGREEMENT: _withdraw_agreement,
    Action.CONFIRM_AGREEMENT: _confirm,
    Action.ANSWER_AGREEMENT: _answer,
    Action.RECORD_ANSWER: _record_answer,
    Action.SET_ORDER: _set_order,
    Action.INVOLVE: _involve,
    Action.APPOINT_LEAD: _appoint,
    Action.ACCEPT_LEAD: _accept,
    Action.TAKE_LEAD_QUESTION_BACK: _take_back,
    Action.CHOOSE_PROPOSAL: _choose,
    Action.ANSWER_CHANGE: _answer_change,
    Action.SAY_OWN_WORDS: _say_own_words,
    Action.ENTER_MONEY: _enter_money,
    Action.SEE_DISCRETION: _lead_only,
    Action.SHIELD: _change_agreement,
    Action.SET_DEPTH: _change_agreement,
}
