"""The choice of language, kept in the browser for who is not signed in."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse

A_YEAR = 365 * 24 * 60 * 60


def remember_language(response: HttpResponse, chosen: str) -> None:
    """Let the browser ask for its pages in this language from now on."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=A_YEAR,
        secure=getattr(settings, "LANGUAGE_COOKIE_SECURE", False),
        httponly=True,
        samesite="Lax",
    )
