"""Start an agreement, put it on hold, and take it up again."""

from __future__ import annotations

from dataclasses import replace

from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import Case, agreement_facts, locked_case, touch_plan
from tandem.actions.plans.find import find_agreement, require_version
from tandem.actions.plans.open_changes import withdraw_change_of
from tandem.actions.plans.settle import settle
from tandem.actions.plans.written import update_agreement
from tandem.core.access import Action
from tandem.core.model import Step, after
from tandem.records.plans.rows import AgreementRow
from tandem.records.work import Work


def start_agreement(work: Work, code: str, *, key: str, version: int) -> None:
    """Note that an agreement that everybody agreed on runs from now.

    Raises UnknownHouseholdError, UnknownAgreementError, NotAllowedError, ChangedMeanwhileError,
    and InvalidError when it was not agreed.
    """
    _take(work, code, (key, version), Step.START, "")


def hold_agreement(work: Work, code: str, *, key: str, version: int, reason: str) -> None:
    """Put an agreement on hold, with a reason: it asks nothing until it is taken up again."""
    if not reason.strip():
        raise InvalidError(Problem("reason", "Say why it stands still, and until when."))
    case, row = _take(work, code, (key, version), Step.HOLD, reason.strip())
    withdraw_change_of(work, case, row, "the agreement is on hold")


def resume_agreement(work: Work, code: str, *, key: str, version: int) -> None:
    """Take an agreement up again; it is agreed at once when everybody's yes still counts."""
    case, row = _take(work, code, (key, version), Step.RESUME, "")
    settle(work, case, row)


def _take(
    work: Work, code: str, opened: tuple[str, int], step: Step, reason: str
) -> tuple[Case, AgreementRow]:
    key, version = opened
    case = locked_case(work, code)
    row = find_agreement(case, key)
    require(work.actor, Action.CHANGE_AGREEMENT, agreement_facts(case.head, row))
    require_version(key, version, row.version)
    became = after(row.state, step)
    if became is None:
        raise InvalidError(
            Problem("agreement", "From where this agreement stands, this cannot be done.")
        )
    update_agreement(work, row, {"state": became.value, "version": row.version + 1})
    work.event(
        step.value,
        household=case.head.id,
        subject="agreement",
        subject_id=row.id,
        key=key,
        version=row.version + 1,
        was={"state": row.state.value},
        became={"state": became.value},
        reason=reason,
    )
    touch_plan(case.head.id)
    work.later("tell-state", household=case.head.id, agreement=row.id)
    return case, replace(row, state=became, version=row.version + 1)
