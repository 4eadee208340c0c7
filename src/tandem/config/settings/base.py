"""What holds wherever Tandem runs."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from tandem.config.database import runs_as_owner
from tandem.config.logs import logging_settings
from tandem.config.variables import flag, names, number, text
from tandem.gateways.identity.configured import read_providers
from tandem.web.messages import locale_paths

TANDEM = Path(__file__).resolve().parents[2]
ROOT = TANDEM.parents[1]
WEB = TANDEM / "web"
BUILD = ROOT / "build"

DEBUG = False
ALLOWED_HOSTS: list[str] = []
ROOT_URLCONF = "tandem.config.urls"
WSGI_APPLICATION = "tandem.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = True
SILENCED_SYSTEM_CHECKS = [
    # Locking by name alone would let anybody lock somebody else out.
    "axes.W006",
    # HSTS for subdomains and preload lists are for the owner of the domain to decide.
    "security.W005",
    "security.W021",
]

INSTALLED_APPS = [
    "tandem.records.audit",
    "tandem.records.people",
    "tandem.records.plans",
    "tandem.records.coordination",
    "tandem.records.queue",
    "tandem.tasks",
    "tandem.web",
    "axes",
    "csp",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "tandem.web.middleware.request_number.RequestNumberMiddleware",
    "tandem.web.middleware.metrics.MetricsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "tandem.web.middleware.privacy.PrivacyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tandem.web.middleware.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "tandem.web.templating.Templates",
        "NAME": "jinja2",
        "DIRS": [WEB / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "tandem.web.environment.environment"},
    },
]

# --- time and language ----------------------------------------------------------------------

USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = locale_paths()
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

TANDEM_AHEAD = timedelta()
"""How far the clock of the pages stands ahead of the real one: nothing, but in the demo."""

# The Wams (36 295) is not known to be in force. On, a ground of it is offered, as to be checked.
TANDEM_WAMS = flag("TANDEM_WAMS")

TANDEM_AWAY = text("TANDEM_AWAY", "https://www.knmi.nl/")
"""Where "Snel weg" leads: a page that anybody may be looking at, of somebody else."""

# --- the door to the database ---------------------------------------------------------------

TANDEM_GUARD_DOOR = not runs_as_owner()
"""SQL outside `records.work` is refused, except for migrations, which have no actor."""

# --- the logs -------------------------------------------------------------------------------

TANDEM_LOG_KEY = text("TANDEM_LOG_KEY", "for the demo and tests only: anybody can read this key")
"""Under which the keys of the logs are kept, and by which rows and seals are marked."""
TANDEM_OLD_LOG_KEYS = names("TANDEM_OLD_LOG_KEYS")
"""Keys that were used before; what stands under them can still be read."""
TANDEM_LOG_COLLECTOR = text("TANDEM_LOG_COLLECTOR")
"""Where the log of processings is sent to (OTLP over HTTP); empty for nowhere."""
TANDEM_ACTIVITY_REGISTER = text("TANDEM_ACTIVITY_REGISTER", "urn:tandem:activity:")
"""What stands before the name of an activity, so that it is an address in a register."""

# --- signing in -----------------------------------------------------------------------------

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "tandem.records.sign_in.Backend"]
PASSWORD_HASHERS = [
    "tandem.records.signing.hasher.PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "UserAttributeSimilarityValidator",
    )
]
AUTH_PASSWORD_VALIDATORS[0]["OPTIONS"] = {"min_length": 12}  # type: ignore[assignment]

# Who guesses is stopped by name and address together: from elsewhere the owner of the name still
# gets in, and nobody can lock another person out. The pause is short, and begins anew each time.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = timedelta(minutes=5)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_ALLOWED_CORS_ORIGINS = ""
AXES_LOCKOUT_CALLABLE = "tandem.web.client_address.locked_out"
AXES_CLIENT_IP_CALLABLE = "tandem.web.client_address.attempt_address"
TANDEM_STRANGERS = (0.4, 2.0, 4.0)
"""Of the time of a process, how much checking the passwords of strangers may take: a share, seconds
saved up in quiet times, and seconds more for addresses that were not wrong lately."""
TANDEM_PROXIES = number("TANDEM_PROXIES", 0)
"""How many proxies of our own stand in front, each adding an address to X-Forwarded-For."""

SESSION_ENGINE = "tandem.records.sessions"
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_AGE = 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_SAVE_EVERY_REQUEST = False
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

TANDEM_SEALING_KEYS = names("TANDEM_SEALING_KEYS")
"""What is kept sealed or hashed, today's key first: files, citizen service numbers, the secrets of
signing in. Production refuses to be without; the demo and the tests have `SEALS_NOTHING_REAL`."""
SEALS_NOTHING_REAL = "only for the demo and the tests: it guards nothing real"
TANDEM_SECOND_STEP = True
"""Whether who works here needs more than a password; production refuses to run without."""
TANDEM_SESSIONS = {
    "professional": (
        number("TANDEM_IDLE_MINUTES", 30, least=1),
        number("TANDEM_SESSION_HOURS", 9, least=1),
    ),
    "resident": (
        number("TANDEM_RESIDENT_IDLE_MINUTES", 60, least=1),
        number("TANDEM_RESIDENT_SESSION_HOURS", 12, least=1),
    ),
}
"""Minutes without use after which a session ends, and hours after which it ends in any case."""
TANDEM_FRESH_MINUTES = number("TANDEM_FRESH_MINUTES", 10, least=1)
"""Minutes after signing in within which sensitive things may be done without proving it anew."""
TANDEM_INVITATION_DAYS = number("TANDEM_INVITATION_DAYS", 7, least=1)
TANDEM_BROWSER_COOKIE = "browser"
"""Holds that somebody signed in here before, so that the wrong tries of others do not count."""
TANDEM_QUESTION_COOKIE = "question"
"""Holds what a provider was asked, until somebody comes back from there."""
TANDEM_PROVIDERS = read_providers(text("TANDEM_PROVIDERS"))
"""Who signs people in for us, by name in addresses; from a file that the variable names."""

CSRF_COOKIE_NAME = "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "tandem.web.errors.csrf_failure"

# --- guests, and how letters and text messages leave ----------------------------------------

GUEST_COOKIE_NAME = "guest"
GUEST_COOKIE_SECURE = False
TANDEM_GUEST_DAYS = number("TANDEM_GUEST_DAYS", 14, least=1)
"""How long a link for a guest lets in."""
TANDEM_ADDRESS = text("TANDEM_ADDRESS")
"""Where people find this site; it stands in letters."""
TANDEM_OUTSIDE = {
    name: text(f"TANDEM_{name}")
    for name in (
        "MAIL_HOST",
        "MAIL_PORT",
        "MAIL_TLS",
        "MAIL_USER",
        "MAIL_PASSWORD",
        "MAIL_FROM",
        "SMS_URL",
        "SMS_TOKEN",
        "SMS_FROM",
    )
}
"""The mail server and the service for text messages; without them nothing leaves."""
TANDEM_LETTERS: Path | None = None
"""The folder for which letters leave in the demo, instead of for anybody."""

# --- what a browser may do ------------------------------------------------------------------

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        # The design system draws its small icons with data addresses in its style sheets.
        "img-src": [SELF, "data:"],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
# A file that somebody sends never touches a disk; one that is larger than this is not taken in.
FILE_UPLOAD_HANDLERS = ["tandem.web.uploads.CountingUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_100_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 5

# --- static files ---------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = Path(text("TANDEM_STATIC", str(BUILD / "static")))
STATICFILES_DIRS = [folder for folder in (WEB / "static",) if folder.is_dir()]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600
MEDIA_URL = "/media/"

# --- files and numbers that are kept sealed -------------------------------------------------

TANDEM_FILES = Path(text("TANDEM_FILES", str(BUILD / "files")))
"""Where files of agreements and requests lie, encrypted."""
TANDEM_CLAMD = text("TANDEM_CLAMD")
"""The virus scanner: the path of clamd's socket, or host:port; empty: there is none."""

# --- watching over it -----------------------------------------------------------------------

LOGGING = logging_settings(text("TANDEM_LOG_LEVEL", "INFO"))
