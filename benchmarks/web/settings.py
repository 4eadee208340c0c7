"""The site as in production, on the throw-away database that `benchmarks.web` started.

Everything production switches on is on, HTTPS as told by a proxy included; only the refusal of a
database that comes along is not there. The clock stands in the story that was loaded.
"""

from __future__ import annotations

from pathlib import Path

from tandem.config.database import default_database
from tandem.config.settings.base import *  # noqa: F403
from tandem.config.settings.base import TEMPLATES
from tandem.config.variables import text
from tandem.scenarios.clock import ahead

TANDEM_DEMO = False
TANDEM_AHEAD = ahead(Path(text("TANDEM_DEMO_FOLDER")) / "clock")
ROOT_URLCONF = "benchmarks.web.urls"
TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], Path(__file__).parent / "templates"]  # type: ignore[misc]
SECRET_KEY = "of a site that lives for minutes and holds nobody real"  # noqa: S105
TANDEM_SEALING_KEYS = ["of what such a site seals, which is as short-lived"]
ALLOWED_HOSTS = ["127.0.0.1"]
DATABASES = {"default": default_database()}

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_NAME = "__Host-language"
LANGUAGE_COOKIE_SECURE = True
TANDEM_BROWSER_COOKIE = "__Host-browser"
TANDEM_QUESTION_COOKIE = "__Host-question"
