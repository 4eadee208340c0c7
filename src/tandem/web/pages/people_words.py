"""How somebody is called of whom a reader may not know the name."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from tandem.records.coordination.heads import Head


def worker_word() -> str:
    """Return how a worker of a shelter is called for others."""
    return _("A worker")


def in_words(head: Head) -> Head:
    """Return a head with those whose name is not told called so in the language of the page."""
    if not any(one.is_veiled for one in head.helpers):
        return head
    helpers = tuple(
        replace(one, name=worker_word()) if one.is_veiled else one for one in head.helpers
    )
    return replace(head, helpers=helpers)
