"""What a browser, and everything between it and us, may keep and may do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase

from tandem.web.middleware.request_number import GetResponse

KEPT_NOWHERE = "no-store, private"
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)


class PrivacyMiddleware:
    """Every page counts as personal unless it says otherwise itself: nobody may store it.

    Static files are answered further in, and say how long they may be kept.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a request and say what may be done with the answer."""
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", KEPT_NOWHERE)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
