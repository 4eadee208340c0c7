"""What somebody changes of what she sees only in part: the rest stays as it was.

A form shows a viewer less than there is, and sends back less. What she left as she saw it stays as
it is, and who is shielded from her stays in what she did change.
"""

from __future__ import annotations

from dataclasses import fields, replace

from tandem.actions.households import Case
from tandem.actions.plans.draft import AgreementDraft, draft_of
from tandem.actions.plans.seeing import seen_with
from tandem.core.model import Form
from tandem.records.plans.rows import AgreementRow


def with_unseen(case: Case, row: AgreementRow, draft: AgreementDraft) -> AgreementDraft:
    """Return a draft with everything in it that its writer could not see of the agreement."""
    if case.sight.is_whole:
        return draft
    seen = seen_with(case, case.sight)
    shown = seen.plan.agreement(row.key)
    if shown is None:
        return draft
    whole, began = draft_of(case, row), draft_of(seen, shown)
    left = {
        one.name: getattr(whole, one.name)
        for one in fields(draft)
        if getattr(draft, one.name) == getattr(began, one.name)
    }
    unseen = tuple(one for one in whole.members if one not in began.members)
    changed: dict[str, object] = {}
    if "members" not in left and unseen:
        changed["members"] = (*draft.members, *unseen)
    if "form" not in left and unseen:
        changed["form"] = _with_members(draft.form, whole.form, unseen)
    return replace(draft, **{**left, **changed})


def _with_members(form: Form, was: Form, unseen: tuple[str, ...]) -> Form:
    """Return a form at which those are present too who were at every session of it before."""
    before = was.demands.sessions
    always = tuple(one for one in unseen if before and all(one in s.members for s in before))
    sessions = tuple(
        replace(one, members=(*one.members, *(who for who in always if who not in one.members)))
        for one in form.demands.sessions
    )
    return replace(form, demands=replace(form.demands, sessions=sessions))
