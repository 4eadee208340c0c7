"""The Django app of `tandem.tasks`: it gives the worker its command."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """Registers `worker`."""

    name = "tandem.tasks"
    label = "tasks"
