"""The addresses of the living sheet, as the demo has them."""

from django.urls import include, path

from tandem.web.pages.front_desk import front_desk

urlpatterns = [
    path("onderdelen/", include("tandem.web.components.urls")),
    path("toegang/", front_desk, name="front-desk"),
]
