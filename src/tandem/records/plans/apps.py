"""The Django app of `tandem.records.plans`."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Registers the tables of `plans`."""

    name = "tandem.records.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"
