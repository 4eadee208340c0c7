"""The addresses of the site, and two of the floor under it."""

from __future__ import annotations

from django.urls import include, path

from benchmarks.web.floor import hello, plain

urlpatterns = [
    path("vloer/groet/", hello, name="floor-hello"),
    path("vloer/plan/<slug:code>/", plain, name="floor-plain"),
    path("", include("tandem.config.urls")),
]

handler400 = "tandem.web.errors.bad_request"
handler403 = "tandem.web.errors.permission_denied"
handler404 = "tandem.web.errors.not_found"
handler500 = "tandem.web.errors.server_error"
