"""What a provider is asked and what it answers, whichever end answers."""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from tandem.gateways.identity.configured import Provider, SecondStep


class Failure(StrEnum):
    """Why somebody who comes back from a provider is not let in."""

    CANCELLED = "cancelled"
    """He or she stopped there."""
    NOT_OURS = "not-ours"
    """Nobody here asked for this, or it was used already."""
    REFUSED = "refused"
    """The provider does not take its own code: too old, or used already."""
    BAD_TOKEN = "bad-token"  # noqa: S105 - no secret
    """What the provider says is too old, for somebody else, or not signed by it."""
    TOO_LOW = "too-low"
    """The level of assurance is too low."""
    TOO_OFTEN = "too-often"
    """Too many failed from the same address a moment ago."""
    UNREACHABLE = "unreachable"
    """The provider does not answer, or not in a way that can be read."""


class IdentityError(Exception):
    """Nobody is let in; `failure` says why, and what is raised holds nothing of the token."""

    def __init__(self, failure: Failure, detail: str = "") -> None:
        super().__init__(f"{failure.value} {detail}".strip())
        self.failure = failure


def chance() -> str:
    """Return a text of chance that nobody guesses."""
    return secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=True)
class Question:
    """What is kept in the browser until somebody comes back; each part is used once."""

    redirect: str
    """Where the provider sends people back to."""
    fresh: bool = False
    """Whether somebody must show anew who he or she is, even when signed in at the provider."""
    state: str = field(default_factory=chance)
    nonce: str = field(default_factory=chance)
    verifier: str = field(default_factory=chance)

    @property
    def challenge(self) -> str:
        """What goes along instead of the verifier (RFC 7636)."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


@dataclass(frozen=True, slots=True)
class Person:
    """Who a provider says it is."""

    subject: str
    acr: str = ""
    amr: tuple[str, ...] = ()


class Identities(Protocol):
    """The door to one provider."""

    def address_for(self, question: Question) -> str:
        """Return where a browser goes to sign in. Raises IdentityError."""

    def person(self, question: Question, code: str) -> Person:
        """Return who it is, for the code that came back. Raises IdentityError."""


def check_level(provider: Provider, person: Person) -> None:
    """Raise IdentityError when the level of assurance is too low, or not one we know."""
    if not provider.least:
        return
    if person.acr not in provider.levels:
        raise IdentityError(Failure.TOO_LOW, "unknown level")
    if provider.levels.index(person.acr) < provider.levels.index(provider.least):
        raise IdentityError(Failure.TOO_LOW)


def took_second_step(provider: Provider, person: Person) -> bool:
    """Whether the provider shows that it asked for more than a password."""
    if provider.second_step is not SecondStep.PROVIDER:
        return False
    shown = set(person.amr) & set(provider.second_step_amr)
    return bool(shown) or person.acr in provider.second_step_acr
