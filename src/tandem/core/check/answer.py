"""What the plan check answers: typed findings, without words (words: `tandem.core.explain`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tandem.core.check.why import (
    ClashKind,
    MoneyLine,
    Reason,
)
from tandem.core.model import Form, Household, Period, Variant, Where


class Verdict(StrEnum):
    """Can this household live this plan? UNKNOWN means out of time, nothing else."""

    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


# --- how much was known ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Missing:
    """Something about an agreement that is not filled in, and who could fill it in."""

    agreement: str
    what: str
    who: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the plan was known to the check."""

    filled: int
    total: int
    missing: tuple[Missing, ...] = ()
    unchecked_accounts: tuple[str, ...] = ()
    """Accounts with a floor whose income is not known: their budget was not checked."""
    unknown_days_off: Period | None = None
    """The first and last day of the horizon of which days off that matter are not known."""

    @property
    def is_full(self) -> bool:
        """Whether everything was known."""
        nothing_unchecked = not self.unchecked_accounts and self.unknown_days_off is None
        return self.filled == self.total and nothing_unchecked


# --- why it does not fit --------------------------------------------------------------------


class WayOut(StrEnum):
    """Whether a clash can be solved within the plan."""

    CHANGE = "change"
    """Somebody can change something."""
    ASK_OWNER = "ask-owner"
    """Only by ending treatment or protection: a question to its owner, never a proposal."""
    ESCALATE = "escalate"
    """All is mandatory: it goes up, to those who imposed it."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A smallest set of agreements that cannot all be kept, or one limit that is passed."""

    agreements: tuple[str, ...]
    """Sorted identifiers. For a limit: all that weigh on it in the worst week or month."""
    reasons: tuple[Reason, ...]
    way_out: WayOut = WayOut.CHANGE
    ask: tuple[str, ...] = ()
    """Whom to ask, when the way out is ASK_OWNER or ESCALATE."""

    @property
    def kind(self) -> ClashKind:
        """The kind of the first reason."""
        return self.reasons[0].kind

    @property
    def is_limit(self) -> bool:
        """Whether this is a limit passed (contacts, money), counted apart from the sets."""
        return self.kind in {ClashKind.CONTACTS, ClashKind.MONEY}


@dataclass(frozen=True, slots=True)
class MissingSupport:
    """An agreement requires what nothing in the plan or the facts gives."""

    agreement: str
    period: Period
    member: str | None = None
    status: str | None = None
    """The status required of `member`; None when another agreement is lacking."""
    after: str | None = None
    """The agreement that should come first, and is not in the plan."""


@dataclass(frozen=True, slots=True)
class Circle:
    """Agreements that support one another in a circle; it counts as support."""

    agreements: tuple[str, ...]


# --- what would fit -------------------------------------------------------------------------


class ChangeKind(StrEnum):
    """What a proposal does to an agreement."""

    ALTERNATIVE = "alternative"
    REPLACED = "replaced"
    POSTPONE = "postpone"
    END = "end"
    MOVE = "move"
    REMOTE = "remote"
    PLACE = "place"
    FEWER = "fewer"
    SHORTEN = "shorten"
    HALVE = "halve"
    MERGE = "merge"

    @property
    def is_automatic(self) -> bool:
        """Whether Tandem thought of such a change: no owner named it."""
        return self in AUTOMATIC


AUTOMATIC = frozenset(ChangeKind(variant.value) for variant in Variant)
"""The kinds of change of which an owner has said nothing yet."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change to one agreement, with its cost weighed by the family's order."""

    agreement: str
    kind: ChangeKind
    cost: int
    alternative: str | None = None
    start: date | None = None
    """The new start, when it is postponed."""
    until: date | None = None
    """The new last day, when the alternative ends it as another agreement starts."""
    by: str | None = None
    """The agreement that takes its place, whose start ends it, with which it becomes one visit, or
    at whose place it will be."""
    form: Form | None = None
    """The form it gets, when Tandem thought of the change by itself."""


@dataclass(frozen=True, slots=True)
class Placement:
    """One session of one agreement in a witness week (minutes of the day, without travel)."""

    agreement: str
    members: tuple[str, ...]
    day: int
    start: int
    end: int
    where: Where
    place: str = ""
    travel: int = 0
    """Minutes each way."""
    demand: int = 0
    """Which of the agreement's session demands this is."""


@dataclass(frozen=True, slots=True)
class WitnessWeek:
    """One concrete week that keeps everything, for all weeks (Mondays) of this kind."""

    mondays: tuple[date, ...]
    placements: tuple[Placement, ...]
    homes: tuple[str, ...] = ()
    """Agreements that ask somebody to be home in these weeks."""


@dataclass(frozen=True, slots=True)
class BudgetMonth:
    """One account in one month."""

    account: str
    month: date
    lines: tuple[MoneyLine, ...]
    free: int
    floor: int | None
    is_checked: bool = True
    """False when the income is not known."""


@dataclass(frozen=True, slots=True)
class Days:
    """A first and last day of an agreement that keep the order of things."""

    agreement: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Witness:
    """What shows that a plan can be lived: a week of each kind, a budget a month, and days."""

    weeks: tuple[WitnessWeek, ...]
    budget: tuple[BudgetMonth, ...]
    days: tuple[Days, ...] = ()
    """For each agreement one first and last day; free ones as early as the others allow."""


@dataclass(frozen=True, slots=True)
class MemberLoad:
    """What one member's heaviest week asks (minutes)."""

    member: str
    week: date
    contacts: int
    """Most professional contacts in a week."""
    capacity: int | None
    minutes: int
    """Minutes in agreements, without travel."""
    travel: int
    professionals: int
    """How many professionals this member deals with."""


@dataclass(frozen=True, slots=True)
class Load:
    """What the plan asks a week, for each member and for the household."""

    members: tuple[MemberLoad, ...]
    professionals: int
    contacts: int
    minutes: int
    travel: int
    week: date


@dataclass(frozen=True, slots=True)
class Proposal:
    """A least change that makes the plan fit."""

    changes: tuple[Change, ...]
    cost: int
    goals_given_up: tuple[str, ...]
    owners: tuple[str, ...]
    """Whose agreements change."""
    must_agree: tuple[str, ...]
    """Who is concerned and so must say yes: owners, then members. The check asks no ages: for a
    child, whoever knows its age and parents asks those (`tandem.core.access.consent`)."""
    proven_least: bool
    household: Household
    """The household with the proposal carried out."""
    witness: Witness | None
    load: Load
    set_aside: tuple[tuple[str, ...], ...] = ()
    """Clashes that it leaves, because only others can solve them."""
    limits_aside: tuple[tuple[ClashKind, str], ...] = ()
    """Limits that may stay passed, each with its member or account."""
    support_aside: tuple[str, ...] = ()
    """Agreements whose requirements may stay without support."""


class SynergyKind(StrEnum):
    """What could go together."""

    ONE_VISIT = "one-visit"
    """Two contacts could be one visit."""
    ONE_DAY = "one-day"
    """Two visits to one place could follow one another."""


@dataclass(frozen=True, slots=True)
class Synergy:
    """Two agreements that could go together, and what that saves in a week in which both are."""

    kind: SynergyKind
    agreement: str
    other: str
    contacts: int = 0
    minutes: int = 0
    """Minutes in agreements."""
    travel: int = 0
    """Minutes of travel, both ways."""
    place: str = ""
    day: int | None = None
    """The day on which they would be, for ONE_DAY."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer of the plan check."""

    verdict: Verdict
    coverage: Coverage
    clashes: tuple[Clash, ...]
    """The minimal sets that cannot go together, smallest first."""
    limits: tuple[Clash, ...]
    """Limits that are passed (contacts, money): counted apart."""
    complete: bool
    """Whether all clashes are listed."""
    missing_support: tuple[MissingSupport, ...]
    circles: tuple[Circle, ...]
    proposals: tuple[Proposal, ...]
    proposals_complete: bool
    """Whether the search for proposals was not cut short."""
    witness: Witness | None
    """Set when the verdict is FEASIBLE."""
    budget: tuple[BudgetMonth, ...]
    """The budget as the plan stands, fitting or not."""
    load: Load
    synergies: tuple[Synergy, ...] = ()
    """What could go together: in the plan when it fits, else in the first proposal."""
