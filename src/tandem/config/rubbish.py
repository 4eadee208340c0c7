"""When Python looks for rubbish in a process that answers requests."""

from __future__ import annotations

import gc

AFTER = 50_000
"""New objects after which the youngest are looked through; Python itself does so after 700, some
twenty times in a page of forty agreements."""


def seldom() -> None:
    """Look for rubbish seldom, and never among what was there when the process began.

    A page leaves hardly anything that points at itself. Looking through all that a loaded site is
    made of takes a tenth of a second, in the middle of somebody's page.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(AFTER, 20, 50)
