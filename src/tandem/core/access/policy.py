"""The policy itself: one rule an action, and a reason that a person can read."""

from __future__ import annotations

from collections.abc import Mapping

from tandem.core.access import items
from tandem.core.access.actions import Action, Decision, Reason
from tandem.core.access.actors import Actor, Duty, InvolvementRole
from tandem.core.access.coordination import COORDINATION, FIGURE_READERS
from tandem.core.access.facts import Facts
from tandem.core.access.guests import GuestAsks
from tandem.core.access.reasons import (
    AGE_OF_OWN_YES,
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

LOAD_READERS = HELPERS | {InvolvementRole.CLIENT_SUPPORTER, InvolvementRole.CONFIDANT}
EMERGENCY_OPENERS = frozenset({Duty.FRONT_DESK, Duty.CONSULTANT})
INVITERS = frozenset({Duty.FRONT_DESK, Duty.TEAM_LEADER})
BOUND_TO_AREA = frozenset({Duty.FRONT_DESK, Duty.TEAM_LEADER})
OFF_BOARDERS = frozenset({Duty.TEAM_LEADER, Duty.ADMINISTRATOR})


def may(actor: Actor, action: Action, facts: Facts | None = None) -> Decision:
    """Return whether `actor` may do `action` with these facts, and why (not).

    Actions that touch no household need no facts.
    """
    if actor.guest is not None:
        return _guest(actor.guest.asks, action, facts or Facts())
    return _RULES[action](actor, facts or Facts())


def _signed_in(actor: Actor, _facts: Facts) -> Decision:
    if actor.account is None:
        return no(Reason.NOT_TIED)
    return yes(Reason.SIGNED_IN)


def _opener(actor: Actor, facts: Facts) -> Decision:
    """A consultant of the municipality everywhere; the front desk and a team leader in an area."""
    if Duty.CONSULTANT in actor.duties:
        return yes(Reason.DUTY)
    if not actor.duties & BOUND_TO_AREA:
        return no(Reason.NOT_DUTY)
    return yes(Reason.DUTY) if facts.in_area else no(Reason.NOT_AREA)


def _tick(_actor: Actor, facts: Facts) -> Decision:
    """A human's tick: of who decides for the municipality here."""
    reasons = {
        Reason.INVOLVED: facts.household.involvement is InvolvementRole.CONSULTANT,
        Reason.TEAM_LEADER: facts.household.team_leader,
    }
    return first(facts, reasons, Reason.NOT_TICKER)


def _see_areas(actor: Actor, _facts: Facts) -> Decision:
    """Whoever works for the municipality; somebody else looks up one postcode, as anybody may."""
    return _opener(actor, Facts())


def _set_areas(actor: Actor, _facts: Facts) -> Decision:
    return yes(Reason.DUTY) if Duty.TEAM_LEADER in actor.duties else no(Reason.NOT_AREAS)


def _see(_actor: Actor, facts: Facts) -> Decision:
    reasons = leading(facts) | {
        Reason.INVOLVED: facts.household.involvement is not None,
        Reason.LIVES_THERE: lives_there(facts),
        Reason.TEAM_LEADER: facts.household.team_leader,
        Reason.EMERGENCY: facts.household.emergency,
    }
    return first(facts, reasons, Reason.NOT_WRITER)


def _see_people(actor: Actor, facts: Facts) -> Decision:
    """Whoever is tied to the household sees who leads, and how to reach her; enforcement too."""
    if facts.household.involvement is InvolvementRole.ENFORCEMENT:
        return yes(Reason.INVOLVED)
    return _see(actor, facts)


def _see_load(_actor: Actor, facts: Facts) -> Decision:
    """Name who may read the load: a role that is not named here has no path to it."""
    reasons = leading(facts) | {
        Reason.INVOLVED: facts.household.involvement in LOAD_READERS,
        Reason.LIVES_THERE: lives_there(facts),
        Reason.TEAM_LEADER: facts.household.team_leader,
    }
    return first(facts, reasons, Reason.NOT_WRITER)


def _write(_actor: Actor, facts: Facts) -> Decision:
    reasons = leading(facts) | {
        Reason.INVOLVED: facts.household.involvement in HELPERS,
        Reason.LIVES_THERE: lives_there(facts),
    }
    return first(facts, reasons, Reason.NOT_WRITER)


def _owning(facts: Facts) -> dict[Reason, bool]:
    return {Reason.OWNS: facts.agreement.owns, Reason.DECIDED: facts.agreement.decided}


def _change_agreement(_actor: Actor, facts: Facts) -> Decision:
    return first(facts, _owning(facts) | leading(facts), Reason.NOT_OWNER)


def _withdraw_agreement(_actor: Actor, facts: Facts) -> Decision:
    if facts.agreement.mandatory:
        return first(facts, _owning(facts), Reason.MANDATORY)
    return first(facts, _owning(facts) | leading(facts), Reason.NOT_OWNER)


def _confirm(_actor: Actor, facts: Facts) -> Decision:
    return first(facts, _owning(facts), Reason.NOT_OWN_OWNER)


def _answer(_actor: Actor, facts: Facts) -> Decision:
    reasons = {
        Reason.CONCERNS: facts.agreement.concerns,
        Reason.PARENT: facts.agreement.parent,
        Reason.REPRESENTS: facts.agreement.represents,
    }
    return first(facts, reasons, Reason.NOT_ASKED)


def _record_answer(_actor: Actor, facts: Facts) -> Decision:
    return first(facts, leading(facts) | _owning(facts), Reason.NOT_OWNER)


def _set_order(_actor: Actor, facts: Facts) -> Decision:
    reasons = {Reason.LIVES_THERE: lives_there(facts)} | leading(facts)
    return first(facts, reasons, Reason.NOT_LEAD)


def _involve(_actor: Actor, facts: Facts) -> Decision:
    reasons = leading(facts) | {Reason.TEAM_LEADER: facts.household.team_leader}
    return first(facts, reasons, Reason.NOT_LEAD)


def _end_involvement(_actor: Actor, facts: Facts) -> Decision:
    """Whoever helps may stop; for others who leads says so, or the team leader."""
    reasons = {Reason.ABOUT_SELF: facts.own_part} | leading(facts)
    return first(
        facts, reasons | {Reason.TEAM_LEADER: facts.household.team_leader}, Reason.NOT_LEAD
    )


def _appoint(_actor: Actor, facts: Facts) -> Decision:
    reasons = {
        Reason.TEAM_LEADER: facts.household.team_leader,
        Reason.LEADS: facts.household.leads,
    }
    return first(facts, reasons, Reason.NOT_APPOINTER)


def _accept(_actor: Actor, facts: Facts) -> Decision:
    return yes(Reason.OFFERED) if facts.offered else no(Reason.NOT_OFFERED)


def _take_back(_actor: Actor, facts: Facts) -> Decision:
    reasons = {
        Reason.ASKED_IT: facts.asked_it,
        Reason.TEAM_LEADER: facts.household.team_leader,
    }
    return first(facts, reasons, Reason.NOT_ASKER)


def _choose(_actor: Actor, facts: Facts) -> Decision:
    reasons = leading(facts) | {Reason.LIVES_THERE: lives_there(facts)}
    return first(facts, reasons, Reason.NOT_LEAD)


def _answer_change(actor: Actor, facts: Facts) -> Decision:
    return _confirm(actor, facts) or _answer(actor, facts)


def _say_own_words(_actor: Actor, facts: Facts) -> Decision:
    reasons = {Reason.ABOUT_SELF: facts.about_self, Reason.PARENT: facts.about_child}
    return first(facts, reasons | leading(facts), Reason.NOT_OWN_WORDS)


def _record_yes(_actor: Actor, facts: Facts) -> Decision:
    """A resident gives an own yes; whoever brought somebody in, or came, writes one down."""
    reasons = {Reason.ABOUT_SELF: facts.about_self or facts.own_part} | leading(facts)
    return first(
        facts, reasons | {Reason.TEAM_LEADER: facts.household.team_leader}, Reason.NOT_LEAD
    )


def _see_own_part(_actor: Actor, facts: Facts) -> Decision:
    """Somebody from the network sees what was agreed with him or her."""
    if not facts.household.is_tied:
        return no(Reason.NOT_TIED)
    if facts.household.supporter is None:
        return no(Reason.NOT_ASKED)
    return yes(Reason.ABOUT_SELF)


def _enter_money(_actor: Actor, facts: Facts) -> Decision:
    helps = facts.money and facts.household.involvement in HELPERS
    return first(facts, {Reason.MONEY: helps} | leading(facts), Reason.NOT_MONEY)


# --- guests: whatever the other rules say, a guest may do this and nothing else -------------

_GUEST_MAY: Mapping[GuestAsks, frozenset[Action]] = {
    GuestAsks.CHECK: frozenset(
        {Action.SEE_AS_GUEST, Action.CONFIRM_AGREEMENT, Action.CHANGE_AGREEMENT}
    ),
    GuestAsks.QUESTION: frozenset({Action.SEE_AS_GUEST, Action.ANSWER_AS_GUEST}),
}


def _guest(asks: GuestAsks, action: Action, facts: Facts) -> Decision:
    if not facts.agreement.guest_of:
        return no(Reason.NOT_TIED)
    return yes(Reason.GUEST) if action in _GUEST_MAY[asks] else no(Reason.NOT_ASKED_GUEST)


def _guests_only(_actor: Actor, _facts: Facts) -> Decision:
    return no(Reason.NOT_GUEST)


def _see_looks(actor: Actor, facts: Facts) -> Decision:
    """The family reads who looked, who leads does, and whom a question about it waits for."""
    officer = Duty.PRIVACY_OFFICER in actor.duties
    reasons = leading(facts) | {
        Reason.LIVES_THERE: lives_there(facts),
        Reason.TEAM_LEADER: facts.household.team_leader,
        Reason.HOLDS: facts.household.holds and officer,
    }
    return first(facts, reasons, Reason.NOT_LOOKS)


def _ask_why(_actor: Actor, facts: Facts) -> Decision:
    return first(facts, {Reason.LIVES_THERE: lives_there(facts)}, Reason.NOT_FAMILY)


def _answer_look_item(_actor: Actor, facts: Facts) -> Decision:
    holds = facts.household.holds and facts.own_item
    return first(facts, {Reason.HOLDS: holds}, Reason.NOT_HOLDER)


def _open_emergency(actor: Actor, _facts: Facts) -> Decision:
    known = actor.professional is not None and actor.duties & EMERGENCY_OPENERS
    return yes(Reason.DUTY) if known else no(Reason.NOT_EMERGENCY)


def _see_invitations(actor: Actor, _facts: Facts) -> Decision:
    """Whoever works here sees the invitations that he or she made; inviters see them all."""
    return no(Reason.NOT_INVITER) if actor.professional is None else yes(Reason.SIGNED_IN)


def _invite_colleague(actor: Actor, _facts: Facts) -> Decision:
    return yes(Reason.DUTY) if actor.duties & INVITERS else no(Reason.NOT_INVITER)


def _invite_member(actor: Actor, facts: Facts) -> Decision:
    at_desk = Duty.FRONT_DESK in actor.duties and facts.household.involvement is not None
    reasons = leading(facts) | {
        Reason.TEAM_LEADER: facts.household.team_leader,
        Reason.DUTY: at_desk,
    }
    return first(facts, reasons, Reason.NOT_MEMBER_INVITER)


def _use_rights(_actor: Actor, facts: Facts) -> Decision:
    """From 16 years for oneself; a parent with authority for a child that is younger."""
    age = facts.household.age
    grown = age is None or age >= AGE_OF_OWN_YES
    reasons = {Reason.ABOUT_SELF: facts.about_self and grown, Reason.PARENT: facts.about_child}
    return first(facts, reasons, Reason.NOT_OWN_RIGHTS)


def _see_requests(actor: Actor, _facts: Facts) -> Decision:
    if Duty.PRIVACY_OFFICER in actor.duties:
        return yes(Reason.GUARDS_PRIVACY)
    return no(Reason.NOT_GUARD)


def _answer_request(actor: Actor, facts: Facts) -> Decision:
    """Who holds it answers; who leads may, and the privacy officer of every request."""
    if Duty.PRIVACY_OFFICER in actor.duties:
        return yes(Reason.GUARDS_PRIVACY)
    return first(facts, {Reason.HOLDS: facts.holds} | leading(facts), Reason.NOT_REQUEST_HOLDER)


def _attach(_actor: Actor, facts: Facts) -> Decision:
    reasons = _owning(facts) | {
        Reason.CONCERNS: facts.agreement.concerns,
        Reason.PARENT: facts.agreement.parent,
    }
    return first(facts, reasons | leading(facts), Reason.NOT_ATTACHER)


def _use_bsn(_actor: Actor, facts: Facts) -> Decision:
    """Leading alone is no ground: the number is used where a law names it, and nowhere else."""
    helps = facts.bsn_ground and facts.household.involvement in HELPERS
    return first(facts, {Reason.BSN_GROUND: helps}, Reason.NOT_BSN_GROUND)


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
    Action.END_INVOLVEMENT: _end_involvement,
    Action.APPOINT_LEAD: _appoint,
    Action.ACCEPT_LEAD: _accept,
    Action.TAKE_LEAD_QUESTION_BACK: _take_back,
    Action.CHOOSE_PROPOSAL: _choose,
    Action.ANSWER_CHANGE: _answer_change,
    Action.SAY_OWN_WORDS: _say_own_words,
    Action.ENTER_MONEY: _enter_money,
    Action.SET_PLACES: lead_only,
    Action.SEE_DISCRETION: _write,
    Action.SHIELD: _change_agreement,
    Action.SET_DEPTH: _change_agreement,
    Action.SEE_WORK_AREAS: _see_areas,
    Action.SET_WORK_AREAS: _set_areas,
    Action.ASK_GUEST: _change_agreement,
    Action.SEE_AS_GUEST: _guests_only,
    Action.ANSWER_AS_GUEST: _guests_only,
    Action.SEE_LOOKS: _see_looks,
    Action.ASK_WHY: _ask_why,
    Action.ANSWER_LOOK_ITEM: _answer_look_item,
    Action.OPEN_EMERGENCY: _open_emergency,
    Action.CHANGE_OWN_SIGN_IN: _signed_in,
    Action.SEE_INVITATIONS: _see_invitations,
    Action.INVITE_COLLEAGUE: _invite_colleague,
    Action.INVITE_MEMBER: _invite_member,
    Action.RECORD_YES: _record_yes,
    Action.WITHDRAW_YES: _record_yes,
    Action.SET_REPRESENTATIVE: _involve,
    Action.OFF_BOARD: by_duty(OFF_BOARDERS, Reason.NOT_OFF_BOARDER),
    Action.CLOSE_ACCOUNT: by_duty(OFF_BOARDERS, Reason.NOT_OFF_BOARDER),
    Action.SEE_FIGURES: by_duty(FIGURE_READERS, Reason.NOT_FIGURES),
    Action.CONFIGURE: by_duty(frozenset({Duty.ADMINISTRATOR}), Reason.NOT_ADMINISTRATOR),
    Action.SEE_OWN_PART: _see_own_part,
    Action.USE_RIGHTS: _use_rights,
    Action.ANSWER_REQUEST: _answer_request,
    Action.SEE_REQUESTS: _see_requests,
    Action.ATTACH: _attach,
    Action.USE_BSN: _use_bsn,
    Action.NOTE_QUESTION: _opener,
    Action.TICK_ONE_PLAN: _tick,
    Action.NOTE_TRY: items.add_item,
    Action.SEND_BACK: items.send_back,
    Action.SEE_GAPS: items.see_outside,
    Action.ANSWER_GAP: items.answer_gap,
    **COORDINATION,
}
