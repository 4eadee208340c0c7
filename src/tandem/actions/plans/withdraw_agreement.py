"""Withdraw, end or reject an agreement: always with a reason, and for good."""

from __future__ import annotations

from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import Case, agreement_facts, locked_case, touch_plan
from tandem.actions.plans.find import find_agreement, require_open, require_version
from tandem.actions.plans.open_changes import withdraw_change_of
from tandem.actions.plans.written import update_agreement
from tandem.core.access import Action
from tandem.core.model import Step, after
from tandem.records.plans.rows import AgreementRow
from tandem.records.work import Work


def withdraw_agreement(work: Work, code: str, *, key: str, version: int, reason: str) -> None:
    """Take an agreement back: it was not meant to be, or is no longer wanted.

    Raises UnknownHouseholdError, UnknownAgreementError, NotAllowedError (what is mandatory is
    withdrawn by who decided on it), ChangedMeanwhileError, and InvalidError without a reason.
    """
    _close(work, code, (key, version), Step.WITHDRAW, reason)


def end_agreement(work: Work, code: str, *, key: str, version: int, reason: str) -> None:
    """End an agreement that was carried out: what it was for is done. Raises as withdrawing."""
    _close(work, code, (key, version), Step.END, reason)


def fail_agreement(work: Work, code: str, *, key: str, version: int, reason: str) -> None:
    """End an agreement that was tried and did not work out. Raises as withdrawing."""
    _close(work, code, (key, version), Step.FAIL, reason)


def reject_agreement(work: Work, code: str, *, key: str, version: int, reason: str) -> None:
    """Say that an agreement never starts. Raises as withdrawing."""
    _close(work, code, (key, version), Step.REJECT, reason)


def _close(work: Work, code: str, opened: tuple[str, int], step: Step, reason: str) -> None:
    key, version = opened
    case = locked_case(work, code)
    row = find_agreement(case, key)
    require(work.actor, Action.WITHDRAW_AGREEMENT, agreement_facts(case.head, row))
    require_version(key, version, row.version)
    if not reason.strip():
        raise InvalidError(
            Problem("reason", "Say why, in words that everybody who reads the plan understands.")
        )
    require_open(row)
    close_agreement(work, case, row, step, reason.strip())


def close_agreement(work: Work, case: Case, row: AgreementRow, step: Step, reason: str) -> None:
    """Take a step that ends an agreement, for who may; the household is locked.

    Raises InvalidError when the step cannot be taken from its state.
    """
    became = after(row.state, step)
    if became is None:
        raise InvalidError(
            Problem("agreement", "From where this agreement stands, this cannot be done.")
        )
    update_agreement(work, row, {"state": became.value, "version": row.version + 1})
    work.event(
        became.value,
        household=case.head.id,
        subject="agreement",
        subject_id=row.id,
        key=row.key,
        version=row.version + 1,
        was={"state": row.state.value},
        became={"state": became.value},
        reason=reason,
    )
    withdraw_change_of(work, case, row, "the agreement is over")
    touch_plan(case.head.id)
    work.later("tell-over", household=case.head.id, agreement=row.id)
