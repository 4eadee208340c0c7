"""The form of an account: its rows, read from what was sent and from what is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tandem.actions.errors import InvalidError, Problem
from tandem.core.model import Account, FixedCost, Income, Period
from tandem.formats.amounts import cents
from tandem.formats.tokens import TextError
from tandem.web.pages.days import day_of, day_problem, written_day
from tandem.web.pages.doors import Change

SPARE = 2
MORE = 4
MOST_ROWS = 40
AMOUNT = "Write an amount like 120 or 120,50."


@dataclass(frozen=True, slots=True)
class Row:
    """An amount a month as it was typed."""

    title: str = ""
    amount: str = ""
    first: str = ""
    last: str = ""
    key: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed: such a row is left out."""
        return not (self.title or self.amount or self.first or self.last)


@dataclass(frozen=True, slots=True)
class MoneyForm:
    """Everything that was filled in of an account; rows that stay empty are left out."""

    floor: str = ""
    known: bool = True
    incomes: Sequence[Row] = ()
    costs: Sequence[Row] = ()
    reason: str = ""
    spare: int = SPARE

    def with_more_rows(self) -> MoneyForm:
        """Return the same form with more empty rows."""
        return replace(self, spare=MORE + SPARE)

    def shown(self, name: str) -> int:
        """Return how many rows stand on the page."""
        rows = self.incomes if name == "income" else self.costs
        return min(len(rows) + self.spare, MOST_ROWS)

    def values(self) -> dict[str, str]:
        """Return what stands in the fields, in the order of the page."""
        values = {"floor": self.floor}
        for name, rows in (("income", self.incomes), ("cost", self.costs)):
            for number, row in enumerate(rows, 1):
                values |= {
                    f"{name}-{number}": row.title,
                    f"{name}-amount-{number}": row.amount,
                    f"{name}-from-{number}": row.first,
                    f"{name}-until-{number}": row.last,
                    f"{name}-key-{number}": row.key,
                }
        return values | {"known": "yes" if self.known else "", "reason": self.reason}

    def account(self, of: str) -> Account:
        """Return the account that was filled in; raises InvalidError for what cannot be read."""
        problems: list[Problem] = []
        floor = _amount(self.floor, "floor", problems) if self.floor else None
        incomes = tuple(
            Income(row.key, row.title, *_of_row(row, f"income-{{}}{number}", problems))
            for number, row in enumerate(self.incomes, 1)
        )
        costs = tuple(
            FixedCost(row.title, *_of_row(row, f"cost-{{}}{number}", problems))
            for number, row in enumerate(self.costs, 1)
        )
        if problems:
            raise InvalidError(*problems)
        return Account(of, floor, incomes, costs, self.known)


def _of_row(row: Row, field: str, problems: list[Problem]) -> tuple[int, Period]:
    amount = _amount(row.amount, field.format("amount-"), problems)
    first, last = day_of(row.first), day_of(row.last)
    if row.first and first is None:
        problems.append(day_problem(field.format("from-")))
    if row.last and last is None:
        problems.append(day_problem(field.format("until-")))
    return amount, Period(first, last)


def _amount(text: str, field: str, problems: list[Problem]) -> int:
    try:
        return cents(text)
    except TextError:
        problems.append(Problem(field, AMOUNT))
        return 0


def filled(account: Account) -> MoneyForm:
    """Return what the form of an account begins with."""
    incomes = [_row(one.title, one.cents, one.period, one.id) for one in account.incomes]
    costs = [_row(one.title, one.cents, one.period) for one in account.costs]
    floor = "" if account.floor is None else _written(account.floor)
    return MoneyForm(floor, account.income_known, incomes, costs)


def _row(title: str, amount: int, period: Period, key: str = "") -> Row:
    first, last = written_day(period.first), written_day(period.last)
    return Row(title, _written(amount), first, last, key)


def _written(amount: int) -> str:
    whole, rest = divmod(amount, 100)
    return f"{whole},{rest:02}" if rest else str(whole)


def sent_form(sent: Change) -> MoneyForm:
    """Return what was sent."""
    return MoneyForm(
        floor=sent.text("floor"),
        known=bool(sent.text("known")),
        incomes=_rows(sent, "income"),
        costs=_rows(sent, "cost"),
        reason=sent.text("reason"),
    )


def _rows(sent: Change, name: str) -> list[Row]:
    rows = (
        Row(
            sent.text(f"{name}-{number}"),
            sent.text(f"{name}-amount-{number}"),
            sent.text(f"{name}-from-{number}"),
            sent.text(f"{name}-until-{number}"),
            sent.text(f"{name}-key-{number}"),
        )
        for number in range(1, MOST_ROWS + 1)
    )
    return [row for row in rows if not row.is_blank]
