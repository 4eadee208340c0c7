"""On what a household is opened to somebody who is not involved yet."""

from __future__ import annotations

from tandem.actions.errors import InvalidError, Problem
from tandem.formats.rulebase import ground_of


def require_ground(legal_ground: str, missing: Problem) -> None:
    """Raise InvalidError without a ground, with what is said then, and for one without its consent.

    A ground that asks for consent is given with it, where people are added.
    """
    if not legal_ground:
        raise InvalidError(missing)
    ground = ground_of(legal_ground)
    if ground is not None and ground.needs_consent:
        raise InvalidError(
            Problem(
                "legal_ground",
                "This ground asks for consent: add this professional on People first, with it.",
            )
        )
