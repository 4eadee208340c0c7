"""Counts requests, how long they take, and errors of the database, by the name of the route."""

from __future__ import annotations

import time

from django.db import Error
from django.http import HttpRequest, HttpResponseBase
from prometheus_client import Counter, Histogram

from tandem.web.middleware.request_number import GetResponse, route_of

METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})
BUCKETS = (0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12)

REQUESTS = Counter("tandem_requests", "Requests answered.", ["method", "route", "status"])
SECONDS = Histogram("tandem_request_seconds", "How long requests took.", ["route"], buckets=BUCKETS)
DATABASE_ERRORS = Counter(
    "tandem_database_errors", "Errors of the database that reached a page.", ["kind"]
)


class MetricsMiddleware:
    """Counts what is answered; never an address, never who asked."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a request and count it."""
        begin = time.perf_counter()
        response = self.get_response(request)
        route = route_of(request)
        method = request.method if request.method in METHODS else "other"
        REQUESTS.labels(method, route, str(response.status_code)).inc()
        SECONDS.labels(route).observe(time.perf_counter() - begin)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:  # noqa: ARG002
        """Count an error of the database; Django goes on with it."""
        if isinstance(exception, Error):
            DATABASE_ERRORS.labels(type(exception).__name__).inc()
