"""The money of a household: what must stay free, what comes in and what goes out every month.

Only who helps with income or debts writes it down, or who leads the plan; each change with a
reason, so that everybody who reads a budget knows where it comes from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tandem.actions.errors import ChangedMeanwhileError, InvalidError, Problem, require
from tandem.actions.households import Case, locked_case, touch_plan
from tandem.actions.limits import too_long
from tandem.actions.plans.find import free_key
from tandem.actions.plans.meanwhile import mark_of
from tandem.core.access import Action, Facts
from tandem.core.model import HOUSEHOLD, Account, Income, Period
from tandem.formats.rulebase import load_grounds
from tandem.records.coordination.heads import Head
from tandem.records.plans import codec
from tandem.records.plans.models import Plan
from tandem.records.plans.rows import PlanRow
from tandem.records.work import Work

GROUNDS = frozenset({"debt-help", "arrears-signal", "income-plan"})
"""The legal grounds on which somebody helps with income or debts."""
MOST_CENTS = 100_000_000


class UnknownAccountError(LookupError):
    """There is no member of this short name, and it is not the household itself."""


def money_facts(head: Head) -> Facts:
    """Return what the policy looks at for a question about money."""
    mine = head.own_part
    recorded = {one.recorded for one in load_grounds() if one.id in GROUNDS}
    helps = any(one.id == mine and one.legal_ground in recorded for one in head.involved)
    return Facts(household=head.facts, money=helps)


def account_of(case: Case, of: str) -> Account:
    """Return the money of a member, or of the household as a whole; raises UnknownAccountError."""
    if of != HOUSEHOLD and all(one.key != of for one in case.head.members):
        raise UnknownAccountError(of)
    return next((one for one in case.plan.accounts if one.of == of), Account(of))


def fingerprint(account: Account) -> str:
    """Return a short mark of an account as it is, to see whether it was changed meanwhile."""
    return mark_of(codec.ACCOUNTS.to_json((account,)))


def enter_money(work: Work, code: str, *, account: Account, opened: str, reason: str) -> Account:
    """Write down an account anew; `opened` is the fingerprint of what the editor began with.

    Incomes without a short name get one. Returns what is kept. Raises UnknownHouseholdError,
    UnknownAccountError, NotAllowedError, ChangedMeanwhileError, and InvalidError that names what
    is wrong: `floor`, `income-1`, `cost-2`, `reason`.
    """
    case = locked_case(work, code)
    require(work.actor, Action.ENTER_MONEY, money_facts(case.head))
    was = account_of(case, account.of)
    if fingerprint(was) != opened:
        raise ChangedMeanwhileError("money", case.plan.version)
    named = replace(account, incomes=tuple(_named(case.plan, account)))
    became = _due_as_before(was, named)
    problems = [*_problems(became), *_ending(case.plan, was, became)]
    if not reason.strip():
        problems.append(Problem("reason", "Say where these amounts come from."))
    problems += too_long({"reason": reason})
    if problems:
        raise InvalidError(*problems)
    if became != was:
        _write(work, case, was, became, reason.strip())
    return became


def _due_as_before(was: Account, became: Account) -> Account:
    """Return an account in which what stays falls due as it did: forms do not ask for that."""
    incomes = {one.id: one.due for one in was.incomes}
    costs = {one.title: one.due for one in was.costs}
    return replace(
        became,
        incomes=tuple(replace(o, due=incomes.get(o.id, o.due)) for o in became.incomes),
        costs=tuple(replace(o, due=costs.get(o.title, o.due)) for o in became.costs),
    )


def _named(plan: PlanRow, account: Account) -> Iterator[Income]:
    """Give every new income a short name that no other account has either."""
    taken = [one.id for other in plan.accounts for one in other.incomes]
    taken += [one.id for one in account.incomes if one.id]
    for one in account.incomes:
        key = one.id or free_key(one.title, taken, "inkomen")
        taken.append(key)
        yield replace(one, id=key)


def _problems(account: Account) -> Iterator[Problem]:
    if account.floor is not None and not 0 <= account.floor <= MOST_CENTS:
        yield Problem("floor", "Write an amount like 120 or 120,50.")
    yield from _of_rows("income", ((one.title, one.cents, one.period) for one in account.incomes))
    yield from _of_rows("cost", ((one.title, one.cents, one.period) for one in account.costs))


def _of_rows(name: str, rows: Iterable[tuple[str, int, Period]]) -> Iterator[Problem]:
    for number, (title, cents, period) in enumerate(rows, 1):
        if not title.strip():
            yield Problem(f"{name}-{number}", "Say what this amount is.")
        elif not 0 < cents <= MOST_CENTS:
            yield Problem(f"{name}-{number}", "Write an amount like 120 or 120,50.")
        elif period.is_empty:
            yield Problem(f"{name}-{number}", "The last day lies before the first one.")
        yield from too_long({f"{name}-{number}": title})


def _ending(plan: PlanRow, was: Account, became: Account) -> Iterator[Problem]:
    """Refuse to leave out an income that an agreement would end: the plan check names it."""
    left_out = {one.id: one.title for one in was.incomes}
    for one in became.incomes:
        left_out.pop(one.id, None)
    for agreement in plan.agreements:
        for ending in agreement.form.demands.ends_income:
            if ending.income in left_out:
                values = (("income", left_out[ending.income]), ("title", agreement.title))
                yield Problem("reason", "“%(title)s” ends %(income)s: leave it in.", values)


def _write(work: Work, case: Case, was: Account, became: Account, reason: str) -> None:
    others = tuple(one for one in case.plan.accounts if one.of != became.of)
    accounts = codec.ACCOUNTS.to_json((*others, became))
    Plan.objects.filter(household_id=case.head.id).update(accounts=accounts)
    touch_plan(case.head.id)
    work.event(
        "money-entered",
        household=case.head.id,
        subject="plan",
        subject_id=case.plan.id,
        of=became.of,
        was=_plain(was),
        became=_plain(became),
        reason=reason,
    )


def _plain(account: Account) -> object:
    return codec.ACCOUNTS.to_json((account,))[0]
