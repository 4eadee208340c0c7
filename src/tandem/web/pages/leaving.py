"""*Wie vertrekt*: all that somebody holds goes to colleagues, and her account closes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.actions.errors import InvalidError, require
from tandem.actions.people.take_over import close_account, take_over
from tandem.core.access import Action
from tandem.records.coordination.heads import UnknownHouseholdError
from tandem.records.coordination.holdings import Holding, holdings_of, still_holds
from tandem.records.people.directory import professional, professionals
from tandem.records.people.rows import ProfessionalRow
from tandem.records.work import SomebodyWasFirstError
from tandem.web import wording
from tandem.web.pages.again import fresh_form
from tandem.web.pages.choices import by_organisation, others_in_words
from tandem.web.pages.doors import Change, Visit, change, page
from tandem.web.pages.forms import drawn_again, shown_and_sent
from tandem.web.problems import message_of, problems_of
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.office import HeldRow, LeaverPage, LeavingPage

MOST = 200
"""Colleagues to choose from."""


@page(Action.OFF_BOARD)
def leaving_shown(visit: Visit) -> HttpResponse:
    """Ask who leaves."""
    return _choose(visit, FormState(reverse("leaving")))


@change(Action.OFF_BOARD)
def leaving_sent(sent: Change) -> HttpResponse:
    """Search, or go to what the chosen one holds."""
    require(sent.door.actor, Action.OFF_BOARD)
    number = sent.number("professional")
    if sent.text("do") != "search" and number:
        return HttpResponseRedirect(reverse("leaver", kwargs={"professional": number}))
    form = FormState(reverse("leaving"), {"q": sent.text("q")})
    return drawn_again(sent, lambda visit: _choose(visit, form))


leaving = shown_and_sent(leaving_shown, leaving_sent)


def _choose(visit: Visit, form: FormState) -> HttpResponse:
    found = professionals(visit.work, form.value("q")[:60])
    shown = LeavingPage(form, by_organisation(found.rows, ""), others_in_words(found))
    return visit.draw("leaving.html", page=shown)


# --- what somebody holds --------------------------------------------------------------------


@page(Action.OFF_BOARD)
def leaver_shown(visit: Visit, professional: int) -> HttpResponse:
    """Draw everything somebody holds. Raises Http404 for who is not known."""
    return _draw(visit, professional, FormState(_address(professional)), {})


@change(Action.OFF_BOARD)
def leaver_sent(sent: Change, professional: int) -> HttpResponse:
    """Pass on what was chosen, household by household; or close the account."""
    require(sent.door.actor, Action.OFF_BOARD)
    if sent.text("do") == "close":
        return _close(sent, professional)
    held = sent.door.run(lambda work: holdings_of(work, professional))
    wrong: dict[int, str] = {}
    done = 0
    for one in held:
        to = sent.number(f"to-{one.household}") or sent.number("to")
        if not to:
            continue
        problem = _pass_on(sent, one, professional, to)
        wrong |= {one.household: problem} if problem else {}
        done += not problem
    if done:
        messages.success(sent.request, _passed(done))
    if not wrong and done:
        return HttpResponseRedirect(_address(professional))
    values = {"reason": sent.text("reason"), "to": sent.text("to")}
    form = FormState(_address(professional), values)
    return drawn_again(sent, lambda visit: _draw(visit, professional, form, wrong, status=422))


leaver = fresh_form(shown_and_sent(leaver_shown, leaver_sent))


def _pass_on(sent: Change, one: Holding, professional: int, to: int) -> str:
    """Pass one household on in a transaction of its own; return what was in the way."""
    reason = sent.text("reason")
    try:
        sent.door.run(
            lambda work: take_over(work, one.code, leaver=professional, to=to, reason=reason)
        )
    except InvalidError as error:
        return message_of(error.problems[0])
    except (UnknownHouseholdError, SomebodyWasFirstError):
        return _("Somebody else was just before you. Look at the page again and try anew.")
    return ""


def _passed(done: int) -> str:
    return ngettext(
        "Of one household everything went over.",
        "Of %(num)s households everything went over.",
        done,
    ) % {"num": done}


def _close(sent: Change, professional: int) -> HttpResponse:
    try:
        sent.door.run(lambda work: close_account(work, leaver=professional))
    except InvalidError as error:
        form = FormState(_address(professional), {}, problems_of(error, ("to",)))
        return drawn_again(sent, lambda visit: _draw(visit, professional, form, {}, status=422))
    messages.success(sent.request, _("The account is closed, and its sessions have ended."))
    return HttpResponseRedirect(reverse("leaving"))


def _address(professional: int) -> str:
    return reverse("leaver", kwargs={"professional": professional})


def _draw(
    visit: Visit, number: int, form: FormState, wrong: Mapping[int, str], status: int = 200
) -> HttpResponse:
    found = professional(visit.work, number)
    if found is None:
        raise Http404
    colleagues = [one for one in professionals(visit.work, most=MOST).rows if one.id != number]
    shown = LeaverPage(
        form=form,
        name=found.name,
        rows=[
            HeldRow(
                one.household,
                one.name,
                _what(one),
                wrong.get(one.household, ""),
                _options(colleagues, "", _("As chosen for all")),
            )
            for one in holdings_of(visit.work, number)
        ],
        left=still_holds(visit.work, number),
        everybody=_options(colleagues, form.value("to"), _("Choose a colleague")),
        back=reverse("leaving"),
    )
    return visit.draw("leaver.html", status=status, page=shown)


def _options(rows: Sequence[ProfessionalRow], chosen: str, first: str) -> list[Option]:
    options = [
        Option(str(one.id), f"{one.name}, {one.organisation}", str(one.id) == chosen)
        for one in rows
    ]
    return [Option("", first, not chosen), *options]


def _what(one: Holding) -> str:
    """Return what somebody holds in a household, in words."""
    parts = [
        _("leads the plan") if one.leads else "",
        _("is asked to lead") if one.asked else "",
        _("stands in") if one.stands_in else "",
        _agreements(one.agreements),
        _items(one.items),
        _offers(one.offers),
        _("guards or represents somebody by law") if one.guards else "",
    ]
    said = [part for part in parts if part]
    return wording.listing(said) if said else _("has a part, and holds nothing")


def _agreements(count: int) -> str:
    said = ngettext("%(num)s agreement", "%(num)s agreements", count)
    return said % {"num": count} if count else ""


def _items(count: int) -> str:
    said = ngettext("%(num)s item", "%(num)s items", count)
    return said % {"num": count} if count else ""


def _offers(count: int) -> str:
    said = ngettext("%(num)s offer", "%(num)s offers", count)
    return said % {"num": count} if count else ""
