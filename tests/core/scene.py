"""Chance, and what the agreements of one random household have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import TypeVar

from tandem.core.model import ALWAYS, Horizon, Period

T = TypeVar("T")

STATUSES = ("bijstand", "day-education", "debt-scheme", "lives-here", "works-32")
TIGHT, ROTA, CHAIN, CIRCLE = "tight", "rota", "chain", "circle"


@dataclass
class Dice:
    """Chance, the same for the same seed."""

    random: Random

    def chance(self, percent: float) -> bool:
        return self.random.random() * 100 < percent

    def pick(self, *options: T) -> T:
        return self.random.choice(options)

    def number(self, least: int, most: int) -> int:
        return self.random.randint(least, most)

    def some(self, options: tuple[T, ...], least: int = 1, most: int = 99) -> tuple[T, ...]:
        """Return some of these, in their own order."""
        count = self.number(min(least, len(options)), min(most, len(options)))
        places = sorted(self.random.sample(range(len(options)), count))
        return tuple(options[i] for i in places)

    def weighed(self, options: Mapping[T, float]) -> T:
        return self.random.choices(list(options), list(options.values()))[0]


@dataclass
class Scene:
    """What the agreements of one household have in common, so that they meet."""

    dice: Dice
    unit: int
    """Minutes of which every time is a multiple."""
    horizon: Horizon
    dates: tuple[date, ...]
    members: tuple[str, ...]
    days: tuple[int, ...]
    """Days of the week on which most sessions are."""
    opens: int
    """When the shared window opens, in minutes."""
    units: int
    """How long the shared window is, in units."""
    flavours: tuple[str, ...]
    theme: str | None
    given: list[tuple[str, str]] = field(default_factory=list)
    """Statuses of members that a fact or an agreement gives."""
    incomes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Incomes of each account."""

    @property
    def main(self) -> str:
        return self.members[0]


def random_period(scene: Scene, percent: float) -> Period:
    """Return a period with open ends more often than not; always, when chance says no."""
    dice = scene.dice
    if not dice.chance(percent):
        return ALWAYS
    first, last = sorted((dice.pick(*scene.dates), dice.pick(*scene.dates)))
    return dice.pick(Period(first, None), Period(None, last), Period(first, last))
