"""The family's own order of its goals."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F

from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import Case, household_facts, locked_case, touch_plan
from tandem.actions.plans.find import require_version
from tandem.core.access import Action
from tandem.records.plans.models import Goal, Plan
from tandem.records.work import Work


def set_order(
    work: Work, code: str, *, order: Sequence[str], version: int, for_member: str | None = None
) -> int:
    """Set the order of the open goals, the most important first; return its version.

    `order` names goals; those that had a place and are not named follow in the order they had, and
    those that had none stay without. `version` is the plan's `order_version` as it was opened.
    `for_member` says whose order it is when the lead sets it as somebody told. Raises
    UnknownHouseholdError, NotAllowedError, ChangedMeanwhileError, and InvalidError for a goal that
    is not open, or twice in the list.
    """
    case = locked_case(work, code)
    require(work.actor, Action.SET_ORDER, household_facts(case.head))
    require_version("order", version, case.plan.order_version)
    whose = _whose(case, for_member)
    was = [one.key for one in case.plan.goals if one.is_open and one.position is not None]
    became = _full_order(case, was, order)
    if became == was:
        return version
    _write(case, became)
    work.event(
        "order-set",
        household=case.head.id,
        subject="plan",
        subject_id=case.plan.id,
        version=version + 1,
        was={"order": was},
        became={"order": became},
        for_member=whose,
    )
    return version + 1


def _whose(case: Case, for_member: str | None) -> str | None:
    """Return whose order it is: as said, or the member who sets it."""
    keys = {one.id: one.key for one in case.head.members}
    if for_member is not None and for_member not in keys.values():
        raise InvalidError(Problem("for_member", "Choose a member of this household."))
    own = case.head.facts.member
    return for_member or (keys.get(own) if own is not None else None)


def _full_order(case: Case, was: Sequence[str], order: Sequence[str]) -> list[str]:
    known = {one.key for one in case.plan.goals if one.is_open} - case.sight.goals
    if len(set(order)) != len(order) or not known.issuperset(order):
        raise InvalidError(Problem("order", "Name each goal that is still open once."))
    became = [*order, *(key for key in was if key not in order and key in known)]
    return _with_unseen(was, became, case.sight.goals)


def _with_unseen(was: Sequence[str], became: list[str], unseen: frozenset[str]) -> list[str]:
    """Leave goals that whoever sets the order does not see at the place they had."""
    for place, key in enumerate(was):
        if key in unseen:
            became.insert(place, key)
    return became


def _write(case: Case, order: Sequence[str]) -> None:
    """Write the places; that no two goals share one is checked when the work ends."""
    numbers = {one.key: one.id for one in case.plan.goals}
    for place, key in enumerate(order, start=1):
        Goal.objects.filter(pk=numbers[key]).update(position=place)
    Plan.objects.filter(household_id=case.head.id).update(order_version=F("order_version") + 1)
    touch_plan(case.head.id)
