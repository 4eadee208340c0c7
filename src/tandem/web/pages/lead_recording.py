"""Writing down what somebody of the family said of who leads, aloud or on paper."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tandem.actions.coordination.answer_lead import LeadWord
from tandem.actions.coordination.record_lead_answer import record_lead_answer, who_can_be_told
from tandem.actions.errors import InvalidError, Problem
from tandem.actions.households import household_facts
from tandem.core.access import Action, may
from tandem.records.coordination.heads import Head
from tandem.records.coordination.models import LeadSays
from tandem.web.pages.days import day_of, day_problem, written_day
from tandem.web.pages.doors import Change, HouseholdVisit, change, household_page
from tandem.web.pages.forms import in_order, shown_and_sent, values_of
from tandem.web.pages.recording import FIELDS, WAYS
from tandem.web.problems import problems_of
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.recording import RecordLeadPage

SAYS = {"yes": LeadSays.YES, "other": LeadSays.OTHER}


@household_page(Action.RECORD_LEAD_ANSWER, look="record-lead-answer")
def answer_asked(visit: HouseholdVisit) -> HttpResponse:
    """Ask who said what of who leads."""
    return _draw(visit)


@change(Action.RECORD_LEAD_ANSWER)
def answer_recorded(sent: Change, code: str) -> HttpResponse:
    """Write down what somebody said of who leads."""
    try:
        word = _word(sent)
        sent.door.run(lambda work: record_lead_answer(work, code, by=sent.text("by"), word=word))
    except InvalidError as error:
        wrong = error
        return sent.visit(code, lambda visit: _draw(visit, sent, wrong), Action.RECORD_LEAD_ANSWER)
    messages.success(sent.request, _("The answer is written down, with your name and the day."))
    return sent.visit(code, lambda visit: HttpResponseRedirect(_back(visit)))


answer_form = shown_and_sent(answer_asked, answer_recorded)


def record_address(visit: HouseholdVisit) -> str:
    """Return where an answer is written down; empty for who may not, and while nobody leads."""
    allowed = may(visit.actor, Action.RECORD_LEAD_ANSWER, household_facts(visit.head))
    return _address(visit.head) if allowed and _somebody_leads(visit.head) else ""


def _address(head: Head) -> str:
    return reverse("lead-answer-record", kwargs={"code": head.code})


def _somebody_leads(head: Head) -> bool:
    return head.lead is not None and head.lead.accepted


def _back(visit: HouseholdVisit) -> str:
    """Return where the viewer came from: who stands in does not choose who leads."""
    appoints = may(visit.actor, Action.APPOINT_LEAD, household_facts(visit.head))
    return reverse("lead" if appoints else "people", kwargs={"code": visit.head.code})


def _word(sent: Change) -> LeadWord:
    """Return what was filled in; raises InvalidError that names everything that is missing."""
    says, way = SAYS.get(sent.text("answer")), WAYS.get(sent.text("way"))
    day, problems = day_of(sent.text("given_on")), []
    if not sent.text("by"):
        problems.append(Problem("by", "Say who answered."))
    if says is None:
        problems.append(Problem("answer", "Choose one of the answers."))
    if way is None:
        problems.append(Problem("way", "Say whether it was given aloud or on paper."))
    if day is None:
        problems.append(day_problem("given_on"))
    if says is None or way is None or problems:
        raise InvalidError(*problems)
    return LeadWord(says, sent.text("reason"), way, day)


def _draw(
    visit: HouseholdVisit, sent: Change | None = None, error: InvalidError | None = None
) -> HttpResponse:
    head = visit.head
    if head.lead is None or not head.lead.accepted:
        raise Http404
    values = {"given_on": written_day(visit.work.today)}
    if sent is not None:
        values = values_of(sent, FIELDS)
    problems = in_order(problems_of(error, FIELDS), FIELDS) if error else []
    form = FormState(_address(head), values, problems)
    leader = head.lead.professional
    page = RecordLeadPage(
        form=form,
        leader=leader.name,
        since=localdate(head.lead.since),
        is_about_viewer=visit.actor.professional == leader.id,
        people=[
            Option(one.key, one.name, one.key == form.value("by")) for one in who_can_be_told(head)
        ],
        answers=_options(form, "answer", {"yes": _("Yes"), "other": _("Rather somebody else")}),
        ways=_options(form, "way", {"aloud": _("Aloud"), "paper": _("On paper")}),
        back=_back(visit),
    )
    return visit.draw("record_lead_answer.html", status=422 if problems else 200, page=page)


def _options(form: FormState, field: str, words: dict[str, str]) -> list[Option]:
    return [Option(value, said, value == form.value(field)) for value, said in words.items()]
