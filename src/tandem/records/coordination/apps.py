"""The Django app of `tandem.records.coordination`."""

from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    """Registers the tables of `coordination`."""

    name = "tandem.records.coordination"
    label = "coordination"
    default_auto_field = "django.db.models.BigAutoField"
