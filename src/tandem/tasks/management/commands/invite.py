"""Invites the first people of a site: `python -m tandem.config.manage invite`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.urls import reverse

from tandem.actions.people.invite import invite_first
from tandem.core.access import Duty
from tandem.records.clock import now


class Command(BaseCommand):
    """Makes an invitation and prints its link; runs as the owner of the tables."""

    help = "Invite somebody who works here, when there is nobody yet who can."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take who is invited."""
        parser.add_argument("--name", required=True, help="of who is invited")
        parser.add_argument("--organisation", required=True, help="for which he or she works")
        parser.add_argument("--function", default="", help="what he or she does")
        parser.add_argument(
            "--duty",
            action="append",
            default=[],
            choices=[duty.value for duty in Duty],
            help="of a new account; may be given several times",
        )

    def handle(self, *_: object, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Make the invitation."""
        token = invite_first(
            now(),
            name=options["name"],
            organisation=options["organisation"],
            function=options["function"],
            duties=[Duty(one) for one in options["duty"]],
        )
        self.stdout.write("Open this on the site, and give it to nobody else; it works once:")
        self.stdout.write(reverse("invitation-open", kwargs={"token": token}))
