"""A conversation about one item: with whom it concerns chosen already, and who reads along said."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.actions.coordination.circles import me_in, people_of
from tandem.actions.coordination.talks import NewTalk, begin_talk, seen_talks_of_item
from tandem.actions.errors import InvalidError
from tandem.actions.households import household_facts
from tandem.core.access import Action, Facts, may
from tandem.core.access.talks import Someone
from tandem.records.coordination.items import ItemRow, item_row
from tandem.web.pages.doors import Change, HouseholdVisit, change, household_page
from tandem.web.pages.forms import shown_and_sent, values_of
from tandem.web.pages.talk_words import options_of, someones_of, value_of
from tandem.web.pages.talks import item_in_short, line_of
from tandem.web.problems import problems_of
from tandem.web.shapes.forms import FormState
from tandem.web.shapes.talks import TalkFormPage, TalkLine

FIELDS = ("with", "subject", "text")


@household_page(Action.SEE_ITEM, look="talks", about="item")
def item_talk_new(visit: HouseholdVisit, item: int) -> HttpResponse:
    """Ask who reads it; whom the item concerns is chosen already."""
    row = _row(visit, item)
    return _draw(visit, row, FormState(_address(visit.head.code, item)), _concerned(visit, row))


@change(Action.WRITE_MESSAGE)
def item_talk_begun(sent: Change, code: str, item: int) -> HttpResponse:
    """Begin a conversation about the item."""
    chosen = sent.request.POST.getlist("with")
    new = NewTalk(sent.text("subject"), sent.text("text"), someones_of(chosen), item=item)
    try:
        talk = sent.door.run(lambda work: begin_talk(work, code, new))
    except InvalidError as error:
        form = FormState(_address(code, item), values_of(sent, FIELDS), problems_of(error, FIELDS))
        return sent.visit(
            code,
            lambda visit: _draw(visit, _row(visit, item), form, chosen),
            Action.SEE_ITEM,
            about=item,
        )
    messages.success(sent.request, _("Your message is sent."))
    return HttpResponseRedirect(reverse("talk", kwargs={"code": code, "talk": talk}))


item_talk_form = shown_and_sent(item_talk_new, item_talk_begun)


def _address(code: str, item: int) -> str:
    return reverse("item-talk", kwargs={"code": code, "item": item})


def _row(visit: HouseholdVisit, item: int) -> ItemRow:
    row = item_row(visit.work, visit.head.id, item)
    if row is None:
        raise Http404
    return row


def _concerned(visit: HouseholdVisit, row: ItemRow) -> list[str]:
    """Return whom it concerns: who has it, is asked for it or carries it out, and who leads."""
    item = row.core
    numbers = {item.holder, item.offered_to, item.carried_out_by, visit.head.leader.id} - {None}
    return [value_of(Someone(None, one)) for one in sorted(one for one in numbers if one)]


def _draw(
    visit: HouseholdVisit, row: ItemRow, form: FormState, chosen: Sequence[str]
) -> HttpResponse:
    me = me_in(visit.work, visit.head)
    people = [one for one in people_of(visit.work, visit.head, row) if one.who != me]
    lives = visit.head.facts.member is not None
    page = TalkFormPage(
        form=form,
        family=options_of([one for one in people if one.lives_here], chosen),
        helpers=options_of([one for one in people if not one.lives_here], chosen),
        about=item_in_short(visit, row),
        back=reverse("items", kwargs={"code": visit.head.code})
        if lives
        else reverse("item", kwargs={"code": visit.head.code, "item": row.id}),
        familiar=visit.account.informal,
    )
    status = 422 if form.problems else 200
    return visit.draw_one("talk_new.html", alone="talk_new_alone.html", status=status, page=page)


def talks_of_item(visit: HouseholdVisit, row: ItemRow) -> list[TalkLine]:
    """Return the conversations about an item that its reader is in."""
    found = seen_talks_of_item(visit.work, visit.head, row.id)
    return [line_of(visit, one, {}) for one in found]


def write_about(visit: HouseholdVisit, row: ItemRow) -> str:
    """Return where a conversation about an item begins; empty for who may not, or once over."""
    if row.is_over:
        return ""
    known = household_facts(visit.head).household
    facts = Facts(household=known, own_item=row.concerns(visit.actor.professional))
    return _address(visit.head.code, row.id) if may(visit.actor, Action.SEE_TALKS, facts) else ""
