"""The Django app of `tandem.records.audit`, the lowest of the records."""

from django.apps import AppConfig

from tandem.records.door import guard_connections


class AuditConfig(AppConfig):
    """Registers the tables of `audit`, and puts the guard on the door to the database."""

    name = "tandem.records.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """From now on every statement outside `work` is refused."""
        guard_connections()
