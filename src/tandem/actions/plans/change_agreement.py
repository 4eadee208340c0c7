"""Change an agreement: a small move keeps every yes, anything else is asked anew."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tandem.actions.errors import require
from tandem.actions.households import Case, agreement_facts, locked_case, touch_plan
from tandem.actions.plans.add_agreement import confirm_if_own
from tandem.actions.plans.draft import AgreementDraft, draft_of, require_sound
from tandem.actions.plans.find import find_agreement, require_open, require_version
from tandem.actions.plans.open_changes import withdraw_change_of
from tandem.actions.plans.settle import settle
from tandem.actions.plans.unseen_kept import with_unseen
from tandem.actions.plans.written import (
    columns,
    differences,
    plain_values,
    take_step,
    update_agreement,
    write_members,
)
from tandem.core.access import Action
from tandem.core.model import Form, State, Step, is_small_move
from tandem.records.plans import codec
from tandem.records.plans.models import Agreement
from tandem.records.plans.queries import plan_of
from tandem.records.plans.rows import AgreementRow
from tandem.records.work import Work

WORDS = frozenset({"title", "goal", "part", "line", "unknown"})
"""Fields that ask nothing of anybody."""
KEEPS_YES = WORDS | {"alternatives", "form"}
"""Fields that may change without a new yes; of a form only a small move."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of a change."""

    version: int
    asked_anew: bool
    """Whether everybody who must is asked for a new yes."""


def change_agreement(
    work: Work, code: str, *, key: str, version: int, draft: AgreementDraft
) -> Changed:
    """Change an agreement into a draft; `version` is the one that the editor opened.

    Title, goal, place and a small move keep every yes (decision 26); otherwise it is proposed
    again and everybody is asked. A proposed change of it that was open is withdrawn, unless only
    words changed. Raises UnknownHouseholdError, UnknownAgreementError, NotAllowedError,
    ChangedMeanwhileError (see `changes_since` for what the other changed), and InvalidError.
    """
    case = locked_case(work, code)
    row = find_agreement(case, key)
    require(work.actor, Action.CHANGE_AGREEMENT, agreement_facts(case.head, row))
    require_version(key, version, row.version)
    require_open(row)
    draft = with_unseen(case, row, draft)
    require_sound(case, draft, key)
    was, became = plain_values(draft_of(case, row)), plain_values(draft)
    changed = differences(was, became)
    if not changed:
        return Changed(row.version, asked_anew=False)
    agreed = _agreed_form(row)
    anew = not (changed.became.keys() <= KEEPS_YES and is_small_move(agreed, draft.form))
    _write(work, case, row, draft, None if anew else agreed)
    work.event(
        "changed",
        household=case.head.id,
        subject="agreement",
        subject_id=row.id,
        key=key,
        version=row.version + 1,
        was=changed.was,
        became=changed.became,
        asked_anew=anew,
    )
    if not changed.became.keys() <= WORDS:
        withdraw_change_of(work, case, row, "the agreement was changed")
    touch_plan(case.head.id)
    _follow(work, case, key, anew=anew)
    return Changed(row.version + 1, asked_anew=anew)


def _agreed_form(row: AgreementRow) -> Form:
    """Return the form that the yes was given to: small moves are measured from it."""
    stored = Agreement.objects.values_list("yes_form", flat=True).get(pk=row.id)
    return row.form if stored is None else codec.FORM.from_json(stored)


def _write(
    work: Work, case: Case, row: AgreementRow, draft: AgreementDraft, agreed: Form | None
) -> None:
    """Write a draft; `agreed` is the form that keeps its yes, None when all are asked anew."""
    version = row.version + 1
    values = columns(case, draft) | {"version": version}
    if agreed is None:
        values |= {"yes_from_version": version, "yes_form": None}
    else:
        values |= {"yes_form": codec.FORM.to_json(agreed)}
    update_agreement(work, row, values)
    write_members(case, row.id, draft.members)


def _follow(work: Work, case: Case, key: str, *, anew: bool) -> None:
    """Ask anew where that is needed, with the yes of who changed it when it is his or hers."""
    fresh = Case(case.head, plan_of(work, case.head.id))
    row = find_agreement(fresh, key)
    if not anew:
        return
    if row.state in {State.AGREED, State.ACTIVE}:
        state = take_step(work, fresh, row, Step.REOPEN)
        row = replace(row, state=state or row.state)
    row = confirm_if_own(work, fresh, row)
    settle(work, fresh, row)
    work.later("tell-changed", household=case.head.id, agreement=row.id, version=row.version)
