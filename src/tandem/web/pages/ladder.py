"""*Wat is er geprobeerd?*: the ladder of a household, and a question back to the provision."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.actions.coordination.holding import item_facts
from tandem.actions.coordination.ladder import NewTry, SentBack, note_try, send_back
from tandem.actions.errors import InvalidError
from tandem.actions.plans.seeing import seen_case
from tandem.core.access import Action, may
from tandem.core.coordination.ladder import Rung, Went
from tandem.core.rules.steps import StepTerm
from tandem.formats.steps import load_steps
from tandem.records.coordination.items import ItemRow, item_row, items_of
from tandem.records.coordination.ladder import TriedRow, tried_of
from tandem.web import wording
from tandem.web.pages.doors import Change, HouseholdVisit, change, household_page
from tandem.web.pages.forms import in_order, shown_and_sent, values_of
from tandem.web.pages.items import SEARCH, people_options
from tandem.web.problems import problems_of
from tandem.web.refs import number_of, ref
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.ladder import (
    LadderOf,
    LadderPage,
    RungLines,
    SendBackPage,
    TriedLine,
)

FIELDS = ("about", "rung", "what", "by_whom", "tried_on", "went", "words")
BACK_FIELDS = ("q", "provision", "to", "reason")
RUNGS: Mapping[Rung, Callable[[], str]] = {
    Rung.SELF: lambda: _("By oneself"),
    Rung.NETWORK: lambda: _("With the own circle"),
    Rung.GENERAL: lambda: _("With a general provision"),
    Rung.INDIVIDUAL: lambda: _("With a provision for this person"),
}
WENT: Mapping[Went, Callable[[], str]] = {
    Went.HELPED: lambda: _("it helped"),
    Went.PARTLY: lambda: _("it helped in part"),
    Went.FAILED: lambda: _("it did not work"),
    Went.DECLINED: lambda: _("it could not be done there"),
}


@household_page(Action.NOTE_TRY, look="ladder")
def ladder_shown(visit: HouseholdVisit) -> HttpResponse:
    """Show what was tried, for each question and goal."""
    return _draw(visit, FormState(_address(visit.head.code)))


@change(Action.NOTE_TRY)
def ladder_sent(sent: Change, code: str) -> HttpResponse:
    """Write down what was tried."""
    try:
        new = _read(sent)
        sent.door.run(lambda work: note_try(work, code, new))
    except InvalidError as error:
        told = in_order(problems_of(error, FIELDS), FIELDS)
        form = FormState(_address(code), values_of(sent, FIELDS), told)
        return sent.visit(code, lambda visit: _draw(visit, form), Action.NOTE_TRY)
    messages.success(sent.request, _("It is written down."))
    return HttpResponseRedirect(_address(code))


def _read(sent: Change) -> NewTry:
    """Return what was filled in; raises InvalidError for a day that cannot be read."""
    about = sent.text("about")
    return NewTry(
        rung=sent.text("rung"),
        what=sent.text("what"),
        by_whom=sent.text("by_whom"),
        tried_on=sent.day("tried_on"),
        went=sent.text("went"),
        words=sent.text("words"),
        item=number_of("item", about) or 0,
        goal=number_of("goal", about) or 0,
    )


ladder = shown_and_sent(ladder_shown, ladder_sent)


def _address(code: str) -> str:
    return reverse("ladder", kwargs={"code": code})


def _draw(visit: HouseholdVisit, form: FormState) -> HttpResponse:
    subjects = dict(_subjects(visit))
    tries = tried_of(visit.work, visit.head.id)
    chosen = form.value("about") or next(iter(subjects), "")
    page = LadderPage(
        form=form,
        ladders=list(_ladders(subjects, tries)),
        about=[Option(code, title, code == chosen) for code, title in subjects.items()],
        rungs=_options(RUNGS, form.value("rung")),
        went=[one for one in _options(WENT, form.value("went")) if one.value != Went.DECLINED],
        back=reverse("items", kwargs={"code": visit.head.code}),
    )
    return visit.draw("ladder.html", status=422 if form.problems else 200, page=page)


def _options(
    words: Mapping[Rung, Callable[[], str]] | Mapping[Went, Callable[[], str]], chosen: str
) -> list[Option]:
    return [
        Option(one.value, wording.capital(said()), one.value == chosen)
        for one, said in words.items()
    ]


def _subjects(visit: HouseholdVisit) -> Iterator[tuple[str, str]]:
    """Yield the questions and goals that this reader may read, by code."""
    for row in items_of(visit.work, visit.head.id):
        if row.question is not None and _opens(visit, row):
            yield ref("item", row.id), row.text
    for goal in seen_case(visit.work, visit.head).plan.goals:
        yield ref("goal", goal.id), goal.text


def _opens(visit: HouseholdVisit, row: ItemRow) -> bool:
    return bool(may(visit.actor, Action.SEE_ITEM, item_facts(visit.work, visit.head, row)))


def _ladders(subjects: Mapping[str, str], tries: Sequence[TriedRow]) -> Iterator[LadderOf]:
    for code, title in subjects.items():
        mine = [one for one in tries if code in (_code("item", one.item), _code("goal", one.goal))]
        if mine:
            yield LadderOf(title, _rungs(mine))


def _code(kind: str, number: int | None) -> str:
    return "" if number is None else ref(kind, number)


def _rungs(tries: Sequence[TriedRow]) -> list[RungLines]:
    return [
        RungLines(said(), [_line(one) for one in tries if one.rung is rung])
        for rung, said in RUNGS.items()
    ]


def _line(one: TriedRow) -> TriedLine:
    went = _("asked once more; no answer yet") if one.went is None else WENT[one.went]()
    return TriedLine(one.what, one.by_whom, one.tried_on, went, one.words, _gap(one))


def _gap(one: TriedRow) -> str:
    if one.gap_answer:
        return _("Who is in charge of the subsidy answered: %(words)s") % {
            "words": wording.quoted(one.gap_answer)
        }
    if one.gap_due is None:
        return ""
    day = wording.day(one.gap_due, year=True)
    said = _("Who is in charge of the subsidy answers no later than %(day)s.")
    return said % {"day": day}


# --- back to the provision ------------------------------------------------------------------


@household_page(Action.SEND_BACK, look="ladder", about="item")
def back_shown(visit: HouseholdVisit, item: int) -> HttpResponse:
    """Ask which provision tries once more, and why."""
    return _draw_back(visit, item, FormState(_back_address(visit.head.code, item)))


@change(Action.SEND_BACK)
def back_sent(sent: Change, code: str, item: int) -> HttpResponse:
    """Send the question back, or search the list of professionals first."""
    values, address = values_of(sent, BACK_FIELDS), _back_address(code, item)
    if sent.text("do") == SEARCH:
        again = partial(_draw_back, item=item, form=FormState(address, values))
        return sent.visit(code, again, Action.SEND_BACK, about=item)
    new = SentBack(sent.text("provision"), sent.number("to"), sent.text("reason"))
    try:
        sent.door.run(lambda work: send_back(work, code, item, new))
    except InvalidError as error:
        form = FormState(address, values, problems_of(error, BACK_FIELDS))
        return sent.visit(
            code, lambda visit: _draw_back(visit, item, form), Action.SEND_BACK, about=item
        )
    messages.success(
        sent.request, _("The provision is asked to try once more. The question stays with you.")
    )
    return HttpResponseRedirect(reverse("item", kwargs={"code": code, "item": item}))


send_back_form = shown_and_sent(back_shown, back_sent)


def back_address(visit: HouseholdVisit, row: ItemRow) -> str:
    """Return where this reader sends a question back; empty when that cannot be."""
    facts = item_facts(visit.work, visit.head, row)
    may_send = row.holder == visit.actor.professional and may(visit.actor, Action.SEND_BACK, facts)
    if row.question is None or row.is_over or not may_send:
        return ""
    return _back_address(visit.head.code, row.id)


def _back_address(code: str, item: int) -> str:
    return reverse("send-back", kwargs={"code": code, "item": item})


def _draw_back(visit: HouseholdVisit, item: int, form: FormState) -> HttpResponse:
    row = item_row(visit.work, visit.head.id, item)
    if row is None or row.question is None:
        raise Http404
    page = SendBackPage(
        form=form,
        needed=row.question.needed,
        people=people_options(visit, form),
        until=load_steps().last_day(StepTerm.PROVIDER_ANSWERS, visit.work.today),
        back=reverse("item", kwargs={"code": visit.head.code, "item": item}),
    )
    status = 422 if form.problems else 200
    return visit.draw_one("send_back.html", alone="send_back_alone.html", status=status, page=page)
