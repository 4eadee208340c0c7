"""What a change to an agreement costs a household: small integers, from the rule base."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChangeCosts:
    """The cost of each kind of change, before it is weighed by the family's order."""

    alternative: int = 1
    move: int = 1
    remote: int = 1
    merge: int = 1
    shorten: int = 2
    fewer: int = 2
    postpone: int = 3
    halve: int = 4
    end: int = 20

    def __post_init__(self) -> None:
        """Refuse costs under which a proposal would prefer ending to changing."""
        if not 0 < self.alternative <= self.postpone <= self.end:
            message = "costs must be positive, and rise from alternative to postpone to end"
            raise ValueError(message)
