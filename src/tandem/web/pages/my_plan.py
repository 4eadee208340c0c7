"""*Mijn plan*: the plan in the resident's own words, first on a telephone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.actions.households import Case, household_facts, own_ref
from tandem.actions.plans.changes_seen import open_changes_seen
from tandem.actions.plans.seeing import seen_case
from tandem.core.access import Action, may
from tandem.core.model import STATES_IN_CHECK
from tandem.records.plans.changes import ChangeRow
from tandem.records.plans.rows import AgreementRow, GoalRow, PersonRef
from tandem.web import wording
from tandem.web.environment import you
from tandem.web.pages.answer_lead import lead_of_mine
from tandem.web.pages.asking import ask_of
from tandem.web.pages.cases import CaseTeller, busy_word
from tandem.web.pages.changes import change_view
from tandem.web.pages.changing import waits_for
from tandem.web.pages.doors import HouseholdVisit, household_page
from tandem.web.pages.fits import verdict_of
from tandem.web.pages.happening import done_for, own_lines
from tandem.web.pages.marks import order_mark
from tandem.web.pages.one_plan import why_one_plan
from tandem.web.refs import agreement_ref, goal_ref
from tandem.web.shapes.handing_over import LeadOfMine
from tandem.web.shapes.my_plan import MyAgreement, MyGoal, MyPlanPage, Now
from tandem.web.shapes.plan import FitState, Mandatory, Said, Voice


@dataclass(frozen=True, slots=True)
class _Mine:
    """What the parts of the page need."""

    visit: HouseholdVisit
    teller: CaseTeller
    me: PersonRef

    @property
    def familiar(self) -> bool:
        return self.visit.account.informal

    def url(self, name: str) -> str:
        return reverse(name, kwargs={"code": self.visit.head.code})


@household_page(Action.SEE_PLAN, look="my-plan")
def my_plan(visit: HouseholdVisit) -> HttpResponse:
    """Draw the plan for somebody who lives it; others are led to the plan of all."""
    if visit.head.facts.member is None:
        return HttpResponseRedirect(reverse("plan", kwargs={"code": visit.head.code}))
    case = seen_case(visit.work, visit.head, busy_word())
    return visit.draw("my_plan.html", page=my_plan_page(visit, case))


def my_plan_page(visit: HouseholdVisit, case: Case) -> MyPlanPage:
    """Return everything that stands on the page of a member."""
    me = own_ref(visit.head)
    assert me is not None  # noqa: S101 - the view lets in members only
    mine = _Mine(visit, CaseTeller(case), me)
    goals = _goals(mine, case)
    agreements = [one for goal in goals for one in goal.agreements]
    waiting = sum(one.ask is not None and one.answer is None for one in agreements)
    facts = household_facts(visit.head)
    asked = [one for one in open_changes_seen(visit.work, case) if waits_for(mine.teller, one, me)]
    return MyPlanPage(
        familiar=mine.familiar,
        voice=_voice(mine, case),
        own_words=_words(mine),
        carries=next(
            (one.contacts_a_week for one in case.plan.circumstances if one.member == me.member),
            None,
        ),
        signals=mine.url("items") if may(visit.actor, Action.GIVE_SIGNAL, facts) else "",
        load=mine.url("load") if may(visit.actor, Action.SEE_LOAD, facts) else "",
        now=_now(mine, case, asked),
        proposals=[change_view(visit, mine.teller, one) for one in asked],
        leads=_leads(mine),
        waiting=waiting,
        total=len(agreements),
        yes_to_all=mine.url("yes-to-all") if waiting > 1 else "",
        order_action=mine.url("order-set") if may(visit.actor, Action.SET_ORDER, facts) else "",
        order_version=order_mark(case),
        why=why_one_plan(visit),
        goals=goals,
        doing=done_for(visit),
        own=own_lines(visit),
        add_own=mine.url("own-action-new"),
        add=mine.url("agreement-new") if may(visit.actor, Action.ADD_AGREEMENT, facts) else "",
        lead=wording.first_name(visit.head.leader.name),
    )


def _leads(mine: _Mine) -> LeadOfMine | None:
    row = mine.visit.head.member(mine.me.member or 0)
    return None if row is None else lead_of_mine(mine.visit, row)


def _voice(mine: _Mine, case: Case) -> Voice | None:
    own = next((one for one in case.plan.circumstances if one.member == mine.me.member), None)
    if own is None or not own.question:
        return None
    return Voice(own.question, mine.teller.name(mine.me), own.asked_on, _words(mine))


def _words(mine: _Mine) -> str:
    """Return where a member changes her own words."""
    values = {"code": mine.visit.head.code, "member": mine.me.member}
    return reverse("own-words", kwargs=values)


def _now(mine: _Mine, case: Case, asked: Sequence[ChangeRow]) -> Now | None:
    """Return the one thing that matters now: an answer to a proposal, or that it does not fit."""
    lead = wording.first_name(case.head.leader.name)
    if asked:
        return Now(
            _("There is a proposal"),
            str(you("Look at what would change for you, and say what you think.", mine.familiar)),
            mine.url("changes"),
            _("Look at the proposal"),
        )
    shown = verdict_of(mine.visit.work, mine.teller)
    if shown.line.state is not FitState.NOT_YET:
        return None
    words = _("There is too much at the same time. That is nobody's fault. %(lead)s helps.")
    return Now(
        _("The plan does not fit yet"), words % {"lead": lead}, shown.line.href, _("See why")
    )


def _goals(mine: _Mine, case: Case) -> list[MyGoal]:
    goals = [one for one in case.plan.goals if one.is_open]
    agreements = [one for one in case.plan.agreements if one.state in STATES_IN_CHECK]
    placed = [one.position for one in goals if one.position is not None]
    views = [
        _goal(mine, goal, number, [one for one in agreements if one.goal == goal.id], placed)
        for number, goal in enumerate(goals, 1)
    ]
    known = {goal.id for goal in goals}
    rest = [one for one in agreements if one.goal not in known and _concerns(mine, one)]
    if rest:
        rows = [_agreement(mine, one) for one in rest]
        words = _("Without a goal yet")
        number = len(views) + 1
        views.append(
            MyGoal("no-goal", number, words, can_go_up=False, can_go_down=False, agreements=rows)
        )
    return views


def _goal(
    mine: _Mine,
    goal: GoalRow,
    number: int,
    agreements: Sequence[AgreementRow],
    placed: Sequence[int],
) -> MyGoal:
    rows = [_agreement(mine, one) for one in agreements if _concerns(mine, one)]
    return MyGoal(
        key=goal_ref(goal.id),
        number=number,
        words=goal.own_words or goal.text,
        can_go_up=number > 1,
        can_go_down=goal.position is not None and goal.position < max(placed, default=0),
        agreements=rows,
    )


def _concerns(mine: _Mine, agreement: AgreementRow) -> bool:
    """Whether it asks something of this member, or of a child that he or she speaks for."""
    if mine.me.member in agreement.members or agreement.owner == mine.me:
        return True
    return any(mine.me in need.by for need in mine.teller.needs(agreement))


def _agreement(mine: _Mine, agreement: AgreementRow) -> MyAgreement:
    columns = mine.teller.columns(agreement)
    answers = mine.teller.answers(agreement, mine.me)
    said = [one for one in answers if one.is_me and one.said is not Said.NOTHING]
    ask = ask_of(mine.teller, agreement, mine.me)
    ground = agreement.mandatory.text if agreement.mandatory else ""
    return MyAgreement(
        anchor=f"a-{agreement_ref(agreement.id)}",
        title=agreement.title,
        when=wording.in_one_line(columns.when),
        about=_about(mine, agreement, columns.places),
        mandatory=Mandatory(ground) if ground else None,
        answer=said[0] if said else None,
        ask=ask,
    )


def _about(mine: _Mine, agreement: AgreementRow, places: Sequence[str]) -> str:
    owner = agreement.decided_by
    person = agreement.owner if owner is None else PersonRef(involvement=owner)
    name = mine.teller.called(person)
    parts = [wording.words().capital(place) for place in places[:1]]
    if person != mine.me and name:
        parts.append(_("%(name)s sees to this") % {"name": name})
    money = [line for line in mine.teller.columns(agreement).asks if "€" in line]
    parts += [wording.words().capital(line) for line in money]
    return ". ".join(parts) + "." if parts else ""
