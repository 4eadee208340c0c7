"""`demo_accounts`: who can sign in to the demo, and how."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from tandem.scenarios.accounts import account_list


class Command(BaseCommand):
    """Print the accounts of the demo, by who they are."""

    help = "Print the accounts of the demo, by who they are."

    def handle(self, *_args: object, **_options: object) -> None:
        """Print them."""
        self.stdout.write(account_list())
