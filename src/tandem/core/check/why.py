"""Why agreements do not go together: typed reasons, without words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tandem.core.model import Period, Relation


class ClashKind(StrEnum):
    """The resource over which agreements clash."""

    AGENDA = "agenda"
    HOME = "home"
    STATUS = "status"
    ORDER = "order"
    CONTACTS = "contacts"
    MONEY = "money"
    STARTS = "starts"


@dataclass(frozen=True, slots=True)
class WeekSpan:
    """The weeks in which something is so: the first, the last and how many (Mondays)."""

    first: date
    last: date
    count: int


@dataclass(frozen=True, slots=True)
class Busy:
    """One stretch in which an agreement takes a member, travel included (minutes of the day)."""

    agreement: str
    member: str
    day: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """On these days, from `start` to `end`, the agreements need this member at the same time."""

    member: str
    days: tuple[int, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NoRoom:
    """What one agreement still needs, and on which days there is room for it beside the others."""

    agreement: str
    members: tuple[str, ...]
    times: int
    minutes: int
    """Length of one session, without travel."""
    free_days: tuple[int, ...]
    """Days on which one session would fit."""


@dataclass(frozen=True, slots=True)
class FallsOut:
    """On these days of the week an agreement does not take place."""

    agreement: str
    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class IsAway:
    """On these days of the week a member who matters is not at home, as a fact."""

    member: str
    days: tuple[int, ...]
    other_parent: bool


@dataclass(frozen=True, slots=True)
class AgendaReason:
    """The agreements do not fit in one week of the members they share."""

    span: WeekSpan
    members: tuple[str, ...]
    overlaps: tuple[Overlap, ...] = ()
    """Where two agreements with fixed times meet; empty when a choice of times is involved."""
    no_room: NoRoom | None = None
    """Set when all but one agreement are fixed: what the last one lacks."""
    falls_out: tuple[FallsOut, ...] = ()
    """In the week by which it is explained, when it is so in every such week."""
    away: tuple[IsAway, ...] = ()
    kind: ClashKind = ClashKind.AGENDA


@dataclass(frozen=True, slots=True)
class HomeGap:
    """On these days, from `start` to `end`, nobody of the named adults can be at home."""

    days: tuple[int, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class HomeReason:
    """Nobody is at home with a child when somebody should be."""

    span: WeekSpan
    agreement: str
    child: str | None
    gaps: tuple[HomeGap, ...]
    """Where nobody is at home; empty when a choice of times is involved."""
    absences: tuple[Busy, ...]
    """Who is away then, and for which agreement."""
    members: tuple[str, ...]
    falls_out: tuple[FallsOut, ...] = ()
    """In the week by which it is explained, when it is so in every such week."""
    away: tuple[IsAway, ...] = ()
    kind: ClashKind = ClashKind.HOME


@dataclass(frozen=True, slots=True)
class StatusClaim:
    """What one agreement asks or makes of a member's status."""

    agreement: str
    relation: Relation
    status: str


@dataclass(frozen=True, slots=True)
class StatusReason:
    """Two claims on the status of one member that cannot both hold."""

    member: str
    left: StatusClaim
    right: StatusClaim
    rules: tuple[str, ...]
    """Identifiers of the rules that make them exclude one another; may be empty."""
    period: Period
    kind: ClashKind = ClashKind.STATUS


@dataclass(frozen=True, slots=True)
class OrderStep:
    """One link of an impossible order: `after` comes after `before`, or a date bound."""

    agreement: str
    bound: str
    """"start", "until", "starts-before", "finishes-before" or "after"."""
    day: date | None = None
    other: str | None = None
    gap_days: int = 0


@dataclass(frozen=True, slots=True)
class OrderReason:
    """The agreements cannot be put in an order that keeps all dates."""

    steps: tuple[OrderStep, ...]
    days_short: int
    """How many days are lacking."""
    kind: ClashKind = ClashKind.ORDER


@dataclass(frozen=True, slots=True)
class ContactsReason:
    """A member has more professional contacts a week than he or she can carry."""

    member: str
    capacity: int
    contacts: int
    worst_week: date
    span: WeekSpan
    """The weeks in which it is too much."""
    parts: tuple[tuple[str, int], ...]
    """Agreements with their contacts in the worst week."""
    kind: ClashKind = ClashKind.CONTACTS

    @property
    def too_many(self) -> int:
        """By how many contacts a week the capacity is exceeded."""
        return self.contacts - self.capacity


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """One line of a monthly budget: cents in (positive) or out (negative)."""

    title: str
    cents: int
    agreement: str | None = None
    ended_by: tuple[str, ...] = ()
    """The agreements by which this income has stopped (then `cents` is 0)."""
    is_begun: bool = False
    """Whether it counts in full in a month that it does not fill: it may be less."""


@dataclass(frozen=True, slots=True)
class MoneyReason:
    """Less money stays free in a month than the floor of the account."""

    account: str
    floor: int
    free: int
    worst_month: date
    first_month: date
    months: int
    """In how many months it is too little."""
    lines: tuple[MoneyLine, ...]
    """The budget of the worst month."""
    kind: ClashKind = ClashKind.MONEY

    @property
    def short(self) -> int:
        """How many cents are lacking in the worst month."""
        return self.floor - self.free


@dataclass(frozen=True, slots=True)
class FreeStart:
    """An agreement that may start on any day between two."""

    agreement: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class StartsReason:
    """Whenever these agreements start, something does not fit.

    Other reasons beside it say what does not fit when they start as late as allowed; `others` are
    the agreements of the set that those reasons do not name: they are in the way of sooner days.
    """

    starts: tuple[FreeStart, ...]
    others: tuple[str, ...] = ()
    kind: ClashKind = ClashKind.STARTS


SetReason = AgendaReason | HomeReason | StatusReason | OrderReason | StartsReason
QuantityReason = ContactsReason | MoneyReason
Reason = SetReason | QuantityReason
