"""When the story is told: its present moment, and moments before it.

The days in the household files are fixed, so the story has its own present. The clock of the demo's
pages begins here when the municipality is loaded, and goes on from there.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 12, 17, 9, 0, tzinfo=ZONE)
"""A Thursday, two and a half weeks before the first week of most plans."""
BEFORE = NOW - timedelta(days=400)
"""When the organisations and the people who work there were entered."""


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """Return a moment of a day of the story."""
    return datetime.combine(day, time(hour, minute), ZONE)
