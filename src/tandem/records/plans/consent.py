"""Whose yes an agreement has and still needs, from the rows of the records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tandem.core.access import AnswerKind, Concerned, Consent, Subject, consent
from tandem.core.model import Basis
from tandem.records.people.rows import MemberRow
from tandem.records.plans.rows import AgreementHead, AnswerRow, PersonRef


def consent_of(
    agreement: AgreementHead, members: Sequence[MemberRow], on: date
) -> Consent[PersonRef]:
    """Return whose word an agreement needs, and what each said of the version that counts.

    `members` are those who live in the household, `on` the day on which their age counts.
    """
    answers = [one for one in agreement.answers if agreement.counts(one)]
    return consent(subject_of(agreement, members, on), last_answers(answers))


def subject_of(
    agreement: AgreementHead, members: Sequence[MemberRow], on: date
) -> Subject[PersonRef]:
    """Return what the rule of consent looks at for an agreement."""
    concerned = [one for one in members if one.id in agreement.members]
    concerned += [
        one for one in members if one.id == agreement.owner.member and one not in concerned
    ]
    decider = agreement.decided_by
    return Subject(
        owner=agreement.owner,
        decided_by=None if decider is None else PersonRef(involvement=decider),
        concerned=tuple(_concerned(one, on) for one in concerned),
        court_ordered=is_court_ordered(agreement),
    )


def is_court_ordered(agreement: AgreementHead) -> bool:
    """Whether a court ordered it: then the members are asked to see it, not for a yes."""
    return agreement.mandatory is not None and agreement.mandatory.basis is Basis.COURT_ORDER


def last_answers(
    answers: Iterable[AnswerRow],
) -> dict[tuple[PersonRef, PersonRef | None], AnswerKind]:
    """Return the last answer of each, by who gave it and for whom."""
    return {(one.by, _child(one.for_member)): one.kind for one in sorted(answers, key=_number)}


def _number(answer: AnswerRow) -> int:
    return answer.id


def _child(member: int | None) -> PersonRef | None:
    return None if member is None else PersonRef(member=member)


def _concerned(row: MemberRow, on: date) -> Concerned[PersonRef]:
    parents = tuple(PersonRef(one.involvement, one.parent, one.supporter) for one in row.authority)
    return Concerned(PersonRef(member=row.id), row.age(on), parents)
