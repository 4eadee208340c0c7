"""What an agreement asks: time, somebody at home, money, a status, an order.

The meaning of every demand stands in docs/explanation/plan-check.md. An unknown is always `None`
(or a demand left out) and is read leniently: no times takes no time, no amount no money.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tandem.core.model.due import MONTHLY, Due
from tandem.core.model.periods import ALWAYS, Period, Window


class Where(StrEnum):
    """Where a session takes place, seen from the members who are present."""

    HOME = "home"
    REMOTE = "remote"
    OUT = "out"


class DaysOff(StrEnum):
    """Days on which something may not happen, or on which alone it happens."""

    SCHOOL = "school_holidays"
    """The school holidays of the region in which the household lives."""
    PUBLIC = "public_holidays"


@dataclass(frozen=True, slots=True)
class Sessions:
    """`times` sessions of `minutes` minutes in every `every_weeks`-th week.

    All `members` are present at each session. A session lies inside one of `windows`; travel lies
    before and after it and may fall outside the window. The sessions of one week are on different
    days unless `same_day`.
    """

    members: tuple[str, ...]
    times: int | None = 1
    minutes: int | None = None
    windows: tuple[Window, ...] | None = None
    every_weeks: int = 1
    first_week: date | None = None
    """A day in a week in which it takes place; needed when `every_weeks` is more than 1."""
    where: Where = Where.OUT
    place: str = ""
    travel: int = 0
    """Minutes each way, from and to home; 0 unless `where` is OUT."""
    same_day: bool = False
    contact_of: tuple[str, ...] = ()
    """Members for whom each session is a professional contact."""
    visit: str | None = None
    """Sessions with the same visit name are one visit: one contact, and they may coincide."""
    period: Period = ALWAYS
    not_in: tuple[DaysOff, ...] = ()
    """On these days it does not take place."""
    only_in: tuple[DaysOff, ...] = ()
    """It takes place on these days alone, when there are any."""
    also_away: bool = False
    """Whether it takes place on days on which a member present is at the other parent."""

    @property
    def has_times(self) -> bool:
        """Whether enough is known to take time in somebody's week."""
        return None not in (self.times, self.minutes, self.windows) and self.times != 0


@dataclass(frozen=True, slots=True)
class SomebodyHome:
    """During every window at least one of `adults` is at home with `child`."""

    adults: tuple[str, ...]
    windows: tuple[Window, ...]
    child: str | None = None
    period: Period = ALWAYS
    not_in: tuple[DaysOff, ...] = ()
    """On these days it asks nothing."""
    only_in: tuple[DaysOff, ...] = ()
    """It asks something on these days alone, when there are any."""


class Direction(StrEnum):
    """Which way money goes, seen from the account."""

    IN = "in"
    OUT = "out"


HOUSEHOLD = "household"
"""The account that belongs to the household as a whole."""


@dataclass(frozen=True, slots=True)
class Money:
    """`cents` in or out of one account (a member's, or HOUSEHOLD); `None` is unknown.

    Each time that it falls `due`: every month, unless that says otherwise.
    """

    account: str
    direction: Direction
    cents: int | None
    title: str = ""
    period: Period = ALWAYS
    due: Due = MONTHLY


@dataclass(frozen=True, slots=True)
class EndsIncome:
    """An income of the facts (by its identifier) that stops while this is kept."""

    income: str
    period: Period = ALWAYS


@dataclass(frozen=True, slots=True)
class Paperwork:
    """Letters and forms that members read, fill in or send: `pieces` a month, `minutes` each.

    `None` is unknown: then it asks nothing. It takes no place in the week, so it clashes with
    nothing; it counts in the load only.
    """

    members: tuple[str, ...]
    pieces: int | None = 1
    minutes: int | None = None
    title: str = ""
    period: Period = ALWAYS


class Relation(StrEnum):
    """What an agreement has to do with a status."""

    REQUIRES = "requires"
    EXCLUDES = "excludes"
    MAKES = "makes"


@dataclass(frozen=True, slots=True)
class StatusDemand:
    """Requires, excludes or makes a status (a name from the rule base) of a member."""

    relation: Relation
    member: str
    status: str
    period: Period = ALWAYS


@dataclass(frozen=True, slots=True)
class After:
    """Starts only when `agreement` has finished, and `gap_days` days have passed since."""

    agreement: str
    gap_days: int = 0


@dataclass(frozen=True, slots=True)
class Order:
    """When this may start and must be finished, in relation to others and to dates."""

    after: tuple[After, ...] = ()
    starts_before: date | None = None
    """It starts earlier than this day."""
    finishes_before: date | None = None
    """Its last day is earlier than this day."""


@dataclass(frozen=True, slots=True)
class Demands:
    """Everything one form of an agreement asks."""

    sessions: tuple[Sessions, ...] = ()
    somebody_home: tuple[SomebodyHome, ...] = ()
    money: tuple[Money, ...] = ()
    ends_income: tuple[EndsIncome, ...] = ()
    statuses: tuple[StatusDemand, ...] = ()
    order: Order = field(default_factory=Order)
    paperwork: tuple[Paperwork, ...] = ()
