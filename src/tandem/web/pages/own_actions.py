"""*Wat ik zelf doe*: written down, and how it went, by who does it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.actions.coordination.own_actions import (
    NewOwnAction,
    add_own_action,
    end_own_action,
    may_be_of,
    remind_me,
)
from tandem.actions.errors import InvalidError
from tandem.core.access import Action
from tandem.records.coordination.heads import Head
from tandem.records.coordination.models import OwnEnd
from tandem.records.coordination.own_actions import own_action_row
from tandem.records.people.models import Account
from tandem.records.work import Work
from tandem.web.environment import you
from tandem.web.pages.doors import Change, HouseholdVisit, Visit, change, household_page
from tandem.web.pages.forms import shown_and_sent, values_of
from tandem.web.pages.happening import own_line
from tandem.web.pages.refusals import refusal
from tandem.web.problems import problems_of
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.own_actions import NewOwnActionPage, OwnActionPage

FIELDS = ("text", "who", "by_when", "remind_on")
ENDS = {one.value: one for one in OwnEnd}
REMIND = "remind"


@household_page(Action.ADD_OWN_ACTION, look="own-action")
def new_shown(visit: HouseholdVisit) -> HttpResponse:
    """Ask what somebody is going to do."""
    return _new(visit, FormState(_address(visit.head.code)))


@change(Action.ADD_OWN_ACTION)
def new_sent(sent: Change, code: str) -> HttpResponse:
    """Write it down."""

    def add(work: Work) -> None:
        by_when, remind_on = sent.day("by_when"), sent.day("remind_on")
        new = NewOwnAction(sent.text("text"), sent.text("who"), by_when, remind_on)
        add_own_action(work, code, new)

    try:
        sent.door.run(add)
    except InvalidError as error:
        form = FormState(_address(code), values_of(sent, FIELDS), problems_of(error, FIELDS))
        return sent.visit(code, lambda visit: _new(visit, form), Action.ADD_OWN_ACTION)
    messages.success(sent.request, _("It is written down."))
    return HttpResponseRedirect(_back(sent.account, code))


own_action_new = shown_and_sent(new_shown, new_sent)


@household_page(Action.END_OWN_ACTION, look="own-action", about="own")
def one_shown(visit: HouseholdVisit, own: int) -> HttpResponse:
    """Ask who does it how it went."""
    return _one(visit, own, FormState(_address(visit.head.code, own)))


@change(Action.END_OWN_ACTION)
def one_sent(sent: Change, code: str, own: int) -> HttpResponse:
    """Keep how it went, or on which day she wants to be reminded."""
    do = sent.text("do")
    if do not in ENDS and do != REMIND:
        return refusal(sent.request, 422, "Choose what you want to do.")
    try:
        sent.door.run(lambda work: _do(sent, work, code, own))
    except InvalidError as error:
        values = values_of(sent, ("words", "remind_on"))
        form = FormState(_address(code, own), values, problems_of(error, ("words", "remind_on")))
        draw: Callable[[HouseholdVisit], HttpResponse] = lambda visit: _one(visit, own, form)  # noqa: E731
        return sent.visit(code, draw, Action.END_OWN_ACTION, about=own)
    messages.success(sent.request, _thanks(sent, do))
    return HttpResponseRedirect(_back(sent.account, code))


own_action = shown_and_sent(one_shown, one_sent)


def _do(sent: Change, work: Work, code: str, own: int) -> None:
    if sent.text("do") == REMIND:
        remind_me(work, code, own, sent.day("remind_on"))
    else:
        end_own_action(work, code, own, ENDS[sent.text("do")], sent.text("words"))


def _thanks(sent: Change, do: str) -> str:
    if do == OwnEnd.NOT.value:
        words = you(
            "Thank you for saying so. Your words are with who leads your plan.",
            sent.account.informal,
        )
        return str(words)
    return _("It is written down.")


# --- the pages ----------------------------------------------------------------------------------


def _address(code: str, own: int = 0) -> str:
    if not own:
        return reverse("own-action-new", kwargs={"code": code})
    return reverse("own-action", kwargs={"code": code, "own": own})


def _back(account: Account, code: str) -> str:
    """Return the page on which somebody sees these: a family its own, whoever helps it theirs."""
    page = "items"
    if account.person_id is not None:
        page = "my-plan"
    elif account.supporter_id is not None:
        page = "own-part"
    return reverse(page, kwargs={"code": code}) + "#zelf"


def _drawn(visit: HouseholdVisit, template: str, page: object, status: int) -> HttpResponse:
    """Draw a page; somebody of the own circle gets nothing that stands around those of a family."""
    around = Visit if visit.head.facts.supporter is not None else HouseholdVisit
    return around.draw(visit, template, page=page, status=status)


def _new(visit: HouseholdVisit, form: FormState) -> HttpResponse:
    head = visit.head
    own = head.facts.member is not None or head.facts.supporter is not None
    page = NewOwnActionPage(
        form=form,
        familiar=visit.account.informal,
        is_own=own,
        people=_people(head, form.value("who")),
        readers=_readers(head),
        back=_back(visit.account, head.code),
    )
    return _drawn(visit, "own_action_new.html", page, 422 if form.problems else 200)


def _people(head: Head, chosen: str) -> list[Option]:
    """Return whose it can be; the family chooses among itself alone and its own circle."""
    if head.facts.supporter is not None:
        return []
    own = head.facts.member
    members = [one for one in head.members if own is None and may_be_of(head, one)]
    first = [Option("", _("I do it myself"), not chosen)] if own is not None else []
    known = [(one.key, one.name) for one in members]
    known += [(one.key, one.name) for one in head.supporters]
    return [*first, *(Option(key, name, key == chosen) for key, name in known)]


def _one(visit: HouseholdVisit, own: int, form: FormState) -> HttpResponse:
    row = own_action_row(visit.work, visit.head.id, own)
    if row is None:
        raise Http404
    page = OwnActionPage(
        form=form,
        familiar=visit.account.informal,
        one=own_line(visit, row),
        readers=_readers(visit.head),
        back=_back(visit.account, visit.head.code),
    )
    return _drawn(visit, "own_action.html", page, 422 if form.problems else 200)


def _readers(head: Head) -> str:
    said = _("Who does it, %(name)s, and who wrote it down. Nobody counts it.")
    return said % {"name": head.leader.name}
