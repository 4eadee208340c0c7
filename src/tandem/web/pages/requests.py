"""*Verzoeken*: a request, to be answered; and for the privacy officer the list of all of them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tandem.actions.errors import InvalidError, Problem
from tandem.actions.rights.answer import (
    ON_REQUEST,
    Decision,
    UnknownDestructionError,
    answer_request,
    open_request,
    stop_destruction,
    waiting_time,
)
from tandem.actions.rights.attachments import attachments_of_request
from tandem.actions.rights.retention import go_ahead
from tandem.core.access import Action
from tandem.formats.keeping import load_keeping
from tandem.records.coordination.heads import Head, UnknownHouseholdError
from tandem.records.coordination.models import RequestAnswer, RequestKind, Scope
from tandem.records.coordination.requests import (
    DestructionRow,
    RequestRow,
    UnknownRequestError,
    all_requests,
    destruction_of_request,
    destructions,
)
from tandem.records.coordination.requests import ListedRequest as Listed
from tandem.records.coordination.standing import standing_of
from tandem.records.work import local_day
from tandem.web import wording
from tandem.web.pages.again import fresh_form, fresh_sign_in
from tandem.web.pages.doors import Change, Visit, change, page
from tandem.web.pages.files import line_of
from tandem.web.pages.forms import drawn_again, shown_and_sent, values_of
from tandem.web.problems import problems_of
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.rights import (
    ListedDestruction,
    ListedRequest,
    RequestPage,
    RequestsPage,
)

FIELDS = ("answer", "reason", "alternative", "caller", "scope")
SHOWN_WORDS = 160
NO_ANSWER = Problem("answer", "Choose an answer.")


@page(Action.SEE_REQUESTS)
def requests(visit: Visit) -> HttpResponse:
    """Show the privacy officer every request, and what is to be destroyed."""
    listed = [_listed(visit, one) for one in all_requests(visit.work)]
    shown = RequestsPage(
        open=[one for one in listed if not one.answer],
        answered=[one for one in listed if one.answer],
        destructions=[_destruction(one) for one in destructions(visit.work)],
        waiting_days=waiting_time(visit.work).days,
    )
    return visit.draw("requests.html", page=shown)


@page(Action.SEE_TODAY)
def request_shown(visit: Visit, number: int) -> HttpResponse:
    """Show a request to who may answer it. Raises Http404 for anybody else's."""
    return _draw(visit, number, FormState(_address(number), {"scope": Scope.MEMBER.value}))


@change(Action.ANSWER_REQUEST)
def request_answered(sent: Change, number: int) -> HttpResponse:
    """Keep the answer to a request."""
    try:
        answer = RequestAnswer(sent.text("answer"))
        scope = Scope(sent.text("scope") or Scope.MEMBER.value)
        decision = Decision(
            answer, sent.text("reason"), sent.text("alternative"), sent.text("caller"), scope
        )
        sent.door.run(lambda work: answer_request(work, number, decision))
    except ValueError:
        return _again(sent, number, InvalidError(NO_ANSWER))
    except InvalidError as error:
        return _again(sent, number, error)
    except UnknownRequestError:
        raise Http404 from None
    messages.success(sent.request, _("The answer is written down. Who asked reads it."))
    return HttpResponseRedirect(_address(number))


request_form = fresh_form(shown_and_sent(request_shown, request_answered))


@change(Action.ANSWER_REQUEST)
def destruction_stopped(sent: Change, destruction: int) -> HttpResponse:
    """Take a decision to destroy back. Raises Http404 for one that is not there, or was done."""
    try:
        sent.door.run(lambda work: stop_destruction(work, destruction))
    except (UnknownDestructionError, UnknownRequestError):
        raise Http404 from None
    messages.success(sent.request, _("Nothing will be destroyed."))
    return HttpResponseRedirect(_back(sent))


@fresh_sign_in(back="requests")
@change(Action.SEE_REQUESTS)
def destruction_agreed(sent: Change, destruction: int) -> HttpResponse:
    """Give the go-ahead for what the nightly round found. Raises Http404 for anything else."""
    try:
        sent.door.run(lambda work: go_ahead(work, destruction))
    except UnknownDestructionError:
        raise Http404 from None
    messages.success(sent.request, _("It will be destroyed after the waiting time."))
    return HttpResponseRedirect(reverse("requests"))


def _back(sent: Change) -> str:
    request = sent.number("request")
    return _address(request) if request else reverse("requests")


def _address(request: int) -> str:
    return reverse("request", kwargs={"number": request})


def _again(sent: Change, request: int, error: InvalidError) -> HttpResponse:
    values, problems = values_of(sent, FIELDS), problems_of(error, FIELDS)
    form = FormState(_address(request), values, problems)
    return drawn_again(sent, lambda visit: _draw(visit, request, form))


def _draw(visit: Visit, number: int, form: FormState) -> HttpResponse:
    try:
        row, head = open_request(visit.work, number)
    except (UnknownRequestError, UnknownHouseholdError):
        raise Http404 from None
    visit.work.look(head.id, "request", standing_of(visit.work, head))
    shown = _page(visit, row, head, form)
    return visit.draw("request.html", status=422 if form.problems else 200, page=shown)


def _page(visit: Visit, row: RequestRow, head: Head, form: FormState) -> RequestPage:
    planned = destruction_of_request(visit.work, row.id)
    coming = planned if planned is not None and planned.can_be_stopped else None
    member = head.member(row.member)
    terms = load_keeping().terms
    sure = next((one.sure for one in terms if one.source == row.source), True)
    return RequestPage(
        form=form,
        title=request_title(row.kind, ""),
        about=row.title,
        who=member.name if member is not None and head.facts.is_tied else "",
        words=row.words,
        wanted=row.wanted,
        asked_on=localdate(row.asked_at),
        answer_by=row.answer_by,
        source=unsure(row.source, sure=sure),
        holder=row.holder_name,
        telephone=row.telephone,
        is_destruction=row.kind is RequestKind.DESTRUCTION,
        back=reverse("today") if head.facts.is_tied else reverse("requests"),
        answers=[
            Option(one.value, answer_words(row.kind, one), form.value("answer") == one.value)
            for one in RequestAnswer
        ],
        scopes=_scopes(form.value("scope")),
        said=answer_words(row.kind, row.answer),
        reason=row.reason,
        alternative=row.alternative,
        caller=row.caller,
        planned=localdate(coming.not_before) if coming and coming.not_before else None,
        stop=reverse("destruction-stop", kwargs={"destruction": coming.id}) if coming else "",
        waiting_days=waiting_time(visit.work).days,
        files=[
            line_of(
                one,
                reverse("request-file", kwargs={"number": row.id, "attachment": one.id}),
            )
            for one in attachments_of_request(visit.work, row.id)
        ],
    )


def _scopes(chosen: str) -> list[Option]:
    member, household = Scope.MEMBER.value, Scope.HOUSEHOLD.value
    return [
        Option(
            member,
            _("What is about this person"),
            chosen == member,
            _("The others keep their plan. What is of others too stays, without this name."),
        ),
        Option(
            household,
            _("The whole household"),
            chosen == household,
            _("Everything of everybody in it. Only when all of them want that."),
        ),
    ]


# --- words ------------------------------------------------------------------------------------


def request_title(kind: RequestKind, about: str) -> str:
    """Return what a request is called."""
    if kind is RequestKind.DESTRUCTION:
        return _("Request for destruction")
    return _("Not right: %(about)s") % {"about": about} if about else _("Something is not right")


def answer_words(kind: RequestKind, answer: RequestAnswer | None) -> str:
    """Return what was decided, in words; empty when nothing was."""
    if answer is None:
        return ""
    if kind is RequestKind.CORRECTION:
        words = {
            RequestAnswer.DONE: _("It is put right"),
            RequestAnswer.PARTLY: _("A part of it is put right"),
            RequestAnswer.REFUSED: _("It stays as it is"),
        }
    else:
        words = {
            RequestAnswer.DONE: _("It is destroyed"),
            RequestAnswer.PARTLY: _("A part of it is destroyed"),
            RequestAnswer.REFUSED: _("It is kept"),
        }
    return words[answer]


def unsure(source: str, *, sure: bool) -> str:
    """Return a source, and that it is still to be checked when nobody read it in the law."""
    return source if sure else _("%(source)s (still to be checked)") % {"source": source}


def _listed(visit: Visit, one: Listed) -> ListedRequest:
    words = one.words if len(one.words) <= SHOWN_WORDS else f"{one.words[:SHOWN_WORDS]}…"
    return ListedRequest(
        number=one.id,
        title=request_title(one.kind, ""),
        words=words,
        href=_address(one.id),
        asked_on=localdate(one.asked_at),
        answer_by=one.answer_by,
        holder=one.holder,
        telephone=one.telephone,
        is_late=one.answer is None and one.answer_by < local_day(visit.work.at),
        answer=answer_words(one.kind, one.answer),
    )


def _destruction(one: DestructionRow) -> ListedDestruction:
    proposed = one.decided_at is None and one.stopped_at is None
    return ListedDestruction(
        number=one.id,
        what=_("A whole household") if one.scope is Scope.HOUSEHOLD else _("One member"),
        why=_why(one),
        state=_state(one),
        go=_way("destruction-go", one) if proposed else "",
        stop=_way("destruction-stop", one) if one.can_be_stopped else "",
    )


def _way(name: str, one: DestructionRow) -> str:
    return reverse(name, kwargs={"destruction": one.id})


def _why(one: DestructionRow) -> str:
    if one.rule == ON_REQUEST:
        return _("Request %(number)s") % {"number": one.request}
    until = wording.day(one.kept_until, year=True) if one.kept_until else ""
    rules = load_keeping().retentions
    source = next((rule.source for rule in rules if rule.id == one.rule), one.rule)
    return _("Kept until %(until)s (%(source)s)") % {"until": until, "source": source}


def _state(one: DestructionRow) -> str:
    if one.done_at is not None:
        said = _("Destroyed on %(day)s: %(rows)s rows")
        return said % {"day": wording.day(one.done_at, year=True), "rows": one.rows}
    if one.stopped_at is not None:
        return _("Stopped on %(day)s") % {"day": wording.day(one.stopped_at, year=True)}
    if one.not_before is not None:
        return _("Will be destroyed on %(day)s") % {"day": wording.day(one.not_before, year=True)}
    return _("Waits for your decision")
