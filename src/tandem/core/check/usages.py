"""What options of an agreement have in common, as one literal for a clause to speak of."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Protocol

from tandem.core.check.options import Option, Options

Holds = Callable[[Option], bool]
"""Whether something is so for an option."""


class Choice(Protocol):
    """Where a literal stands for each option."""

    options: Options

    def new(self) -> int:
        """Return a new variable."""

    def literal(self, option: Option) -> int:
        """Return the literal that says that this option is chosen."""

    def forbid(self, clause: Iterable[int]) -> None:
        """Add what was learnt: at least one of these literals is true."""


class Usages:
    """Literals that are true when an option is chosen for which something holds."""

    def __init__(self, choice: Choice) -> None:
        self._choice = choice
        self._known: dict[str, dict[Hashable, tuple[int, Holds]]] = {}

    def literal(self, agreement: str, key: Hashable, holds: Holds) -> int:
        """Return the literal for what `holds` tests, which `key` names within the agreement."""
        known = self._known.setdefault(agreement, {})
        if key not in known:
            known[key] = self._choice.new(), holds
            self._say(known[key], self._choice.options.of[agreement])
        return known[key][0]

    def note(self, agreement: str, new: Sequence[Option]) -> None:
        """Say of new options of an agreement what holds for them."""
        for usage in self._known.get(agreement, {}).values():
            self._say(usage, new)

    def _say(self, usage: tuple[int, Holds], options: Iterable[Option]) -> None:
        literal, holds = usage
        for option in options:
            if holds(option):
                self._choice.forbid([-self._choice.literal(option), literal])
