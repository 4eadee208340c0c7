"""Writing down an answer that somebody gave aloud or on paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.actions.errors import ChangedMeanwhileError, InvalidError, Problem, require
from tandem.actions.households import Case, agreement_facts, own_ref
from tandem.actions.plans.answer_change import (
    UnknownChangeError,
    needs_of_change,
    record_change_answer,
)
from tandem.actions.plans.changes_seen import open_changes_seen
from tandem.actions.plans.record_answer import record_answer
from tandem.actions.plans.seeing import seen_case
from tandem.actions.plans.speakers import Told, needs_of
from tandem.core.access import Action, Need
from tandem.core.model import STATES_IN_CHECK
from tandem.documents.views.columns import Columns
from tandem.records.plans.consent import is_court_ordered
from tandem.records.plans.finding import key_of_agreement
from tandem.records.plans.rows import AgreementRow, PersonRef
from tandem.records.plans.states import ChangeState, Way
from tandem.records.work import Work
from tandem.web import wording
from tandem.web.pages.answers import KINDS
from tandem.web.pages.cases import CaseTeller, busy_word
from tandem.web.pages.changing import columns_after
from tandem.web.pages.days import day_of, day_problem, written_day
from tandem.web.pages.doors import Change, HouseholdVisit, ask, change, household_page
from tandem.web.pages.forms import in_order, shown_and_sent, values_of
from tandem.web.problems import problems_of
from tandem.web.refs import ref
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.recording import RecordPage

FIELDS = ("by", "answer", "way", "given_on", "reason")
WAYS = {"aloud": Way.ALOUD, "paper": Way.PAPER}


@dataclass(frozen=True, slots=True)
class _Question:
    """What an answer is written down to."""

    case: Case
    row: AgreementRow
    needs: tuple[Need[PersonRef], ...]
    columns: Columns | None
    """How it would be; None when it goes."""
    action: str
    back: str


@household_page(Action.SEE_PLAN, look="record-answer")
def answer_asked(visit: HouseholdVisit, agreement: int) -> HttpResponse:
    """Ask who said what about an agreement."""
    return _draw(visit, _of_agreement(visit, agreement))


@change(Action.RECORD_ANSWER)
def answer_recorded(sent: Change, code: str, agreement: int) -> HttpResponse:
    """Write down what somebody said about an agreement."""

    def question(visit: HouseholdVisit) -> _Question:
        return _of_agreement(visit, agreement)

    def write(work: Work, told: Told) -> None:
        record_answer(
            work, code, key=_key(work, code, agreement), version=sent.number("version"), told=told
        )

    return _record(sent, code, question, write, _plan(code, agreement))


@household_page(Action.SEE_PLAN, look="record-answer")
def change_asked(visit: HouseholdVisit, change: int) -> HttpResponse:
    """Ask who said what about a proposed change."""
    return _draw(visit, _of_change(visit, change))


@change(Action.RECORD_ANSWER)
def change_recorded(sent: Change, code: str, change: int) -> HttpResponse:
    """Write down what somebody said about a proposed change."""
    carried_out = False

    def question(visit: HouseholdVisit) -> _Question:
        return _of_change(visit, change)

    def write(work: Work, told: Told) -> None:
        nonlocal carried_out
        state = record_change_answer(work, code, change=change, told=told)
        carried_out = state is ChangeState.ACCEPTED

    try:
        response = _record(sent, code, question, write, _changes(code, change))
    except UnknownChangeError:
        words = _("This change no longer waits for an answer. You see how it stands now.")
        messages.warning(sent.request, words)
        return HttpResponseRedirect(reverse("changes", kwargs={"code": code}))
    if carried_out:
        sent.recheck(code)
    return response


answer_form = shown_and_sent(answer_asked, answer_recorded)
change_form = shown_and_sent(change_asked, change_recorded)


# --- what it is about -----------------------------------------------------------------------


def _key(work: Work, code: str, number: int) -> str:
    key = key_of_agreement(ask(work, code).id, number)
    if key is None:
        raise Http404
    return key


def _of_agreement(visit: HouseholdVisit, number: int) -> _Question:
    """Return the question about an agreement; raises Http404 and NotAllowedError."""
    case = seen_case(visit.work, visit.head, busy_word())
    row = next((one for one in case.plan.agreements if one.id == number), None)
    if row is None or row.state not in STATES_IN_CHECK:
        raise Http404
    _require(visit, row)
    values = {"code": visit.head.code, "agreement": number}
    return _Question(
        case,
        row,
        needs_of(case, row),
        CaseTeller(case).columns(row),
        reverse("answer-record", kwargs=values),
        _plan(visit.head.code, number),
    )


def _of_change(visit: HouseholdVisit, number: int) -> _Question:
    """Return the question about a change; raises UnknownChangeError and NotAllowedError."""
    case = seen_case(visit.work, visit.head, busy_word())
    asked = next((one for one in open_changes_seen(visit.work, case) if one.id == number), None)
    seen = (one for one in case.plan.agreements if asked is not None and one.id == asked.agreement)
    row = next(seen, None)
    if asked is None or row is None:  # not there, or not for this viewer
        raise Http404
    _require(visit, row)
    return _Question(
        case,
        row,
        needs_of_change(case, asked, row),
        columns_after(CaseTeller(case), asked),
        reverse("change-answer-record", kwargs={"code": visit.head.code, "change": number}),
        _changes(visit.head.code, number),
    )


def _plan(code: str, agreement: int) -> str:
    return reverse("plan", kwargs={"code": code}) + f"#a-{ref('agreement', agreement)}"


def _changes(code: str, change: int) -> str:
    return reverse("changes", kwargs={"code": code}) + f"#c-{ref('change', change)}"


def _require(visit: HouseholdVisit, row: AgreementRow) -> None:
    facts = agreement_facts(visit.head, row)
    require(visit.actor, Action.RECORD_ANSWER, facts)


# --- writing --------------------------------------------------------------------------------


def _record(
    sent: Change,
    code: str,
    question: Callable[[HouseholdVisit], _Question],
    write: Callable[[Work, Told], None],
    back: str,
) -> HttpResponse:
    """Write an answer down, or draw the form again with what is wrong."""

    def again(error: InvalidError | None) -> HttpResponse:
        return sent.visit(code, lambda visit: _draw(visit, question(visit), sent, error))

    try:
        told = _told(sent)
        sent.door.run(lambda work: write(work, told))
    except InvalidError as error:
        return again(error)
    except ChangedMeanwhileError:
        words = _("This agreement was changed meanwhile. Look at it again, and answer then.")
        messages.warning(sent.request, words)
        return again(None)
    messages.success(sent.request, _("The answer is written down, with your name and the day."))
    return HttpResponseRedirect(back)


def _told(sent: Change) -> Told:
    """Return what was filled in; raises InvalidError that names everything that is missing."""
    kind, way = KINDS.get(sent.text("answer")), WAYS.get(sent.text("way"))
    day, by = day_of(sent.text("given_on")), sent.text("by")
    problems = []
    if not by:
        problems.append(Problem("by", "Say who answered."))
    if kind is None:
        problems.append(Problem("answer", "Choose one of the answers."))
    if way is None:
        problems.append(Problem("way", "Say whether it was given aloud or on paper."))
    if day is None:
        problems.append(day_problem("given_on"))
    if kind is None or way is None or day is None or problems:
        raise InvalidError(*problems)
    return Told(by=by, kind=kind, way=way, given_on=day, reason=sent.text("reason"))


# --- drawing --------------------------------------------------------------------------------


def _draw(
    visit: HouseholdVisit,
    question: _Question,
    sent: Change | None = None,
    error: InvalidError | None = None,
) -> HttpResponse:
    values = {"given_on": written_day(visit.work.today)}
    problems = in_order(problems_of(error, FIELDS), FIELDS) if error else []
    if sent is not None:
        values = values_of(sent, FIELDS)
    form = FormState(question.action, values, problems)
    page = _page(visit, question, form)
    return visit.draw("record_answer.html", status=422 if problems else 200, page=page)


def _page(visit: HouseholdVisit, question: _Question, form: FormState) -> RecordPage:
    columns = question.columns
    return RecordPage(
        form=form,
        title=question.row.title,
        when=_in_lines(columns),
        people=_people(question, own_ref(visit.head), form.value("by")),
        answers=_answers(question, form.value("answer")),
        ways=[
            Option("aloud", _("Aloud"), form.value("way") == "aloud"),
            Option("paper", _("On paper"), form.value("way") == "paper"),
        ],
        version=question.row.version,
        back=question.back,
    )


def _in_lines(columns: Columns | None) -> list[str]:
    if columns is None:
        return []
    lines = (wording.in_one_line(one) for one in (columns.when, columns.asks))
    return [wording.capital(one) for one in lines if one]


def _people(question: _Question, me: PersonRef | None, chosen: str) -> list[Option]:
    """Return those who are asked, but for the viewer, who answers for himself or herself."""
    teller = CaseTeller(question.case)
    keys = question.case.everybody.keys()
    children: dict[PersonRef, list[str]] = {}
    for need in question.needs:
        for one in need.by:
            if one != me and one in keys:
                names = children.setdefault(one, [])
                if need.for_member is not None:
                    names.append(teller.called(need.for_member))
    return [
        Option(keys[one], teller.name(one), keys[one] == chosen, _also_for(names))
        for one, names in children.items()
    ]


def _also_for(children: Sequence[str]) -> str:
    if not children:
        return ""
    return _("for %(names)s") % {"names": wording.listing(dict.fromkeys(children))}


def _answers(question: _Question, chosen: str) -> list[Option]:
    words = {
        "yes": _("Yes"),
        "seen": _("Seen"),
        "disagrees": _("Not agreed"),
        "cannot": _("This does not work, because …"),
    }
    if not is_court_ordered(question.row):
        del words["seen"]
    return [Option(value, said, value == chosen) for value, said in words.items()]
