"""Does the process live, and can it serve? Machines ask; they are told no more than that."""

from __future__ import annotations

from functools import cache

from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tandem.records.door import plumbing

Migration = tuple[str, str]


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Say that the process lives; asks nothing of the database."""
    return _plain("ok", 200)


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Say whether the database answers and has every migration that this version needs.

    A database that has more is newer than this version, which still works on it.
    """
    try:
        missing = wanted_migrations() - applied_migrations()
    except Error:
        return _plain("the database does not answer", 503)
    return _plain("migrations are missing", 503) if missing else _plain("ok", 200)


@cache
def wanted_migrations() -> frozenset[Migration]:
    """Return the migrations that come with this version."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return frozenset(loader.disk_migrations)


def applied_migrations() -> frozenset[Migration]:
    """Return the migrations that the database has."""
    with plumbing(), connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        return frozenset((app, name) for app, name in cursor.fetchall())


def _plain(told: str, status: int) -> HttpResponse:
    return HttpResponse(f"{told}\n", status=status, content_type="text/plain; charset=utf-8")
