"""Who may do what with signals, actions, commissions and disputes: rules for the policy."""

from __future__ import annotations

from tandem.core.access.actions import Decision, Reason
from tandem.core.access.actors import Actor, Duty, InvolvementRole
from tandem.core.access.facts import Facts
from tandem.core.access.reasons import HELPERS, first, leading, lives_there, no, yes


def see_items(_actor: Actor, facts: Facts) -> Decision:
    """Whoever has to do with the household gives signals, and sees that something is going on."""
    reasons = leading(facts) | {
        Reason.INVOLVED: facts.household.involvement is not None,
        Reason.LIVES_THERE: lives_there(facts),
        Reason.TEAM_LEADER: facts.household.team_leader,
        Reason.ABOUT_SELF: facts.household.supporter is not None,
    }
    return first(facts, reasons, Reason.NOT_WRITER)


def see_item(_actor: Actor, facts: Facts) -> Decision:
    """Who holds it, is asked for it, carries it out or gave it; who leads, and the team leader."""
    reasons = leading(facts) | {
        Reason.HOLDS: facts.own_item,
        Reason.TEAM_LEADER: facts.household.team_leader,
        Reason.ABOUT_SELF: facts.about_self,
    }
    return first(facts, reasons, Reason.NOT_HOLDER)


def hold_item(_actor: Actor, facts: Facts) -> Decision:
    """Whom it waits for: the holder, who is asked, or who carries it out."""
    return first(facts, {Reason.HOLDS: facts.own_item}, Reason.NOT_HOLDER)


def add_item(_actor: Actor, facts: Facts) -> Decision:
    """Whoever helps may ask something of somebody else, or begin something."""
    reasons = leading(facts) | {
        Reason.INVOLVED: facts.household.involvement in HELPERS,
        Reason.TEAM_LEADER: facts.household.team_leader,
    }
    return first(facts, reasons, Reason.NOT_ITEM_WRITER)


def add_own_action(_actor: Actor, facts: Facts) -> Decision:
    """The family and its own circle for themselves; who helps writes it down with them."""
    reasons = leading(facts) | {
        Reason.INVOLVED: facts.household.involvement in HELPERS,
        Reason.LIVES_THERE: lives_there(facts),
        Reason.TEAM_LEADER: facts.household.team_leader,
        Reason.ABOUT_SELF: facts.household.supporter is not None,
    }
    return first(facts, reasons, Reason.NOT_WRITER)


def end_own_action(_actor: Actor, facts: Facts) -> Decision:
    """How it went says who does it, and nobody else: not who leads either."""
    return first(facts, {Reason.ABOUT_SELF: facts.about_self}, Reason.NOT_OWN_DOER)


def see_kept(actor: Actor, _facts: Facts) -> Decision:
    """Whoever works here reads the own counts, and those of organisations; no resident does."""
    known = actor.professional is not None or bool(actor.duties)
    return yes(Reason.SIGNED_IN) if known else no(Reason.NOT_AT_WORK)


def reassign(_actor: Actor, facts: Facts) -> Decision:
    """Who leads the team gives to somebody what nobody takes."""
    chief = {Reason.TEAM_LEADER: facts.household.team_leader}
    return first(facts, chief, Reason.NOT_TEAM_LEADER)


def send_back(actor: Actor, facts: Facts) -> Decision:
    """A consultant who holds the question sends it back; the front desk passes it on first."""
    decides = (
        Duty.CONSULTANT in actor.duties
        or facts.household.involvement is InvolvementRole.CONSULTANT
        or facts.household.team_leader
    )
    return first(facts, {Reason.HOLDS: facts.own_item and decides}, Reason.NOT_SENDER_BACK)


def answer_gap(_actor: Actor, facts: Facts) -> Decision:
    """A provision that fell short is of no household: who it waits for answers."""
    return yes(Reason.HOLDS) if facts.own_item else no(Reason.NOT_HOLDER)


def see_outside(actor: Actor, _facts: Facts) -> Decision:
    """Whoever works here sees the signals from outside that he or she has."""
    return no(Reason.NOT_AT_WORK) if actor.professional is None else yes(Reason.SIGNED_IN)


def move_outside(_actor: Actor, facts: Facts) -> Decision:
    """Who holds it, or is asked to; the team leader of the area is known by the household facts."""
    if facts.own_item:
        return yes(Reason.HOLDS)
    return yes(Reason.TEAM_LEADER) if facts.household.team_leader else no(Reason.NOT_HOLDER)
