"""With what a form was opened, as far as its viewer sees it: a mark, and not a number that counts.

The plan counts every change up, also of what a viewer may not know of. So forms do not carry that
number, but a mark of what was on the page.
"""

from __future__ import annotations

from tandem.actions.errors import ChangedMeanwhileError
from tandem.actions.households import Case
from tandem.actions.plans.meanwhile import mark_of
from tandem.actions.plans.seeing import seen_case
from tandem.records.coordination.heads import head_of
from tandem.records.work import Work


def plan_mark(case: Case) -> str:
    """Return a mark of the plan as its viewer sees it."""
    plan = case.plan
    rows = [[one.id, one.key, one.version, one.state] for one in plan.agreements]
    facts = (plan.circumstances, plan.accounts, plan.places, plan.region, plan.horizon_start)
    return mark_of([rows, order_mark(case), repr(facts)])


def order_mark(case: Case) -> str:
    """Return a mark of the order of the goals that the viewer sees."""
    return mark_of([one.id for one in case.plan.goals if one.is_open])


def plan_opened(work: Work, code: str, mark: str) -> Case:
    """Return the case of who sends a form; raises ChangedMeanwhileError for another plan."""
    case = seen_case(work, head_of(work, code))
    if plan_mark(case) != mark:
        raise ChangedMeanwhileError("plan", case.plan.version)
    return case


def order_opened(work: Work, code: str, mark: str) -> Case:
    """Return the case of who sends an order; raises ChangedMeanwhileError for another order."""
    case = seen_case(work, head_of(work, code))
    if order_mark(case) != mark:
        raise ChangedMeanwhileError("order", case.plan.order_version)
    return case
