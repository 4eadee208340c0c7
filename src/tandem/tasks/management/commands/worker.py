"""`worker`: do what was put off, until told to stop."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from tandem.tasks.worker import run_worker


class Command(BaseCommand):
    """Empty the outbox and do the tasks of the queue."""

    help = "Empty the outbox and do the tasks of the queue, until told to stop."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the one option."""
        parser.add_argument(
            "--until-empty", action="store_true", help="stop as soon as nothing waits"
        )

    def handle(self, *_args: object, until_empty: bool = False, **_options: object) -> None:
        """Work."""
        run_worker(until_empty=until_empty)
