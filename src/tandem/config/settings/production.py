"""Production: everything secret comes from the environment, and what is unsafe is refused.

All that is wrong is told at once, in one sentence each. What only the database can tell is asked
when the site starts: see `tandem.config.checks`.
"""

from __future__ import annotations

from tandem.config.refusals import Refusals
from tandem.config.settings.base import *  # noqa: F403
from tandem.config.settings.base import (
    TANDEM_ADDRESS,
    TANDEM_OUTSIDE,
    TANDEM_SEALING_KEYS,
)
from tandem.config.variables import flag, names, number, text

refusals = Refusals()

TANDEM_DEMO = False

DEBUG = flag("TANDEM_DEBUG") or flag("DEBUG")
SECRET_KEY = text("TANDEM_SECRET_KEY")
SECRET_KEY_FALLBACKS = names("TANDEM_OLD_SECRET_KEYS")
ALLOWED_HOSTS = names("TANDEM_HOSTS")
DATABASES = {"default": refusals.database()}

refusals.check_debug(on=DEBUG)
refusals.check_secret("TANDEM_SECRET_KEY", SECRET_KEY)
for _old in SECRET_KEY_FALLBACKS:
    refusals.check_secret("TANDEM_OLD_SECRET_KEYS", _old)
TANDEM_LOG_KEY = text("TANDEM_LOG_KEY")
refusals.check_secret("TANDEM_LOG_KEY", TANDEM_LOG_KEY)
for _old in names("TANDEM_OLD_LOG_KEYS"):
    refusals.check_secret("TANDEM_OLD_LOG_KEYS", _old)
refusals.check_secret("TANDEM_SEALING_KEYS", TANDEM_SEALING_KEYS[0] if TANDEM_SEALING_KEYS else "")
for _old in TANDEM_SEALING_KEYS[1:]:
    refusals.check_secret("TANDEM_SEALING_KEYS", _old)
for _gone in ("TANDEM_SEAL_KEY", "TANDEM_OLD_SEAL_KEYS"):
    refusals.check_gone(_gone, text(_gone), "TANDEM_SEALING_KEYS")
refusals.check_hosts(ALLOWED_HOSTS)
refusals.check_outside(TANDEM_OUTSIDE, TANDEM_ADDRESS)
refusals.raise_if_any()

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = number("TANDEM_HSTS_SECONDS", 365 * 24 * 60 * 60, least=3600)
SECURE_HSTS_INCLUDE_SUBDOMAINS = flag("TANDEM_HSTS_SUBDOMAINS")
SECURE_HSTS_PRELOAD = False
if number("TANDEM_PROXIES", 0) > 0:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# A cookie with this prefix is taken only from this host, over HTTPS, for the whole site.
SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True
TANDEM_BROWSER_COOKIE = "__Host-browser"
TANDEM_QUESTION_COOKIE = "__Host-question"
LANGUAGE_COOKIE_NAME = "__Host-language"
LANGUAGE_COOKIE_SECURE = True
GUEST_COOKIE_NAME = "__Host-guest"
GUEST_COOKIE_SECURE = True
