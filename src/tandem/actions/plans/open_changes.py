"""Proposed changes that wait for answers: closing them."""

from __future__ import annotations

from tandem.actions.households import Case
from tandem.records.plans.changes import ChangeRow, open_changes
from tandem.records.plans.models import Change
from tandem.records.plans.rows import AgreementRow
from tandem.records.plans.states import ChangeKind, ChangeState
from tandem.records.work import Work

GO_ALONG = frozenset({ChangeKind.REPLACED, ChangeKind.MERGE})
"""Changes that only happen when that of another agreement does."""


def close_change(
    work: Work, case: Case, change: ChangeRow, state: ChangeState, because: str = ""
) -> None:
    """Close a proposed change; the household is locked."""
    Change.objects.filter(pk=change.id, state=ChangeState.OPEN.value).update(
        state=state.value, closed_at=work.at, closed_because=because
    )
    work.event(
        f"change-{state.value}",
        household=case.head.id,
        subject="change",
        subject_id=change.id,
        agreement=change.agreement,
        kind=change.kind.value,
        reason=because,
    )


def withdraw_change_of(work: Work, case: Case, row: AgreementRow, because: str) -> None:
    """Withdraw the open change of an agreement, if there is one, and what depended on it."""
    for change in open_changes(work, case.head.id):
        if change.agreement == row.id:
            close_change(work, case, change, ChangeState.WITHDRAWN, because)
            withdraw_replaced_by(work, case, change)


def withdraw_all(work: Work, case: Case, because: str) -> None:
    """Withdraw every open change of a household."""
    for change in open_changes(work, case.head.id):
        close_change(work, case, change, ChangeState.WITHDRAWN, because)


def withdraw_replaced_by(work: Work, case: Case, change: ChangeRow) -> None:
    """Withdraw what was to be replaced by, or to be one visit with, what does not happen."""
    for other in replaced_by(work, case, change):
        close_change(work, case, other, ChangeState.WITHDRAWN, "what would replace it is off")


def replaced_by(work: Work, case: Case, change: ChangeRow) -> tuple[ChangeRow, ...]:
    """Return the open changes that go with this one: who makes way, or becomes one visit."""
    keys = {one.id: one.key for one in case.plan.agreements}
    return tuple(
        other
        for other in open_changes(work, case.head.id)
        if other.kind in GO_ALONG
        and other.choice == change.choice
        and other.because_of == keys.get(change.agreement)
    )
