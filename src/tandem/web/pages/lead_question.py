"""The question to lead, and its answer: only to who is asked, also before he or she is involved."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.actions.coordination.leads import NobodyAskedError, answer_to_lead
from tandem.actions.errors import InvalidError
from tandem.core.access import Action
from tandem.web import wording
from tandem.web.pages.doors import Change, HouseholdVisit, change, household_page
from tandem.web.pages.forms import shown_and_sent, values_of
from tandem.web.pages.frames import lead_of
from tandem.web.pages.refusals import refusal
from tandem.web.problems import problems_of
from tandem.web.shapes.forms import FormState
from tandem.web.shapes.people_forms import LeadQuestionPage


@household_page(Action.ACCEPT_LEAD, look="lead-question")
def question(visit: HouseholdVisit) -> HttpResponse:
    """Ask who is asked: will you lead this plan?"""
    return _draw(visit, FormState(_address(visit.head.code)))


@change(Action.ACCEPT_LEAD)
def answer(sent: Change, code: str) -> HttpResponse:
    """Take the answer: with a yes the lead passes at this very moment."""
    accepted = sent.text("do") == "yes"
    try:
        sent.door.run(
            lambda work: answer_to_lead(work, code, accepted=accepted, answer=sent.text("answer"))
        )
    except InvalidError as error:
        return _again(sent, code, error)
    except NobodyAskedError:
        return refusal(
            sent.request, 409, "This question is not open any more: it was answered, or taken back."
        )
    if accepted:
        messages.success(sent.request, _("From now on you lead this plan."))
        return HttpResponseRedirect(reverse("plan", kwargs={"code": code}))
    messages.success(sent.request, _("Your answer is noted. Somebody else will be asked."))
    return HttpResponseRedirect(reverse("today"))


question_form = shown_and_sent(question, answer)


def _address(code: str) -> str:
    return reverse("lead-question", kwargs={"code": code})


def _again(sent: Change, code: str, error: InvalidError) -> HttpResponse:
    form = FormState(_address(code), values_of(sent, ("answer",)), problems_of(error))
    return sent.visit(code, lambda visit: _draw(visit, form), Action.ACCEPT_LEAD)


def _draw(visit: HouseholdVisit, form: FormState) -> HttpResponse:
    head = visit.head
    asked = head.asked
    page = LeadQuestionPage(
        form=form,
        household=head.name,
        members=wording.listing(one.name for one in head.members),
        reason=asked.reason if asked else "",
        since=timezone.localdate(asked.offered_at if asked else visit.work.at),
        leader=lead_of(head).name,
    )
    return visit.draw("lead_question.html", status=422 if form.problems else 200, page=page)
