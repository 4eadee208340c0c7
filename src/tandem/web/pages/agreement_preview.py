"""Whether an agreement would fit, before it is kept: what stands beside the form meanwhile."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from tandem.actions.errors import InvalidError
from tandem.actions.households import Case
from tandem.actions.plans.check_plan import check_with
from tandem.actions.plans.draft import DRAFT_KEY
from tandem.core.check.answer import Answer, Clash, Verdict
from tandem.core.explain import clash_title, explain_clash
from tandem.core.model import Household
from tandem.records.plans.rows import AgreementRow
from tandem.web import wording
from tandem.web.pages.agreement_form import Entered, draft_entered
from tandem.web.pages.cases import rules
from tandem.web.shapes.agreement_form import Preview
from tandem.web.shapes.plan import FitState

CLASHES_TOLD = 3
"""Of a draft that clashes, how many clashes are told while one types."""


def preview_of(case: Case, filled: Entered, row: AgreementRow | None) -> Preview | None:
    """Return what the plan check says of the plan with this in it; None when it cannot be read."""
    try:
        draft = draft_entered(case, filled, row)
    except InvalidError:
        return None
    key = row.key if row else DRAFT_KEY
    household, answer = check_with(case, draft, instead_of=row.key if row else None)
    clashes = [one for one in (*answer.clashes, *answer.limits) if key in one.agreements]
    if not clashes:
        return _fits(answer)
    return _clashes(household, clashes)


def _fits(answer: Answer) -> Preview:
    if answer.verdict is Verdict.UNKNOWN or not answer.complete:
        title = _("We do not know yet whether this fits")
        return Preview(FitState.UNKNOWN, title, short=title)
    title = _("This fits in")
    rest = len(answer.clashes) + len(answer.limits)
    sentence = _("It clashes with nothing. Other things in the plan still do.") if rest else ""
    return Preview(FitState.FITS, title, sentence, short=title)


def _clashes(household: Household, clashes: Sequence[Clash]) -> Preview:
    lang = wording.current_language().value
    told = [_told(one, household, lang) for one in clashes[:CLASHES_TOLD]]
    more = len(clashes) - len(told)
    if more:
        told.append(escape(_("And %(count)s more.") % {"count": more}))
    title = _("This does not fit in yet")
    sentence = Markup("<br>").join(told)
    return Preview(FitState.NOT_YET, title, sentence, short=title)


def _told(clash: Clash, household: Household, lang: str) -> Markup:
    """Return a clash in one sentence, with the names of what clashes in bold."""
    title = clash_title(clash, household, rules(), lang)
    return Markup("<b>{}</b>: {}").format(title, explain_clash(clash, household, rules(), lang))
