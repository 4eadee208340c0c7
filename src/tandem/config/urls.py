"""Every address of the site."""

from __future__ import annotations

from django.urls import include, path

from tandem.config.health import healthz, readyz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("", include("tandem.web.urls")),
]

handler400 = "tandem.web.errors.bad_request"
handler403 = "tandem.web.errors.permission_denied"
handler404 = "tandem.web.errors.not_found"
handler500 = "tandem.web.errors.server_error"
