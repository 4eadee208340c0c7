"""The demo: a fictional municipality on this machine, over plain HTTP.

It runs on the PostgreSQL that comes along, unless `DATABASE_URL` names another. Accounts of the
demo exist here and nowhere else.
"""

from __future__ import annotations

import hashlib

from tandem.config.database import default_database
from tandem.config.demo.place import DEMO
from tandem.config.embedded import settle
from tandem.config.settings.base import *  # noqa: F403
from tandem.config.settings.base import (
    INSTALLED_APPS,
    ROOT,
    SEALS_NOTHING_REAL,
    TANDEM_SEALING_KEYS,
)
from tandem.config.variables import names, text
from tandem.scenarios.clock import ahead

TANDEM_DEMO = True
INSTALLED_APPS = [*INSTALLED_APPS, "tandem.scenarios"]

# The story's days are fixed, so its clock begins in the story when the data is loaded.
TANDEM_CLOCK = DEMO / "clock"
TANDEM_AHEAD = ahead(TANDEM_CLOCK)

# Nobody is written to: a page of the demo shows what would have left.
TANDEM_LETTERS = DEMO / "letters"

# The demo is for this machine only; its key is made from where it stands and guards nothing real.
SECRET_KEY = hashlib.sha512(f"demo of {ROOT}".encode()).hexdigest()
# What signing in sealed before there was one setting for it opens with the key of the site.
TANDEM_SEALING_KEYS = [*(TANDEM_SEALING_KEYS or [SEALS_NOTHING_REAL]), SECRET_KEY]
ALLOWED_HOSTS = [*(names("TANDEM_HOSTS") or ["localhost", "127.0.0.1", "[::1]"])]


def _database() -> dict[str, object]:
    if text("DATABASE_URL"):
        return default_database()
    place = settle(DEMO / "postgres")
    roles = ("tandem_app", "tandem_owner", "tandem_worker")
    return default_database(*(place.url(role=role) for role in roles))


DATABASES = {"default": _database()}
