"""The providers that a site knows, from a file; what is wrong in it is told at the start."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from django.core.exceptions import ImproperlyConfigured
from pydantic import TypeAdapter, ValidationError

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
SAFE = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"})
"""Signatures with a key pair. Never "none", and never with a secret that both sides know."""


class Kind(StrEnum):
    """For whom a provider vouches."""

    ORGANISATION = "organisation"
    """For the professionals of one organisation."""
    DIGID = "digid"
    """For residents: DigiD, through a broker that speaks OpenID Connect."""


class SecondStep(StrEnum):
    """Where the second step of a professional is taken."""

    HERE = "here"
    PROVIDER = "provider"
    """At the provider, which has to show so in `acr` or `amr`."""


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider as the file describes it."""

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 - read by pydantic

    key: str
    """In the address that the provider sends people back to."""
    kind: Kind
    name: str
    """On the button."""
    issuer: str
    client_id: str
    secret_from: str
    """The variable of the environment that holds the secret."""
    organisation: str = ""
    """Whose professionals it lets in, by the name it has in Tandem."""
    scopes: tuple[str, ...] = ("openid",)
    subject: str = "sub"
    """The claim that says who somebody is, and never changes."""
    algorithms: tuple[str, ...] = ("RS256",)
    second_step: SecondStep = SecondStep.HERE
    second_step_acr: tuple[str, ...] = ()
    second_step_amr: tuple[str, ...] = ()
    """Values that show a second step was taken there."""
    levels: tuple[str, ...] = ()
    """Levels of assurance (`acr`), from low to high."""
    least: str = ""
    """The level that is asked, and below which nobody is let in."""

    @property
    def secret(self) -> str:
        """The secret of the client."""
        return os.environ.get(self.secret_from, "")


def read_providers(path: str) -> dict[str, Provider]:
    """Return the providers in a file by key; none when no file is named.

    Raises ImproperlyConfigured, which says where it is wrong.
    """
    if not path:
        return {}
    try:
        read = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ImproperlyConfigured(f"TANDEM_PROVIDERS cannot be read: {error}") from None
    return providers_of(read)


def providers_of(read: Any) -> dict[str, Provider]:  # noqa: ANN401 - what a file holds
    """Return the providers in what was read. Raises ImproperlyConfigured."""
    try:
        found = TypeAdapter(dict[str, list[Provider]]).validate_python(read)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise ImproperlyConfigured(f"TANDEM_PROVIDERS, {place}: {first['msg']}") from None
    if set(found) != {"providers"}:
        raise ImproperlyConfigured('TANDEM_PROVIDERS has one list, named "providers"')
    rows = found["providers"]
    wrong = [f"{one.key}: {problem}" for one in rows for problem in _problems(one)]
    if len({one.key for one in rows}) < len(rows):
        wrong.append("two providers have the same key")
    if wrong:
        raise ImproperlyConfigured("TANDEM_PROVIDERS: " + "; ".join(wrong))
    return {one.key: one for one in rows}


def _problems(one: Provider) -> list[str]:
    checks: Mapping[str, bool] = {
        "the key is small letters, digits and hyphens": _is_key(one.key),
        "the issuer begins with https": is_safe(one.issuer),
        f"the variable {one.secret_from} is not set": bool(one.secret),
        "the scopes hold openid": "openid" in one.scopes,
        "the algorithms are not safe": bool(one.algorithms) and set(one.algorithms) <= SAFE,
        "name the organisation": one.kind is Kind.DIGID or bool(one.organisation),
        "name the levels and the least of them": one.kind is Kind.ORGANISATION or bool(one.least),
        "the least level is not one of the levels": not one.least or one.least in one.levels,
        "say what shows the second step": one.second_step is SecondStep.HERE
        or bool(one.second_step_acr or one.second_step_amr),
    }
    return [problem for problem, holds in checks.items() if not holds]


def _is_key(key: str) -> bool:
    plain = key.replace("-", "")
    return plain.isascii() and plain.isalnum() and key == key.lower() and len(key) <= 40


def is_safe(address: str) -> bool:
    """Whether nobody on the way reads or changes what is sent there."""
    parts = urlsplit(address)
    if not parts.hostname or parts.username is not None:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL)
