"""A page that says why something was not done, and what to do next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from tandem.web.middleware.request_number import request_number
from tandem.web.shapes.frame import Frame


def refusal(request: HttpRequest, status: int, reason: str) -> HttpResponse:
    """Return the page for a status with a reason; `reason` may be a text of the catalogue."""
    shown = {
        "status": status,
        "request_number": request_number(),
        "reason": gettext(reason),
        "frame": Frame(path=request.path),
    }
    return render(request, "error.html", shown, status=status)
