"""*Ons plan*: own words, does it fit, and the agreements under the goals of the family."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.utils.translation import gettext as _

from tandem.actions.households import (
    Case,
    agreement_facts,
    household_facts,
    own_ref,
    sight_of,
)
from tandem.actions.plans.money import money_facts
from tandem.actions.plans.own_words import member_facts
from tandem.actions.plans.seeing import seen_case
from tandem.actions.plans.seen_events import DISCRETION, latest_seen
from tandem.actions.plans.telling import told_in, words_digest
from tandem.core.access import Action, Facts, may
from tandem.core.model import STATES_IN_CHECK
from tandem.records.coordination.heads import Head
from tandem.records.plans.queries import plan_of
from tandem.records.plans.rows import AgreementHead, GoalRow, PersonRef, PlanHead
from tandem.records.plans.told import LAST_EVENTS, Lines, Told, ToldPlan, plan_as_told
from tandem.web import wording
from tandem.web.addresses import address
from tandem.web.pages.asking import ask_of
from tandem.web.pages.cases import STANDINGS, PeopleTeller, busy_word, rules
from tandem.web.pages.doors import HouseholdVisit, household_page
from tandem.web.pages.fits import is_told, shown_of, standing_seen
from tandem.web.pages.history import changes_of
from tandem.web.refs import ref
from tandem.web.shapes.plan import AgreementRow as Row
from tandem.web.shapes.plan import BusyRow, GoalView, Mandatory, PlanPage, Said, Voice

NOTHING = Lines((), (), ())


@dataclass(frozen=True, slots=True)
class _Telling:
    """What the rows of one page need."""

    visit: HouseholdVisit
    plan: PlanHead
    teller: PeopleTeller
    told: Told
    me: PersonRef | None
    clashes: Mapping[str, int]
    may_change: bool
    busy: frozenset[str] = frozenset()

    @property
    def head(self) -> Head:
        return self.visit.head

    def url(self, name: str, **values: int) -> str:
        return address(name, code=self.head.code, **values)


@household_page(Action.SEE_PLAN, look="plan")
def plan(visit: HouseholdVisit) -> HttpResponse:
    """Draw the plan of a household, for everybody who helps and for the family itself."""
    found = as_told(visit)
    page = plan_page(visit, found)
    changes = changes_of(visit.head, found.events)
    return visit.draw("plan.html", page=page, changes=changes)


def as_told(visit: HouseholdVisit) -> ToldPlan:
    """Return the plan with what is said of it, worked out anew when it changed since the check."""
    lang = wording.current_language()
    found = plan_as_told(visit.work, visit.head.id, lang.value, words_digest())
    whole = sight_of(visit.head, found.plan).is_whole
    if not whole or not is_told(visit.head, found.plan, found.standing):
        return _as_seen(visit)
    if visit.head.facts.member is not None and any(e.verb in DISCRETION for e in found.events):
        case = seen_case(visit.work, visit.head, busy_word())
        found = replace(found, events=latest_seen(visit.work, case, LAST_EVENTS))
    if found.told is not None:
        return found
    case = Case(visit.head, plan_of(visit.work, visit.head.id))
    limits = found.standing.limits if found.standing else ()
    told = told_in(case.core(), rules(), limits, lang)
    return ToldPlan(case.plan, found.standing, told, found.events)


def _as_seen(visit: HouseholdVisit) -> ToldPlan:
    """Return the plan for a member who may not see all of it: nothing comes from what is kept."""
    lang = wording.current_language()
    case = seen_case(visit.work, visit.head, busy_word())
    standing = standing_seen(visit.work, case)
    told = told_in(case.core(), rules(), standing.limits, lang)
    events = latest_seen(visit.work, case, LAST_EVENTS)
    return ToldPlan(case.plan, standing, told, events, case.busy)


def plan_page(visit: HouseholdVisit, found: ToldPlan) -> PlanPage:
    """Return everything that stands on the page; `found` comes from `as_told`."""
    told = found.told or Told({}, ())
    verdict = shown_of(visit.head, found.plan, found.standing, told.limits)
    telling = _Telling(
        visit,
        found.plan,
        PeopleTeller(visit.head),
        told,
        own_ref(visit.head),
        Counter(verdict.clashes),
        may_change=bool(may(visit.actor, Action.ADD_AGREEMENT, household_facts(visit.head))),
        busy=found.busy,
    )
    goals = _goals(telling)
    waiting = [row for goal in goals for row in goal.rows if isinstance(row, Row) and _waits(row)]
    return PlanPage(
        voices=_voices(telling),
        fits=verdict.line,
        goals=goals,
        waiting=len(waiting),
        first_waiting=waiting[0].anchor if waiting else "",
        table=telling.url("conference"),
        print_pdf=telling.url("plan-pdf"),
        **_tools(telling),
    )


def _tools(telling: _Telling) -> dict[str, str]:
    visit, tools = telling.visit, {}
    if may(visit.actor, Action.ENTER_MONEY, money_facts(visit.head)):
        tools["money"] = telling.url("money")
    if may(visit.actor, Action.SET_PLACES, household_facts(visit.head)):
        tools["places"] = telling.url("places")
    if may(visit.actor, Action.SEE_LOAD, household_facts(visit.head)):
        tools["load"] = telling.url("load")
    if may(visit.actor, Action.SEE_DISCRETION, household_facts(visit.head)):
        tools["discretion"] = telling.url("discretion")
    tools["what_if"] = telling.url("what-if")
    if telling.may_change:
        tools["add_agreement"] = telling.url("agreement-new")
        tools["add_goal"] = telling.url("goal-new")
    if may(visit.actor, Action.SET_ORDER, household_facts(visit.head)):
        tools["change_order"] = telling.url("order")
    return tools


def _waits(row: Row) -> bool:
    return row.ask is not None and row.ask.chosen is Said.NOTHING


def _voices(telling: _Telling) -> list[Voice]:
    """Return what each said: first whose goals lead."""
    members = {one.id: one.name for one in telling.head.members}
    leading = [one for goal in telling.plan.goals if goal.is_open for one in goal.members]
    voices = [one for one in telling.plan.circumstances if one.question and one.member in members]
    voices.sort(key=lambda one: (*leading, one.member).index(one.member))
    return [
        Voice(one.question, members[one.member], one.asked_on, _words(telling, one.member))
        for one in voices
    ]


def _words(telling: _Telling, member: int) -> str:
    """Return where this viewer changes somebody's own words; empty when she may not."""
    row = telling.head.member(member)
    assert row is not None  # noqa: S101 - of who lives there
    facts = member_facts(telling.visit.work, telling.head, row)
    if not may(telling.visit.actor, Action.SAY_OWN_WORDS, facts):
        return ""
    return telling.url("own-words", member=member)


def _goals(telling: _Telling) -> list[GoalView]:
    views = [_goal(telling, goal) for goal in telling.plan.goals if goal.is_open]
    open_goals = {goal.id for goal in telling.plan.goals if goal.is_open}
    rest = [one for one in telling.plan.agreements if one.goal not in open_goals]
    if rest:
        words = _("Without a goal yet")
        views.append(GoalView("no-goal", None, words, own=False, rows=_rows(telling, rest)))
    return views


def _goal(telling: _Telling, goal: GoalRow) -> GoalView:
    names = telling.teller.names
    whose = wording.listing(
        names[PersonRef(member=one)] for one in goal.members if PersonRef(member=one) in names
    )
    part = next((one.title for one in telling.plan.parts if one.id == goal.part), "")
    mine = [one for one in telling.plan.agreements if one.goal == goal.id]
    return GoalView(
        anchor=f"goal-{ref('goal', goal.id)}",
        number=goal.position,
        words=goal.own_words or goal.text,
        own=bool(goal.own_words),
        whose=whose,
        part=part,
        rows=_rows(telling, mine),
        href=telling.url("goal", goal=goal.id) if telling.may_change else "",
    )


def _rows(telling: _Telling, agreements: Sequence[AgreementHead]) -> list[Row | BusyRow]:
    ordered = sorted(agreements, key=lambda one: one.state not in STATES_IN_CHECK)
    busy = telling.busy
    return [_busy(telling, one) if one.key in busy else row_of(telling, one) for one in ordered]


def _busy(telling: _Telling, agreement: AgreementHead) -> BusyRow:
    """Return a row that says only that and when, and whom to ask."""
    columns = telling.told.lines.get(agreement.key, NOTHING)
    return BusyRow(
        anchor=f"a-{ref('agreement', agreement.id)}",
        when=wording.going_on(columns.when, telling.teller.lang),
        ask=telling.head.leader.name,
        telephone=telling.head.leader.telephone,
    )


def row_of(telling: _Telling, agreement: AgreementHead) -> Row:
    """Return one agreement as a row of the plan."""
    teller = telling.teller
    facts = agreement_facts(telling.head, agreement)
    columns = telling.told.lines.get(agreement.key, NOTHING)
    clashes = telling.clashes.get(agreement.key, 0)
    may_change = may(telling.visit.actor, Action.CHANGE_AGREEMENT, facts)
    return Row(
        anchor=f"a-{ref('agreement', agreement.id)}",
        title=agreement.title,
        who=", ".join(one for one in (teller.members(agreement), *columns.places[:1]) if one),
        via=_via(teller, agreement),
        when=wording.going_on(columns.when, teller.lang),
        asks=columns.asks,
        unknown=[one.what for one in agreement.unknown],
        standing=STANDINGS[agreement.state],
        clashes=clashes,
        clashes_href=telling.url("check") + "#clashes" if clashes else "",
        mandatory=_mandatory(agreement),
        answers=teller.answers(agreement, telling.me),
        ask=ask_of(teller, agreement, telling.me),
        href=telling.url("agreement", agreement=agreement.id) if may_change else "",
        record=_record(telling, agreement, facts),
    )


def _record(telling: _Telling, agreement: AgreementHead, facts: Facts) -> str:
    """Return where this viewer writes an answer down; empty when everybody else said yes."""
    if agreement.state not in STATES_IN_CHECK:
        return ""
    if not may(telling.visit.actor, Action.RECORD_ANSWER, facts):
        return ""
    waits = (need for need in telling.teller.needs(agreement) if not need.is_met)
    others = {who for need in waits for who in need.by} - {telling.me}
    return telling.url("answer-record", agreement=agreement.id) if others else ""


def _via(teller: PeopleTeller, agreement: AgreementHead) -> str:
    """Return the professional through whom it comes: who decided on it, or else who owns it."""
    if agreement.decided_by is not None:
        return teller.name(PersonRef(involvement=agreement.decided_by))
    return "" if agreement.owner.involvement is None else teller.name(agreement.owner)


def _mandatory(agreement: AgreementHead) -> Mandatory | None:
    if agreement.mandatory is None:
        return None
    return Mandatory(ground=agreement.mandatory.text)
