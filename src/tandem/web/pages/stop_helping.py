"""*Helpt niet meer*: somebody who helps by profession stops, and nothing is left lying."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.actions.errors import InvalidError, require
from tandem.actions.people.end_involvement import (
    HOLDS,
    UnknownHelperError,
    end_involvement,
    held_by,
    helper_of,
    in_the_way,
    involvement_facts,
)
from tandem.actions.plans.seeing import seen_case
from tandem.core.access import Action, may
from tandem.records.coordination.heads import head_of
from tandem.records.people.rows import InvolvementRow
from tandem.records.work import Work
from tandem.web.addresses import address
from tandem.web.pages.cases import busy_word
from tandem.web.pages.doors import Change, HouseholdVisit, change, household_page
from tandem.web.pages.forms import shown_and_sent, values_of
from tandem.web.problems import message_of, problems_of
from tandem.web.shapes.forms import FormState
from tandem.web.shapes.frame import Link
from tandem.web.shapes.people_forms import StopHelpingPage


@household_page(Action.SEE_PEOPLE, look="people")
def stop_asked(visit: HouseholdVisit, involvement: int) -> HttpResponse:
    """Ask why somebody stops. Raises Http404 for who does not help here now."""
    return _draw(visit, involvement, FormState(_address(visit, involvement)))


@change(Action.END_INVOLVEMENT)
def stop_said(sent: Change, code: str, involvement: int) -> HttpResponse:
    """Let somebody stop helping from this moment."""
    try:
        sent.door.run(
            lambda work: end_involvement(
                work, code, involvement=involvement, reason=sent.text("reason")
            )
        )
    except UnknownHelperError:
        raise Http404 from None
    except InvalidError as error:
        values, problems = values_of(sent, ("reason",)), problems_of(error, ("reason",))
        return sent.visit(
            code,
            lambda visit: _draw(
                visit, involvement, FormState(_address(visit, involvement), values, problems)
            ),
            Action.SEE_PEOPLE,
        )
    if sent.door.run(lambda work: _is_open(work, code)):
        messages.success(sent.request, _("It is written down who stopped."))
        return HttpResponseRedirect(reverse("people", kwargs={"code": code}))
    messages.success(sent.request, _("You stopped: this household is closed to you now."))
    return HttpResponseRedirect(reverse("today"))


def _is_open(work: Work, code: str) -> bool:
    """Whether something still ties the actor to the household."""
    return head_of(work, code).facts.is_tied


stop_form = shown_and_sent(stop_asked, stop_said)


def stop_address(visit: HouseholdVisit, helper: InvolvementRow) -> str:
    """Return where this viewer lets somebody stop; empty when she may not."""
    if not may(visit.actor, Action.END_INVOLVEMENT, involvement_facts(visit.head, helper)):
        return ""
    return _address(visit, helper.id)


def _address(visit: HouseholdVisit, involvement: int) -> str:
    return reverse("stop-helping", kwargs={"code": visit.head.code, "involvement": involvement})


def _draw(visit: HouseholdVisit, involvement: int, form: FormState) -> HttpResponse:
    try:
        helper = helper_of(visit.head, involvement)
    except UnknownHelperError:
        raise Http404 from None
    require(visit.actor, Action.END_INVOLVEMENT, involvement_facts(visit.head, helper))
    case = seen_case(visit.work, visit.head, busy_word())
    first = in_the_way(case, helper)
    page = StopHelpingPage(
        form=form,
        name=helper.name,
        is_me=helper.id == visit.head.own_part,
        first=[message_of(one) for one in first if one is not HOLDS],
        held=[
            Link(one.title, address("agreement", code=visit.head.code, agreement=one.id))
            for one in held_by(case, helper)
        ],
        back=reverse("people", kwargs={"code": visit.head.code}),
    )
    return visit.draw("stop_helping.html", status=422 if form.problems else 200, page=page)
