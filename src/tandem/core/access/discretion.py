"""Discretion: who sees *what* an agreement is, who only *that and when*, and who nothing at all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tandem.core.access.actors import InvolvementRole
from tandem.core.access.facts import Facts, HouseholdFacts


class Depth(StrEnum):
    """How much somebody sees of an agreement."""

    NOTHING = "nothing"
    """For this viewer it does not exist."""
    WHEN = "when"
    """That it is there and when, and whom to ask: never words, place or discipline."""
    WHAT = "what"


@dataclass(frozen=True, slots=True)
class Cover:
    """What was recorded of an agreement and of the plan part it came with."""

    shielded: bool = False
    """Whether it is shielded from this viewer."""
    only_when: bool = False
    """Whether its part shows others only that and when."""
    opened: bool = False
    """Whether *what* was opened to this viewer, on a recorded ground."""
    of_another: bool = False
    """Whether another helper answers for it, and helpers were not let see each other's parts."""


def depth(facts: Facts, cover: Cover) -> Depth:
    """Return how much a viewer sees of an agreement.

    What is shielded from somebody is nothing to that person, whoever he or she is further. Of a
    part that shows only that and when, those see *what* who have a part in it themselves: who
    answers for it or decided on it, whom it concerns, who speaks for them, and who leads the plan.
    What another helper answers for is such a part for every other helper, until it is opened on a
    recorded ground. The family sees its own plan, and so does who stands beside it; a parent
    without authority sees of what concerns the child alone that it is there, and when.
    """
    if cover.shielded:
        return Depth.NOTHING
    agreement, household = facts.agreement, facts.household
    has_part = agreement.owns or agreement.decided or agreement.concerns or agreement.parent
    leads = household.leads or household.stands_in
    if has_part or leads or agreement.represents:
        return Depth.WHAT
    if household.supporter is not None and household.involvement is None:
        return Depth.NOTHING
    closed = cover.only_when or (cover.of_another and _is_other_helper(household))
    if agreement.outside or (closed and not cover.opened):
        return Depth.WHEN
    return Depth.WHAT


BESIDE_THE_FAMILY = frozenset({InvolvementRole.CLIENT_SUPPORTER, InvolvementRole.CONFIDANT})


def _is_other_helper(household: HouseholdFacts) -> bool:
    """Whether somebody is neither of the family nor beside it."""
    return household.member is None and household.involvement not in BESIDE_THE_FAMILY


def reads_why(facts: Facts) -> bool:
    """Whether a viewer reads why somebody said no to an agreement, or that it does not work.

    The form names them: who answers for the agreement, and who leads, who calls about it; and
    `about_self` is who gave the reason. Enforcement has no path to it, whatever it answers for; a
    guest and somebody from the network neither: who leads tells them what they need.
    """
    household = facts.household
    if not household.is_tied or household.involvement is InvolvementRole.ENFORCEMENT:
        return False
    if facts.agreement.guest_of:
        return False
    here = household.involvement is not None or household.member is not None
    owns = facts.agreement.owns and here
    return facts.about_self or owns or household.leads or household.stands_in
