"""People of a household as flat rows: what queries return and pages and mappings read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tandem.core.access import InvolvementRole


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

    def is_current(self, at: datetime) -> bool:
        """Whether it lasts at this moment."""
        return self.since <= at and (self.until is None or self.until > at)


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
