"""Carry out a change that everybody who must said yes to."""

from __future__ import annotations

from tandem.actions.households import Case, touch_plan
from tandem.actions.plans.find import find_agreement
from tandem.actions.plans.settle import settle
from tandem.actions.plans.withdraw_agreement import close_agreement
from tandem.actions.plans.written import update_agreement
from tandem.core.model import State, Step
from tandem.records.plans import codec
from tandem.records.plans.changes import ChangeRow
from tandem.records.plans.models import Answer, ChangeAnswer
from tandem.records.plans.queries import plan_of
from tandem.records.plans.rows import AgreementRow
from tandem.records.work import Work

GONE = "a proposal that everybody agreed on"


def apply_change(work: Work, case: Case, change: ChangeRow, row: AgreementRow) -> None:
    """Give an agreement the form of an accepted change, or end it; every yes goes along.

    What ran ends; what did not start yet is withdrawn.
    """
    if change.form is None:
        step = Step.END if row.state is State.ACTIVE else Step.WITHDRAW
        close_agreement(work, case, row, step, GONE)
        return
    version = row.version + 1
    form = codec.FORM.to_json(change.form)
    others = tuple(one for one in row.alternatives if one.id != change.alternative)
    update_agreement(
        work,
        row,
        {
            "form": form,
            "yes_form": None,
            "alternatives": codec.ALTERNATIVES.to_json(others),
            "version": version,
            "yes_from_version": version,
        },
    )
    _carry_answers(case, change, row, version)
    work.event(
        "changed",
        household=case.head.id,
        subject="agreement",
        subject_id=row.id,
        key=row.key,
        version=version,
        was={"form": codec.FORM.to_json(row.form)},
        became={"form": form},
        change=change.id,
    )
    touch_plan(case.head.id)
    fresh = Case(case.head, plan_of(work, case.head.id))
    settle(work, fresh, find_agreement(fresh, row.key))
    work.later("tell-changed", household=case.head.id, agreement=row.id, version=version)


def _carry_answers(case: Case, change: ChangeRow, row: AgreementRow, version: int) -> None:
    """Let the answers to the change count for the new version of the agreement."""
    Answer.objects.bulk_create(
        Answer(
            household_id=case.head.id,
            agreement_id=row.id,
            agreement_version=version,
            by_involvement_id=one.by_involvement_id,
            by_member_id=one.by_member_id,
            by_supporter_id=one.by_supporter_id,
            for_member_id=one.for_member_id,
            kind=one.kind,
            reason=one.reason,
            way=one.way,
            given_on=one.given_on,
            recorded_at=one.recorded_at,
            recorded_by=one.recorded_by,
        )
        for one in ChangeAnswer.objects.filter(change_id=change.id).order_by("id")
    )
