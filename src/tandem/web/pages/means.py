"""*Regelen*: spend first, and what was spent, refused and is in the way, on one page."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tandem.actions.coordination.about import name_of_helper, name_of_writer, seen_of
from tandem.actions.coordination.spending import (
    Spending,
    UnknownExpenseError,
    spend,
    take_back,
)
from tandem.actions.errors import InvalidError, Problem
from tandem.actions.households import household_facts
from tandem.core.access import Action, best_role, may, spending_roles
from tandem.core.flow.asks import AskState, can_withdraw, due
from tandem.formats.amounts import cents
from tandem.formats.tokens import TextError
from tandem.records.coordination.asks import AskRow, asks_of
from tandem.records.coordination.heads import Head
from tandem.records.coordination.means import (
    ExpenseRow,
    ObstacleRow,
    Pot,
    RefusalRow,
    Written,
    expenses_of,
    obstacles_of,
    pot_of,
    refusals_of,
)
from tandem.records.work import SomebodyWasFirstError
from tandem.web import wording
from tandem.web.pages.doors import Change, HouseholdVisit, change, household_page
from tandem.web.pages.forms import values_of
from tandem.web.pages.people_words import worker_word
from tandem.web.problems import problems_of
from tandem.web.refs import ref
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.means import AskLine, ExpenseLine, MeansPage, ObstacleLine, RefusalLine

FIELDS = ("amount", "what", "member", "because")
FIRST = Problem("amount", "Somebody spent just before you. See what is left, and try again.")


@household_page(Action.SEE_MEANS, look="means")
def means(visit: HouseholdVisit) -> HttpResponse:
    """Show what was spent, refused and in the way, and the form to spend."""
    return _draw(visit, FormState(_address("means-spend", visit.head)))


@change(Action.SPEND)
def means_spend(sent: Change, code: str) -> HttpResponse:
    """Spend something at once."""
    spending = Spending(cents_of(sent.text("amount")), sent.text("what"), sent.text("member"))
    try:
        sent.door.run(lambda work: spend(work, code, spending))
    except InvalidError as error:
        return _again(sent, code, error)
    except SomebodyWasFirstError:
        return _again(sent, code, InvalidError(FIRST), status=409)
    messages.success(sent.request, _("It is spent and accounted for. Nothing else is needed."))
    return HttpResponseRedirect(reverse("means", kwargs={"code": code}))


@change(Action.SPEND)
def means_take_back(sent: Change, code: str) -> HttpResponse:
    """Take an expense back; raises Http404 for one that is not there."""
    try:
        sent.door.run(lambda work: take_back(work, code, sent.ref("expense"), sent.text("because")))
    except InvalidError as error:
        return _again(sent, code, error)
    except UnknownExpenseError:
        raise Http404 from None
    messages.success(sent.request, _("It is taken back. The line stays, with why."))
    return HttpResponseRedirect(reverse("means", kwargs={"code": code}))


def cents_of(text: str) -> int:
    """Return an amount in cents; 0 for what is no amount, which no action takes."""
    try:
        return cents(text)
    except TextError:
        return 0


def member_options(head: Head, chosen: str) -> list[Option]:
    """Return about whom something can be: the household first, then everybody in it."""
    whole = Option("", _("The whole household"), not chosen)
    return [whole, *(Option(one.key, one.name, one.key == chosen) for one in head.members)]


def _again(sent: Change, code: str, error: InvalidError, *, status: int = 422) -> HttpResponse:
    values, problems = values_of(sent, FIELDS), problems_of(error, FIELDS)

    def draw(visit: HouseholdVisit) -> HttpResponse:
        form = FormState(_address("means-spend", visit.head), values, problems)
        return _draw(visit, form, status=status)

    return sent.visit(code, draw, Action.SPEND)


def _address(route: str, head: Head) -> str:
    return reverse(route, kwargs={"code": head.code})


def _draw(visit: HouseholdVisit, form: FormState, *, status: int = 200) -> HttpResponse:
    head, work = visit.head, visit.work
    facts = household_facts(head)
    pot = pot_of(work, head.id)
    may_spend = bool(may(visit.actor, Action.SPEND, facts))
    shown = MeansPage(
        form=form,
        may_spend=may_spend,
        most=_most(visit, pot) if may_spend else "",
        left=wording.money(pot.left) if pot is not None and may_spend else "",
        members=member_options(head, form.value("member")),
        take_back=_address("means-take-back", head),
        expenses=_expenses(visit, expenses_of(work, head.id), may_spend=may_spend),
        refusals=_refusals(visit, refusals_of(work, head.id)),
        obstacles=_obstacles(visit, obstacles_of(work, head.id)),
        asks=_asks(visit),
        refuse=_address("refuse", head) if may(visit.actor, Action.REFUSE, facts) else "",
        obstacle=_address("obstacle", head),
    )
    return visit.draw("means.html", status=status, page=shown)


def _most(visit: HouseholdVisit, pot: Pot | None) -> str:
    if pot is None:
        return ""
    role = best_role(spending_roles(household_facts(visit.head)), pot.mandates)
    return "" if role is None else wording.money(pot.mandates[role])


def _expenses(
    visit: HouseholdVisit, rows: Sequence[ExpenseRow], *, may_spend: bool
) -> list[ExpenseLine]:
    return [
        ExpenseLine(
            wording.money(one.cents),
            one.what,
            _about(visit.head, one.written),
            _writer(visit.head, one.written),
            localdate(one.written.at),
            one.taken_back,
            ref("expense", one.id) if may_spend and not one.taken_back else "",
        )
        for one in seen_of(visit.head, rows)
    ]


def _refusals(visit: HouseholdVisit, rows: Sequence[RefusalRow]) -> list[RefusalLine]:
    head = visit.head
    return [
        RefusalLine(
            one.asked,
            _about(head, one.written),
            one.reason,
            one.alternative,
            name_of_helper(head, one.caller, one.caller_name, worker_word()),
            one.telephone,
            _writer(head, one.written),
            one.told_on,
            one.objection_until,
            one.source,
            one.called,
            _matter(visit, one.item, one.caller, is_open=not one.called),
        )
        for one in seen_of(head, rows, "caller")
    ]


def _obstacles(visit: HouseholdVisit, rows: Sequence[ObstacleRow]) -> list[ObstacleLine]:
    head = visit.head
    orders = order_words()
    return [
        ObstacleLine(
            one.what,
            _about(head, one.written),
            one.whose,
            orders[one.order],
            name_of_helper(head, one.holder, one.holder_name, worker_word()),
            one.due_on,
            one.answer,
            _writer(head, one.written),
            localdate(one.written.at),
            _matter(visit, one.item, one.holder, is_open=not one.answer),
        )
        for one in seen_of(head, rows, "holder")
    ]


def _asks(visit: HouseholdVisit) -> list[AskLine]:
    """Return the questions to change something, to who leads and to whom they are asked."""
    facts, me = visit.head.facts, visit.actor.professional
    leads = facts.leads or facts.stands_in or facts.team_leader
    return [
        AskLine(
            one.title,
            one.wanted,
            one.owner_name,
            _where(one),
            one.comes_first,
            _matter(
                visit,
                one.item,
                me or 0,
                is_open=me in {one.owner, one.holder} and due(one.ask) is not None,
            ),
            _withdraw(visit, one),
        )
        for one in asks_of(visit.work, visit.head.id)
        if leads or (me is not None and me in {one.owner, one.holder})
    ]


def _withdraw(visit: HouseholdVisit, one: AskRow) -> str:
    facts = visit.head.facts
    if not (facts.leads or facts.stands_in) or not can_withdraw(one.ask):
        return ""
    return reverse("matter", kwargs={"code": visit.head.code, "matter": one.item})


def _where(one: AskRow) -> str:
    """Return who holds a question and until when, or how it ended."""
    until = due(one.ask)
    if until is not None:
        said = _("%(name)s answers no later than %(day)s.")
        return said % {"name": one.holder_name, "day": wording.day(until, year=True)}
    ends = {
        AskState.CHANGED: _("It is changed: %(words)s"),
        AskState.GROUNDED: _("It stays as it is (%(ground)s): %(words)s"),
        AskState.SETTLED: _("It is settled: %(words)s"),
    }
    said = ends.get(one.ask.state, _("The question is withdrawn"))
    return said % {"words": one.outcome, "ground": one.legal_ground}


def order_words() -> dict[int, str]:
    """Return what each order of an obstacle is called."""
    return {
        1: _("in this case"),
        2: _("in our own organisation"),
        3: _("in the system: a law, or how things are paid"),
    }


def _matter(visit: HouseholdVisit, item: int, holder: int, *, is_open: bool) -> str:
    if not is_open or holder != visit.actor.professional:
        return ""
    return reverse("matter", kwargs={"code": visit.head.code, "matter": item})


def _about(head: Head, written: Written) -> str:
    found = head.member(written.member) if written.member is not None else None
    return found.name if found is not None else ""


def _writer(head: Head, written: Written) -> str:
    return name_of_writer(head, written, worker_word())
