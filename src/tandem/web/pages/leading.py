"""*Wie heeft de regie?*: asking somebody to lead, standing in, and stepping down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.actions.coordination.leads import (
    NobodyAskedError,
    appoint_stand_in,
    ask_to_lead,
    question_facts,
    step_down,
    take_question_back,
)
from tandem.actions.coordination.proposing import Proposed, Way, proposed_leads
from tandem.actions.errors import InvalidError, Problem
from tandem.core.access import Action, may
from tandem.records.coordination.handovers import lead_answers
from tandem.records.coordination.heads import Head
from tandem.records.coordination.models import LeadSays
from tandem.records.people.rows import ProfessionalRow
from tandem.records.work import SomebodyWasFirstError, Work
from tandem.web import wording
from tandem.web.pages.choices import by_organisation, ground_options, ground_text, others_in_words
from tandem.web.pages.days import day_of, day_problem
from tandem.web.pages.doors import Change, HouseholdVisit, change, household_page
from tandem.web.pages.forms import values_of
from tandem.web.pages.frames import lead_of
from tandem.web.pages.lead_answer_words import how_it_came, said_on
from tandem.web.pages.lead_recording import record_address
from tandem.web.pages.persons import find_professionals
from tandem.web.pages.refusals import refusal
from tandem.web.problems import problems_of
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.people_forms import Asked, LeadPage, OptionGroup
from tandem.web.words import lead_line

ASK = ("q", "professional", "reason", "legal_ground")
STAND_IN = ("stand_in", "since", "until")
STEP_DOWN = ("why",)
FIRST_ASKED = Problem(
    "professional",
    "Somebody was asked a moment ago. Wait for that answer first; you see below who it is.",
)
FIRST_STOOD_IN = Problem("since", "Somebody stands in on these days already. Choose other days.")
FIRST_STEPPED_DOWN = Problem("why", "Somebody ended the one plan just before you.")


@household_page(Action.APPOINT_LEAD, look="lead")
def lead(visit: HouseholdVisit) -> HttpResponse:
    """Show who leads, and the ways in which that can change."""
    return _draw(visit, {})


@change(Action.APPOINT_LEAD)
def lead_ask(sent: Change, code: str) -> HttpResponse:
    """Ask somebody to lead, or search for others first."""
    if sent.text("do") == "search":
        return _again(sent, code, "ask", ASK, None)

    def ask(work: Work) -> None:
        ask_to_lead(
            work,
            code,
            professional=sent.number("professional"),
            reason=sent.text("reason"),
            legal_ground=ground_text(work.today, sent.text("legal_ground")),
        )

    said = _("The question is asked. Until the answer everything stays as it is.")
    return _do(sent, code, "ask", ASK, (ask, FIRST_ASKED, said))


@change(Action.TAKE_LEAD_QUESTION_BACK)
def lead_take_back(sent: Change, code: str) -> HttpResponse:
    """Take the open question back, so that somebody else can be asked."""
    try:
        sent.door.run(lambda work: take_question_back(work, code))
    except NobodyAskedError:
        return refusal(
            sent.request, 409, "This question is not open any more: it was answered, or taken back."
        )
    messages.success(sent.request, _("The question is taken back. You can ask somebody else."))
    return HttpResponseRedirect(reverse("lead", kwargs={"code": code}))


@change(Action.APPOINT_LEAD)
def lead_stand_in(sent: Change, code: str) -> HttpResponse:
    """Let somebody stand in for who leads, on some days."""
    since, until = day_of(sent.text("since")), day_of(sent.text("until"))
    unread = [
        day_problem(name)
        for name, day in (("since", since), ("until", until))
        if day is None and (name == "until" or sent.text(name))
    ]

    def stand_in(work: Work) -> None:
        if until is None or unread:
            raise InvalidError(*unread)
        appoint_stand_in(
            work,
            code,
            professional=sent.number("stand_in"),
            since=_start(since) if since else None,
            until=_start(until + timedelta(days=1)),
        )

    said = _("The stand-in is noted, and has the same rights on those days.")
    return _do(sent, code, "stand_in", STAND_IN, (stand_in, FIRST_STOOD_IN, said))


@change(Action.APPOINT_LEAD)
def lead_step_down(sent: Change, code: str) -> HttpResponse:
    """End the one-plan track: as easy as it began, with a reason."""
    said = _("The one plan has ended. What was agreed can still be read.")

    def end(work: Work) -> None:
        step_down(work, code, reason=sent.text("why"))

    return _do(sent, code, "step_down", STEP_DOWN, (end, FIRST_STEPPED_DOWN, said))


def _start(day: date) -> datetime:
    """Return the first moment of a day, where the household lives."""
    return timezone.make_aware(datetime.combine(day, time.min))


Deed = tuple[Callable[[Work], None], Problem, str]
"""What is done, what is said when somebody was first, and what is said when it is done."""


def _do(sent: Change, code: str, form: str, fields: tuple[str, ...], deed: Deed) -> HttpResponse:
    do, first, said = deed
    try:
        sent.door.run(do)
    except InvalidError as error:
        return _again(sent, code, form, fields, error)
    except SomebodyWasFirstError:
        return _again(sent, code, form, fields, InvalidError(first), status=409)
    messages.success(sent.request, said)
    return HttpResponseRedirect(reverse("people", kwargs={"code": code}))


# --- drawing --------------------------------------------------------------------------------

RENAMED = {
    "stand_in": {"professional": "stand_in"},
    "step_down": {"reason": "why"},
}
"""Fields of an action that have another name on the page, where each stands once."""


def _again(
    sent: Change,
    code: str,
    form: str,
    fields: tuple[str, ...],
    error: InvalidError | None,
    *,
    status: int = 422,
) -> HttpResponse:
    names = RENAMED.get(form, {})
    renamed = [
        Problem(names.get(one.field, one.field), one.text, one.values, one.dutch)
        for one in (error.problems if error else ())
    ]
    problems = problems_of(InvalidError(*renamed))
    action = _actions(code)[form]
    state = FormState(action, values_of(sent, fields), problems)
    answer = status if error else 200
    return sent.visit(
        code, lambda visit: _draw(visit, {form: state}, status=answer), Action.APPOINT_LEAD
    )


def _actions(code: str) -> Mapping[str, str]:
    routes = {"ask": "lead-ask", "stand_in": "lead-stand-in", "step_down": "lead-step-down"}
    return {form: reverse(route, kwargs={"code": code}) for form, route in routes.items()}


def _draw(
    visit: HouseholdVisit, forms: Mapping[str, FormState], *, status: int = 200
) -> HttpResponse:
    head = visit.head
    blank = {form: FormState(action) for form, action in _actions(head.code).items()}
    states = {**blank, **forms}
    candidates, more = _candidates(visit, states["ask"])
    shown = lead_of(head)
    page = LeadPage(
        name=shown.name,
        line=lead_line(shown),
        on_track=head.lead is not None,
        asked=_asked(head),
        answer_at=reverse("lead-question", kwargs={"code": head.code}) if head.facts.asked else "",
        take_back=_take_back(visit),
        ask=states["ask"],
        candidates=candidates,
        more=more,
        grounds=ground_options(visit.work.today, states["ask"].value("legal_ground")),
        stand_in=states["stand_in"],
        stand_ins=_stand_ins(head, states["stand_in"]),
        step_down=states["step_down"],
        proposed=_proposed(visit),
        family=_family(visit),
        record=record_address(visit),
        hand_over=reverse("handover", kwargs={"code": head.code}) if head.lead else "",
    )
    return visit.draw("lead.html", status=status, page=page)


def _family(visit: HouseholdVisit) -> list[str]:
    """Return what the family says of who leads; nobody is counted, and a no is no fault."""
    said = []
    for one in lead_answers(visit.work, visit.head.id):
        member = visit.head.member(one.member)
        if member is None:
            continue
        words = _("%(name)s said yes on %(day)s%(how)s.")
        if one.says is LeadSays.OTHER:
            words = _("%(name)s would rather have somebody else, since %(day)s%(how)s: %(words)s.")
        values = {
            "name": wording.first_name(member.name),
            "day": wording.day(said_on(one)),
            "how": how_it_came(visit.head, one),
            "words": wording.quoted(one.words) if one.words else _("without more words"),
        }
        said.append(words % values)
    return said


def _proposed(visit: HouseholdVisit) -> list[str]:
    """Return who could lead and why, in sentences; nothing is chosen by it."""
    if visit.head.lead is None or visit.head.asked is not None:
        return []
    return [_proposal_in_words(one) for one in proposed_leads(visit.work, visit.head)]


def _proposal_in_words(one: Proposed) -> str:
    said = _("%(name)s (%(function)s): received the question and opened this household.")
    if one.way is Way.NEAREST:
        said = _("%(name)s (%(function)s): nearest to what %(member)s asks (“%(word)s”).")
    values = {
        "name": one.name,
        "function": one.function,
        "member": wording.first_name(one.member),
        "word": one.word,
    }
    return said % values


def _asked(head: Head) -> Asked | None:
    one = head.asked
    if one is None:
        return None
    return Asked(one.professional.name, timezone.localdate(one.offered_at), one.reason)


def _take_back(visit: HouseholdVisit) -> str:
    facts = question_facts(visit.work, visit.head)
    if visit.head.asked is None or not may(visit.actor, Action.TAKE_LEAD_QUESTION_BACK, facts):
        return ""
    return reverse("lead-take-back", kwargs={"code": visit.head.code})


def _candidates(visit: HouseholdVisit, form: FormState) -> tuple[list[OptionGroup], str]:
    """Return who can be asked: who is involved first, then who was searched for."""
    head, chosen = visit.head, form.value("professional")
    leads = head.lead.professional.id if head.lead and head.lead.accepted else 0
    involved = _involved(head, leads)
    groups = []
    if involved:
        options = [
            Option(str(one.id), one.name, str(one.id) == chosen, _work_of(one)) for one in involved
        ]
        groups.append(OptionGroup(_("Helps already"), options))
    if not form.value("q") and not _is_other(chosen, involved):
        return groups, ""
    found = find_professionals(visit, form)
    known = {one.id for one in involved} | {leads}
    others = [one for one in found.rows if one.id not in known]
    return [*groups, *by_organisation(others, chosen)], others_in_words(found)


def _is_other(chosen: str, involved: list[ProfessionalRow]) -> bool:
    return bool(chosen) and all(str(one.id) != chosen for one in involved)


def _involved(head: Head, leads: int) -> list[ProfessionalRow]:
    return [
        ProfessionalRow(one.professional, one.name, one.function, one.organisation, one.telephone)
        for one in head.involved
        if one.professional != leads
    ]


def _work_of(one: ProfessionalRow) -> str:
    return ", ".join(part for part in (one.function, one.organisation) if part)


def _stand_ins(head: Head, form: FormState) -> list[Option]:
    leads = head.lead.professional.id if head.lead else 0
    chosen = form.value("stand_in")
    return [
        Option(str(one.id), one.name, str(one.id) == chosen, _work_of(one))
        for one in _involved(head, leads)
    ]
