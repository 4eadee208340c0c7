"""What production refuses to start with, gathered so that all of it is told at once."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from tandem.config.database import default_database, runs_as_owner, runs_as_worker
from tandem.config.embedded.place import CLUSTER_PREFIX
from tandem.tasks.outside import wrong_with

SHORTEST_SECRET = 50
FEWEST_CHARACTERS = 12
KNOWN = (
    "changeme",
    "change-me",
    "secret",
    "insecure",
    "example",
    "default",
    "password",
    "tandem",
    "demo",
)


class Refusals:
    """Gathers sentences, and raises them together."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def database(self) -> dict[str, Any]:
        """Return the settings of the database, or note why there are none."""
        if not runs_as_owner() and os.environ.get("TANDEM_OWNER_DATABASE_URL"):
            self.found.append(
                "TANDEM_OWNER_DATABASE_URL is set for the site: give it to migrations alone."
            )
        if not runs_as_worker() and os.environ.get("TANDEM_WORKER_DATABASE_URL"):
            self.found.append(
                "TANDEM_WORKER_DATABASE_URL is set for the site: give it to the worker alone."
            )
        try:
            found = default_database()
        except ImproperlyConfigured as error:
            self.found.append(f"{error}.")
            return {}
        if CLUSTER_PREFIX in str(found["HOST"]):
            self.found.append(
                "DATABASE_URL is the PostgreSQL that comes along for the demo: name a real one."
            )
        if not runs_as_owner() and found["USER"] in ("postgres", "tandem_owner"):
            self.found.append(
                f"DATABASE_URL signs in as {found['USER']}: the site runs as tandem_app."
            )
        return found

    def check_debug(self, *, on: bool) -> None:
        """Refuse pages that show the inside of the site."""
        if on:
            self.found.append("Debugging is on: take away TANDEM_DEBUG and DEBUG.")

    def check_secret(self, name: str, secret: str) -> None:
        """Refuse a secret that is missing, short, simple or known to everybody."""
        if not secret:
            self.found.append(f"{name} is not set: give it {SHORTEST_SECRET} random characters.")
        elif len(secret) < SHORTEST_SECRET or len(set(secret)) < FEWEST_CHARACTERS:
            self.found.append(
                f"{name} is too short or too simple: give it {SHORTEST_SECRET} random characters."
            )
        elif any(word in secret.lower() for word in KNOWN):
            self.found.append(f"{name} holds a word that everybody tries: make a random one.")

    def check_gone(self, name: str, value: str, instead: str) -> None:
        """Refuse a setting that is not read any more, so that nobody loses what it opened."""
        if value:
            self.found.append(
                f"{name} is not read any more: put what it holds in {instead}, behind a comma."
            )

    def check_hosts(self, hosts: Sequence[str]) -> None:
        """Refuse a site that answers to any name."""
        if not hosts:
            self.found.append("TANDEM_HOSTS is not set: name the hosts that the site answers to.")
        if any(host == "*" for host in hosts):
            self.found.append("TANDEM_HOSTS takes any host: name those that the site answers to.")

    def check_outside(self, outside: Mapping[str, str], address: str) -> None:
        """Refuse mail and text messages that everybody on the way could read, or half set up."""
        self.found += [f"{one}." for one in wrong_with(outside, address)]

    def raise_if_any(self) -> None:
        """Raise ImproperlyConfigured with every sentence, one a line."""
        if self.found:
            listed = "\n".join(f"  - {sentence}" for sentence in self.found)
            raise ImproperlyConfigured(f"Tandem does not start in production:\n{listed}")
