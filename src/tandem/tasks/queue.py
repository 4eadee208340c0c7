"""The queue: which tasks there are, and how they find its tables.

A task is named by what it does and gets numbers only, never anything about anybody: what it needs
it reads in the database when it runs. Every task may be done twice, and then changes nothing the
second time.
"""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings
from django.db import connections
from procrastinate import App, PsycopgConnector, SyncPsycopgConnector

from tandem.actions.coordination.asks import CLOCK as ASK_CLOCK
from tandem.actions.coordination.offers import OFFER_CLOCK
from tandem.actions.coordination.outside import FORGET_OUTSIDE, OUTSIDE_CLOCK
from tandem.actions.coordination.own_actions import REMIND_OWN
from tandem.records.coordination.notices import TELL
from tandem.records.plans.guests import SEND_LETTERS, TAKE_ANSWERS
from tandem.records.queue.steps import SCHEMA
from tandem.tasks.put_back import OneWaits

CHECK_PLAN = "check-plan"
CHECK_ALL = "check-all"
KEEP = "keep-and-destroy"
TELL_ALL = "tell-everybody"

EACH = (OFFER_CLOCK, OUTSIDE_CLOCK, FORGET_OUTSIDE, REMIND_OWN)
"""Of these every entry is a task of its own, also of one household."""
QUEUED = (CHECK_PLAN, SEND_LETTERS, TAKE_ANSWERS, ASK_CLOCK, TELL, *EACH)
"""What the queue takes from the outbox; everything else waits there for who knows its name."""

CONNECTIONS = 4

# What is put in the queue goes over the connection of the work that puts it there. Only a worker
# opens a pool of its own, in place of this connector.
queue = App(
    connector=SyncPsycopgConnector(),
    import_paths=[
        "tandem.tasks.asks",
        "tandem.tasks.checks",
        "tandem.tasks.guests",
        "tandem.tasks.keeping",
        "tandem.tasks.notices",
        "tandem.tasks.clocks",
    ],
)
queue.job_manager = OneWaits(queue.connector)


def own_connections() -> PsycopgConnector:
    """Return the connections with which a worker takes tasks, apart from those of the work."""
    database = connections["default"].settings_dict
    return PsycopgConnector(
        kwargs={
            "dbname": database["NAME"],
            "user": database["USER"],
            "password": database["PASSWORD"],
            "host": database["HOST"],
            "port": database["PORT"] or None,
            **_options(database["OPTIONS"]),
            "options": f"-c search_path={SCHEMA}",
        },
        min_size=1,
        max_size=CONNECTIONS,
    )


def _options(options: dict[str, Any]) -> dict[str, Any]:
    return {name: options[name] for name in options if name.startswith(("ssl", "connect_"))}


def night() -> str:
    """Return when every plan is checked again, as cron writes it (UTC)."""
    return str(getattr(settings, "TANDEM_NIGHT", "15 1 * * *"))


def small_hours() -> str:
    """Return when is looked for what was kept long enough, as cron writes it (UTC)."""
    return str(getattr(settings, "TANDEM_SMALL_HOURS", "45 3 * * *"))


def processes() -> int:
    """Return how many processes check every plan: as many as there are cores, unless set."""
    return int(getattr(settings, "TANDEM_CHECK_PROCESSES", 0)) or os.cpu_count() or 1


def morning() -> str:
    """Return when the letters about what is new leave that come once a day (UTC)."""
    return str(getattr(settings, "TANDEM_MORNING", "0 6 * * 1-5"))
