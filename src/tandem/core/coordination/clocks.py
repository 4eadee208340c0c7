"""When somebody is reminded of an offer, and when it goes to who leads and to the team leader."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

SATURDAY = 5


class Step(StrEnum):
    """What happens, one after another, while nobody answers."""

    REMINDER = "reminder"
    """Who was asked sees it as late."""
    LEAD = "lead"
    """Who leads the plan sees it too."""
    TEAM_LEADER = "team-leader"
    """So does the team leader of the area."""


@dataclass(frozen=True, slots=True)
class Clock:
    """After how many working days each step is taken; a step without days is left out."""

    reminder: int | None = None
    lead: int | None = None
    team_leader: int | None = None

    def steps(self) -> Iterator[tuple[Step, int]]:
        """Yield the steps with their working days."""
        for step, days in (
            (Step.REMINDER, self.reminder),
            (Step.LEAD, self.lead),
            (Step.TEAM_LEADER, self.team_leader),
        ):
            if days is not None:
                yield step, days

    def moments(self, since: datetime, off: Container[date]) -> Iterator[tuple[Step, datetime]]:
        """Yield when each step is due; `off` holds the public holidays."""
        for step, days in self.steps():
            yield step, after_working_days(since, days, off)


def after_working_days(moment: datetime, days: int, off: Container[date]) -> datetime:
    """Return the same time of the day so many working days later.

    Saturdays, Sundays and the days in `off` are no working days. The day is that of the moment's
    own time zone.
    """
    left = days
    while left > 0:
        moment += timedelta(days=1)
        if moment.weekday() < SATURDAY and moment.date() not in off:
            left -= 1
    return moment
