"""*Enkelvoudige vraag*: who asks, in own words, what is needed and by when; and its steps."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.actions.coordination.questions import NewQuestion, set_step, steps_of
from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.people.note_question import note_question
from tandem.core.access import Action
from tandem.core.rules.steps import Doer, LawStep, Step
from tandem.core.rules.ways import StepStanding
from tandem.formats.steps import load_steps
from tandem.records.coordination.items import ItemRow
from tandem.records.coordination.simple_questions import Namesake, namesakes
from tandem.records.work import Work
from tandem.web import wording
from tandem.web.pages.choices import area_options
from tandem.web.pages.days import day_of, day_problem
from tandem.web.pages.doors import Change, HouseholdVisit, Visit, change, page
from tandem.web.pages.forms import drawn_again, in_order, shown_and_sent, values_of
from tandem.web.pages.item_words import seen_name
from tandem.web.problems import problems_of
from tandem.web.refs import number_of, ref
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.simple_questions import SimpleQuestionPage, StepLine

FIELDS = ("name", "who", "question", "needed", "way", "needed_by", "area", "received_on")
DAYS = ("needed_by", "received_on")
NEW = "new"
"""The choice that somebody of this name who is known is not meant."""


@page(Action.NOTE_QUESTION)
def question_new(visit: Visit) -> HttpResponse:
    """Ask for a simple question."""
    return _draw(visit, FormState(reverse("simple-question")))


@change(Action.NOTE_QUESTION)
def question_sent(sent: Change) -> HttpResponse:
    """Note it, and lead to its item."""
    require(sent.door.actor, Action.NOTE_QUESTION)
    try:
        new = _read(sent)
        noted = sent.door.run(lambda work: note_question(work, new))
    except InvalidError as error:
        told = in_order(problems_of(error, FIELDS), FIELDS)
        form = FormState(reverse("simple-question"), values_of(sent, FIELDS), told)
        return drawn_again(sent, lambda visit: _draw(visit, form))
    messages.success(sent.request, _("The question is noted, and somebody has it."))
    return HttpResponseRedirect(reverse("item", kwargs={"code": noted.code, "item": noted.item}))


simple_question = shown_and_sent(question_new, question_sent)


def _read(sent: Change) -> NewQuestion:
    """Return what was filled in; raises InvalidError for a day that cannot be read."""
    days = {name: day_of(sent.text(name)) for name in DAYS}
    unread = [day_problem(name) for name in DAYS if sent.text(name) and days[name] is None]
    if unread:
        raise InvalidError(*unread)
    who = sent.text("who")
    return NewQuestion(
        name=sent.text("name"),
        question=sent.text("question"),
        needed=sent.text("needed"),
        way=sent.text("way"),
        area=sent.number("area"),
        needed_by=days["needed_by"],
        received_on=days["received_on"],
        member=number_of("member", who) or 0,
        is_new=who == NEW,
    )


def _draw(visit: Visit, form: FormState) -> HttpResponse:
    known = namesakes(visit.work, form.value("name")) if form.value("name") else ()
    shown = SimpleQuestionPage(
        form=form,
        ways=way_options(form.value("way")),
        areas=area_options(visit.work, form.value("area")),
        known=list(_known(known, form.value("who"))),
        back=reverse("today"),
    )
    return visit.draw("simple_question.html", status=422 if form.problems else 200, page=shown)


def way_options(chosen: str) -> list[Option]:
    """Return what a question can be about: the law whose steps it takes."""
    options = [
        Option(one.id, wording.capital(_of(one.nl, one.en)), one.id == chosen)
        for one in load_steps().ways
    ]
    return [Option("", _("Choose what it is about"), not chosen), *options]


def _of(nl: str, en: str) -> str:
    return nl if wording.current_language().value == "nl" else en


def _known(found: tuple[Namesake, ...], chosen: str) -> Iterator[Option]:
    for one in found:
        code = ref("member", one.member)
        born = _("born on %(day)s") % {"day": wording.day(one.born, year=True)} if one.born else ""
        note = ", ".join(part for part in (one.household, born) if part)
        yield Option(code, one.name, code == chosen, note)
    if found:
        yield Option(NEW, _("No, this is somebody else"), chosen == NEW)


# --- the steps on its item ------------------------------------------------------------------


def step_lines(visit: HouseholdVisit, row: ItemRow) -> list[StepLine]:
    """Return the steps of the law of a question; none for another item."""
    holds = row.holder == visit.actor.professional and not row.is_over
    return [_line(visit, row, one, holds=holds) for one in steps_of(visit.work, row)]


def _line(visit: HouseholdVisit, row: ItemRow, one: StepStanding, *, holds: bool) -> StepLine:
    late = not row.is_over and one.due_on is not None and one.due_on < visit.work.today
    return StepLine(
        step=one.step.id.value,
        title=wording.capital(_of(one.step.nl, one.step.en)),
        who=_doer(visit, row, one.step.doer),
        told=_told(one, is_over=row.is_over),
        source=_source(one),
        is_done=one.done_on is not None,
        is_late=late and not one.step.is_free,
        can_press=holds,
    )


def _doer(visit: HouseholdVisit, row: ItemRow, doer: Doer) -> str:
    if doer is Doer.HOLDER:
        return seen_name(visit.head, row.holder, row.holder_name)
    asker = row.question.member if row.question is not None else ""
    return asker or _("who asks")


def _told(one: StepStanding, *, is_over: bool) -> str:
    if one.done_on is not None:
        return _("done on %(day)s") % {"day": wording.day(one.done_on, year=True)}
    if is_over:
        return _("not taken")
    if one.due_on is not None:
        return _("no later than %(day)s") % {"day": wording.day(one.due_on, year=True)}
    if one.term is None or one.step.after is None:
        return _("no fixed day")
    return _("%(long)s after the step before it") % {"long": _length(one.term)}


def _length(term: Step) -> str:
    if term.weeks:
        return ngettext("one week", "%(num)s weeks", term.weeks) % {"num": term.weeks}
    return ngettext("one day", "%(num)s days", term.days) % {"num": term.days}


def _source(one: StepStanding) -> str:
    if one.sure:
        return one.step.source
    return _("%(source)s (still to be checked)") % {"source": one.step.source}


def step_pressed(sent: Change, work: Work, code: str, item: int) -> None:
    """Say that a step was done today or on another day, or that it was not. Raises InvalidError."""
    step = next((one for one in LawStep if one.value == sent.text("step")), None)
    if step is None:
        raise InvalidError(Problem("step", "Choose a step."))
    if sent.text("do") == "step-undo":
        set_step(work, code, item, step, None)
        return
    set_step(work, code, item, step, sent.day("done_on") or work.today)
