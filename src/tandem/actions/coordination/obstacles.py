"""What stands in the way (knelpunt): anybody involved says so, and somebody answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from tandem.actions.coordination.about import member_about
from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import household_facts, lock
from tandem.actions.limits import wrong_words
from tandem.core.access import Action
from tandem.core.rules.steps import StepTerm
from tandem.formats.steps import load_steps
from tandem.records.coordination.heads import Head
from tandem.records.coordination.matters import MatterKind
from tandem.records.coordination.models import Obstacle
from tandem.records.coordination.plain_items import NewItem, open_item
from tandem.records.work import Work


class Order(IntEnum):
    """Where an obstacle can be taken away."""

    CASE = 1
    OWN_ORGANISATION = 2
    SYSTEM = 3


@dataclass(frozen=True, slots=True)
class Stuck:
    """What stands in the way, and whose it is."""

    what: str
    whose: str
    order: int
    member: str = ""
    page: str = ""
    """The page on which the button was pressed, by its route."""


def raise_obstacle(work: Work, code: str, stuck: Stuck) -> int:
    """Say what stands in the way; return the number of the obstacle.

    One of this case is held by who leads; one of the own organisation or of the system by the team
    leader, who can bring it there. Raises NotAllowedError and InvalidError.
    """
    head = lock(work, code)
    require(work.actor, Action.RAISE_OBSTACLE, household_facts(head))
    problems = _problems(stuck)
    if problems:
        raise InvalidError(*problems)
    item = write_obstacle(work, head, stuck)
    return Obstacle.objects.values_list("pk", flat=True).get(item_id=item)


def write_obstacle(work: Work, head: Head, stuck: Stuck) -> int:
    """Write an obstacle in a locked household, with who holds it; return the number of its item.

    Raises InvalidError for somebody who does not live there.
    """
    member = member_about(head, stuck.member)
    new = NewItem(
        MatterKind.OBSTACLE.value,
        stuck.what.strip(),
        _holder(head, Order(stuck.order)),
        load_steps().last_day(StepTerm.OBSTACLE_ANSWER, work.today),
    )
    item = open_item(work, head.id, new).pk
    made = Obstacle.objects.create(
        household_id=head.id,
        item_id=item,
        member_id=None if member is None else member.id,
        whose=stuck.whose.strip(),
        order=stuck.order,
        page=stuck.page[:40],
        at=work.at,
        by=work.account,
    )
    work.event(
        "raised-obstacle",
        household=head.id,
        subject="obstacle",
        subject_id=made.pk,
        item=item,
        order=stuck.order,
    )
    return int(item)


def _holder(head: Head, order: Order) -> int:
    if order is Order.CASE and head.lead is not None:
        return head.lead.professional.id
    return head.team_leader.id


def _problems(stuck: Stuck) -> list[Problem]:
    needed = [
        Problem("what", "Say what stands in the way."),
        Problem("whose", "Say whose it is: an organisation, a rule, a law."),
    ]
    problems = wrong_words({"what": stuck.what, "whose": stuck.whose}, needed)
    if stuck.order not in set(Order):
        problems.append(Problem("order", "Choose where it can be taken away."))
    return problems
