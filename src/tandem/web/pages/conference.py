"""*Overlegstand*: one screen for the kitchen table or an MDO, with what all present may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypedDict

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.actions.households import Case, household_facts, sight_of
from tandem.actions.plans.changes_seen import last_choice_seen
from tandem.actions.plans.check_plan import answer_case
from tandem.actions.plans.seeing import narrower, seen_with, sight_at_the_table
from tandem.core.access import Action, Need, may
from tandem.core.check.answer import Answer, Load
from tandem.core.explain import explain_verdict
from tandem.core.model import STATES_IN_CHECK, Variant
from tandem.documents.parts import fitting_week
from tandem.records.plans.changes import ChangeRow
from tandem.records.plans.queries import plan_of
from tandem.records.plans.rows import PersonRef
from tandem.records.plans.states import ChangeState
from tandem.web import wording
from tandem.web.pages.agreements import TABLE_LINE
from tandem.web.pages.cases import SAID, CaseTeller, busy_word, rules
from tandem.web.pages.changing import agreement_of, needs_of
from tandem.web.pages.check import PATIENCE, state_of
from tandem.web.pages.doors import Change, HouseholdVisit, ask, change, household_page
from tandem.web.shapes.check import NOTHING, ConferencePage, Fact, TableRow, WhoAnswered
from tandem.web.shapes.plan import Said

MOST_ROWS = 7
"""Agreements that one screen holds beside the week."""
EXAMPLE = "therapie: Kevin, di 10-12, 20 min reizen"


@household_page(Action.SEE_CHECK, look="conference")
def conference(visit: HouseholdVisit) -> HttpResponse:
    """Draw one screen for everybody at the table."""
    whole = Case(visit.head, plan_of(visit.work, visit.head.id))
    mine = sight_of(visit.head, whole.plan)
    everybody = sight_at_the_table(visit.head, whole.plan)
    case = seen_with(whole, narrower(mine, everybody), busy_word())
    found = answer_case(visit.work, case, PATIENCE)
    return visit.draw("conference.html", page=conference_page(visit, case, found.answer))


def conference_page(visit: HouseholdVisit, case: Case, answer: Answer) -> ConferencePage:
    """Return everything that stands on the screen."""
    teller = CaseTeller(case)
    rows = [
        one
        for one in last_choice_seen(visit.work, case)
        if one.state in {ChangeState.OPEN, ChangeState.ACCEPTED}
    ]
    lang = wording.current_language().value
    words = explain_verdict(answer, teller.core, rules(), lang)
    week = fitting_week(answer, teller.core, rules(), lang)
    code = visit.head.code
    may_add = may(visit.actor, Action.ADD_AGREEMENT, household_facts(visit.head))
    return ConferencePage(
        eyebrow=_("The proposal") if rows else _("Our plan"),
        title=_("What changes") if rows else words.headline,
        state=state_of(answer),
        verdict=words.sentence,
        **(_changing(teller, rows) if rows else _agreed(teller)),
        still_needed=_still_needed(teller, rows),
        week_title=week.title if week else "",
        week=week.picture if week else NOTHING,
        week_table=week.table if week else NOTHING,
        facts=_facts(answer.proposals[0].load if answer.proposals else answer.load, teller),
        present=_present(visit),
        line_action=reverse("conference-line", kwargs={"code": code}) if may_add else "",
        line_example=EXAMPLE,
        stop=reverse("plan", kwargs={"code": code}),
    )


def _present(visit: HouseholdVisit) -> str:
    names = [one.name for one in visit.head.members]
    return wording.listing([*names, *(one.name for one in visit.head.involved)])


class _Rows(TypedDict):
    rows_are: str
    rows: list[TableRow]
    more: str


def _changing(teller: CaseTeller, changes: Sequence[ChangeRow]) -> _Rows:
    rows = [_row(teller, one) for one in changes]
    return _Rows(rows_are=_("What changes"), rows=rows, more="")


def _agreed(teller: CaseTeller) -> _Rows:
    """Return the agreements, first those that wait for somebody: as many as one screen holds."""
    plan = teller.case.plan
    places = {goal.id: place for place, goal in enumerate(plan.goals)}
    needs = {one.id: teller.needs(one) for one in plan.agreements if one.state in STATES_IN_CHECK}
    waiting = sorted(
        (one for one in plan.agreements if one.id in needs),
        key=lambda one: (
            all(need.is_met for need in needs[one.id]),
            places.get(one.goal or 0, len(places)),
        ),
    )
    more = len(waiting) - MOST_ROWS
    words = ngettext("And one other agreement.", "And %(num)s other agreements.", more)
    return _Rows(
        rows_are=_("Agreement"),
        rows=[_answers(teller, one.title, needs[one.id]) for one in waiting[:MOST_ROWS]],
        more=words % {"num": more} if more > 0 else "",
    )


def _row(teller: CaseTeller, change: ChangeRow) -> TableRow:
    agreement = agreement_of(teller, change)
    words = (one.text for one in agreement.alternatives if one.id == change.alternative)
    text = next(words, "")
    if change.kind.value in set(Variant) and change.form is not None:
        text = wording.variant(change.kind.value, change.form, change.form, None)
    title = f"{agreement.title}: {text}" if text else agreement.title
    return _answers(teller, title, needs_of(teller, change))


def _answers(teller: CaseTeller, what: str, needs: Sequence[Need[PersonRef]]) -> TableRow:
    return TableRow(
        what=what,
        owners=_once(_said(teller, one) for one in needs if not _is_family(one)),
        family=_once(_said(teller, one) for one in needs if _is_family(one)),
    )


def _once(answers: Iterable[WhoAnswered]) -> list[WhoAnswered]:
    """Return each answer once: a parent says the same for every child."""
    return list(dict.fromkeys(answers))


def _is_family(need: Need[PersonRef]) -> bool:
    return any(one.member is not None for one in need.by)


def _said(teller: CaseTeller, need: Need[PersonRef]) -> WhoAnswered:
    names = [teller.called(one) for one in need.by]
    said = Said.NOTHING if need.said is None else SAID[need.said]
    return WhoAnswered(wording.words().choice(names), said.value)


def _still_needed(teller: CaseTeller, rows: list[ChangeRow]) -> str:
    names = [
        teller.called(one)
        for row in rows
        if row.state is ChangeState.OPEN
        for need in needs_of(teller, row)
        if need.said is None
        for one in need.by[:1]
    ]
    unique = list(dict.fromkeys(one for one in names if one))
    return _("the yes of %(names)s") % {"names": wording.listing(unique)} if unique else ""


def _facts(load: Load, teller: CaseTeller) -> list[Fact]:
    found = []
    for one in load.members:
        if one.contacts:
            name = teller.core.person_name(one.member)
            words = _("contacts a week for %(name)s") % {"name": name}
            count = str(one.contacts)
            if one.capacity is not None:
                count = _("%(count)s of %(most)s") % {"count": count, "most": one.capacity}
            found.append(Fact(count, words))
    return found


@change(Action.ADD_AGREEMENT)
def conference_line(sent: Change, code: str) -> HttpResponse:
    """Take a line that was typed at the table to the form, where it is read and checked."""
    sent.door.run(lambda work: ask(work, code, Action.ADD_AGREEMENT))
    sent.request.session[TABLE_LINE] = sent.text("line")
    return HttpResponseRedirect(reverse("agreement-new", kwargs={"code": code}))
