"""The clock of the demo: it began at the story's present when the municipality was loaded."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from tandem.scenarios.moment import NOW


def begin(*, anew: bool) -> None:
    """Let the clock begin at the story's present; one that goes already goes on, unless `anew`."""
    note = Path(settings.TANDEM_CLOCK)
    if anew or not note.exists():
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(timezone.now().isoformat() + "\n", encoding="utf-8")


def ahead(note: Path) -> timedelta:
    """Return how far the demo's clock stands ahead of the real one."""
    try:
        began = datetime.fromisoformat(note.read_text(encoding="utf-8").strip())
    except (OSError, ValueError):
        return timedelta()
    return NOW - began
