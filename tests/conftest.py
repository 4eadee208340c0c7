"""What holds for every test: its database, and how many examples a property is tried on."""

import os

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.browser", "tests.database"]

FULL = os.environ.get("TANDEM_FULL") == "1"
QUICK = os.environ.get("TANDEM_QUICK") == "1"

NEEDS_BROWSER = {"browser", "page"}

settings.register_profile("quick", max_examples=20, deadline=None, print_blob=True)
settings.register_profile("usual", max_examples=250, deadline=None, print_blob=True)
settings.register_profile(
    "full",
    max_examples=5_000,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("full" if FULL else "quick" if QUICK else "usual")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if NEEDS_BROWSER.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)
