"""Kinds of agreement: what an agreement of a kind asks when nothing else is said."""

from __future__ import annotations

from dataclasses import dataclass

from tandem.core.access.consent import Theme
from tandem.core.model import DaysOff, Where


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of agreement with its defaults, as data in the rule base."""

    id: str
    nl: str
    en: str
    words: tuple[str, ...] = ()
    """Dutch words that name this kind in one line of text."""
    where: Where = Where.OUT
    minutes: int | None = None
    """How long a session lasts when only a start is given."""
    contact: bool = False
    """Whether a session is a professional contact of the member concerned."""
    protected: bool = False
    """Treatment or protection: ending it is never proposed."""
    money: str | None = None
    """"out" or "in" for kinds that are about money."""
    makes: tuple[str, ...] = ()
    """Statuses that an agreement of this kind makes, unless it says otherwise."""
    theme: Theme | None = None
    """What it is about, as far as a mandate to represent somebody asks."""
    not_in: tuple[DaysOff, ...] = ()
    """Days on which it does not take place, in a household of which the region is known."""
