"""Which end answers for a provider: the real one, unless another was put in its place."""

from __future__ import annotations

from tandem.gateways.identity.configured import Provider
from tandem.gateways.identity.openid import OpenId
from tandem.gateways.identity.provider import Identities

_ends: dict[Provider, Identities] = {}


def end_of(provider: Provider) -> Identities:
    """Return the door to a provider; it is kept, with what it knows of the provider."""
    if provider not in _ends:
        _ends[provider] = OpenId(provider)
    return _ends[provider]


def put_in_place(provider: Provider, end: Identities) -> None:
    """Let another end answer for a provider."""
    _ends[provider] = end
