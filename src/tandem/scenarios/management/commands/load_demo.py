"""`load_demo`: load the fictional municipality, once."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from tandem.scenarios.clock import begin
from tandem.scenarios.load import load


class Command(BaseCommand):
    """Load the fictional municipality, unless it is there."""

    help = "Load the fictional municipality, unless it is there."

    def handle(self, *_args: object, **_options: object) -> None:
        """Load it, and let the clock of the demo begin."""
        begin(anew=load())
