"""Answers to a proposed change; with every yes it is carried out, with one no it is off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import Case, agreement_facts, household_facts, locked_case, own_ref
from tandem.actions.plans.apply_change import apply_change
from tandem.actions.plans.open_changes import (
    GO_ALONG,
    close_change,
    replaced_by,
    withdraw_replaced_by,
)
from tandem.actions.plans.settle import Said, Speaker
from tandem.actions.plans.speakers import (
    Told,
    said_by_self,
    said_elsewhere,
    speakers_for,
    speakers_told,
)
from tandem.core.access import Action, AnswerKind, Need
from tandem.records.plans.changes import ChangeRow, open_changes
from tandem.records.plans.models import ChangeAnswer
from tandem.records.plans.rows import AgreementRow, AnswerRow, PersonRef
from tandem.records.plans.states import ChangeKind, ChangeState
from tandem.records.work import Work


class UnknownChangeError(LookupError):
    """There is no open change of this number in the plan: it was answered or withdrawn."""


def answer_change(
    work: Work,
    code: str,
    *,
    change: int,
    kind: AnswerKind,
    reason: str = "",
    for_member: str | None = None,
) -> ChangeState:
    """Answer a proposed change as its owner, as a member, or as a parent; return how it stands.

    With the yes of everybody who must, the agreement changes and everybody's yes goes along. With
    a no it is declined, and the other changes stay. Raises UnknownHouseholdError,
    UnknownChangeError, NotAllowedError and InvalidError (CANNOT needs a reason).
    """
    case = locked_case(work, code)
    asked, row = find_change(work, case, change)
    require(work.actor, Action.ANSWER_CHANGE, agreement_facts(case.head, row))
    said = said_by_self(work, row, kind, reason)
    own = own_ref(case.head)
    needs = needs_of_change(case, asked, row)
    speakers = () if own is None else speakers_for(case, needs, own, for_member)
    if not speakers:
        raise InvalidError(Problem("for_member", "You are not asked to answer for this person."))
    return _answered(work, case, asked, row, said, speakers)


def record_change_answer(
    work: Work,
    code: str,
    *,
    change: int,
    told: Told,
) -> ChangeState:
    """Write down an answer to a change that was given aloud or on paper; return how it stands.

    Raises as `answer_change` does.
    """
    case = locked_case(work, code)
    asked, row = find_change(work, case, change)
    require(work.actor, Action.RECORD_ANSWER, agreement_facts(case.head, row))
    said = said_elsewhere(work, row, told)
    needs = needs_of_change(case, asked, row)
    speakers = speakers_told(case, needs, told)
    return _answered(work, case, asked, row, said, speakers)


def find_change(work: Work, case: Case, number: int) -> tuple[ChangeRow, AgreementRow]:
    """Return an open change and its agreement, to who may see the plan.

    Raises NotAllowedError, and UnknownChangeError also for a change of what is shielded.
    """
    require(work.actor, Action.SEE_PLAN, household_facts(case.head))
    for change in open_changes(work, case.head.id):
        if change.id == number:
            row = next(one for one in case.plan.agreements if one.id == change.agreement)
            if row.key in case.sight.hidden:
                break
            return change, row
    raise UnknownChangeError(number)


def needs_of_change(
    case: Case, change: ChangeRow, row: AgreementRow
) -> tuple[Need[PersonRef], ...]:
    """Return whose word a change needs, at the moment of the work."""
    return change.consent(row, case.family).needs


def _answered(
    work: Work,
    case: Case,
    change: ChangeRow,
    row: AgreementRow,
    said: Said,
    speakers: Iterable[Speaker],
) -> ChangeState:
    written = _write(work, case, change, row, said, speakers)
    change = replace(change, answers=change.answers + written)
    found = change.consent(row, case.family)
    if found.against:
        close_change(work, case, change, ChangeState.DECLINED, said.reason)
        withdraw_replaced_by(work, case, change)
        work.later("tell-change-declined", household=case.head.id, change=change.id)
        return ChangeState.DECLINED
    if not found.is_agreed or _waits(work, case, change):
        return ChangeState.OPEN
    _carry_out(work, case, change, row)
    return ChangeState.ACCEPTED


def _waits(work: Work, case: Case, change: ChangeRow) -> bool:
    """Whether what makes way waits for what comes in its place, or one of two for the other."""
    if change.kind not in GO_ALONG:
        return False
    rows = {one.id: one for one in case.plan.agreements}
    return any(
        other.choice == change.choice
        and rows[other.agreement].key == change.because_of
        and not (
            change.kind is ChangeKind.MERGE
            and other.consent(rows[other.agreement], case.family).is_agreed
        )
        for other in open_changes(work, case.head.id)
    )


def _carry_out(work: Work, case: Case, change: ChangeRow, row: AgreementRow) -> None:
    close_change(work, case, change, ChangeState.ACCEPTED)
    apply_change(work, case, change, row)
    rows = {one.id: one for one in case.plan.agreements}
    for other in replaced_by(work, case, change):
        theirs = rows[other.agreement]
        if other.consent(theirs, case.family).is_agreed:
            close_change(work, case, other, ChangeState.ACCEPTED)
            apply_change(work, case, other, theirs)


def _write(
    work: Work,
    case: Case,
    change: ChangeRow,
    row: AgreementRow,
    said: Said,
    speakers: Iterable[Speaker],
) -> tuple[AnswerRow, ...]:
    written = []
    for one in speakers:
        answer = ChangeAnswer.objects.create(
            household_id=case.head.id,
            change_id=change.id,
            by_involvement_id=one.by.involvement,
            by_member_id=one.by.member,
            by_supporter_id=one.by.supporter,
            for_member_id=one.for_member,
            kind=said.kind.value,
            reason=said.reason,
            way=said.way.value,
            given_on=said.given_on,
            recorded_at=work.at,
            recorded_by=work.actor.account,
        )
        written.append(_row(answer, one, said, change))
        _note(work, case, (change, row), one, said)
    return tuple(written)


def _row(answer: ChangeAnswer, one: Speaker, said: Said, change: ChangeRow) -> AnswerRow:
    return AnswerRow(
        answer.pk,
        change.agreement_version,
        one.by,
        one.for_member,
        said.kind,
        said.reason,
        said.way,
        said.given_on,
        answer.recorded_at,
    )


def _note(
    work: Work, case: Case, about: tuple[ChangeRow, AgreementRow], one: Speaker, said: Said
) -> None:
    change, row = about
    keys = case.everybody.keys()
    work.event(
        "change-answered",
        household=case.head.id,
        subject="change",
        subject_id=change.id,
        key=row.key,
        by=keys.get(one.by, "?"),
        for_member=keys.get(PersonRef(member=one.for_member)) if one.for_member else None,
        answer=said.kind.value,
        reason=said.reason,
        way=said.way.value,
        given_on=said.given_on.isoformat(),
    )
