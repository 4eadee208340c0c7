"""The citizen service number of a member: kept, or shown once with a reason; never in a list."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.actions.errors import InvalidError, require
from tandem.actions.plans.own_words import UnknownMemberError, find_member
from tandem.actions.rights.numbers import (
    NoNumberError,
    has_number,
    keep_number,
    number_facts,
    show_number,
)
from tandem.actions.rights.safe import number_sealer
from tandem.core.access import Action, may
from tandem.web.pages.again import fresh_form
from tandem.web.pages.doors import Change, HouseholdVisit, change, household_page
from tandem.web.pages.forms import shown_and_sent
from tandem.web.problems import problems_of
from tandem.web.shapes.forms import FormState
from tandem.web.shapes.rights import NumberPage

FIELDS = ("number", "reason")


@household_page(Action.SEE_PEOPLE, look="people")
def number(visit: HouseholdVisit, member: int) -> HttpResponse:
    """Ask for a number, or for what it is needed. Raises Http404 for who does not live there."""
    return _draw(visit, member, FormState(_address(visit.head.code, member)))


@change(Action.USE_BSN)
def number_sent(sent: Change, code: str, member: int) -> HttpResponse:
    """Keep a number, or show the one that is kept: once, in this answer, and nowhere else."""
    try:
        if sent.text("do") == "show":
            return _shown(sent, code, member)
        typed = sent.text("number")
        sent.door.run(
            lambda work: keep_number(
                work, code, member=member, number=typed, sealer=number_sealer()
            )
        )
    except (UnknownMemberError, NoNumberError):
        raise Http404 from None
    except InvalidError as error:
        form = FormState(_address(code, member), {}, problems_of(error, FIELDS))
        return sent.visit(code, lambda visit: _draw(visit, member, form), Action.SEE_PEOPLE)
    messages.success(sent.request, _("The number is kept, sealed."))
    return HttpResponseRedirect(_address(code, member))


number_form = fresh_form(shown_and_sent(number, number_sent))


def number_address(visit: HouseholdVisit, member: int) -> str:
    """Return where this viewer keeps a member's number; empty when she may not."""
    if not may(visit.actor, Action.USE_BSN, number_facts(visit.head)):
        return ""
    return _address(visit.head.code, member)


def _shown(sent: Change, code: str, member: int) -> HttpResponse:
    reason = sent.text("reason")
    told = sent.door.run(
        lambda work: show_number(work, code, member=member, reason=reason, sealer=number_sealer())
    )
    form = FormState(_address(code, member))
    return sent.visit(code, lambda visit: _draw(visit, member, form, told), Action.SEE_PEOPLE)


def _draw(visit: HouseholdVisit, member: int, form: FormState, told: str = "") -> HttpResponse:
    try:
        row = find_member(visit.head, member)
    except UnknownMemberError:
        raise Http404 from None
    require(visit.actor, Action.USE_BSN, number_facts(visit.head))
    page = NumberPage(
        form=form,
        name=row.name,
        is_kept=has_number(row.id),
        told=f"{told[:4]} {told[4:6]} {told[6:]}" if told else "",
        back=reverse("people", kwargs={"code": visit.head.code}),
    )
    return visit.draw("number.html", status=422 if form.problems else 200, page=page)


def _address(code: str, member: int) -> str:
    return reverse("number", kwargs={"code": code, "member": member})
