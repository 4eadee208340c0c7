"""Answers written down, and what follows: an agreement is agreed when everybody who must said yes.

An agreement that was agreed is proposed again when somebody takes a yes back. One that runs goes
on running, marked: a no stops nothing by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from tandem.actions.households import Case
from tandem.actions.plans.written import take_step
from tandem.core.access import AnswerKind
from tandem.core.model import State, Step
from tandem.records.plans.consent import consent_of
from tandem.records.plans.models import Answer
from tandem.records.plans.rows import AgreementRow, AnswerRow, PersonRef
from tandem.records.plans.states import Way
from tandem.records.work import Work


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: himself or herself, or a parent for a child."""

    by: PersonRef
    for_member: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What is said, how and when."""

    kind: AnswerKind
    reason: str
    way: Way
    given_on: date


def write_answers(
    work: Work, case: Case, row: AgreementRow, said: Said, speakers: Iterable[Speaker]
) -> AgreementRow:
    """Write what somebody answers to an agreement, and take the step that follows.

    Returns the agreement with these answers.
    """
    written = Answer.objects.bulk_create(
        Answer(
            household_id=case.head.id,
            agreement_id=row.id,
            agreement_version=row.version,
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
        for one in speakers
    )
    for one in written:
        _note(work, case, row, one)
    added = tuple(_row(one) for one in written)
    if said.kind in {AnswerKind.NOT_AGREED, AnswerKind.CANNOT}:
        work.later(
            "tell-not-agreed" if said.kind is AnswerKind.NOT_AGREED else "tell-cannot",
            household=case.head.id,
            answers=[one.id for one in added],
        )
    return settle(work, case, replace(row, answers=row.answers + added))


def settle(work: Work, case: Case, row: AgreementRow) -> AgreementRow:
    """Take the step that the answers to an agreement lead to; return it as it is then."""
    agreed = consent_of(row, case.family).is_agreed
    if agreed and row.state is State.PROPOSED:
        state = take_step(work, case, row, Step.AGREE)
        work.later("tell-agreed", household=case.head.id, agreement=row.id)
    elif not agreed and row.state is State.AGREED:
        state = take_step(work, case, row, Step.REOPEN)
    else:
        return row
    return replace(row, state=state or row.state)


def _note(work: Work, case: Case, row: AgreementRow, one: Answer) -> None:
    keys = case.everybody.keys()
    by = PersonRef(one.by_involvement_id, one.by_member_id, one.by_supporter_id)
    child = PersonRef(member=one.for_member_id) if one.for_member_id else None
    work.event(
        "answered",
        household=case.head.id,
        subject="agreement",
        subject_id=row.id,
        key=row.key,
        version=row.version,
        by=keys.get(by, "?"),
        for_member=keys.get(child) if child else None,
        answer=one.kind,
        reason=one.reason,
        way=one.way,
        given_on=one.given_on.isoformat(),
    )


def _row(one: Answer) -> AnswerRow:
    return AnswerRow(
        one.pk,
        one.agreement_version,
        PersonRef(one.by_involvement_id, one.by_member_id, one.by_supporter_id),
        one.for_member_id,
        AnswerKind(one.kind),
        one.reason,
        Way(one.way),
        one.given_on,
        one.recorded_at,
    )
