"""*Regelen*: what was spent at once, what was refused, and what stands in the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.frame import Link


@dataclass(frozen=True, slots=True)
class ExpenseLine:
    """Something that was bought. Field to take it back: `expense`, `because`."""

    amount: str
    what: str
    about: str
    by: str
    on: date
    taken_back: str
    expense: str = ""
    """Its code, for who may take it back; else empty."""


@dataclass(frozen=True, slots=True)
class RefusalLine:
    """A no."""

    asked: str
    about: str
    reason: str
    alternative: str
    caller: str
    telephone: str
    by: str
    on: date
    until: date | None
    """The last day to object; None when there is nothing to object to."""
    source: str
    called: str
    href: str = ""
    """Where who calls says what came of it."""


@dataclass(frozen=True, slots=True)
class ObstacleLine:
    """What stands in the way."""

    what: str
    about: str
    whose: str
    order: str
    holder: str
    until: date | None
    answer: str
    by: str
    on: date
    href: str = ""
    """Where who holds it answers."""


@dataclass(frozen=True, slots=True)
class MeansPage:
    """*Regelen*. Fields of the form: `amount`, `what`, `member`."""

    form: FormState
    may_spend: bool
    most: str
    """Up to how much this viewer decides; empty when nobody wrote that down."""
    left: str
    """What the budget of the area still holds."""
    members: Sequence[Option]
    take_back: str
    expenses: Sequence[ExpenseLine]
    refusals: Sequence[RefusalLine]
    obstacles: Sequence[ObstacleLine]
    asks: Sequence[AskLine]
    refuse: str
    """Where this viewer says no to something; empty for who may not."""
    obstacle: str


@dataclass(frozen=True, slots=True)
class RefusalPage:
    """*Nee zeggen*. Fields: `asked`, `reason`, `alternative`, `caller`, `decision`, `told_on`."""

    form: FormState
    callers: Sequence[Option]
    members: Sequence[Option]
    decision: Sequence[Option]
    until: date
    """The last day to object when it is told today."""
    source: str
    back: str


@dataclass(frozen=True, slots=True)
class ObstaclePage:
    """*Knelpunt*. Fields: `what`, `whose`, `order`, `member`, `page`."""

    form: FormState
    orders: Sequence[Option]
    members: Sequence[Option]
    until: date
    back: str


@dataclass(frozen=True, slots=True)
class MatterPage:
    """A matter that somebody holds. Field: `words`."""

    form: FormState
    title: str
    text: str
    more: Sequence[str]
    question: str
    until: date | None
    outcome: str
    back: str
    answers: Sequence[Option] = ()
    """What can be done, when there is a choice. Field: `do`."""
    needs_ground: bool = False
    """Whether one of them names a legal ground. Field: `legal_ground`."""
    elsewhere: Link | None = None
    """Where it can be solved instead of answered."""
    readers: str = ""
    """Who reads the answer, when that is not who reads the plan."""


@dataclass(frozen=True, slots=True)
class AskLine:
    """A question to change an agreement."""

    title: str
    wanted: str
    owner: str
    where: str
    """Who holds it and until when, or how it ended."""
    comes_first: str
    href: str
    withdraw: str = ""
    """Where who leads takes the question back; empty when that is not possible any more."""


@dataclass(frozen=True, slots=True)
class AskPage:
    """*Vraag om verandering*. Field: `wanted`."""

    form: FormState
    title: str
    until: date
    back: str


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """The budget of an area, and what was spent of it."""

    area: str
    amount: str
    spent: str
    left: str
    mandates: Sequence[str]


@dataclass(frozen=True, slots=True)
class SpentLine:
    """One line of the account."""

    on: date
    household: str
    href: str
    amount: str
    what: str
    by: str
    taken_back: str


@dataclass(frozen=True, slots=True)
class BudgetsPage:
    """*Regelvrij budget*. Fields: `area`, `amount`, `role`; the button `do`."""

    form: FormState
    year: int
    lines: Sequence[BudgetLine]
    spent: Sequence[SpentLine]
    may_set: bool
    is_team_leader: bool
    areas: Sequence[Option]
    roles: Sequence[Option]
