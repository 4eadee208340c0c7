"""One item: how it stands, and what who reads it can do with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tandem.actions.coordination.holding import item_facts
from tandem.actions.coordination.offers import (
    Declined,
    accept_offer,
    decline_offer,
    offer_item,
    reassign_item,
    take_offer_back,
)
from tandem.actions.coordination.questions import handle_question
from tandem.actions.coordination.signals import Handled, handle_signal, pick_up
from tandem.actions.coordination.tasks import (
    fail_item,
    finish_item,
    read_report,
    settle_dispute,
    withdraw_item,
)
from tandem.actions.errors import InvalidError
from tandem.actions.households import household_facts
from tandem.core.access import Action, may
from tandem.core.coordination.items import ItemKind, Move, moves_of
from tandem.formats.rulebase_signals import load_signals
from tandem.records.coordination.heads import UnknownHouseholdError, head_of
from tandem.records.coordination.items import ItemRow, item_row, offers_of
from tandem.records.coordination.models import MaySee, SignalAnswer
from tandem.records.work import Work
from tandem.web import wording
from tandem.web.pages.choices import ground_options
from tandem.web.pages.doors import Change, HouseholdVisit, change, household_page
from tandem.web.pages.forms import shown_and_sent, values_of
from tandem.web.pages.item_talk import talks_of_item, write_about
from tandem.web.pages.item_words import (
    ANSWERS,
    KINDS,
    SOURCES,
    concern_word,
    history_of_item,
    is_late,
    note_of,
    standing_of_item,
    text_of,
    word_options,
)
from tandem.web.pages.items import SEARCH, offer_of, people_options
from tandem.web.pages.ladder import back_address
from tandem.web.pages.one_plan import tick_address
from tandem.web.pages.refusals import refusal
from tandem.web.pages.simple_questions import step_lines, step_pressed
from tandem.web.problems import problems_of
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.items import ItemPage, Told

FIELDS = ("q", "to", "note", "legal_ground", "reason", "answer", "words", "step", "done_on")


@household_page(Action.SEE_ITEM, look="item", about="item")
def item_shown(visit: HouseholdVisit, item: int) -> HttpResponse:
    """Draw an item; a resident is led to all that she gave."""
    if visit.head.facts.member is not None or visit.head.facts.supporter is not None:
        return HttpResponseRedirect(reverse("items", kwargs={"code": visit.head.code}))
    return _draw(visit, item, FormState(_address(visit.head.code, item)))


@change(Action.SEE_ITEM)
def item_sent(sent: Change, code: str, item: int) -> HttpResponse:
    """Do one move with an item."""
    if sent.text("do") == SEARCH:
        asked = FormState(_address(code, item), values_of(sent, FIELDS))
        again = partial(_draw, item=item, form=asked)
        return sent.visit(code, again, Action.SEE_ITEM, about=item)
    do = _MOVES.get(sent.text("do"))
    if do is None:
        return refusal(sent.request, 422, "Choose what you want to do.")
    try:
        sent.door.run(lambda work: do(sent, work, code, item))
    except InvalidError as error:
        form = FormState(_address(code, item), values_of(sent, FIELDS), problems_of(error, FIELDS))
        return sent.visit(code, lambda visit: _draw(visit, item, form), Action.SEE_ITEM, about=item)
    messages.success(sent.request, _("It is noted."))
    return _after(sent, code, item)


item_form = shown_and_sent(item_shown, item_sent)


def _after(sent: Change, code: str, item: int) -> HttpResponse:
    """Lead back to the item, or to *Vandaag* when it is not of this person any more."""

    def still(work: Work) -> bool:
        try:
            head = head_of(work, code)
        except UnknownHouseholdError:
            return False
        row = item_row(work, head.id, item)
        return bool(may(work.actor, Action.SEE_ITEM, item_facts(work, head, row)))

    opens = sent.door.run(still)
    return HttpResponseRedirect(_address(code, item) if opens else reverse("today"))


def _address(code: str, item: int) -> str:
    return reverse("item", kwargs={"code": code, "item": item})


# --- moves ----------------------------------------------------------------------------------


def _version(sent: Change) -> int:
    return sent.number("version")


def _handled(sent: Change, work: Work, code: str, item: int) -> None:
    answer = next((one for one in SignalAnswer if one.value == sent.text("answer")), None)
    handled = Handled(answer or SignalAnswer.HELPED, sent.text("words"))
    handle_signal(work, code, item, handled, _version(sent))


def _declined(sent: Change, work: Work, code: str, item: int) -> None:
    no = Declined(sent.text("reason"), sent.text("words"))
    decline_offer(work, code, item, no, _version(sent))


Do = Callable[[Change, Work, str, int], None]


def _with_words(do: Callable[[Work, str, int, str, int], None]) -> Do:
    return lambda sent, work, code, item: do(work, code, item, sent.text("words"), _version(sent))


_MOVES: Mapping[str, Do] = {
    "pick-up": lambda _sent, work, code, item: pick_up(work, code, item),
    "handle": _handled,
    "answered": _with_words(handle_question),
    "step": step_pressed,
    "step-undo": step_pressed,
    "finish": _with_words(finish_item),
    "fail": _with_words(fail_item),
    "withdraw": _with_words(withdraw_item),
    "settle": _with_words(settle_dispute),
    "read": lambda sent, work, code, item: read_report(work, code, item, _version(sent)),
    "accept": lambda sent, work, code, item: accept_offer(work, code, item, _version(sent)),
    "decline": _declined,
    "take-back": lambda sent, work, code, item: take_offer_back(work, code, item, _version(sent)),
    "offer": lambda sent, work, code, item: offer_item(
        work, code, item, offer_of(sent, work), _version(sent)
    ),
    "reassign": lambda sent, work, code, item: reassign_item(work, code, item, sent.number("to")),
}


# --- the page -------------------------------------------------------------------------------


def _draw(visit: HouseholdVisit, item: int, form: FormState) -> HttpResponse:
    """Draw an item; raises Http404 for one of another kind, which has a page elsewhere."""
    row = item_row(visit.work, visit.head.id, item)
    if row is None:
        raise Http404
    page = item_page(visit, row, form)
    status = 422 if form.problems else 200
    return visit.draw_one("item.html", alone="item_alone.html", status=status, page=page)


def item_page(visit: HouseholdVisit, row: ItemRow, form: FormState) -> ItemPage:
    """Return an item as its reader may know it."""
    head, today = visit.head, visit.work.today
    moves = _moves(visit, row)
    chosen = {name: form.value(name) for name in FIELDS}
    page = ItemPage(
        form=form,
        household=head.name,
        kind=row.kind.value,
        title=KINDS[row.kind](),
        text=text_of(row),
        standing=standing_of_item(head, row),
        version=row.version,
        moves=moves,
        back=reverse("items", kwargs={"code": head.code})
        if head.facts.is_tied_besides_emergency
        else reverse("today"),
        facts=_facts(visit, row),
        due=row.due_on,
        is_late=is_late(row, today),
        outcome=row.outcome,
        family=_family(visit, row),
        steps=step_lines(visit, row),
        send_back=back_address(visit, row),
        ladder=_ladder(visit, row),
        tick=tick_address(visit) if row.question is not None else "",
        call_name=head.leader.name,
        call_telephone=head.leader.telephone if head.lead is not None else "",
        talks=talks_of_item(visit, row),
        write=write_about(visit, row),
        reasons=word_options(load_signals().decline_reasons, chosen["reason"]),
        answers=[
            Option(one.value, said(), one.value == chosen["answer"])
            for one, said in ANSWERS.items()
        ],
    )
    if not moves & {"offer", "reassign"}:
        return replace(page, history=_history(visit, row))
    return replace(
        page,
        history=_history(visit, row),
        people=people_options(visit, form),
        grounds=ground_options(today, chosen["legal_ground"]),
    )


def _ladder(visit: HouseholdVisit, row: ItemRow) -> str:
    known = row.question is not None and may(
        visit.actor, Action.NOTE_TRY, household_facts(visit.head)
    )
    return reverse("ladder", kwargs={"code": visit.head.code}) if known else ""


def _history(visit: HouseholdVisit, row: ItemRow) -> list[Told]:
    past = offers_of(visit.work, visit.head.id, row.id)
    return list(history_of_item(visit.head, past))


def _moves(visit: HouseholdVisit, row: ItemRow) -> frozenset[str]:
    """Return the names of what the reader can do, as the forms of the page call them."""
    me = visit.actor.professional
    if me is None:
        return frozenset()
    found = {one.value for one in moves_of(row.core, me)}
    if not visit.head.facts.team_leader:
        found.discard(Move.REASSIGN.value)
    if row.kind is ItemKind.DISPUTE and Move.HANDLE.value in found:
        found = found - {Move.HANDLE.value} | {"settle"}
    if row.kind is ItemKind.QUESTION and Move.HANDLE.value in found:
        found = found - {Move.HANDLE.value} | {"answered"}
    if row.signal is not None and row.holder == me and not row.signal.picked_up_at:
        found |= set() if row.is_over else {"pick-up"}
    return frozenset(found)


def _facts(visit: HouseholdVisit, row: ItemRow) -> list[tuple[str, str]]:
    facts = [(_("Household"), visit.head.name)]
    facts += [(_("Opened on"), wording.day(localdate(row.opened_at), year=True))]
    facts += _signal_facts(row) + _commission_facts(row) + _question_facts(row)
    if row.dispute is not None:
        facts += [(_("Who do not agree"), row.dispute.between)]
        facts += [(_("Who pays first"), row.dispute.pays_first)]
    if row.offer is not None and row.offer.note:
        facts += [(_("%(name)s says") % {"name": row.offer.by}, row.offer.note)]
    note = note_of(row, visit.work.today)
    return [*facts, (_("Counted"), note)] if note else facts


def _signal_facts(row: ItemRow) -> list[tuple[str, str]]:
    one = row.signal
    if one is None:
        return []
    given = ", ".join(part for part in (one.given_name, SOURCES[one.source]()) if part)
    facts = [(_("About"), concern_word(one.concern)), (_("From"), given)]
    if one.given_telephone:
        facts.append((_("Telephone"), one.given_telephone))
    facts.append((_("Came in on"), wording.day(localdate(one.received_at), year=True)))
    if one.picked_up_at is not None:
        facts.append((_("Picked up on"), wording.day(localdate(one.picked_up_at), year=True)))
    if one.answer is not None:
        facts.append((_("Answer"), ANSWERS[one.answer]()))
    return facts


def _question_facts(row: ItemRow) -> list[tuple[str, str]]:
    one = row.question
    if one is None:
        return []
    facts = [(_("Asked by"), one.member or "–"), (_("Needed"), one.needed)]
    if one.needed_by is not None:
        facts.append((_("Needed by"), wording.day(one.needed_by, year=True)))
    return [*facts, (_("Came in on"), wording.day(one.received_on, year=True))]


def _commission_facts(row: ItemRow) -> list[tuple[str, str]]:
    one = row.commission
    if one is None:
        return []
    return [(_("Report back"), one.report_back), (_("Contact holder"), row.holder_name)]


def _family(visit: HouseholdVisit, row: ItemRow) -> tuple[tuple[str, str], ...]:
    """Return who lives there, for who carries out a commission, as far as that was opened."""
    work = row.commission
    me = visit.actor.professional
    if work is None or work.may_see is MaySee.ASKED or not row.concerns(me) or row.holder == me:
        return ()
    with_numbers = work.may_see is MaySee.CONTACT
    return tuple((one.name, one.telephone if with_numbers else "") for one in visit.head.members)
