"""Add an agreement to the plan: typed, or from one line of text."""

from __future__ import annotations

from dataclasses import dataclass

from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import Case, household_facts, locked_case, own_ref, touch_plan
from tandem.actions.plans.draft import AgreementDraft, require_sound
from tandem.actions.plans.find import find_agreement, key_of_new
from tandem.actions.plans.read_line import LineReading, read_agreement_line
from tandem.actions.plans.settle import Said, Speaker, write_answers
from tandem.actions.plans.written import columns, plain_values, write_members
from tandem.core.access import Action, AnswerKind
from tandem.records.plans.models import Agreement
from tandem.records.plans.queries import plan_of
from tandem.records.plans.rows import AgreementRow
from tandem.records.plans.states import Way
from tandem.records.work import Work


@dataclass(frozen=True, slots=True)
class Added:
    """An agreement that was just added."""

    id: int
    key: str
    reading: LineReading | None = None
    """How the line was read, when it came from one."""


def add_agreement(work: Work, code: str, *, draft: AgreementDraft) -> Added:
    """Add an agreement, proposed until everybody who must says yes; return its short name.

    Whoever adds an agreement that he or she answers for has confirmed it by that. Raises
    UnknownHouseholdError, NotAllowedError, and InvalidError that names what is wrong.
    """
    case = locked_case(work, code)
    require(work.actor, Action.ADD_AGREEMENT, household_facts(case.head))
    return _add(work, case, draft)


def add_agreement_line(
    work: Work,
    code: str,
    *,
    line: str,
    owner: str | None = None,
    goal: str | None = None,
    part: str | None = None,
) -> Added:
    """Add an agreement from one line of Dutch; return it with the sentence that reads it back.

    `owner` answers for it when the line names nobody; without one that is who adds it. Raises as
    `add_agreement` does, with a problem for every stretch of the line that cannot be read.
    """
    case = locked_case(work, code)
    require(work.actor, Action.ADD_AGREEMENT, household_facts(case.head))
    reading = read_agreement_line(case, line, owner=owner or own_key(case), goal=goal, part=part)
    added = _add(work, case, reading.draft)
    return Added(added.id, added.key, reading)


def own_key(case: Case) -> str:
    """Return the actor's own short name in a household; raises InvalidError without one."""
    ref = own_ref(case.head)
    if ref is None:
        raise InvalidError(Problem("owner", "Say who answers for this agreement."))
    return case.everybody.keys()[ref]


def confirm_if_own(work: Work, case: Case, row: AgreementRow) -> AgreementRow:
    """Note the yes of who writes an agreement that he or she answers for."""
    own = own_ref(case.head)
    if own is None or row.owner != own:
        return row
    said = Said(AnswerKind.YES, "", Way.SELF, work.today)
    return write_answers(work, case, row, said, [Speaker(own)])


def _add(work: Work, case: Case, draft: AgreementDraft) -> Added:
    require_sound(case, draft)
    key = key_of_new(case.head, draft.title, (one.key for one in case.plan.agreements), "afspraak")
    row = Agreement.objects.create(
        household_id=case.head.id,
        key=key,
        created_at=work.at,
        changed_at=work.at,
        **columns(case, draft),
    )
    write_members(case, row.pk, draft.members)
    touch_plan(case.head.id)
    work.event(
        "added",
        household=case.head.id,
        subject="agreement",
        subject_id=row.pk,
        key=key,
        version=1,
        became=plain_values(draft),
    )
    work.later("tell-added", household=case.head.id, agreement=row.pk)
    added = Case(case.head, plan_of(work, case.head.id))
    confirm_if_own(work, added, find_agreement(added, key))
    return Added(row.pk, key)
