"""*Nee zeggen*: a no that cannot be saved without why, what else, and the name of who calls."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.actions.coordination.refusing import No, callers, objection_term, refuse
from tandem.actions.errors import InvalidError
from tandem.core.access import Action
from tandem.web.pages.doors import Change, HouseholdVisit, change, household_page
from tandem.web.pages.forms import shown_and_sent, values_of
from tandem.web.pages.means import member_options
from tandem.web.pages.requests import unsure
from tandem.web.problems import problems_of
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.means import RefusalPage

FIELDS = ("asked", "member", "reason", "alternative", "caller", "decision", "told_on")
DECISION = "yes"


@household_page(Action.REFUSE, look="refusal")
def refusal_shown(visit: HouseholdVisit) -> HttpResponse:
    """Show the form."""
    return _draw(visit, FormState(_address(visit.head.code)))


@change(Action.REFUSE)
def refusal_sent(sent: Change, code: str) -> HttpResponse:
    """Keep a no, once it is a warm one."""
    try:
        no = _no(sent)
        sent.door.run(lambda work: refuse(work, code, no))
    except InvalidError as error:
        form = FormState(_address(code), values_of(sent, FIELDS), problems_of(error, FIELDS))
        return sent.visit(code, lambda visit: _draw(visit, form), Action.REFUSE)
    messages.success(sent.request, _("The no is written down. Who calls sees it under Today."))
    return HttpResponseRedirect(reverse("means", kwargs={"code": code}))


refusal_form = shown_and_sent(refusal_shown, refusal_sent)


def _no(sent: Change) -> No:
    """Return what was filled in; raises InvalidError for a day that cannot be read."""
    told_on = sent.day("told_on")
    return No(
        asked=sent.text("asked"),
        reason=sent.text("reason"),
        alternative=sent.text("alternative"),
        caller=sent.number("caller"),
        is_decision=sent.text("decision") == DECISION,
        told_on=told_on,
        member=sent.text("member"),
    )


def _address(code: str) -> str:
    return reverse("refuse", kwargs={"code": code})


def _draw(visit: HouseholdVisit, form: FormState) -> HttpResponse:
    head = visit.head
    term = objection_term(visit.work.today)
    chosen = form.value("caller") or str(visit.actor.professional or "")
    page = RefusalPage(
        form=form,
        callers=[
            Option(str(number), name, str(number) == chosen)
            for number, name in callers(head).items()
        ],
        members=member_options(head, form.value("member")),
        decision=[
            Option(
                DECISION,
                _("This is a decision (beschikking): the family can object to it"),
                form.value("decision") == DECISION,
            )
        ],
        until=term.last_day(visit.work.today),
        source=unsure(term.source, sure=term.sure),
        back=reverse("means", kwargs={"code": head.code}),
    )
    return visit.draw("refusal.html", status=422 if form.problems else 200, page=page)
