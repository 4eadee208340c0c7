"""What options of an agreement have in common, as one literal for a clause to speak of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from tandem.core.check.options import Listed, Option
from tandem.core.model import Agreement

Clause = list[int]
"""Literals of which at least one has to be true."""
Holds = Callable[[Option], bool]
"""Whether something is so for an option."""

Reach = Callable[[Option], int | None]
"""How far an option goes in something; None: not at all."""

Between = Callable[[Sequence[Option]], bool]
"""Whether, of options that differ in their start alone, something holds from one to another."""


def always_between(options: Sequence[Option]) -> bool:
    """Say that it does: what is asked in one week, or on one day, is asked between two starts."""
    del options
    return True


class Choice(Protocol):
    """Where a literal stands for each option."""

    @property
    def options(self) -> Listed:
        """The options there are."""

    def new(self) -> int:
        """Return a new variable."""

    def literal(self, option: Option) -> int:
        """Return the literal that says that this option is chosen."""

    def forbid(self, clause: Iterable[int]) -> None:
        """Add what was learnt: at least one of these literals is true."""


class Chooser(Choice, Protocol):
    """What chooses among options, and is told what it may not choose."""

    def usage(
        self, agreement: str, key: Hashable, holds: Holds, between: Between | None = None
    ) -> int:
        """Return a literal that is true when an option of an agreement is chosen that `holds`.

        `between` may say that it holds from some start to some other.
        """

    def reaching(
        self, agreement: str, key: Hashable, reach: Reach, least: int, between: Between
    ) -> int:
        """Return a literal that is true when an option of an agreement is chosen that goes so far.

        `between` may say that it does from some start to some other.
        """

    def to_come(self, agreement: str) -> Iterator[tuple[Option, int]]:
        """Yield ways of an agreement, as stated, that stand for options that are not made yet.

        Each with the literal that it is chosen.
        """

    def kept(self, agreement: Agreement) -> int:
        """Return the literal that says that an agreement stays as it is, whenever it starts."""


@dataclass(slots=True)
class _Steps:
    """How far options of one agreement go, and the literals that one goes at least so far."""

    reach: Reach
    options: list[tuple[int, int]] = field(default_factory=list)
    """How far each goes, with its literal; sorted."""
    marks: list[int] = field(default_factory=list)
    """The distances for which there is a literal; sorted."""
    literals: dict[int, int] = field(default_factory=dict)


class Usages:
    """Literals that are true when an option is chosen for which something holds."""

    def __init__(self, choice: Choice) -> None:
        self._choice = choice
        self._known: dict[str, dict[Hashable, tuple[int, Holds]]] = {}
        self._steps: dict[str, dict[Hashable, _Steps]] = {}

    def literal(self, agreement: str, key: Hashable, holds: Holds) -> int:
        """Return the literal for what `holds` tests, which `key` names within the agreement."""
        known = self._known.setdefault(agreement, {})
        if key not in known:
            known[key] = self._choice.new(), holds
            self._say(known[key], self._choice.options.of[agreement])
        return known[key][0]

    def reaching(self, agreement: str, key: Hashable, reach: Reach, least: int) -> int:
        """Return the literal that an option goes at least so far in what `key` names.

        Who goes further than a longer distance with a literal goes that far: that is said once,
        of the two literals, not of each option.
        """
        known = self._steps.setdefault(agreement, {})
        steps = known.get(key)
        if steps is None:
            steps = known[key] = _Steps(reach)
            steps.options = sorted(self._reached(steps, self._choice.options.of[agreement]))
        if least not in steps.literals:
            self._mark(steps, least)
        return steps.literals[least]

    def _reached(self, steps: _Steps, options: Iterable[Option]) -> Iterator[tuple[int, int]]:
        for option in options:
            far = steps.reach(option)
            if far is not None:
                yield far, self._choice.literal(option)

    def _mark(self, steps: _Steps, least: int) -> None:
        """Make a literal for going at least so far."""
        own = steps.literals[least] = self._choice.new()
        place = bisect_left(steps.marks, least)
        first, after = bisect_left(steps.options, (least,)), len(steps.options)
        if place < len(steps.marks):
            further = steps.marks[place]
            after = bisect_left(steps.options, (further,))
            self._choice.forbid([-steps.literals[further], own])
        for _, literal in steps.options[first:after]:
            self._choice.forbid([-literal, own])
        if place:
            self._choice.forbid([-own, steps.literals[steps.marks[place - 1]]])
        steps.marks.insert(place, least)

    def note(self, agreement: str, new: Sequence[Option]) -> None:
        """Say of new options of an agreement what holds for them."""
        for usage in self._known.get(agreement, {}).values():
            self._say(usage, new)
        for steps in self._steps.get(agreement, {}).values():
            for far, literal in self._reached(steps, new):
                insort(steps.options, (far, literal))
                place = bisect_right(steps.marks, far)
                if place:
                    self._choice.forbid([-literal, steps.literals[steps.marks[place - 1]]])

    def _say(self, usage: tuple[int, Holds], options: Iterable[Option]) -> None:
        literal, holds = usage
        for option in options:
            if holds(option):
                self._choice.forbid([-self._choice.literal(option), literal])
