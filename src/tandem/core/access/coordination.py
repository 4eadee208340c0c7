"""The rules of means, conversations and items: who spends, writes, takes, offers and answers."""

from __future__ import annotations

from collections.abc import Mapping

from tandem.core.access import items
from tandem.core.access.actions import Action, Decision, Reason
from tandem.core.access.actors import Actor, Duty, InvolvementRole
from tandem.core.access.facts import Facts
from tandem.core.access.reasons import (
    HELPERS,
    Rule,
    by_duty,
    first,
    lead_only,
    leading,
    lives_there,
    no,
    yes,
)

# --- means, and matters that somebody holds -------------------------------------------------

FIGURE_READERS = frozenset({Duty.MANAGER, Duty.POLICY_STAFF})


def _see_means(_actor: Actor, facts: Facts) -> Decision:
    """As the plan, but for an emergency: money and refusals help nobody in one."""
    reasons = leading(facts) | {
        Reason.INVOLVED: facts.household.involvement is not None,
        Reason.LIVES_THERE: lives_there(facts),
        Reason.TEAM_LEADER: facts.household.team_leader,
    }
    return first(facts, reasons, Reason.NOT_WRITER)


def _spend(_actor: Actor, facts: Facts) -> Decision:
    """Who has a role with a mandate; how far it goes says the mandate of the area."""
    reasons = leading(facts) | {
        Reason.INVOLVED: facts.household.involvement is InvolvementRole.CONSULTANT,
        Reason.TEAM_LEADER: facts.household.team_leader,
    }
    return first(facts, reasons, Reason.NOT_SPENDER)


def _refuse(_actor: Actor, facts: Facts) -> Decision:
    reasons = leading(facts) | {
        Reason.INVOLVED: facts.household.involvement in HELPERS,
        Reason.TEAM_LEADER: facts.household.team_leader,
    }
    return first(facts, reasons, Reason.NOT_REFUSER)


def _answer_matter(_actor: Actor, facts: Facts) -> Decision:
    return first(facts, {Reason.HOLDS: facts.holds}, Reason.NOT_MATTER_HOLDER)


# --- conversation, and items that change hands ----------------------------------------------


def _talk(_actor: Actor, facts: Facts) -> Decision:
    """Whoever helps, leads or lives here talks along; an emergency or a question opens no talk.

    About one item also who holds it, is asked for it or carries it out, and nobody else.
    """
    involved = {Reason.INVOLVED: facts.household.involvement is not None}
    item = {Reason.HOLDS: facts.own_item}
    return first(facts, involved | _at_home(facts) | item, Reason.NOT_WRITER)


def _at_home(facts: Facts) -> dict[Reason, bool]:
    chief = {Reason.TEAM_LEADER: facts.household.team_leader}
    return leading(facts) | {Reason.LIVES_THERE: lives_there(facts)} | chief


def _write_message(actor: Actor, facts: Facts) -> Decision:
    """Who talks along in the household, and reads along in this very conversation."""
    known = _talk(actor, facts)
    inside = yes(Reason.IN_CIRCLE) if facts.in_circle else no(Reason.NOT_IN_CIRCLE)
    return inside if known else known


def _decide_together(actor: Actor, facts: Facts) -> Decision:
    known = _write_message(actor, facts)
    named = yes(Reason.NAMED) if facts.named else no(Reason.NOT_NAMED)
    return named if known else known


def _ask_colleague(actor: Actor, facts: Facts) -> Decision:
    """Who helps here by profession; the family asks its helpers, and enforcement asks nobody."""
    is_helper = actor.professional is not None and not lives_there(facts)
    known = _talk(actor, facts)
    return known if is_helper or not known else no(Reason.NOT_COLLEAGUE)


def _answer_colleague(actor: Actor, facts: Facts) -> Decision:
    """A question without names is of no household: whoever got it answers."""
    holds = actor.professional is not None and facts.holds
    return yes(Reason.HOLDS) if holds else no(Reason.NOT_HOLDER)


def _take_item(_actor: Actor, facts: Facts) -> Decision:
    helps = {Reason.INVOLVED: facts.household.involvement in HELPERS}
    chief = {Reason.TEAM_LEADER: facts.household.team_leader}
    return first(facts, leading(facts) | helps | chief, Reason.NOT_TAKER)


def _give_item(_actor: Actor, facts: Facts) -> Decision:
    return first(facts, {Reason.TEAM_LEADER: facts.household.team_leader}, Reason.NOT_GIVER)


def _offer_item(_actor: Actor, facts: Facts) -> Decision:
    return first(facts, {Reason.HOLDS: facts.holds}, Reason.NOT_HOLDER)


# --- another lead ----------------------------------------------------------------------------


def _hand_over(_actor: Actor, facts: Facts) -> Decision:
    chief = {Reason.TEAM_LEADER: facts.household.team_leader}
    old = {Reason.HANDS_OVER: facts.hands_over}
    return first(facts, leading(facts) | old | chief, Reason.NOT_HANDING_OVER)


def _close_handover(_actor: Actor, facts: Facts) -> Decision:
    """Who leads now says that all is gone through and done: not who is glad to be rid of it."""
    chief = {Reason.TEAM_LEADER: facts.household.team_leader}
    return first(facts, leading(facts) | chief, Reason.NOT_TAKING_OVER)


def _answer_lead(_actor: Actor, facts: Facts) -> Decision:
    """The family says what it thinks of who leads; nobody who helps says it for them."""
    reasons = {
        Reason.ABOUT_SELF: facts.about_self,
        Reason.PARENT: facts.about_child,
        Reason.REPRESENTS: facts.agreement.represents,
    }
    return first(facts, reasons, Reason.NOT_SPEAKING)


def _record_lead_answer(_actor: Actor, facts: Facts) -> Decision:
    """As an answer to an agreement: who leads, or who answers for it; here the team leader does.

    The choice of who leads is with the team leader, so a no need not be told to who leads.
    """
    chief = {Reason.TEAM_LEADER: facts.household.team_leader}
    return first(facts, leading(facts) | chief, Reason.NOT_LEAD_RECORDER)


COORDINATION: Mapping[Action, Rule] = {
    Action.SEE_MEANS: _see_means,
    Action.SPEND: _spend,
    Action.REFUSE: _refuse,
    Action.RAISE_OBSTACLE: _see_means,
    Action.ANSWER_MATTER: _answer_matter,
    Action.ASK_TO_CHANGE: lead_only,
    Action.SEE_BUDGETS: by_duty(FIGURE_READERS | {Duty.TEAM_LEADER}, Reason.NOT_BUDGETS),
    Action.SET_BUDGETS: by_duty(frozenset({Duty.MANAGER}), Reason.NOT_BUDGET_SETTER),
    Action.SEE_TALKS: _talk,
    Action.WRITE_MESSAGE: _write_message,
    Action.DECIDE_TOGETHER: _decide_together,
    Action.ASK_COLLEAGUE: _ask_colleague,
    Action.ANSWER_COLLEAGUE: _answer_colleague,
    Action.TAKE_ITEM: _take_item,
    Action.GIVE_ITEM: _give_item,
    Action.OFFER_ITEM: _offer_item,
    Action.HAND_OVER: _hand_over,
    Action.CLOSE_HANDOVER: _close_handover,
    Action.ANSWER_LEAD: _answer_lead,
    Action.RECORD_LEAD_ANSWER: _record_lead_answer,
    Action.SEE_ITEMS: items.see_items,
    Action.SEE_ITEM: items.see_item,
    Action.GIVE_SIGNAL: items.see_items,
    Action.ADD_ITEM: items.add_item,
    Action.MOVE_ITEM: items.hold_item,
    Action.ANSWER_OFFER: items.hold_item,
    Action.REPORT_ITEM: items.hold_item,
    Action.REASSIGN_ITEM: items.reassign,
    Action.SEE_OUTSIDE_SIGNALS: items.see_outside,
    Action.MOVE_OUTSIDE_SIGNAL: items.move_outside,
    Action.ADD_OWN_ACTION: items.add_own_action,
    Action.END_OWN_ACTION: items.end_own_action,
    Action.SEE_KEPT: items.see_kept,
}
