"""The pages for what goes wrong: they quote the number of the request, and tell nothing else."""

from __future__ import annotations

import logging
import sys
from html import escape

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language

from tandem.web.middleware.request_number import request_number
from tandem.web.shapes.frame import Frame

logger = logging.getLogger("tandem.errors")

SENTENCES = {
    400: (
        "Deze vraag konden wij niet lezen. Ga terug en probeer het opnieuw.",
        "We could not read this request. Go back and try again.",
    ),
    403: ("U mag dit niet bekijken of doen.", "You may not see or do this."),
    404: ("Deze pagina is er niet.", "This page does not exist."),
    500: (
        "Er ging bij ons iets mis. Probeer het over een paar minuten opnieuw.",
        "Something went wrong on our side. Try again in a few minutes.",
    ),
    503: (
        "Tandem is druk, of wordt vernieuwd. Probeer het over een minuut opnieuw.",
        "Tandem is busy, or being renewed. Try again in a minute.",
    ),
}
AGAIN = 60
"""Seconds after which a machine may try again."""
PLAIN = """<!DOCTYPE html>
<html lang="{language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{status} – Tandem</title></head>
<body><main><h1>Tandem</h1><p>{sentence}</p><p>{label}: <strong>{number}</strong></p>
<p><a href="/">{home}</a></p></main></body>
</html>
"""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer what cannot be read (400)."""
    return error_page(request, 400, exception)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer who may not do this (403)."""
    return error_page(request, 403, exception)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Answer a form that does not come from our own page (403)."""
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer what is not there, or not for the one who asks (404)."""
    return error_page(request, 404, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when something broke (500), or when the database is away or too busy (503)."""
    if not isinstance(sys.exc_info()[1], OperationalError):
        return error_page(request, 500)
    answer = error_page(request, 503)
    answer.headers["Retry-After"] = str(AGAIN)
    return answer


def error_page(
    request: HttpRequest,
    status: int,
    exception: Exception | None = None,  # noqa: ARG001 - Django hands it on; nobody is told
) -> HttpResponse:
    """Return the page for a status, in our own style when that can still be drawn."""
    frame = Frame(path=request.path)
    shown = {"status": status, "request_number": request_number(), "frame": frame}
    try:
        body: str = render_to_string("error.html", shown, request)
    except Exception:
        logger.exception("the page for errors cannot be drawn")
        body = plain_page(status)
    return HttpResponse(body, status=status)


def plain_page(status: int) -> str:
    """Return a page that needs no template, no style and no database."""
    english = get_language() == "en"
    return PLAIN.format(
        language="en" if english else "nl",
        status=status,
        sentence=SENTENCES.get(status, SENTENCES[500])[english],
        label="Number of your request" if english else "Nummer van uw vraag",
        number=escape(request_number()),
        home="To the first page" if english else "Naar de eerste pagina",
    )
