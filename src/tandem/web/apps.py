"""The Django app of the pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The pages: templates, their words and what stands around them."""

    name = "tandem.web"
    label = "web"
