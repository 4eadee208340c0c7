"""Discretion: who sees *what* an agreement is, who only *that and when*, and who nothing at all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tandem.core.access.facts import Facts


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


def depth(facts: Facts, cover: Cover) -> Depth:
    """Return how much a viewer sees of an agreement.

    What is shielded from somebody is nothing to that person, whoever he or she is further. Of a
    part that shows only that and when, those see *what* who have a part in it themselves: who
    answers for it or decided on it, whom it concerns, their parents, and who leads the plan.
    """
    if cover.shielded:
        return Depth.NOTHING
    agreement, household = facts.agreement, facts.household
    has_part = agreement.owns or agreement.decided or agreement.concerns or agreement.parent
    leads = household.leads or household.stands_in
    if not cover.only_when or cover.opened or has_part or leads:
        return Depth.WHAT
    return Depth.WHEN
