"""The Django app of `tandem.records.queue`: it has migrations, and no models of its own."""

from django.apps import AppConfig


class QueueConfig(AppConfig):
    """Registers the migrations of the task queue."""

    name = "tandem.records.queue"
    label = "queue"
