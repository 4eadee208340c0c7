"""What a solver says of a household: bit by bit in Python, or all at once as JSON on its output."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from tandem.core.model import Household
from tandem.core.rules import RuleBase


@dataclass(frozen=True, slots=True)
class Clash:
    """A smallest set of agreements that cannot be kept together."""

    agreements: frozenset[str]


@dataclass(frozen=True, slots=True)
class Told:
    """The verdict, and whether all smallest sets were told."""

    verdict: str
    complete: bool


@dataclass(frozen=True, slots=True)
class Proposed:
    """A least change: the weights of the goals given up, and its cost."""

    given_up: int
    cost: int


Saying = Clash | Told | Proposed


class Solver(Protocol):
    """A solver in Python."""

    def prepare(self, household: Household, rules: RuleBase) -> Any:
        """Return what the solver works on; what this takes is not counted."""

    def solve(self, prepared: Any, seconds: float) -> Iterator[Saying]:
        """Say what is found, as soon as it is found, for at most so many seconds."""


class WrongAnswerError(ValueError):
    """What a command printed is not an answer."""


def read_answer(text: str) -> tuple[list[Saying], float | None]:
    """Return what a command says in JSON, and the seconds that it counted itself, if it did.

    Raises WrongAnswerError.
    """
    try:
        data = json.loads(text)
        sayings: list[Saying] = [Clash(frozenset(map(str, one))) for one in data.get("clashes", ())]
        sayings.append(Told(str(data["verdict"]), bool(data.get("complete", False))))
        proposal = data.get("proposal")
        if proposal is not None:
            sayings.append(Proposed(int(proposal.get("given_up", 0)), int(proposal["cost"])))
        seconds = data.get("seconds")
        return sayings, None if seconds is None else float(seconds)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise WrongAnswerError(f"{type(error).__name__}: {error}") from None
