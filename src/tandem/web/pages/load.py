"""*Hoe druk het is*: what the plan asks of each member over the weeks, and what they carry."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate

from tandem.actions.households import Case
from tandem.actions.plans.seeing import seen_case
from tandem.core.access import Action
from tandem.core.check.load_weeks import load_by_week
from tandem.documents.views.load_weeks import MemberLoadView, load_pictures
from tandem.records.plans.history import additions_of
from tandem.web import wording
from tandem.web.pages.cases import busy_word, rules
from tandem.web.pages.doors import HouseholdVisit, household_page
from tandem.web.shapes.load import Added, LoadPage


@household_page(Action.SEE_LOAD, look="load")
def load(visit: HouseholdVisit) -> HttpResponse:
    """Draw how much the plan asks; enforcement has no path here."""
    case = seen_case(visit.work, visit.head, busy_word())
    return visit.draw("load.html", page=load_page(visit, case))


def load_page(visit: HouseholdVisit, case: Case) -> LoadPage:
    """Return everything that stands on the page."""
    core = case.core()
    lang = wording.current_language().value
    pictures = load_pictures(load_by_week(core, rules().holidays), core, rules(), lang)
    mine = visit.head.member(visit.head.facts.member) if visit.head.facts.member else None
    me = mine.key if mine else ""
    code = visit.head.code
    return LoadPage(
        members=_mine_first(pictures.members, me),
        household=pictures.household,
        me=me,
        familiar=visit.account.informal,
        added=_added(visit, case),
        plan=reverse("my-plan" if mine else "plan", kwargs={"code": code}),
        check=reverse("check", kwargs={"code": code}),
        what_if=reverse("what-if", kwargs={"code": code}),
        lead=wording.first_name(visit.head.leader.name),
    )


def _mine_first(members: Sequence[MemberLoadView], me: str) -> list[MemberLoadView]:
    return sorted(members, key=lambda one: one.member != me)


def _added(visit: HouseholdVisit, case: Case) -> dict[str, Added]:
    keys = {one.id: one.key for one in case.plan.agreements}
    found = additions_of(visit.work, visit.head.id)
    return {
        keys[number]: Added(wording.first_name(one.by), localdate(one.at))
        for number, one in found.items()
        if number in keys
    }
