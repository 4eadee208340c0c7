"""Every request has a number: in its answer, in every line of the log, on every error page."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponseBase

HEADER = "X-Request-Number"
QUIET = frozenset({"healthz", "readyz"})
"""Routes that are asked all day by machines; the log has no line for each time."""

_number: ContextVar[str] = ContextVar("request_number", default="")
logger = logging.getLogger("tandem.requests")

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def request_number() -> str:
    """Return the number of the request that is being answered, or an empty text."""
    return _number.get()


def new_number() -> str:
    """Return ten digits in groups, easy to read out on the telephone."""
    digits = f"{secrets.randbelow(10**10):010}"
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"


def route_of(request: HttpRequest) -> str:
    """Return the name of the route, never its address: an address may hold a number of somebody."""
    match = request.resolver_match
    return (match.view_name or "unnamed") if match else "none"


class RequestNumberMiddleware:
    """Gives the number, and writes one line for each request: route, status and time."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a request under a number of its own."""
        token = _number.set(new_number())
        begin = time.perf_counter()
        try:
            response = self.get_response(request)
            response[HEADER] = _number.get()
            _tell(request, response, time.perf_counter() - begin)
        finally:
            _number.reset(token)
        return response


def _tell(request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
    route = route_of(request)
    if route in QUIET and response.status_code < 500:
        return
    logger.info(
        "answered",
        extra={
            "method": request.method,
            "route": route,
            "status": response.status_code,
            "milliseconds": round(seconds * 1000, 1),
        },
    )
