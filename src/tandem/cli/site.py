"""Commands that work on the database of the site, as the worker does: for all households."""

from __future__ import annotations

import os
from collections.abc import Callable

import click

from tandem.cli.status import Status

SETTINGS = "DJANGO_SETTINGS_MODULE"
AS_WORKER = "TANDEM_AS_WORKER"


def as_worker(do: Callable[[], Status], no_database: str) -> Status:
    """Do something on the database under the role of the worker; what is wrong is told in a line.

    `no_database` says that the plans cannot be got at, with `{reason}`. Without settings in the
    environment they are those of the demo.
    """
    os.environ.setdefault(SETTINGS, "tandem.config.settings.demo")
    os.environ[AS_WORKER] = "1"
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.db import Error

    try:
        django.setup()
        return do()
    except ImproperlyConfigured as error:
        click.echo(str(error), err=True)
    except Error as error:
        click.echo(no_database.format(reason=type(error).__name__), err=True)
    return Status.BAD_INPUT


def run_worker(*, until_empty: bool) -> Status:
    """Do what was put off, until told to stop."""
    from tandem.cli.headings import HEADINGS

    def do() -> Status:
        from django.core.management import call_command

        call_command("worker", until_empty=until_empty)
        return Status.FITS

    return as_worker(do, HEADINGS["en"].no_database)
