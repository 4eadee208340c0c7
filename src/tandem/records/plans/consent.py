"""Whose yes an agreement has and still needs, from the rows of the records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from tandem.core.access import (
    AnswerKind,
    Concerned,
    Consent,
    Representative,
    Subject,
    Theme,
    consent,
)
from tandem.core.model import Basis
from tandem.formats import rulebase
from tandem.records.people.rows import MemberRow
from tandem.records.plans.rows import AgreementHead, AnswerRow, PersonRef

Family = Mapping[int, Concerned[PersonRef]]
"""Who lives in the household, in their order, as the rule of consent sees them; by membership."""


def family_of(members: Iterable[MemberRow], on: date) -> Family:
    """Return who lives in the household; `on` is the day on which their age counts."""
    return {one.id: _concerned(one, on) for one in members}


def consent_of(agreement: AgreementHead, family: Family) -> Consent[PersonRef]:
    """Return whose word an agreement needs, and what each said of the version that counts."""
    answers = [one for one in agreement.answers if agreement.counts(one)]
    return consent(subject_of(agreement, family), last_answers(answers))


def subject_of(agreement: AgreementHead, family: Family) -> Subject[PersonRef]:
    """Return what the rule of consent looks at for an agreement: its owner comes last."""
    asked, owner = agreement.members, agreement.owner.member
    concerned = [one for member, one in family.items() if member in asked]
    if owner is not None and owner in family and owner not in asked:
        concerned.append(family[owner])
    decider = agreement.decided_by
    return Subject(
        owner=agreement.owner,
        decided_by=None if decider is None else PersonRef(involvement=decider),
        concerned=tuple(concerned),
        court_ordered=is_court_ordered(agreement),
        theme=theme_of(agreement.kind),
    )


def is_court_ordered(agreement: AgreementHead) -> bool:
    """Whether a court ordered it: then the members are asked to see it, not for a yes."""
    return agreement.mandatory is not None and agreement.mandatory.basis is Basis.COURT_ORDER


def theme_of(kind: str) -> Theme | None:
    """Return what agreements of a kind are about, as far as a mandate asks."""
    return _themes().get(kind)


def kinds_about(theme: Theme) -> list[str]:
    """Return the kinds of agreement that are about something, by short name."""
    return sorted(kind for kind, about in _themes().items() if about is theme)


@lru_cache(maxsize=1)
def _themes() -> Mapping[str, Theme]:
    return {one.id: one.theme for one in rulebase.load().kinds if one.theme is not None}


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
    representatives = tuple(
        Representative(PersonRef(o.involvement, o.member, o.supporter), o.mandate.themes, o.alone)
        for o in row.representations
        if o.is_current(on)
    )
    return Concerned(PersonRef(member=row.id), row.age(on), parents, representatives)
