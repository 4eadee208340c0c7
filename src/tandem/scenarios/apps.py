"""The Django app that gives the demo its commands."""

from django.apps import AppConfig


class ScenariosConfig(AppConfig):
    """Registers `load_demo` and `demo_accounts`."""

    name = "tandem.scenarios"
    label = "scenarios"
