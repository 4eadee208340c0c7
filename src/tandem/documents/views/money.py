"""Money: each account in bars and as a table, as it is agreed now and with the first proposal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tandem.core.check.answer import BudgetMonth
from tandem.core.explain import BudgetTable, budget_tables
from tandem.documents.budget_svg import BUDGET_FORMATS, Month, draw_budget
from tandem.documents.views.context import Context


@dataclass(frozen=True, slots=True)
class AccountPicture:
    """One account over the months, under one plan."""

    heading: str
    sentence: str
    pictures: Markup
    table: BudgetTable
    floor: str
    has_dots: bool
    note: str


@dataclass(frozen=True, slots=True)
class AccountView:
    """One account: now, and with the first proposal where that differs."""

    name: str
    parts: tuple[AccountPicture, ...]


def money_view(context: Context) -> tuple[AccountView, ...]:
    """Return the accounts that have something to show."""
    answer = context.answer
    now = answer.budget
    then: Sequence[BudgetMonth] = ()
    if answer.proposals and answer.proposals[0].witness is not None:
        then = answer.proposals[0].witness.budget
    accounts = dict.fromkeys(m.account for m in now if m.lines or m.floor is not None)
    return tuple(_account(context, account, now, then) for account in accounts)


def _account(
    context: Context, account: str, now: Sequence[BudgetMonth], then: Sequence[BudgetMonth]
) -> AccountView:
    mine = [m for m in now if m.account == account]
    later = [m for m in then if m.account == account]
    has_both = bool(later) and later != mine
    say = context.say
    heading = say("money-now") if has_both else ""
    note = say("money-all") if context.answer.clashes else ""
    parts = [_part(context, mine, heading, f"{account}-now", note)]
    if has_both:
        parts.append(_part(context, later, say("money-proposal"), f"{account}-then"))
    return AccountView(parts[0].table.account, tuple(parts))


def _part(
    context: Context, months: Sequence[BudgetMonth], heading: str, name: str, note: str = ""
) -> AccountPicture:
    table = budget_tables(months, context.household, context.rules, context.lang)[0]
    bars = [_bar(context, month) for month in months]
    floor = months[0].floor
    title = context.say("money-picture", name=table.account)
    description = ". ".join(f"{row.months}: {row.free} {row.note}".strip() for row in table.rows)
    pictures = Markup("").join(
        draw_budget(
            bars,
            floor,
            form,
            name=_safe(context, name),
            title=f"{title}. {heading or table.sentence}".strip(),
            description=f"{description}.",
        )
        for form in BUDGET_FORMATS
    )
    return AccountPicture(
        heading=heading,
        sentence=table.sentence,
        pictures=pictures,
        table=table,
        floor="" if floor is None else context.say.words.money(floor),
        has_dots=any(bar.spent for bar in bars),
        note=note,
    )


def _safe(context: Context, name: str) -> str:
    """Return an identifier for the page, the same every time, whatever an account is called."""
    accounts = list(dict.fromkeys(m.account for m in context.answer.budget))
    account, _, which = name.rpartition("-")
    return f"money{accounts.index(account)}-{which}"


def _bar(context: Context, month: BudgetMonth) -> Month:
    spent = -sum(line.cents for line in month.lines if line.agreement and line.cents < 0)
    short = context.say("months-short").split()
    return Month(
        name=short[month.month.month - 1],
        free=month.free,
        spent=spent,
        words=_short(context, month.free),
        is_short=month.is_checked and month.floor is not None and month.free < month.floor,
        is_known=month.is_checked,
    )


def _short(context: Context, cents: int) -> str:
    """Return whole euros, short enough for a bar."""
    euros = context.say.words.thousands(round(abs(cents) / 100))
    return f"−{euros}" if cents < 0 else euros
