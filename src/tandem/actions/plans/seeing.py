"""A case as the actor sees it: what is shielded left out, what is closed only "busy"."""

from __future__ import annotations

from dataclasses import replace

from tandem.actions.households import Case, ask_of, sight_of
from tandem.core.access import Sight, as_seen_by
from tandem.core.model import Agreement
from tandem.records.coordination.heads import Head
from tandem.records.plans.queries import plan_of
from tandem.records.plans.rows import AgreementRow, PersonRef, PlanRow
from tandem.records.work import Work

BUSY = "Bezet"
"""What is said of an agreement of which only that and when is seen; pages translate it."""


def seen_case(work: Work, head: Head, busy: str = BUSY) -> Case:
    """Return a household with its plan as the actor sees it, to be looked at.

    What is shielded from the actor is left out before anything is worked out of it.
    """
    plan = plan_of(work, head.id)
    return seen_with(Case(head, plan), sight_of(work, head, plan), busy)


def seen_with(whole: Case, sight: Sight, busy: str = BUSY) -> Case:
    """Return a case as it is seen with this sight."""
    if sight.is_whole:
        return whole
    seen = as_seen_by(whole.core(), sight, busy)
    agreements = {one.id: one for one in seen.household.agreements}
    ask = whole.everybody.refs().get(sight.ask)
    rows = [
        _busy(row, agreements[seen.names[row.key]], ask, busy) if row.key in sight.busy else row
        for row in whole.plan.agreements
        if row.key not in sight.hidden and (row.key not in sight.busy or row.key in seen.names)
    ]
    plan = replace(whole.plan, agreements=tuple(rows), shields=(), depths=())
    return Case(whole.head, plan, seen.household, sight)


def _busy(row: AgreementRow, seen: Agreement, ask: PersonRef | None, busy: str) -> AgreementRow:
    """Return a row that tells only that and when."""
    return replace(
        row,
        key=seen.id,
        title=busy,
        kind=seen.kind,
        goal=None,
        part=None,
        owner=ask or row.owner,
        decided_by=None,
        mandatory=None,
        form=seen.form,
        alternatives=(),
        unknown=(),
        line="",
        answers=(),
    )


# --- who sees what --------------------------------------------------------------------------


def sight_of_member(head: Head, plan: PlanRow, member: int) -> Sight:
    """Return what is shielded from a member; for who leads, to see how the plan is for her."""
    gone = {one.agreement for one in plan.shields if one.member == member}
    return Sight(frozenset(row.key for row in plan.agreements if row.id in gone), ask=ask_of(head))


def sight_at_the_table(head: Head, plan: PlanRow) -> Sight:
    """Return what everybody who may sit at the table sees: the least that anybody does."""
    hidden = {one.agreement for one in plan.shields}
    closed = {one.part for one in plan.depths if one.opened_to is None}
    gone = frozenset(row.key for row in plan.agreements if row.id in hidden)
    busy = frozenset(
        row.key for row in plan.agreements if row.part in closed and row.key not in gone
    )
    return Sight(gone, busy, ask_of(head))


def narrower(one: Sight, other: Sight) -> Sight:
    """Return what is seen with both."""
    hidden = one.hidden | other.hidden
    return Sight(hidden, (one.busy | other.busy) - hidden, one.ask or other.ask)
