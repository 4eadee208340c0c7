"""*Wie keek er mee*: who looked at this household, day by day, and asking why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tandem.actions.audit.ask_why import (
    answer_look_item,
    ask_why,
    held_item,
)
from tandem.actions.audit.see_looks import seen_look, seen_lookers, seen_looks
from tandem.actions.errors import InvalidError
from tandem.actions.households import household_facts
from tandem.core.access import Action, may
from tandem.formats.rulebase_logs import load_logs
from tandem.records.audit.looks import SeenLook
from tandem.records.coordination.look_items import LookItemKind, LookItemRow, items_of_looks
from tandem.web.pages.doors import Change, HouseholdVisit, change, household_page
from tandem.web.pages.forms import shown_and_sent, values_of
from tandem.web.pages.look_words import look_row
from tandem.web.problems import problems_of
from tandem.web.refs import number_of, ref
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.looks import LookDay, LookItemPage, LookQuestionPage, LookRow, LooksPage

A_PAGE = 50
"""Looks on a page."""

Questions = Mapping[int, Sequence[LookItemRow]]


@household_page(Action.SEE_LOOKS, look="looks")
def looks(visit: HouseholdVisit) -> HttpResponse:
    """Draw who looked, the last one first."""
    account = _number(visit, "wie", "account")
    before = _number(visit, "voor", "look")
    found = seen_looks(visit.work, visit.head, before=before, account=account, most=A_PAGE)
    questions = _questions(visit, found.looks)
    here = _address("looks", visit)
    wanted = f"wie={ref('account', account)}&" if account else ""
    page = LooksPage(
        days=_days(visit, found.looks, questions),
        action=here,
        people=_people(visit, account),
        is_one=account is not None,
        older=f"{here}?{wanted}voor={ref('look', found.older)}" if found.older else "",
        is_family=visit.head.facts.member is not None,
        familiar=visit.account.informal,
    )
    return visit.draw("looks.html", page=page)


def _days(visit: HouseholdVisit, found: Sequence[SeenLook], questions: Questions) -> list[LookDay]:
    return [
        LookDay(day, [_row(visit, one, questions.get(one.id, ())) for one in rows])
        for day, rows in groupby(found, key=lambda one: localdate(one.at))
    ]


def _row(visit: HouseholdVisit, look: SeenLook, asked: Sequence[LookItemRow]) -> LookRow:
    me = visit.account.pk
    mine = any(one.asked_by == me for one in asked)
    may_ask = may(visit.actor, Action.ASK_WHY, household_facts(visit.head))
    can_ask = may_ask and look.account != me and not mine
    return look_row(
        look,
        me=me,
        familiar=visit.account.informal,
        ask=_address("look-question", visit, look=look.id) if can_ask else "",
        asked=asked,
    )


def _questions(visit: HouseholdVisit, found: Sequence[SeenLook]) -> Questions:
    """Return the questions about looks: a resident gets only his or her own."""
    grouped: dict[int, list[LookItemRow]] = defaultdict(list)
    family = visit.head.facts.member is not None
    for one in items_of_looks(visit.work, visit.head.id, [look.id for look in found]):
        if one.look is not None and (not family or one.asked_by == visit.account.pk):
            grouped[one.look].append(one)
    return grouped


def _people(visit: HouseholdVisit, chosen: int | None) -> list[Option]:
    everybody = Option("", _("Everybody"), chosen is None)
    return [
        everybody,
        *(
            Option(
                ref("account", one.account) if one.account else "",
                one.standing.name or _("Somebody who is not known any more"),
                one.account == chosen,
            )
            for one in seen_lookers(visit.work, visit.head)
        ),
    ]


def _number(visit: HouseholdVisit, name: str, kind: str) -> int | None:
    return number_of(kind, visit.request.GET.get(name, ""))


def _address(route: str, visit: HouseholdVisit, **values: int) -> str:
    return reverse(route, kwargs={"code": visit.head.code, **values})


# --- asking why -----------------------------------------------------------------------------


@household_page(Action.ASK_WHY, look="looks")
def question(visit: HouseholdVisit, look: int) -> HttpResponse:
    """Ask for the words of a question."""
    return _draw_question(visit, look, FormState(_address("look-question", visit, look=look)))


@change(Action.ASK_WHY)
def ask(sent: Change, code: str, look: int) -> HttpResponse:
    """Put the question."""
    try:
        sent.door.run(lambda work: ask_why(work, code, look, sent.text("words")))
    except InvalidError as error:
        action = reverse("look-question", kwargs={"code": code, "look": look})
        form = FormState(action, values_of(sent, ("words",)), problems_of(error))
        return sent.visit(code, lambda visit: _draw_question(visit, look, form), Action.ASK_WHY)
    messages.success(sent.request, _("Your question is on its way. The answer comes here."))
    return HttpResponseRedirect(reverse("looks", kwargs={"code": code}))


question_form = shown_and_sent(question, ask)


def _draw_question(visit: HouseholdVisit, look: int, form: FormState) -> HttpResponse:
    found = seen_look(visit.work, visit.head, look)
    if found is None:
        raise Http404
    page = LookQuestionPage(
        form=form,
        look=_row(visit, found, ()),
        back=_address("looks", visit),
        days=load_logs().terms.answer_days,
        familiar=visit.account.informal,
    )
    return visit.draw("look_question.html", status=422 if form.problems else 200, page=page)


# --- answering ------------------------------------------------------------------------------


@household_page(Action.ANSWER_LOOK_ITEM, look="look-item", about="item")
def item(visit: HouseholdVisit, item: int) -> HttpResponse:
    """Show what waits for the actor, with room for an answer."""
    return _draw_item(visit, item, FormState(_address("look-item", visit, item=item)))


@change(Action.ANSWER_LOOK_ITEM)
def answer(sent: Change, code: str, item: int) -> HttpResponse:
    """Take the answer; with it nothing waits any more."""
    try:
        sent.door.run(lambda work: answer_look_item(work, code, item, sent.text("words")))
    except InvalidError as error:
        action = reverse("look-item", kwargs={"code": code, "item": item})
        form = FormState(action, values_of(sent, ("words",)), problems_of(error))
        return sent.visit(
            code, lambda visit: _draw_item(visit, item, form), Action.ANSWER_LOOK_ITEM, about=item
        )
    messages.success(sent.request, _("Your answer is noted."))
    return HttpResponseRedirect(reverse("today"))


item_form = shown_and_sent(item, answer)


def _draw_item(visit: HouseholdVisit, item: int, form: FormState) -> HttpResponse:
    found = held_item(visit.work, visit.head, item)
    look = seen_look(visit.work, visit.head, found.look) if found.look else None
    sees = may(visit.actor, Action.SEE_LOOKS, household_facts(visit.head))
    page = LookItemPage(
        form=form,
        is_notice=found.kind is LookItemKind.NOTICE,
        who=found.asker,
        words=found.text,
        since=found.opened_at,
        due=found.due_on,
        look=_row(visit, look, ()) if look else None,
        all_looks=_address("looks", visit) if sees else "",
        withheld=found.withheld_until,
        withheld_reason=found.withheld_reason,
        answered=found.outcome,
    )
    return visit.draw("look_item.html", status=422 if form.problems else 200, page=page)
