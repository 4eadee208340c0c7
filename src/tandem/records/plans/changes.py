"""The proposed changes of a plan that wait for answers: one statement."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from tandem.core.access import Consent, consent
from tandem.core.model import Form
from tandem.records.plans import codec
from tandem.records.plans.consent import Family, last_answers, subject_of
from tandem.records.plans.rows import AgreementRow, AnswerRow, PersonRef
from tandem.records.plans.states import AnswerKind, ChangeKind, ChangeState, Way
from tandem.records.raw import parsed
from tandem.records.work import Work


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change that a chosen proposal asks of one agreement, with the last answer of each."""

    id: int
    choice: int
    agreement: int
    agreement_version: int
    """The version of the agreement when it was chosen."""
    kind: ChangeKind
    alternative: str
    """The alternative, by its short name within the agreement."""
    starts_on: date | None
    ends_on: date | None
    because_of: str
    """The agreement that takes its place, or whose start ends it, by its short name."""
    form: Form | None
    """The form it gets; None when it goes."""
    state: ChangeState
    closed_because: str
    chosen_at: datetime
    chosen_by: str
    """The name of who chose."""
    answers: tuple[AnswerRow, ...]

    def consent(self, agreement: AgreementRow, family: Family) -> Consent[PersonRef]:
        """Return whose word this change needs, and what each said."""
        return consent(subject_of(agreement, family), last_answers(self.answers))


_SQL = """
SELECT c.id, c.choice_id, c.agreement_id, c.agreement_version, c.kind, c.alternative, c.starts_on,
    c.ends_on, c.because_of, c.form, c.state, c.closed_because, o.chosen_at,
    coalesce(k.name, ''),
    (SELECT jsonb_agg(jsonb_build_array(a.id, a.by_involvement_id, a.by_member_id,
                a.by_supporter_id, a.for_member_id, a.kind, a.reason, a.way, a.given_on,
                a.recorded_at, CASE WHEN a.way <> 'self' THEN
                    (SELECT w.name FROM people_account w WHERE w.id = a.recorded_by) END
            ) ORDER BY a.id)
        FROM plans_changeanswer a WHERE a.change_id = c.id)
FROM plans_change c
JOIN plans_choice o ON o.id = c.choice_id
LEFT JOIN people_account k ON k.id = o.chosen_by
WHERE c.household_id = %(household)s AND {where}
ORDER BY c.id
"""


def open_changes(work: Work, household: int) -> tuple[ChangeRow, ...]:
    """Return the changes of a household that wait for answers."""
    return _changes(work, household, "c.state = 'open'")


def last_choice(
    work: Work, household: int, among: Collection[int] | None = None
) -> tuple[ChangeRow, ...]:
    """Return every change of the proposal that was chosen last, answered or not.

    With `among` the proposal that last asked something of one of these agreements.
    """
    last = "c.choice_id = (SELECT max(id) FROM plans_choice WHERE household_id = %(household)s)"
    if among is None:
        return _changes(work, household, last)
    last = (
        "c.choice_id = (SELECT max(choice_id) FROM plans_change "
        "WHERE household_id = %(household)s AND agreement_id = ANY (%(among)s))"
    )
    return _changes(work, household, last, among=list(among))


def _changes(_work: Work, household: int, where: str, **values: list[int]) -> tuple[ChangeRow, ...]:
    with connection.cursor() as cursor:
        cursor.execute(_SQL.format(where=where), {"household": household, **values})
        return tuple(_change(one) for one in cursor.fetchall())


def _change(row: tuple[Any, ...]) -> ChangeRow:
    number, choice, agreement, version, kind, alternative, starts_on, ends_on = row[:8]
    because_of, form, state, closed_because, chosen_at, chosen_by, answers = row[8:]
    plain_form = parsed(form)
    return ChangeRow(
        number,
        choice,
        agreement,
        version,
        ChangeKind(kind),
        alternative,
        starts_on,
        ends_on,
        because_of,
        None if plain_form is None else codec.FORM.from_json(plain_form),
        ChangeState(state),
        closed_because,
        chosen_at,
        chosen_by,
        tuple(_answer(one, version) for one in parsed(answers) or ()),
    )


def _answer(row: list[Any], version: int) -> AnswerRow:
    number, involvement, member, supporter, for_member, kind, reason, way, on, at, by = row
    return AnswerRow(
        number,
        version,
        PersonRef(involvement, member, supporter),
        for_member,
        AnswerKind(kind),
        reason,
        Way(way),
        date.fromisoformat(on),
        datetime.fromisoformat(at),
        by or "",
    )
