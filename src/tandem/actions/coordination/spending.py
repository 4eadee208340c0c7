"""Spend first: something is bought at once from the area's budget, with one line of account."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from tandem.actions.coordination.about import member_about
from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import household_facts, lock
from tandem.actions.limits import wrong_words
from tandem.core.access import (
    Action,
    SpendingRole,
    SpendingStop,
    best_role,
    spending_roles,
    spending_stop,
)
from tandem.records.coordination.means import Pot, pot_of
from tandem.records.coordination.models import Expense
from tandem.records.people.models import Area, SpendingMandate
from tandem.records.work import Work

NO_BUDGET = Problem(
    "amount", "There is no budget for this area this year. Call the team leader of the area."
)
STOPS = {
    SpendingStop.NO_MANDATE: Problem(
        "amount", "Nobody wrote down up to how much you may decide. Call the team leader."
    ),
    SpendingStop.OVER_MANDATE: Problem(
        "amount", "You decide up to € %(most)s. Ask who may decide more: the team leader."
    ),
    SpendingStop.OVER_BUDGET: Problem(
        "amount", "There is € %(left)s left in the budget of this area."
    ),
}
MOST_CENTS = 100_000_000


class UnknownExpenseError(LookupError):
    """There is no expense with this number here."""


@dataclass(frozen=True, slots=True)
class Spending:
    """What is bought: for how much (in cents), and what for, in one line."""

    cents: int
    what: str
    member: str = ""
    """For whom, by short name; empty for the household."""


def spend(work: Work, code: str, spending: Spending) -> int:
    """Spend something for a household, within the mandate of the actor's role and the budget.

    The database keeps both limits too, so that two who spend at once never pass them: then
    SomebodyWasFirstError. Raises NotAllowedError, and InvalidError for what is missing or too much.
    Return the number of the expense.
    """
    head = lock(work, code)
    facts = household_facts(head)
    require(work.actor, Action.SPEND, facts)
    member = member_about(head, spending.member)
    pot = pot_of(work, head.id)
    roles = spending_roles(facts)
    problems = _problems(spending, pot, roles)
    if problems or pot is None:
        raise InvalidError(*problems)
    role = best_role(roles, pot.mandates)
    made = Expense.objects.create(
        household_id=head.id,
        budget_id=pot.id,
        member_id=None if member is None else member.id,
        cents=spending.cents,
        what=spending.what.strip(),
        role="" if role is None else role.value,
        at=work.at,
        by=work.account,
    )
    work.event(
        "spent",
        household=head.id,
        subject="expense",
        subject_id=made.pk,
        cents=spending.cents,
        role=made.role,
    )
    return made.pk


def _problems(spending: Spending, pot: Pot | None, roles: frozenset[SpendingRole]) -> list[Problem]:
    needed = [Problem("what", "Say in one line what it is and why.")]
    problems = wrong_words({"what": spending.what}, needed)
    if spending.cents <= 0:
        return [Problem("amount", "Write the amount like this: 120 or 120,50."), *problems]
    if pot is None:
        return [NO_BUDGET, *problems]
    stop = spending_stop(spending.cents, roles, pot.mandates, pot.left)
    if stop is None:
        return problems
    role = best_role(roles, pot.mandates)
    most = pot.mandates[role] if role is not None else 0
    said = STOPS[stop]
    values = (("most", in_euros(most)), ("left", in_euros(pot.left)))
    return [Problem(said.field, said.text, values), *problems]


def in_euros(cents: int) -> str:
    """Return an amount for a sentence: "120", or "120,50"."""
    whole, rest = divmod(cents, 100)
    return f"{whole},{rest:02}" if rest else str(whole)


def take_back(work: Work, code: str, expense: int, because: str) -> None:
    """Take an expense back: it was not made after all, or came back; the budget has it again.

    The line stays, with why. Raises NotAllowedError, UnknownExpenseError, InvalidError.
    """
    head = lock(work, code)
    require(work.actor, Action.SPEND, household_facts(head))
    row = Expense.objects.filter(
        pk=expense, household_id=head.id, taken_back_at__isnull=True
    ).first()
    if row is None:
        raise UnknownExpenseError(expense)
    if not because.strip():
        raise InvalidError(Problem("because", "Say why it is taken back."))
    row.taken_back_at, row.taken_back_by = work.at, work.account
    row.taken_back_because = because.strip()
    row.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_because"])
    work.event("spending-taken-back", household=head.id, subject="expense", subject_id=expense)


_SET = """
INSERT INTO people_budget (area_id, year, cents, set_at, set_by) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (area_id, year) DO UPDATE
    SET cents = EXCLUDED.cents, set_at = EXCLUDED.set_at, set_by = EXCLUDED.set_by
"""


def set_budget(work: Work, *, area: int, year: int, cents: int) -> None:
    """Set the budget of an area in a year; never below what was spent already.

    Raises NotAllowedError, InvalidError, and SomebodyWasFirstError when more was spent meanwhile.
    """
    require(work.actor, Action.SET_BUDGETS)
    _require_area_and_amount(area, cents)
    with connection.cursor() as cursor:
        cursor.execute(_SET, [area, year, cents, work.at, work.account])
    work.event(
        "set-budget", household=None, subject="area", subject_id=area, year=year, cents=cents
    )


def set_mandate(work: Work, *, area: int, role: SpendingRole, cents: int) -> None:
    """Set up to how much somebody in a role decides alone in an area.

    Raises NotAllowedError and InvalidError.
    """
    require(work.actor, Action.SET_BUDGETS)
    _require_area_and_amount(area, cents)
    SpendingMandate.objects.update_or_create(
        area_id=area,
        role=role.value,
        defaults={"cents": cents, "set_at": work.at, "set_by": work.account},
    )
    work.event(
        "set-mandate",
        household=None,
        subject="area",
        subject_id=area,
        role=role.value,
        cents=cents,
    )


def _require_area_and_amount(area: int, cents: int) -> None:
    if not Area.objects.filter(pk=area).exists():
        raise InvalidError(Problem("area", "Choose an area from the list."))
    if not 0 <= cents <= MOST_CENTS:
        raise InvalidError(Problem("amount", "Write the amount like this: 120 or 120,50."))
