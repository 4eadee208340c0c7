"""What is off by default for a household in which somebody is shielded."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SafeDefaults:
    """What a household gets without anybody asking for it."""

    feed: bool
    """Whether a calendar of somebody else's may show the plan: that calendar may be read along."""
    offline_copy: bool
    """Whether a device may keep pages: a device may be looked through."""
    previews: bool
    """Whether a message on a telephone may say more than that there is something to read."""


USUAL = SafeDefaults(feed=True, offline_copy=True, previews=True)
CAREFUL = SafeDefaults(feed=False, offline_copy=False, previews=False)


def safe_defaults(*, is_shielding: bool) -> SafeDefaults:
    """Return the defaults of a household; `is_shielding`: anything in it is shielded from anybody.

    They are of the household, and so the same for all who live there: were they those of one
    person, that something is off would tell that person why.
    """
    return CAREFUL if is_shielding else USUAL
