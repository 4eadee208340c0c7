"""Seals everything anew under today's keys: `python -m tandem.config.manage seal_anew`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click
from django.core.management.base import BaseCommand, CommandError

from tandem.actions.rights.seal_anew import (
    Sealed,
    Source,
    keep_what_hashes,
    rows_in,
    seal_anew,
    sources,
)

LEFT = "An older key is missing, or these rows were changed. Do not take a key away."


class Command(BaseCommand):
    """Opens what older keys sealed and seals it under today's; runs as the owner of the tables."""

    help = "Seal everything anew under today's keys; it can be stopped, and goes on the next time."

    def handle(self, *_: object, **_options: object) -> None:
        """Seal anew, and tell how much; fails when something cannot be opened."""
        kept = keep_what_hashes()
        self.stdout.write(f"keys to recognise hashes and marks: {kept} kept")
        broken = 0
        for source in sources():
            told = Sealed()
            for _done in _with_bar(source, told):
                pass
            broken += told.broken
            self.stdout.write(
                f"{source.name}: {told.done} sealed anew, {told.already} were already, "
                f"{told.broken} cannot be opened"
            )
        if broken:
            raise CommandError(LEFT)
        self.stdout.write("Everything is under today's keys: older ones can be taken away.")


def _with_bar(source: Source, told: Sealed) -> Iterator[int]:
    if not sys.stderr.isatty():
        yield from seal_anew(source, told)
        return
    total = rows_in(source)
    with click.progressbar(length=total, label=source.name, file=sys.stderr, show_pos=True) as bar:
        for done in seal_anew(source, told):
            bar.update(done)
            yield done
