"""The living sheet, at `/onderdelen/`: included in the demo and in the tests only."""

from django.urls import path

from tandem.web.components.views import components, sample

app_name = "components"

urlpatterns = [
    path("", components, name="all"),
    path("<slug:name>/", sample, name="sample"),
]
