"""The changes that a proposal asks, as far as the viewer sees the agreements they are about."""

from __future__ import annotations

from dataclasses import replace

from tandem.actions.households import Case
from tandem.actions.unseen import Unseen, unseen_of
from tandem.core.access import form_without
from tandem.core.model import Form
from tandem.records.plans.changes import ChangeRow, last_choice, open_changes
from tandem.records.plans.rows import PersonRef
from tandem.records.work import Work


def last_choice_seen(work: Work, case: Case) -> tuple[ChangeRow, ...]:
    """Return every change of the proposal that was chosen last of those that the viewer sees."""
    if case.sight.is_whole:
        return last_choice(work, case.head.id)
    return _seen(last_choice(work, case.head.id, _known(case)), case)


def open_changes_seen(work: Work, case: Case) -> tuple[ChangeRow, ...]:
    """Return the changes that wait for answers, as far as the viewer sees them."""
    found = open_changes(work, case.head.id)
    return found if case.sight.is_whole else _seen(found, case)


def _known(case: Case) -> frozenset[int]:
    return frozenset(one.id for one in case.plan.agreements if one.key not in case.busy)


def _seen(changes: tuple[ChangeRow, ...], case: Case) -> tuple[ChangeRow, ...]:
    known, unseen = _known(case), unseen_of(case.head)
    return tuple(_without(one, case, unseen) for one in changes if one.agreement in known)


def _without(change: ChangeRow, case: Case, unseen: Unseen) -> ChangeRow:
    return replace(
        change,
        because_of="" if change.because_of in case.sight.hidden else change.because_of,
        form=None if change.form is None else _form(change.form, case),
        chosen_by="" if change.chosen_by in unseen.names else change.chosen_by,
        answers=tuple(
            one
            for one in change.answers
            if one.by not in unseen.refs
            and not (one.for_member and PersonRef(member=one.for_member) in unseen.refs)
        ),
    )


def _form(form: Form, case: Case) -> Form:
    return form_without(form, case.sight.people, case.sight.hidden)


__all__ = ["last_choice_seen", "open_changes_seen"]
