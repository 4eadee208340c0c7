"""*Past het?*: the verdict, each clash in one sentence, proposals, the week, budget and load."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.backends.utils import csrf_input
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from tandem.actions.households import Case, household_facts
from tandem.actions.plans.check_plan import (
    answer_case,
    as_of_now,
    check_case,
    check_seen,
    stored_verdict,
)
from tandem.actions.plans.choose_proposal import choose_proposal
from tandem.actions.plans.seeing import seen_case, seen_with, sight_of_member
from tandem.core.access import Action, may
from tandem.core.check.answer import Answer, Verdict
from tandem.core.explain import explain_verdict
from tandem.documents.parts import render_parts, week_from
from tandem.records.plans.verdicts import StoredVerdict
from tandem.records.work import Work
from tandem.web import wording
from tandem.web.check_parts import choose_form
from tandem.web.pages.cases import busy_word, rules
from tandem.web.pages.doors import Change, HouseholdVisit, ask, change, household_page
from tandem.web.pages.marks import plan_mark, plan_opened
from tandem.web.pages.turns import turns
from tandem.web.pages.yes_from import yes_from
from tandem.web.shapes.check import CheckPage, WeekPage
from tandem.web.shapes.plan import FitState

AT_ONCE = 1.0
"""Seconds that a page waits for an answer nobody asked for yet; then it shows what was found."""
PATIENCE = 6.0
"""Seconds that the better answer may take which is asked for meanwhile."""
LONGER = "langer"
"""In the address: look longer than at once."""


@household_page(Action.SEE_CHECK, look="check")
def check(visit: HouseholdVisit) -> HttpResponse:
    """Draw what the plan check says of the plan as it is now."""
    case = seen_case(visit.work, visit.head, busy_word())
    if not case.core().plan():
        return visit.draw("check.html", page=_nothing(visit))
    found, busy = _answer(visit, case)
    return visit.draw("check.html", page=check_page(visit, case, found, busy=busy))


def _answer(visit: HouseholdVisit, case: Case) -> tuple[StoredVerdict, str]:
    """Return the answer as far as it can be had at once, and where to ask for a better one."""
    if case.seen is not None:
        return check_seen(visit.work, case, PATIENCE), ""
    stored = stored_verdict(case)
    if stored is None:
        quick = check_case(visit.work, case, AT_ONCE)
        asked = reverse("check", kwargs={"code": visit.head.code}) + f"?{LONGER}=1"
        return quick, "" if _is_whole(quick.answer) else asked
    if LONGER in visit.request.GET and not _is_whole(stored.answer):
        return check_case(visit.work, case, PATIENCE), ""
    return as_of_now(visit.work, case, stored), ""


def _is_whole(answer: Answer) -> bool:
    return answer.complete and answer.proposals_complete and answer.verdict is not Verdict.UNKNOWN


@household_page(Action.SEE_CHECK, look="check")
def check_week(visit: HouseholdVisit, monday: str) -> HttpResponse:
    """Draw the week from a Monday as it fits; raises Http404 when there is none to draw.

    `monday` is a day as ISO 8601 writes it. *Past het?* puts the picture in a fold when it is
    opened first.
    """
    case = seen_case(visit.work, visit.head, busy_word())
    day = _day(monday)
    if day is None or not case.core().plan():
        raise Http404
    answer = answer_case(visit.work, case, PATIENCE).answer
    found = week_from(day, answer, case.core(), rules(), wording.current_language().value)
    if found is None:
        raise Http404
    back = reverse("check", kwargs={"code": visit.head.code})
    page = WeekPage(found.title, found.when, back, found.legend, found.picture, found.table)
    return visit.draw("check_week.html", page=page)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _week_at(code: str, monday: date) -> str:
    return reverse("check-week", kwargs={"code": code, "monday": monday.isoformat()})


def check_page(
    visit: HouseholdVisit, case: Case, found: StoredVerdict, *, busy: str = ""
) -> CheckPage:
    """Return everything that stands on the page; `busy` is where to ask for a better answer."""
    code = visit.head.code
    may_choose = may(visit.actor, Action.CHOOSE_PROPOSAL, household_facts(visit.head))
    choose = None
    if may_choose:
        token = Markup(csrf_input(visit.request))  # noqa: S704 - Django's own field
        hidden = Markup('<input type="hidden" name="version" value="{}">').format(plan_mark(case))
        choose = choose_form(reverse("choose", kwargs={"code": code}), token + hidden)
    parts = render_parts(
        found.answer,
        case.core(),
        rules(),
        wording.current_language().value,
        plan_at=reverse("plan", kwargs={"code": code}),
        choose=choose,
        week_at=partial(_week_at, code),
        yes_from=yes_from(case),
    )
    return CheckPage(
        state=state_of(found.answer),
        verdict=parts.verdict,
        clashes=parts.clashes,
        proposals=parts.proposals,
        week=parts.week,
        money=parts.money,
        checked_at=found.asked_at,
        what_if=reverse("what-if", kwargs={"code": code}),
        load=reverse("load", kwargs={"code": code}),
        differs=_differs(visit, case, found.answer),
        busy=busy,
        turns=turns(visit.work, visit.head) if _sees_turns(visit, case) else (),
    )


def _sees_turns(visit: HouseholdVisit, case: Case) -> bool:
    """Whether to tell since when the plan fits: that is kept of the whole plan alone.

    Nobody who lives there is told, whether he or she sees all of it or not: else that it is
    lacking would tell somebody that something is shielded.
    """
    return case.seen is None and visit.head.facts.member is None


def _differs(visit: HouseholdVisit, case: Case, answer: Answer) -> list[str]:
    """Return, for who leads, how the plan is for members from whom something is shielded."""
    facts = visit.head.facts
    if not (facts.leads or facts.stands_in):
        return []
    told = []
    for member in visit.head.members:
        sight = sight_of_member(visit.head, case.plan, member.id)
        if sight.is_whole:
            continue
        seen = check_seen(visit.work, seen_with(case, sight), PATIENCE, proposals=0).answer
        same = (seen.verdict, len(seen.clashes), len(seen.limits)) == (
            answer.verdict,
            len(answer.clashes),
            len(answer.limits),
        )
        words = _("%(name)s sees less of this plan than you. Seen like that: %(verdict)s")
        if same:
            words = _("%(name)s sees less of this plan than you, and the same verdict: %(verdict)s")
        said = explain_verdict(
            seen, seen_with(case, sight).core(), rules(), wording.current_language().value
        )
        verdict = f"{said.headline}. {said.sentence}"
        told.append(words % {"name": member.name, "verdict": verdict})
    return told


def state_of(answer: Answer) -> FitState:
    """Return the state that a page shows for an answer."""
    if answer.verdict is Verdict.INFEASIBLE:
        return FitState.NOT_YET
    if answer.verdict is Verdict.UNKNOWN:
        return FitState.UNKNOWN
    return FitState.FITS if answer.coverage.is_full else FitState.SO_FAR


def _nothing(visit: HouseholdVisit) -> CheckPage:
    may_add = may(visit.actor, Action.ADD_AGREEMENT, household_facts(visit.head))
    address = reverse("agreement-new", kwargs={"code": visit.head.code})
    return CheckPage(FitState.UNKNOWN, nothing=True, add_agreement=address if may_add else "")


@change(Action.CHOOSE_PROPOSAL)
def choose(sent: Change, code: str) -> HttpResponse:
    """Put a proposal before everybody whom it asks something; nothing changes by itself."""
    number = sent.number("proposal", 1)

    def do(work: Work) -> None:
        ask(work, code, Action.CHOOSE_PROPOSAL)
        case = plan_opened(work, code, sent.text("version"))
        choose_proposal(work, code, index=number - 1, plan_version=case.plan.version)

    sent.door.run(do)
    said = _("Proposal %(number)s lies before everybody. Nothing changes until they say yes.")
    messages.success(sent.request, said % {"number": number})
    return HttpResponseRedirect(reverse("changes", kwargs={"code": code}))
