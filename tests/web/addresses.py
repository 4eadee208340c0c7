"""The addresses of the living sheet, as the demo has them."""

from django.urls import include, path

urlpatterns = [path("onderdelen/", include("tandem.web.components.urls"))]
