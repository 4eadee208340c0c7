"""*Vraag om verandering*: who leads asks the owner of an agreement to change it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.actions.coordination.asks import agreement_to_ask, ask_to_change, terms_of
from tandem.actions.errors import InvalidError, Problem
from tandem.core.access import Action
from tandem.records.work import SomebodyWasFirstError
from tandem.web.pages.doors import Change, HouseholdVisit, change, household_page
from tandem.web.pages.forms import shown_and_sent, values_of
from tandem.web.problems import problems_of
from tandem.web.shapes.forms import FormState
from tandem.web.shapes.means import AskPage

FIRST = Problem("wanted", "This was asked already. Wait for the answer first.")


@household_page(Action.SEE_PLAN, look="ask-to-change")
def ask_shown(visit: HouseholdVisit, agreement: int) -> HttpResponse:
    """Show the form to who leads."""
    return _draw(visit, agreement, FormState(_address(visit.head.code, agreement)))


@change(Action.ASK_TO_CHANGE)
def ask_sent(sent: Change, code: str, agreement: int) -> HttpResponse:
    """Ask it."""
    try:
        sent.door.run(
            lambda work: ask_to_change(work, code, agreement=agreement, wanted=sent.text("wanted"))
        )
    except InvalidError as error:
        return _again(sent, code, agreement, error)
    except SomebodyWasFirstError:
        return _again(sent, code, agreement, InvalidError(FIRST), status=409)
    messages.success(sent.request, _("It is asked. Without an answer you set the order."))
    return HttpResponseRedirect(reverse("means", kwargs={"code": code}) + "#asks")


ask_form = shown_and_sent(ask_shown, ask_sent)


def _address(code: str, agreement: int) -> str:
    return reverse("ask-to-change", kwargs={"code": code, "agreement": agreement})


def _again(
    sent: Change, code: str, agreement: int, error: InvalidError, *, status: int = 422
) -> HttpResponse:
    form = FormState(
        _address(code, agreement), values_of(sent, ("wanted",)), problems_of(error, ("wanted",))
    )
    return sent.visit(
        code, lambda visit: _draw(visit, agreement, form, status=status), Action.ASK_TO_CHANGE
    )


def _draw(
    visit: HouseholdVisit, agreement: int, form: FormState, *, status: int = 200
) -> HttpResponse:
    row = agreement_to_ask(visit.work, visit.head.code, agreement)
    page = AskPage(
        form=form,
        title=row.title,
        until=terms_of(visit.work).owner.last_day(visit.work.today),
        back=reverse("agreement", kwargs={"code": visit.head.code, "agreement": agreement}),
    )
    return visit.draw("ask_to_change.html", status=status, page=page)
