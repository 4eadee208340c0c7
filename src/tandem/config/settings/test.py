"""The tests: the database is named by `tests.database` when a test first needs one."""

from __future__ import annotations

from tandem.config.database import default_database
from tandem.config.settings.base import *  # noqa: F403
from tandem.config.settings.base import BUILD, INSTALLED_APPS, SEALS_NOTHING_REAL, STORAGES

TANDEM_DEMO = True
INSTALLED_APPS = [*INSTALLED_APPS, "tandem.scenarios"]
TANDEM_CLOCK = BUILD / "tests" / "clock"
SECRET_KEY = "only for tests, and the same for everybody: it guards nothing"  # noqa: S105
TANDEM_SEALING_KEYS = [SEALS_NOTHING_REAL]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
NOWHERE = "postgresql://tandem_app@/nothing?host=/nonexistent"
DATABASES = {"default": default_database(NOWHERE, NOWHERE, NOWHERE)}
# Signing in takes the time of a real hash only where a test is about that.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "tandem.records.signing.hasher.PasswordHasher",
]
# Tests about other things sign in with a password alone; production refuses to start like this.
TANDEM_SECOND_STEP = False
# All tests of a process come from the same few addresses.
TANDEM_STRANGERS = (1.0, 1e9, 1e9)
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
