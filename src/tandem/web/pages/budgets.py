"""*Regelvrij budget*: what every area has, who decides up to how much, and what was spent."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tandem.actions.coordination.spending import set_budget, set_mandate
from tandem.actions.errors import InvalidError, Problem
from tandem.core.access import Action, Duty, SpendingRole, may
from tandem.records.coordination.means import (
    AreaBudget,
    Spent,
    budgets,
    spent_in_areas_of,
)
from tandem.records.work import SomebodyWasFirstError, Work
from tandem.web import wording
from tandem.web.pages.doors import Change, Visit, change, page
from tandem.web.pages.forms import drawn_again, shown_and_sent, values_of
from tandem.web.pages.means import cents_of
from tandem.web.problems import problems_of
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.means import BudgetLine, BudgetsPage, SpentLine

FIELDS = ("area", "amount", "role")
TOO_LITTLE = Problem("amount", "More than this was spent already this year.")
NO_ROLE = Problem("role", "Choose a role from the list.")
NO_AMOUNT = Problem("amount", "Write the amount like this: 120 or 120,50.")


@page(Action.SEE_BUDGETS)
def budgets_shown(visit: Visit) -> HttpResponse:
    """Show what every area has; a team leader sees the own areas, line by line."""
    return _draw(visit, FormState(reverse("budgets")))


@change(Action.SET_BUDGETS)
def budgets_sent(sent: Change) -> HttpResponse:
    """Set a budget or a mandate."""
    try:
        sent.door.run(lambda work: _set(work, sent))
    except InvalidError as error:
        return _again(sent, error)
    except SomebodyWasFirstError:
        return _again(sent, InvalidError(TOO_LITTLE))
    messages.success(sent.request, _("It is written down."))
    return HttpResponseRedirect(reverse("budgets"))


budgets_form = shown_and_sent(budgets_shown, budgets_sent)


def _set(work: Work, sent: Change) -> None:
    area, amount = sent.number("area"), cents_of(sent.text("amount"))
    if not amount and sent.text("amount").strip("0,. ") != "":
        raise InvalidError(NO_AMOUNT)
    if sent.text("do") != "mandate":
        set_budget(work, area=area, year=work.today.year, cents=amount)
        return
    if sent.text("role") not in set(SpendingRole):
        raise InvalidError(NO_ROLE)
    set_mandate(work, area=area, role=SpendingRole(sent.text("role")), cents=amount)


def _again(sent: Change, error: InvalidError) -> HttpResponse:
    form = FormState(reverse("budgets"), values_of(sent, FIELDS), problems_of(error, FIELDS))
    return drawn_again(sent, lambda visit: _draw(visit, form))


def _draw(visit: Visit, form: FormState) -> HttpResponse:
    leads = Duty.TEAM_LEADER in visit.actor.duties
    year = visit.work.today.year
    leader = visit.actor.professional if leads else None
    found = budgets(visit.work, year, leader=leader)
    lines = spent_in_areas_of(visit.work, leader, year) if leader is not None else ()
    shown = BudgetsPage(
        form=form,
        year=year,
        lines=[_line(one) for one in found],
        spent=[_spent(one) for one in lines],
        may_set=bool(may(visit.actor, Action.SET_BUDGETS)),
        is_team_leader=leads,
        areas=[
            Option(str(one.area), one.name, str(one.area) == form.value("area")) for one in found
        ],
        roles=[
            Option(role.value, words, role.value == form.value("role"))
            for role, words in role_words().items()
        ],
    )
    return visit.draw("budgets.html", status=422 if form.problems else 200, page=shown)


def role_words() -> Mapping[SpendingRole, str]:
    """Return what each role with a mandate is called."""
    return {
        SpendingRole.LEAD: _("who leads the plan"),
        SpendingRole.CONSULTANT: _("consultant"),
        SpendingRole.TEAM_LEADER: _("team leader"),
    }


def _line(one: AreaBudget) -> BudgetLine:
    words = role_words()
    said = [
        _("%(role)s up to %(amount)s") % {"role": words[role], "amount": wording.money(amount)}
        for role, amount in one.mandates.items()
    ]
    left = wording.money(one.cents - one.spent)
    return BudgetLine(one.name, wording.money(one.cents), wording.money(one.spent), left, said)


def _spent(one: Spent) -> SpentLine:
    return SpentLine(
        localdate(one.at),
        one.household,
        reverse("means", kwargs={"code": one.code}),
        wording.money(one.cents),
        one.what,
        one.by,
        one.taken_back,
    )
