"""Where a request comes from, as far as that can be trusted; and who guessed too often there."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

UNKNOWN = "0.0.0.0"  # noqa: S104 - nothing is bound to it: the address of who has none


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


def locked_out(
    _request: HttpRequest, response: HttpResponse, _credentials: object = None
) -> HttpResponse:
    """Leave the page as it is: the sign-in page says what to do, in the visitor's language."""
    return response
