"""People of a household as flat rows: what queries return and pages and mappings read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tandem.core.access import InvolvementRole, Mandate, YesKind, YesWay


class Source(StrEnum):
    """How whoever wrote down who has authority knows it."""

    REGISTER = "register"
    """Seen in the register of parental authority (gezagsregister), on a day."""
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class AuthorityRow:
    """Who has parental authority over a child: a member, or a guardian from outside."""

    parent: int | None = None
    involvement: int | None = None
    supporter: int | None = None
    source: Source | None = None
    """None: it was written down with the household, and nobody said how it is known."""
    seen_on: date | None = None
    """The day on which the register was seen."""


@dataclass(frozen=True, slots=True)
class RepresentationRow:
    """Who represents a member by law: exactly one of a member, an involvement, a supporter."""

    id: int
    mandate: Mandate
    member: int | None
    involvement: int | None
    supporter: int | None
    alone: bool
    """Whether it was recorded that the member cannot decide on this himself or herself."""
    source: Source
    seen_on: date | None
    since: date
    until: date | None
    """The last day; None while no end is known."""

    def is_current(self, on: date) -> bool:
        """Whether the mandate lasts on a day."""
        return self.since <= on and (self.until is None or self.until >= on)


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody who lives in the household at the moment of asking."""

    id: int
    key: str
    person: int
    name: str
    born: date | None
    telephone: str
    since: datetime
    authority: tuple[AuthorityRow, ...] = ()
    """Who has parental authority over this member."""
    has_account: bool = False
    representations: tuple[RepresentationRow, ...] = ()
    """Who represents this member by law, also from a later day or until an earlier one."""
    without_authority: tuple[int, ...] = ()
    """Memberships of parents of whom it was written down that they have no authority."""

    @property
    def parents(self) -> tuple[int, ...]:
        """Memberships of those who have parental authority over this member."""
        return tuple(one.parent for one in self.authority if one.parent is not None)

    def age(self, on: date) -> int | None:
        """Return the age in whole years on a day; None when nobody filled the birthday in."""
        if self.born is None:
            return None
        had_birthday = (on.month, on.day) >= (self.born.month, self.born.day)
        return on.year - self.born.year - (0 if had_birthday else 1)


@dataclass(frozen=True, slots=True)
class YesRow:
    """A yes to somebody's part here: to what, by whom, how, when, and when it was withdrawn."""

    id: int
    kind: YesKind
    member: int | None
    involvement: int | None
    supporter: int | None
    way: YesWay
    given_on: date
    withdrawn_on: date | None = None

    @property
    def stands(self) -> bool:
        """Whether it was not withdrawn."""
        return self.withdrawn_on is None


@dataclass(frozen=True, slots=True)
class InvolvementRow:
    """A professional who has, or had, a part in the household."""

    id: int
    key: str
    professional: int
    name: str
    function: str
    organisation: str
    telephone: str
    role: InvolvementRole
    purpose: str
    legal_ground: str
    since: datetime
    until: datetime | None = None
    ground: str = ""
    """The ground by its short name in the rule base; empty for one written in words."""
    closed_at: datetime | None = None
    """Since when it opens nothing, because a consent that it needs was withdrawn."""
    yeses: tuple[YesRow, ...] = ()
    shelter_for: int | None = None
    """The member whom this worker of a shelter helps; None for anybody else."""
    neutral: str = ""
    """What the organisation is called for who may not know that it is a shelter."""
    is_veiled: bool = False
    """Whether the name is left out: it is a worker of a shelter, and the reader is another."""

    def is_current(self, at: datetime) -> bool:
        """Whether it lasts at this moment."""
        return self.since <= at and (self.until is None or self.until > at)

    def is_open(self, at: datetime) -> bool:
        """Whether it opens the household at this moment."""
        return self.is_current(at) and (self.closed_at is None or self.closed_at > at)


@dataclass(frozen=True, slots=True)
class SupporterRow:
    """Somebody from the network at the moment of asking."""

    id: int
    key: str
    name: str
    relation: str
    telephone: str
    since: datetime


@dataclass(frozen=True, slots=True)
class ProfessionalRow:
    """A professional, with where he or she can be reached."""

    id: int
    name: str
    function: str
    organisation: str
    telephone: str
