"""Which PostgreSQL is used, and as which role: `DATABASE_URL` in, Django's settings out."""

from __future__ import annotations

import os
from typing import Any

import psycopg
from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

from tandem.config.variables import text

AS_OWNER = "TANDEM_AS_OWNER"
"""Set by `manage` for the commands that change tables; nothing else runs as the owner."""
AS_WORKER = "TANDEM_AS_WORKER"
"""Set for the worker and for checking every plan: who reads the plans of all households."""
FORM = "postgresql://role:password@host:port/database"

DJANGO = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
ALLOWED_OPTIONS = frozenset(
    {"sslmode", "sslrootcert", "sslcert", "sslkey", "target_session_attrs", "connect_timeout"}
)
LIMITS = {
    "lock_timeout": "2s",
    "statement_timeout": "20s",
    "idle_in_transaction_session_timeout": "60s",
}
"""How long one request may hold others up; an action that waits longer is tried again."""
OWNER_LIMITS = {"lock_timeout": "5s"}
"""A migration may take long, and may not make the site wait long."""
WORKER_LIMITS = {**LIMITS, "search_path": "public,tandem_queue"}
"""The worker finds the tables of the queue too, which stand in a schema of their own."""


def default_database(
    default_url: str = "", default_owner_url: str = "", default_worker_url: str = ""
) -> dict[str, Any]:
    """Return the settings of the database, for the site, the worker or the tables' owner."""
    if runs_as_owner():
        return settings_of("TANDEM_OWNER_DATABASE_URL", default_owner_url, OWNER_LIMITS)
    if runs_as_worker():
        return settings_of("TANDEM_WORKER_DATABASE_URL", default_worker_url, WORKER_LIMITS)
    return settings_of("DATABASE_URL", default_url, LIMITS)


def runs_as_owner() -> bool:
    """Whether this process changes tables, and so runs as their owner."""
    return os.environ.get(AS_OWNER) == "1"


def runs_as_worker() -> bool:
    """Whether this process does what was put off, for all households."""
    return os.environ.get(AS_WORKER) == "1"


def settings_of(name: str, default: str, limits: dict[str, str]) -> dict[str, Any]:
    """Return Django's settings for the database that a variable names."""
    url = text(name, default)
    if not url:
        raise ImproperlyConfigured(f"{name} is not set; it has the form {FORM}")
    parts = parse(url, name)
    options = {key: parts[key] for key in ALLOWED_OPTIONS & parts.keys()}
    options.setdefault("connect_timeout", 5)
    # A page asks the same statements again and again: the server plans them once (a third of the
    # time of a page's statements was planning).
    options |= {"server_side_binding": True, "prepare_threshold": 2}
    options["options"] = " ".join(f"-c {key}={value}" for key, value in limits.items())
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{django: str(parts.get(key, "")) for key, django in DJANGO.items()},
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def parse(url: str, name: str = "DATABASE_URL") -> dict[str, Any]:
    """Return the parts of an address. Raises ImproperlyConfigured, and never tells a password."""
    if not url.startswith(("postgresql://", "postgres://")):
        raise ImproperlyConfigured(f"{name} has the form {FORM}: Tandem runs on PostgreSQL only")
    try:
        parts = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        raise ImproperlyConfigured(f"{name} cannot be read; it has the form {FORM}") from None
    missing = [word for key, word in (("dbname", "database"), ("user", "role")) if key not in parts]
    if missing:
        raise ImproperlyConfigured(f"{name} names no {missing[0]}; it has the form {FORM}")
    strange = sorted(parts.keys() - DJANGO.keys() - ALLOWED_OPTIONS)
    if strange:
        raise ImproperlyConfigured(f"{name} has an option that is not known here: {strange[0]}")
    return parts
