"""*Vraag aan een collega*: without names, to somebody outside the household; and the answers."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.actions.coordination.colleagues import (
    answer_colleague,
    ask_colleague,
    seen_question,
)
from tandem.actions.errors import InvalidError
from tandem.core.access import Action
from tandem.records.coordination.questions import (
    QuestionRow,
    UnknownQuestionError,
    questions_of,
)
from tandem.records.people.directory import professionals
from tandem.web.pages.choices import by_organisation, others_in_words
from tandem.web.pages.doors import Change, HouseholdVisit, Visit, change, household_page, page
from tandem.web.pages.forms import drawn_again, shown_and_sent, values_of
from tandem.web.pages.talk_words import in_short
from tandem.web.problems import problems_of
from tandem.web.shapes.forms import FormState
from tandem.web.shapes.talks import ColleaguePage, QuestionLine, QuestionPage, QuestionsPage

FIELDS = ("q", "to", "text")


@household_page(Action.ASK_COLLEAGUE, look="talks")
def colleague_new(visit: HouseholdVisit) -> HttpResponse:
    """Ask what somebody wants to ask, and whom."""
    return _draw_new(visit, FormState(_here(visit.head.code)))


@change(Action.ASK_COLLEAGUE)
def colleague_asked(sent: Change, code: str) -> HttpResponse:
    """Ask a colleague, or search for one first."""
    form = FormState(_here(code), values_of(sent, FIELDS))
    if sent.text("do") == "search":
        return sent.visit(code, lambda visit: _draw_new(visit, form), Action.ASK_COLLEAGUE)
    to, text = sent.number("to"), sent.text("text")
    try:
        sent.door.run(lambda work: ask_colleague(work, code, to=to, text=text))
    except InvalidError as error:
        form = FormState(form.action, form.values, problems_of(error, FIELDS))
        return sent.visit(code, lambda visit: _draw_new(visit, form), Action.ASK_COLLEAGUE)
    messages.success(sent.request, _("Your question is sent. Nothing leads to this household."))
    return HttpResponseRedirect(reverse("questions"))


colleague_form = shown_and_sent(colleague_new, colleague_asked)


def _here(code: str) -> str:
    return reverse("colleague-ask", kwargs={"code": code})


def _draw_new(visit: HouseholdVisit, form: FormState) -> HttpResponse:
    found = professionals(visit.work, form.value("q")[:60])
    shown = ColleaguePage(
        form=form,
        found=by_organisation(found.rows, form.value("to")),
        more=others_in_words(found),
        back=reverse("talks", kwargs={"code": visit.head.code}),
    )
    status = 422 if form.problems else 200
    return visit.draw("colleague_ask.html", status=status, page=shown)


# --- questions of oneself -----------------------------------------------------------------------


@page(Action.SEE_TODAY)
def questions(visit: Visit) -> HttpResponse:
    """Show the questions that somebody asked or got."""
    rows = questions_of(visit.work)
    return visit.draw("questions.html", page=QuestionsPage([_line(visit, one) for one in rows]))


def _line(visit: Visit, one: QuestionRow) -> QuestionLine:
    mine = one.to.id == visit.actor.professional
    if one.answered_at is not None:
        waits = _("Answered")
    elif mine:
        waits = _("Waits for you")
    else:
        waits = _("Waits for %(name)s") % {"name": one.to.name}
    return QuestionLine(
        reverse("question", kwargs={"question": one.id}),
        one.by.name if mine else one.to.name,
        in_short(one.text),
        one.asked_at,
        waits,
    )


@page(Action.SEE_TODAY)
def question_shown(visit: Visit, question: int) -> HttpResponse:
    """Show a question to who asked it and who got it. Raises Http404 for anybody else."""
    return _draw(visit, question, FormState(_address(question)))


@change(Action.ANSWER_COLLEAGUE)
def question_answered(sent: Change, question: int) -> HttpResponse:
    """Answer a question. Raises Http404 for somebody else's."""
    try:
        sent.door.run(lambda work: answer_colleague(work, question, sent.text("text")))
    except UnknownQuestionError:
        raise Http404 from None
    except InvalidError as error:
        form = FormState(
            _address(question), values_of(sent, ("text",)), problems_of(error, ("text",))
        )
        return drawn_again(sent, lambda visit: _draw(visit, question, form))
    messages.success(sent.request, _("Your answer is sent."))
    return HttpResponseRedirect(_address(question))


question_form = shown_and_sent(question_shown, question_answered)


def _address(question: int) -> str:
    return reverse("question", kwargs={"question": question})


def _draw(visit: Visit, question: int, form: FormState) -> HttpResponse:
    try:
        one, new = seen_question(visit.work, question)
    except UnknownQuestionError:
        raise Http404 from None
    visit.account.unread -= new
    mine = one.to.id == visit.actor.professional
    other = one.by if mine else one.to
    said = (
        _("%(name)s of %(organisation)s asks you")
        if mine
        else _("You asked %(name)s of %(organisation)s")
    )
    shown = QuestionPage(
        form=form,
        asked=said % {"name": other.name, "organisation": other.organisation},
        text=one.text,
        at=one.asked_at,
        answer=one.answer,
        answered_at=one.answered_at,
        can_answer=mine and one.answered_at is None,
        call=other.telephone,
        other=other.name,
        back=reverse("questions"),
    )
    return visit.draw("question.html", status=422 if form.problems else 200, page=shown)
