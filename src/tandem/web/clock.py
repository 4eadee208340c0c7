"""The one clock of the site: pages ask it, and hand the moment on."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """Return the present moment, with its time zone; in the demo, of the story it tells."""
    return timezone.now() + settings.TANDEM_AHEAD
