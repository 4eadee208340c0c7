"""What has been read of a line so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Hours:
    """Days with hours, as one line says them."""

    days: tuple[int, ...]
    start: int
    end: int | None
    """None when only the start is said."""
    between: bool = False
    """Whether it takes place somewhere within these hours, rather than all the time."""
    on: date | None = None
    """The one day on which it takes place."""


@dataclass(frozen=True, slots=True)
class Amount:
    """Money a month."""

    cents: int | None
    """None when the line says that it is not known."""
    direction: str | None = None
    """"in" or "out"; None when the kind says which."""
    account: str | None = None
    """HOUSEHOLD when the line says so; else that of the one member."""


@dataclass(slots=True)
class Draft:
    """The parts of a line; what it does not say is None or empty."""

    title: str | None = None
    members: list[str] = field(default_factory=list)
    any_of: bool = False
    """Whether the members were joined by "of": one of them is enough."""
    child: str | None = None
    owner: str | None = None
    decided_by: str | None = None
    hours: list[Hours] = field(default_factory=list)
    times: int | None = None
    every_weeks: int | None = None
    first_week: date | None = None
    length: int | None = None
    travel: int | None = None
    where: str | None = None
    place: str | None = None
    contact: bool | None = None
    times_unknown: bool = False
    """Whether the line says "in overleg"."""
    start: date | None = None
    latest_start: date | None = None
    """The last day on which it may start, when the line leaves that open."""
    start_unknown: bool = False
    until: date | None = None
    lasts: int | None = None
    finishes_before: date | None = None
    amount: Amount | None = None

    @property
    def asks_time(self) -> bool:
        """Whether anything of a time was said."""
        said = (self.times, self.every_weeks, self.first_week, self.length, self.travel, self.where)
        more = (self.place, self.contact)
        return bool(self.hours or self.times_unknown) or any(
            value is not None for value in (*said, *more)
        )
