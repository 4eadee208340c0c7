"""What every rule of the policy is made of: what ties somebody, and which reason counts first."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tandem.core.access.actions import Decision, Reason
from tandem.core.access.actors import Actor, Duty, InvolvementRole
from tandem.core.access.facts import Facts

Rule = Callable[[Actor, Facts], Decision]

AGE_OF_OWN_YES = 16
"""From this age a member says yes alone."""
AGE_OF_SHARED_YES = 12
"""From this age until `AGE_OF_OWN_YES` the child and a parent with authority both say yes."""
HELPERS = frozenset(
    {InvolvementRole.CONSULTANT, InvolvementRole.PROVIDER, InvolvementRole.GUARDIAN}
)
OWN_REASONS = frozenset({Reason.OWNS, Reason.PARENT, Reason.REPRESENTS, Reason.ABOUT_SELF})
"""What somebody from the network can have to do with a plan: what is his or her own."""


def yes(reason: Reason) -> Decision:
    """Return a yes, with its reason."""
    return Decision(allowed=True, reason=reason)


def no(reason: Reason) -> Decision:
    """Return a no, with its reason."""
    return Decision(allowed=False, reason=reason)


def first(facts: Facts, reasons: Mapping[Reason, bool], otherwise: Reason) -> Decision:
    """Yes for the first reason that holds; no to whoever has nothing to do with the household.

    A child says what it wants at the table: under 12 nothing is asked of it here. What the family
    says, and how much a plan asks of it, is never evidence for a sanction: enforcement has no path
    to any of it.
    """
    if not facts.household.is_tied:
        return no(Reason.NOT_TIED)
    if is_too_young(facts):
        return no(Reason.TOO_YOUNG)
    if facts.household.involvement is InvolvementRole.ENFORCEMENT:
        return no(Reason.ENFORCEMENT)
    if is_supporter_only(facts) and not set(reasons) & OWN_REASONS:
        return no(Reason.OWN_PART_ONLY)
    return next((yes(reason) for reason, holds in reasons.items() if holds), no(otherwise))


def is_supporter_only(facts: Facts) -> bool:
    """Whether nothing but being of the family's own circle ties the actor to the household."""
    return facts.household.supporter is not None and not ties_more(facts)


def ties_more(facts: Facts) -> bool:
    """Return whether more ties the actor than being of the own circle."""
    household = facts.household
    return household.involvement is not None or lives_there(facts) or chief(facts)


def chief(facts: Facts) -> bool:
    """Return whether the actor leads, stands in, or leads the team."""
    household = facts.household
    return household.leads or household.stands_in or household.team_leader


def leading(facts: Facts) -> dict[Reason, bool]:
    """Return the reasons of who leads, and of who stands in."""
    return {
        Reason.LEADS: facts.household.leads,
        Reason.STANDS_IN: facts.household.stands_in,
    }


def lives_there(facts: Facts) -> bool:
    """Return whether the actor lives there."""
    return facts.household.member is not None


def is_too_young(facts: Facts) -> bool:
    """Whether it is a child; a member whose birthday nobody filled in is read as grown up."""
    age = facts.household.age
    return lives_there(facts) and age is not None and age < AGE_OF_SHARED_YES


def by_duty(duties: frozenset[Duty], otherwise: Reason) -> Rule:
    """Return the rule of what belongs to duties, apart from any household."""

    def rule(actor: Actor, _facts: Facts) -> Decision:
        return yes(Reason.DUTY) if actor.duties & duties else no(otherwise)

    return rule


def lead_only(_actor: Actor, facts: Facts) -> Decision:
    """Return a yes for who leads or stands in, and for nobody else."""
    return first(facts, leading(facts), Reason.NOT_LEAD)
