"""The plan on paper, for who may see the page of the plan; it says the same."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.core.access import Action
from tandem.documents.plan_pdf import (
    PlanSheet,
    SheetAnswer,
    SheetGoal,
    SheetRow,
    SheetVoice,
    plan_pdf,
)
from tandem.web import wording
from tandem.web.pages.cases import busy_word
from tandem.web.pages.doors import HouseholdVisit, household_page
from tandem.web.pages.frames import household_frame
from tandem.web.pages.plan import as_told, plan_page
from tandem.web.shapes.frame import HouseholdFrame
from tandem.web.shapes.plan import AgreementRow, BusyRow, GoalView, PlanPage
from tandem.web.words import state_words


@household_page(Action.SEE_PLAN, look="plan-pdf")
def plan_on_paper(visit: HouseholdVisit) -> HttpResponse:
    """Answer with the plan as a tagged PDF; its name says nothing about whose it is."""
    around = household_frame(visit.request, visit.work, visit.head)
    sheet = sheet_of(plan_page(visit, as_told(visit)), around, visit)
    printed = plan_pdf(sheet, wording.current_language().value)
    response = HttpResponse(printed, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="plan.pdf"'
    return response


def sheet_of(page: PlanPage, around: HouseholdFrame, visit: HouseholdVisit) -> PlanSheet:
    """Return what stands on the paper: what stands on the page."""
    lead = around.strip.lead
    fits = page.fits
    verdict = state_words.verdict(fits.state) if fits else ""
    return PlanSheet(
        family=visit.head.name,
        members=wording.listing(one.name for one in visit.head.members),
        lead=lead.name,
        lead_line=state_words.lead_line(lead),
        telephone=lead.telephone,
        voices=[SheetVoice(one.words, one.who) for one in page.voices],
        fits=f"{verdict} {fits.sentence}".strip() if fits else "",
        goals=[_goal(one) for one in page.goals],
        readers=around.readers.who if around.readers else "",
        made_at=timezone.localtime(visit.work.at),
    )


def _goal(goal: GoalView) -> SheetGoal:
    rows = [_row(one) if isinstance(one, AgreementRow) else _busy(one) for one in goal.rows]
    return SheetGoal(str(goal.number or ""), goal.words, goal.own, goal.whose, rows)


def _busy(row: BusyRow) -> SheetRow:
    ask = _("Ask %(name)s") % {"name": row.ask}
    return SheetRow(
        title=busy_word(),
        who=ask,
        via="",
        when=row.when,
        asks=(),
        state="",
        mandatory="",
        answers=[],
    )


def _row(row: AgreementRow) -> SheetRow:
    answers = [
        SheetAnswer(one.who, state_words.said(one), state_words.sign(one.said))
        for one in row.answers
    ]
    return SheetRow(
        title=row.title,
        who=row.who,
        via=row.via,
        when=row.when,
        asks=row.asks,
        state=state_words.standing(row.standing),
        mandatory=row.mandatory.ground if row.mandatory else "",
        answers=answers,
    )
