"""What holds for every test: how many examples a property is tried on."""

import os

from hypothesis import HealthCheck, settings

FULL = os.environ.get("TANDEM_FULL") == "1"

settings.register_profile("quick", max_examples=500, deadline=None, print_blob=True)
settings.register_profile(
    "full",
    max_examples=5_000,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("full" if FULL else "quick")
