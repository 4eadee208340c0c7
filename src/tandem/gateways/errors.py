"""What can go wrong at a door to the outside world: it is refused, or nobody is there."""

from __future__ import annotations


class RefusedError(Exception):
    """It is not taken, and sending it again is no use: an address that does not exist.

    The text says why in one word, without the address.
    """


class UnreachableError(Exception):
    """It could not be handed over now; later may well work."""


class NotSetUpError(Exception):
    """Nobody said how this is sent from here."""
