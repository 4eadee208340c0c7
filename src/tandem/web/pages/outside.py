"""*Signalen van buiten*: what came in without a household, for who has it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tandem.actions.coordination.outside import (
    answer_outside,
    handle_outside,
    match_outside,
    offer_outside,
    outside_facts,
    pick_up_outside,
    take_outside,
    take_outside_back,
)
from tandem.actions.errors import InvalidError, Problem, require
from tandem.core.access import Action, may
from tandem.core.coordination.items import Move, moves_of
from tandem.records.coordination.heads import UnknownHouseholdError
from tandem.records.coordination.lists import my_households
from tandem.records.coordination.outside import OutsideRow, outside_of, outside_row
from tandem.records.people.contact_points import contact_people
from tandem.records.work import Work
from tandem.web import wording
from tandem.web.pages.doors import Change, Visit, change, page
from tandem.web.pages.forms import drawn_again, shown_and_sent, values_of
from tandem.web.pages.item_words import concern_word
from tandem.web.pages.items import SEARCH, found_people
from tandem.web.pages.refusals import refusal
from tandem.web.problems import problems_of
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.outside import OutsideLine, OutsideList, OutsidePage

MOST_HOUSEHOLDS = 400
"""Households in a list to choose from."""
FIELDS = ("household", "q", "to", "words")


@page(Action.SEE_OUTSIDE_SIGNALS)
def outside_signals(visit: Visit) -> HttpResponse:
    """Draw the signals from outside that wait for who looks, or in an area that she leads."""
    rows = [
        OutsideLine(
            href=_address(one.id),
            concern=wording.words().capital(concern_word(one.concern)),
            standing=_standing(one),
            since=localdate(one.received_at),
        )
        for one in outside_of(visit.work)
    ]
    return visit.draw("outside_list.html", page=OutsideList(rows))


@page(Action.SEE_OUTSIDE_SIGNALS)
def outside_shown(visit: Visit, signal: int) -> HttpResponse:
    """Draw one; raises Http404 for who has nothing to do with it."""
    return _draw(visit, signal, FormState(_address(signal)))


@change(Action.MOVE_OUTSIDE_SIGNAL)
def outside_sent(sent: Change, signal: int) -> HttpResponse:
    """Do one thing with it."""
    if sent.text("do") == SEARCH:
        asked = FormState(_address(signal), values_of(sent, FIELDS))
        return drawn_again(sent, lambda visit: _draw(visit, signal, asked))
    do = _MOVES.get(sent.text("do"))
    if do is None:
        return refusal(sent.request, 422, "Choose what you want to do.")
    try:
        target = sent.door.run(lambda work: do(sent, work, signal))
    except InvalidError as error:
        form = FormState(_address(signal), values_of(sent, FIELDS), problems_of(error, FIELDS))
        return drawn_again(sent, lambda visit: _draw(visit, signal, form))
    messages.success(sent.request, _("It is noted."))
    return HttpResponseRedirect(target or reverse("outside-signals"))


outside_form = shown_and_sent(outside_shown, outside_sent)


def _address(signal: int) -> str:
    return reverse("outside-signal", kwargs={"signal": signal})


def _pick_up(_sent: Change, work: Work, signal: int) -> str:
    pick_up_outside(work, signal)
    return _address(signal)


def _offer(sent: Change, work: Work, signal: int) -> str:
    offer_outside(work, signal, sent.number("to"), sent.number("version"))
    return _address(signal)


def _answer(sent: Change, work: Work, signal: int) -> str:
    accepted = sent.text("do") == "accept"
    answer_outside(work, signal, accepted=accepted, version=sent.number("version"))
    return _address(signal) if accepted else ""


def _take_back(sent: Change, work: Work, signal: int) -> str:
    take_outside_back(work, signal, sent.number("version"))
    return _address(signal)


def _take(sent: Change, work: Work, signal: int) -> str:
    take_outside(work, signal, sent.number("version"))
    return _address(signal)


def _match(sent: Change, work: Work, signal: int) -> str:
    code = sent.text("household")
    try:
        item = match_outside(work, signal, code, sent.number("version"))
    except UnknownHouseholdError:
        raise InvalidError(Problem("household", "Choose a household from the list.")) from None
    return reverse("item", kwargs={"code": code, "item": item})


def _handle(sent: Change, work: Work, signal: int) -> str:
    handle_outside(work, signal, sent.text("words"), sent.number("version"))
    return ""


_MOVES: Mapping[str, Callable[[Change, Work, int], str]] = {
    "pick-up": _pick_up,
    "offer": _offer,
    "accept": _answer,
    "decline": _answer,
    "take-back": _take_back,
    "take": _take,
    "match": _match,
    "handle": _handle,
}


# --- the page -------------------------------------------------------------------------------


def _draw(visit: Visit, signal: int, form: FormState) -> HttpResponse:
    row = outside_row(visit.work, signal)
    if row is None:
        raise Http404
    require(visit.actor, Action.MOVE_OUTSIDE_SIGNAL, outside_facts(visit.work, row))
    moves = _moves(visit, row)
    opens = may(visit.actor, Action.OPEN_HOUSEHOLD)
    shown = OutsidePage(
        form=form,
        concern=wording.words().capital(concern_word(row.concern)),
        about=row.about,
        words=row.words,
        name=row.given_name,
        telephone=row.given_telephone,
        standing=_standing(row),
        since=localdate(row.received_at),
        version=row.version,
        moves=moves,
        households=_households(visit, form) if "match" in moves else (),
        people=_people(visit, row, form) if "offer" in moves else (),
        back=reverse("outside-signals"),
        new_household=reverse("household-new") if opens and "match" in moves else "",
        outcome=row.outcome,
    )
    return visit.draw("outside.html", status=422 if form.problems else 200, page=shown)


def _moves(visit: Visit, row: OutsideRow) -> frozenset[str]:
    me = visit.actor.professional or 0
    found = {one.value for one in moves_of(row.core, me)} - {Move.REASSIGN.value}
    if row.closed_at is not None:
        return frozenset()
    if row.holder == me:
        found |= {"match"} | (set() if row.picked_up_at else {"pick-up"})
    elif row.team_leader == me and row.offered_to != me:
        found.add("take")
    return frozenset(found)


def _households(visit: Visit, form: FormState) -> Sequence[Option]:
    chosen = form.value("household")
    first = Option("", _("Choose a household"), not chosen)
    return [
        first,
        *(
            Option(one.code, one.name, one.code == chosen)
            for one in my_households(visit.work, MOST_HOUSEHOLDS)
        ),
    ]


def _people(visit: Visit, row: OutsideRow, form: FormState) -> Sequence[Option]:
    """Return whom it can be offered to: those of the front desk, or who was searched for."""
    return found_people(visit.work, form, contact_people(visit.work), row.holder)


def _standing(row: OutsideRow) -> str:
    values = {"holder": row.holder_name, "other": row.offered_name}
    if row.is_matched:
        return _("It belongs to a household now.")
    if row.closed_at is not None:
        return _("Handled, by %(holder)s.") % values
    if row.offered_to is not None:
        return _("%(holder)s has it, and asked %(other)s to take it.") % values
    if row.picked_up_at is None:
        return _("%(holder)s has it, and did not pick it up yet.") % values
    day = wording.day(localdate(row.picked_up_at))
    return _("%(holder)s picked it up on %(day)s.") % {**values, "day": day}
