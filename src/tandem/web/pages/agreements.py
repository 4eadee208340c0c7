"""Entering an agreement in under a minute: one line of text, or step by step; and changing it."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.actions.errors import ChangedMeanwhileError, InvalidError, require
from tandem.actions.households import Case, agreement_facts, household_facts
from tandem.actions.plans.add_agreement import add_agreement
from tandem.actions.plans.change_agreement import change_agreement
from tandem.actions.plans.seeing import seen_case
from tandem.core.access import Action
from tandem.records.plans.history import changes_since, history_of_agreement
from tandem.records.plans.rows import AgreementRow, PlanRow
from tandem.records.work import Work
from tandem.web.pages.agreement_form import Entered, draft_entered, entered, form_page
from tandem.web.pages.agreement_preview import preview_of
from tandem.web.pages.agreement_states import Doing, doing
from tandem.web.pages.cases import busy_word
from tandem.web.pages.doors import Change, HouseholdVisit, ask, change, household_page
from tandem.web.pages.guest_links import guest_panel
from tandem.web.pages.history import changes_of
from tandem.web.problems import problems_of
from tandem.web.refs import ref
from tandem.web.shapes.agreement_form import Preview
from tandem.web.shapes.forms import Problem

TABLE_LINE = "table-line"
"""A line that was typed at the table, on its way to the form."""
FIELDS = ("line", "owner", "goal", "title", "reason", "papers", "paper_minutes")


@household_page(Action.ADD_AGREEMENT, look="agreement")
def agreement_new(visit: HouseholdVisit) -> HttpResponse:
    """Ask for a new agreement."""
    case = seen_case(visit.work, visit.head, busy_word())
    begun = Entered(line=str(visit.request.session.pop(TABLE_LINE, "")))
    return visit.draw("agreement_form.html", page=form_page(visit, case, begun))


@household_page(Action.SEE_PLAN, look="agreement")
def agreement(visit: HouseholdVisit, agreement: int) -> HttpResponse:
    """Show an agreement, to change it. Raises Http404 for one that is not there."""
    case = seen_case(visit.work, visit.head, busy_word())
    row = find(case.plan, agreement)
    require(visit.actor, Action.CHANGE_AGREEMENT, agreement_facts(visit.head, row))
    events = history_of_agreement(visit.work, visit.head.id, row.id)
    happened = changes_of(visit.head, events[::-1], case)
    panel = guest_panel(visit, case, row)
    form = form_page(visit, case, Entered.of(case, row), row)
    page = replace(form, happened=happened, guests=panel)
    return visit.draw("agreement_form.html", page=page)


@change(Action.ADD_AGREEMENT)
def agreement_add(sent: Change, code: str) -> HttpResponse:
    """Keep a new agreement as a proposal, or first say whether it would fit."""
    if sent.text("do") == "read":
        return _draw(sent, code, None, preview=True)
    try:
        sent.door.run(lambda work: _add(work, sent, code))
    except InvalidError as error:
        return _draw(sent, code, None, problems_of(error, FIELDS), status=422)
    sent.recheck(code)
    messages.success(sent.request, _("The agreement stands in the plan, as a proposal."))
    name = "agreement-new" if sent.text("do") == "save-more" else "plan"
    return HttpResponseRedirect(reverse(name, kwargs={"code": code}))


@change(Action.CHANGE_AGREEMENT)
def agreement_change(sent: Change, code: str, agreement: int) -> HttpResponse:
    """Change an agreement, or let it begin, stand still, go on, or be over."""
    do = sent.text("do")
    if do == "read":
        return _draw(sent, code, agreement, preview=True)
    try:
        step = doing(do)
        if step is not None:
            said = _step(sent, code, agreement, step)
        else:
            said = sent.door.run(lambda work: _save(work, sent, code, agreement))
    except InvalidError as error:
        return _draw(sent, code, agreement, problems_of(error, FIELDS), status=422)
    except ChangedMeanwhileError:
        return _draw(sent, code, agreement, theirs=True, status=409)
    sent.recheck(code)
    messages.success(sent.request, said)
    return HttpResponseRedirect(
        reverse("plan", kwargs={"code": code}) + f"#a-{ref('agreement', agreement)}"
    )


@change(Action.ADD_AGREEMENT)
def agreement_live(sent: Change, code: str) -> HttpResponse:
    """Answer while somebody types: how the line is read, and whether it fits."""

    def draw(visit: HouseholdVisit) -> HttpResponse:
        case = seen_case(visit.work, visit.head, busy_word())
        row = find(case.plan, sent.ref("agreement")) if sent.text("agreement") else None
        _require_change(visit, row)
        filled = entered(case, sent.request.POST)
        shown = preview_of(case, filled, row)
        page = form_page(visit, case, filled, row, preview=shown, is_part=True)
        return visit.draw("agreement_live.html", page=page)

    return sent.visit(code, draw)


def _require_change(visit: HouseholdVisit, row: AgreementRow | None) -> None:
    """Raise NotAllowedError for who may not add an agreement, or change this one."""
    if row is None:
        require(visit.actor, Action.ADD_AGREEMENT, household_facts(visit.head))
    else:
        require(visit.actor, Action.CHANGE_AGREEMENT, agreement_facts(visit.head, row))


def find(plan: PlanRow, number: int) -> AgreementRow:
    """Return an agreement by the number in an address; raises Http404."""
    found = next((one for one in plan.agreements if one.id == number), None)
    if found is None:
        raise Http404
    return found


def _seen(work: Work, code: str, action: Action = Action.SEE_PLAN) -> Case:
    return seen_case(work, ask(work, code, action), busy_word())


# --- doing ----------------------------------------------------------------------------------


def _add(work: Work, sent: Change, code: str) -> None:
    case = _seen(work, code, Action.ADD_AGREEMENT)
    draft = draft_entered(case, entered(case, sent.request.POST))
    add_agreement(work, code, draft=draft)


def _save(work: Work, sent: Change, code: str, number: int) -> str:
    case = _seen(work, code)
    row = find(case.plan, number)
    require(work.actor, Action.CHANGE_AGREEMENT, agreement_facts(case.head, row))
    draft = draft_entered(case, entered(case, sent.request.POST), row)
    done = change_agreement(work, code, key=row.key, version=sent.number("version", 1), draft=draft)
    if done.asked_anew:
        return _("The agreement is changed. Everybody concerned is asked again.")
    return _("The agreement is changed.")


def _step(sent: Change, code: str, number: int, do: Doing) -> str:
    def take(work: Work) -> str:
        row = find(_seen(work, code).plan, number)
        return do(work, code, row.key, sent.number("version", 1), sent.text("reason"))

    return sent.door.run(take)


# --- drawing again --------------------------------------------------------------------------


def _draw(
    sent: Change,
    code: str,
    number: int | None,
    problems: list[Problem] | None = None,
    *,
    preview: bool = False,
    theirs: bool = False,
    status: int = 200,
) -> HttpResponse:
    """Draw the form with everything that was filled in."""

    def draw(visit: HouseholdVisit) -> HttpResponse:
        case = seen_case(visit.work, visit.head, busy_word())
        row = None if number is None else find(case.plan, number)
        _require_change(visit, row)
        filled = entered(case, sent.request.POST)
        shown: Preview | None = preview_of(case, filled, row) if preview else None
        page = form_page(
            visit,
            case,
            filled,
            row,
            problems=problems or (),
            preview=shown,
            theirs=_theirs(sent, visit, row) if theirs and row is not None else "",
        )
        return visit.draw("agreement_form.html", status=status, page=page)

    return sent.visit(code, draw)


def _theirs(sent: Change, visit: HouseholdVisit, row: AgreementRow) -> str:
    """Say what somebody else changed since the form was opened."""
    found = changes_since(visit.work, visit.head.id, row.id, sent.number("version", 1))
    names = ", ".join(dict.fromkeys(one.by for one in found if one.by))
    return _(
        "%(name)s changed this agreement while you had it open. Above you see how it is now; what "
        "you filled in is still here. Look whether it is still right, and keep it again."
    ) % {"name": names or _("Somebody")}
