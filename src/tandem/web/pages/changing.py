"""Proposed changes as pages show them: what changes, for whom, and who said what."""

from __future__ import annotations

from tandem.core.access import Need
from tandem.documents.views.columns import Columns
from tandem.records.plans.changes import ChangeRow
from tandem.records.plans.rows import AgreementRow, PersonRef
from tandem.records.plans.states import ChangeState
from tandem.web.pages.asking import own_need
from tandem.web.pages.cases import CaseTeller


def agreement_of(teller: CaseTeller, change: ChangeRow) -> AgreementRow:
    """Return the agreement that a change is about."""
    return next(one for one in teller.case.plan.agreements if one.id == change.agreement)


def needs_of(teller: CaseTeller, change: ChangeRow) -> tuple[Need[PersonRef], ...]:
    """Return whose word a change needs, and what each said."""
    return change.consent(agreement_of(teller, change), teller.case.family).needs


def waits_for(teller: CaseTeller, change: ChangeRow, me: PersonRef | None) -> bool:
    """Whether a change waits for this person's word."""
    if change.state is not ChangeState.OPEN:
        return False
    need = own_need(needs_of(teller, change), me)
    return need is not None and need.said is None


def columns_after(teller: CaseTeller, change: ChangeRow) -> Columns | None:
    """Return when the agreement would be and what it would ask; None when it goes."""
    return None if change.form is None else teller.columns_of(change.form)
