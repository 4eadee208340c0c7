"""*Mijn deel*: what somebody from the family's own circle has to do with a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tandem.web.shapes.own_actions import Own
from tandem.web.shapes.plan import Answer, Ask


@dataclass(frozen=True, slots=True)
class OwnHelp:
    """Something that the supporter does for the family."""

    anchor: str
    title: str
    when: Sequence[str]
    """When it is, a line for each part of it."""
    who: str
    """Whom it concerns."""
    given: Answer | None
    """What the supporter answered, when that counts still."""
    ask: Ask | None


@dataclass(frozen=True, slots=True)
class OwnPartPage:
    """The own part, and whom to call; nothing else of the household."""

    help: Sequence[OwnHelp]
    own: Sequence[Own]
    """What the supporter does beside the agreements."""
    add_own: str
    lead: str
    telephone: str
    signals: str
    """Where one says what one worries about."""
    familiar: bool = False
    """Whether the supporter chose "je"."""
