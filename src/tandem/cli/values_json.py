"""Days, times and people as JSON holds them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tandem.core.explain import Names

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def day_json(day: date | None) -> str | None:
    """Return a day as 2027-02-01."""
    return None if day is None else day.isoformat()


def time_json(minute: int) -> str:
    """Return a time of day as 09:20; the end of the day is 24:00."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def weekdays_json(days: Iterable[int]) -> list[str]:
    """Return days of the week by their English names."""
    return [WEEKDAYS[day] for day in days]


def person_json(identifier: str, names: Names) -> dict[str, str]:
    """Return somebody with the name."""
    return {"id": identifier, "name": names.person(identifier)}
