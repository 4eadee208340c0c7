"""Where a request comes from, as far as that can be trusted; and who guessed too often there."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tandem.records.sign_in import KNOWN

UNKNOWN = "0.0.0.0"  # noqa: S104 - nothing is bound to it: the address of who has none

OF_A_CONNECTION = 64
"""Bits of an address of IPv6 that a connection has in common."""


def client_address(request: HttpRequest) -> str:
    """Return the address of who asks.

    Each proxy of our own adds the address it saw to X-Forwarded-For, at the end; what stands before
    those was written by the client and says nothing.
    """
    proxies: int = settings.TANDEM_PROXIES
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if proxies and len(seen) >= proxies and seen[-proxies]:
        return seen[-proxies]
    return str(request.META.get("REMOTE_ADDR") or UNKNOWN)


def client_network(request: HttpRequest) -> str:
    """Return for whom something counts that anybody may do: an address, or a network of IPv6.

    Who has a connection of IPv6 has a network of 64 bits, with more addresses than anybody can
    count: counted one by one there would be no limit. An address of IPv4 in the dress of IPv6 is
    that of IPv4.
    """
    written = client_address(request)
    try:
        found = ip_address(written)
    except ValueError:
        return written
    if not isinstance(found, IPv6Address):
        return written
    plain = found.ipv4_mapped
    return str(plain or ip_network((found.packed, OF_A_CONNECTION), strict=False))


def attempt_address(request: HttpRequest) -> str:
    """Return for whom an attempt to sign in counts: a browser its owner uses, or an address."""
    return str(request.META.get(KNOWN) or client_address(request))


def locked_out(
    _request: HttpRequest, response: HttpResponse, _credentials: object = None
) -> HttpResponse:
    """Leave the page as it is: the sign-in page says what to do, in the visitor's language."""
    return response
