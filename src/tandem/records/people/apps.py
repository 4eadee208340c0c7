"""The Django app of `tandem.records.people`."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registers the tables of `people`."""

    name = "tandem.records.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
