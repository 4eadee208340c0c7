"""*Geld*: what must stay free, what comes in and what goes out, of each member."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tandem.web.shapes.forms import FormState


@dataclass(frozen=True, slots=True)
class AmountRow:
    """An amount a month."""

    title: str
    cents: int
    when: str = ""
    """From when until when, in words."""


@dataclass(frozen=True, slots=True)
class AccountView:
    """The money of one member, or of the household as a whole."""

    name: str
    href: str
    floor: int | None
    incomes: Sequence[AmountRow]
    costs: Sequence[AmountRow]
    known: bool
    """Whether all income is filled in."""
    anchor: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written down yet."""
        return self.floor is None and not self.incomes and not self.costs


@dataclass(frozen=True, slots=True)
class MoneyPage:
    """*Geld*: all accounts."""

    accounts: Sequence[AccountView]
    check: str
    """Where the budget of every month is drawn."""


@dataclass(frozen=True, slots=True)
class AccountPage:
    """One account, to change it.

    Fields: `floor`, `known`; for each row `income-1`, `income-amount-1`, `income-from-1`,
    `income-until-1`, `income-key-1`, and the same with `cost` (which has no key); `reason`,
    `opened`. The button `do` sends `more` or `keep`.
    """

    form: FormState
    name: str
    incomes: Sequence[int]
    """The numbers of the rows."""
    costs: Sequence[int]
    opened: str
    back: str
    changed_by_other: str = ""
