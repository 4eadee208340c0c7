"""*Geld*: what must stay free, what comes in and what goes out, of each member."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.actions.errors import ChangedMeanwhileError, InvalidError, require
from tandem.actions.households import Case
from tandem.actions.plans.money import (
    UnknownAccountError,
    account_of,
    enter_money,
    fingerprint,
    money_facts,
)
from tandem.core.access import Action
from tandem.core.model import HOUSEHOLD, Account, Period
from tandem.records.plans.queries import plan_of
from tandem.web import wording
from tandem.web.pages.doors import Change, HouseholdVisit, change, household_page
from tandem.web.pages.forms import in_order, shown_and_sent
from tandem.web.pages.money_rows import MoneyForm, filled, sent_form
from tandem.web.problems import problems_of
from tandem.web.shapes.forms import FormState
from tandem.web.shapes.money import AccountPage, AccountView, AmountRow, MoneyPage


@household_page(Action.SEE_PLAN, look="money")
def accounts(visit: HouseholdVisit) -> HttpResponse:
    """Show the money of everybody in the household, to who may write it down."""
    case = _case(visit)
    code = visit.head.code
    people = [(one.key, one.name) for one in visit.head.members]
    views = [_view(case, of, name) for of, name in (*people, (HOUSEHOLD, visit.head.name))]
    page = MoneyPage(views, reverse("check", kwargs={"code": code}))
    return visit.draw("money.html", page=page)


@household_page(Action.SEE_PLAN, look="money")
def account_shown(visit: HouseholdVisit, of: str) -> HttpResponse:
    """Show one account, to change it. Raises Http404 for who does not live there."""
    case = _case(visit)
    account = _account(case, of)
    return _draw(visit, case, of, filled(account), fingerprint(account))


@change(Action.ENTER_MONEY)
def account_kept(sent: Change, code: str, of: str) -> HttpResponse:
    """Keep an account as it was filled in, or give more rows."""
    form, more = sent_form(sent), sent.text("do") == "more"
    if more:
        return _again(sent, code, of, form.with_more_rows())
    try:
        account = form.account(of)
        sent.door.run(
            lambda work: enter_money(
                work, code, account=account, opened=sent.text("opened"), reason=form.reason
            )
        )
    except UnknownAccountError:
        raise Http404 from None
    except InvalidError as error:
        return _again(sent, code, of, form, error)
    except ChangedMeanwhileError:
        return _again(sent, code, of, form, changed=True)
    sent.recheck(code)
    messages.success(sent.request, _("The amounts stand in the plan."))
    return HttpResponseRedirect(reverse("money", kwargs={"code": code}))


account_form = shown_and_sent(account_shown, account_kept)


def _case(visit: HouseholdVisit) -> Case:
    require(visit.actor, Action.ENTER_MONEY, money_facts(visit.head))
    return Case(visit.head, plan_of(visit.work, visit.head.id))


def _account(case: Case, of: str) -> Account:
    try:
        return account_of(case, of)
    except UnknownAccountError:
        raise Http404 from None


def _view(case: Case, of: str, name: str) -> AccountView:
    account = account_of(case, of)
    return AccountView(
        name=name,
        href=reverse("account", kwargs={"code": case.head.code, "of": of}),
        floor=account.floor,
        incomes=[AmountRow(one.title, one.cents, _when(one.period)) for one in account.incomes],
        costs=[AmountRow(one.title, one.cents, _when(one.period)) for one in account.costs],
        known=account.income_known,
        anchor=f"m-{of}",
    )


def _when(period: Period) -> str:
    first, last = period.first, period.last
    if first and last:
        return _("from %(since)s until %(until)s") % {
            "since": wording.day(first, year=True),
            "until": wording.day(last, year=True),
        }
    if first:
        return _("from %(since)s") % {"since": wording.day(first, year=True)}
    return _("until %(until)s") % {"until": wording.day(last, year=True)} if last else ""


def _again(
    sent: Change,
    code: str,
    of: str,
    form: MoneyForm,
    error: InvalidError | None = None,
    *,
    changed: bool = False,
) -> HttpResponse:
    """Draw the form again with everything that was filled in."""

    def draw(visit: HouseholdVisit) -> HttpResponse:
        case = _case(visit)
        account = _account(case, of)
        opened = fingerprint(account) if changed else sent.text("opened")
        theirs = ""
        if changed:
            theirs = _(
                "Somebody changed these amounts meanwhile. Look at them first; yours are below."
            )
        return _draw(visit, case, of, form, opened, error, theirs)

    return sent.visit(code, draw)


def _draw(
    visit: HouseholdVisit,
    case: Case,
    of: str,
    form: MoneyForm,
    opened: str,
    error: InvalidError | None = None,
    theirs: str = "",
) -> HttpResponse:
    names = {one.key: one.name for one in case.head.members}
    address = reverse("account", kwargs={"code": visit.head.code, "of": of})
    problems = in_order(problems_of(error), form.values()) if error else []
    page = AccountPage(
        form=FormState(address, form.values(), problems),
        name=names.get(of, visit.head.name),
        incomes=range(1, form.shown("income") + 1),
        costs=range(1, form.shown("cost") + 1),
        opened=opened,
        back=reverse("money", kwargs={"code": visit.head.code}),
        changed_by_other=theirs,
    )
    status = 422 if problems else 409 if theirs else 200
    return visit.draw("account.html", status=status, page=page)
