"""A week that the household could live: what is placed here never overlaps by accident.

Every agreement that is meant to fit gets a place here first, and its windows are drawn around that
place. So everything that is placed fits together, whatever else is planted in the household.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random

from tandem.core.model import MINUTES_A_DAY

STEP = 15
"""Minutes on which places begin."""

WEEKDAYS = (0, 1, 2, 3, 4)
DAY_START, DAY_END = 9 * 60, 17 * 60


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in the week, without travel: minutes of the day."""

    day: int
    start: int
    end: int

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return self.end - self.start

    def moved_within(self, other: Slot) -> bool:
        """Whether it lies inside another place on the same day."""
        return self.day == other.day and other.start <= self.start and self.end <= other.end


@dataclass(frozen=True, slots=True)
class Hours:
    """On which days and between which minutes of the day a place is sought."""

    days: tuple[int, ...] = WEEKDAYS
    start: int = DAY_START
    end: int = DAY_END


OFFICE = Hours()
AFTERNOON = Hours(start=15 * 60, end=18 * 60)
EVENING = Hours(start=18 * 60, end=21 * 60)
SATURDAY = Hours(days=(5,), start=9 * 60, end=18 * 60)
ANYTIME = (OFFICE, AFTERNOON, EVENING, SATURDAY)


class Timetable:
    """Who is occupied when, and who has to stay at home when."""

    def __init__(self) -> None:
        self._busy: dict[str, list[tuple[int, int]]] = {}
        self._at_home: dict[str, list[tuple[int, int]]] = {}

    def take(self, members: Iterable[str], slot: Slot, travel: int = 0) -> None:
        """Occupy members from `travel` minutes before a place to `travel` minutes after it."""
        for member in members:
            self._busy.setdefault(member, []).append(_stretch(slot, travel))

    def keep_home(self, member: str, slot: Slot) -> None:
        """Keep a member at home: a session at home may lie there, one elsewhere may not."""
        self._at_home.setdefault(member, []).append(_stretch(slot, 0))

    def is_free(
        self, members: Iterable[str], slot: Slot, travel: int = 0, *, out: bool = True
    ) -> bool:
        """Whether a place, with travel, is free for all these members."""
        start, end = _stretch(slot, travel)
        for member in members:
            taken = self._busy.get(member, [])
            if out:
                taken = taken + self._at_home.get(member, [])
            if any(start < b and a < end for a, b in taken):
                return False
        return True

    def free_slots(
        self, members: Iterable[str], minutes: int, hours: Hours, travel: int, *, out: bool
    ) -> Iterator[Slot]:
        """Yield the free places of this length within some hours."""
        people = tuple(members)
        for day in hours.days:
            for start in range(hours.start, hours.end - minutes + 1, STEP):
                slot = Slot(day, start, start + minutes)
                if self.is_free(people, slot, travel, out=out):
                    yield slot

    def find(
        self,
        rng: Random,
        members: Iterable[str],
        minutes: int,
        *,
        travel: int = 0,
        out: bool = True,
        times: int = 1,
        hours: Iterable[Hours] = ANYTIME,
    ) -> tuple[Slot, ...]:
        """Return free places on `times` different days, by chance; none when there are too few.

        The first hours in which there is room are taken.
        """
        people = tuple(members)
        for one in hours:
            by_day: dict[int, list[Slot]] = {}
            for slot in self.free_slots(people, minutes, one, travel, out=out):
                by_day.setdefault(slot.day, []).append(slot)
            if len(by_day) >= times:
                days = sorted(rng.sample(sorted(by_day), times))
                return tuple(rng.choice(by_day[day]) for day in days)
        return ()


def _stretch(slot: Slot, travel: int) -> tuple[int, int]:
    base = slot.day * MINUTES_A_DAY
    return base + slot.start - travel, base + slot.end + travel
