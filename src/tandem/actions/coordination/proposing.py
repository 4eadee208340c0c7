"""Who could lead, by two routes, each with why; a person chooses, and may choose anybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tandem.core.rules.steps import Nearness, nearness
from tandem.formats.steps import load_steps
from tandem.records.coordination.first import First, first_of
from tandem.records.coordination.heads import Head
from tandem.records.people.rows import InvolvementRow
from tandem.records.work import Work


class Way(StrEnum):
    """By which route somebody is proposed."""

    RECEIVED = "received"
    """He or she received the question."""
    NEAREST = "nearest"
    """His or her discipline is nearest to the resident's own first question."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """Somebody who could lead, and why."""

    professional: int
    name: str
    function: str
    way: Way
    member: str = ""
    """Whose question it is."""
    word: str = ""
    """The word of it that counted."""
    sure: bool = True
    """Whether the rule behind it was checked."""


def proposed_leads(work: Work, head: Head) -> tuple[Proposed, ...]:
    """Return who helps here and could lead, by each route; one who leads already is not proposed.

    Nothing follows from it: it stands beside the choice.
    """
    leads = head.lead.professional.id if head.lead is not None and head.lead.accepted else None
    helpers = [one for one in head.involved if one.professional != leads]
    first = first_of(work, head.id)
    return (*_received(helpers, first), *_nearest(head, helpers, first))


def _received(helpers: list[InvolvementRow], first: First) -> Iterator[Proposed]:
    for one in helpers:
        if one.professional == first.opened_by:
            yield Proposed(one.professional, one.name, one.function, Way.RECEIVED)


def _nearest(head: Head, helpers: list[InvolvementRow], first: First) -> Iterator[Proposed]:
    """Yield whoever is nearest to the first own question to which anybody here is near."""
    routes = load_steps().routes
    for number, question in first.questions:
        member = head.member(number)
        if member is None:
            continue
        near = [
            (found, one) for one in helpers if (found := nearness(routes, question, one.function))
        ]
        if near:
            best, helper = min(near, key=_place)
            yield Proposed(
                helper.professional,
                helper.name,
                helper.function,
                Way.NEAREST,
                member.name,
                best.word,
                best.route.sure,
            )
            return


def _place(found: tuple[Nearness, InvolvementRow]) -> int:
    return found[0].place
