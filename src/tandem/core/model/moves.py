"""Whether a change of an agreement is so small that nobody is asked for a new yes."""

from __future__ import annotations

from dataclasses import replace

from tandem.core.model.agreements import Form
from tandem.core.model.demands import Sessions
from tandem.core.model.periods import Window

SMALL_MOVE = 30
"""Minutes by which a session may move on its own days without a new yes."""


def is_small_move(agreed: Form, became: Form) -> bool:
    """Whether a form asks the same as the one that was agreed, but for a small move.

    Small is: another place, less travel, and hours on the same days that are as long as they were
    and begin at most `SMALL_MOVE` minutes earlier or later. Everything else is asked anew. The
    form that was agreed is what counts, not the last one, so that small moves do not add up.
    """
    old, new = agreed.demands.sessions, became.demands.sessions
    if len(old) != len(new) or not all(map(_is_small, old, new)):
        return False
    demands = replace(became.demands, sessions=old)
    return replace(became, demands=demands) == agreed


def _is_small(old: Sessions, new: Sessions) -> bool:
    if new.travel > old.travel:
        return False
    same = replace(new, place=old.place, travel=old.travel, windows=old.windows)
    if same != old:
        return False
    if old.windows is None or new.windows is None:
        return old.windows == new.windows
    if len(old.windows) != len(new.windows):
        return False
    return all(map(_is_near, old.windows, new.windows))


def _is_near(old: Window, new: Window) -> bool:
    same_days = set(old.days) == set(new.days)
    return same_days and old.minutes == new.minutes and abs(old.start - new.start) <= SMALL_MOVE
