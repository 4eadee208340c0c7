"""Now: the one clock, which pages, the worker and the commands ask; they hand the moment on."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """Return this moment; in the demo, whose days are those of its story, that of the story."""
    return timezone.now() + settings.TANDEM_AHEAD
