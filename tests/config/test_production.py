"""Production refuses to start with what is unsafe, and tells all of it at once."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection
from pytest_django import Settings

from tandem.config.checks import refuse_unfit_database
from tandem.config.database import parse
from tests.database import ConnectAs

SECRET = "k2J8s-Qz7Lw0vYx4Nb6Tc1Rm9Hd3Pf5Gg-aUiEoXyZqWvBnMjKl"  # noqa: S105 - of nobody
GOOD = {
    "TANDEM_SECRET_KEY": SECRET,
    "TANDEM_LOG_KEY": SECRET[::-1],
    "TANDEM_SEALING_KEYS": SECRET,
    "TANDEM_HOSTS": "tandem.example",
    "DATABASE_URL": "postgresql://tandem_app:geheim@db.example/tandem",
}
GONE = (
    "TANDEM_SEAL_KEY is not read any more: put what it holds in TANDEM_SEALING_KEYS, "
    "behind a comma."
)
SHOW = (
    "import sys; from django.conf import settings; "
    "print({name: getattr(settings, name) for name in sys.argv[1:]})"
)


def start(*shown: str, **changed: str | None) -> subprocess.CompletedProcess[str]:
    """Load the settings of production in a process of its own."""
    variables = {key: value for key, value in {**GOOD, **changed}.items() if value is not None}
    return subprocess.run(
        [sys.executable, "-c", SHOW, *(shown or ("DEBUG",))],
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "tandem.config.settings.production",
            **variables,
        },
        check=False,
        capture_output=True,
        text=True,
    )


def refusals(**changed: str | None) -> list[str]:
    done = start(**changed)
    assert done.returncode == 1
    return [line[4:] for line in done.stderr.splitlines() if line.startswith("  - ")]


def test_it_starts_with_what_is_asked() -> None:
    done = start("DEBUG", "SECURE_HSTS_SECONDS", "SESSION_COOKIE_NAME", "CSRF_COOKIE_SECURE")
    assert done.stderr == ""
    assert done.stdout == (
        "{'DEBUG': False, 'SECURE_HSTS_SECONDS': 31536000, "
        "'SESSION_COOKIE_NAME': '__Host-session', 'CSRF_COOKIE_SECURE': True}\n"
    )


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("TANDEM_DEBUG", "1", "Debugging is on: take away TANDEM_DEBUG and DEBUG."),
        ("TANDEM_LOG_KEY", None, "TANDEM_LOG_KEY is not set: give it 50 random characters."),
        (
            "TANDEM_LOG_KEY",
            f"for the demo and tests only {SECRET}",
            "TANDEM_LOG_KEY holds a word that everybody tries: make a random one.",
        ),
        ("TANDEM_SECRET_KEY", None, "TANDEM_SECRET_KEY is not set: give it 50 random characters."),
        (
            "TANDEM_SEAL_KEY",
            SECRET,
            GONE,
        ),
        (
            "TANDEM_SEALING_KEYS",
            f"{SECRET},only for the demo and the tests: it guards nothing real",
            "TANDEM_SEALING_KEYS holds a word that everybody tries: make a random one.",
        ),
        (
            "TANDEM_SEALING_KEYS",
            None,
            "TANDEM_SEALING_KEYS is not set: give it 50 random characters.",
        ),
        (
            "TANDEM_SEALING_KEYS",
            f"{SECRET},kort",
            "TANDEM_SEALING_KEYS is too short or too simple: give it 50 random characters.",
        ),
        (
            "TANDEM_SECRET_KEY",
            "kort",
            "TANDEM_SECRET_KEY is too short or too simple: give it 50 random characters.",
        ),
        (
            "TANDEM_SECRET_KEY",
            "ab" * 40,
            "TANDEM_SECRET_KEY is too short or too simple: give it 50 random characters.",
        ),
        (
            "TANDEM_SECRET_KEY",
            f"django-insecure-{SECRET}",
            "TANDEM_SECRET_KEY holds a word that everybody tries: make a random one.",
        ),
        (
            "TANDEM_HOSTS",
            None,
            "TANDEM_HOSTS is not set: name the hosts that the site answers to.",
        ),
        (
            "TANDEM_HOSTS",
            "*",
            "TANDEM_HOSTS takes any host: name those that the site answers to.",
        ),
        (
            "DATABASE_URL",
            None,
            "DATABASE_URL is not set; it has the form postgresql://role:password@host:port/database.",
        ),
        (
            "DATABASE_URL",
            "postgresql://tandem_app@/tandem?host=/tmp/tandem-embedded-0123456789ab-999",
            "DATABASE_URL is the PostgreSQL that comes along for the demo: name a real one.",
        ),
        (
            "DATABASE_URL",
            "postgresql://postgres@db.example/tandem",
            "DATABASE_URL signs in as postgres: the site runs as tandem_app.",
        ),
        (
            "DATABASE_URL",
            "postgresql://tandem_owner@db.example/tandem",
            "DATABASE_URL signs in as tandem_owner: the site runs as tandem_app.",
        ),
        (
            "TANDEM_OWNER_DATABASE_URL",
            "postgresql://tandem_owner@db.example/tandem",
            "TANDEM_OWNER_DATABASE_URL is set for the site: give it to migrations alone.",
        ),
    ],
)
def test_what_is_unsafe_is_refused_in_one_sentence(
    variable: str, value: str | None, told: str
) -> None:
    assert refusals(**{variable: value}) == [told]


def test_everything_is_told_at_once() -> None:
    told = refusals(
        TANDEM_SECRET_KEY="kort",  # noqa: S106 - refused
        TANDEM_HOSTS=None,
        DATABASE_URL="mysql://x",
        DEBUG="1",
    )
    assert len(told) == 4


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("sqlite:///tandem.db", "Tandem runs on PostgreSQL only"),
        ("postgresql://tandem_app:geheim@db.example", "names no database"),
        ("postgresql://db.example/tandem", "names no role"),
        ("postgresql://tandem_app:geheim@db.example/tandem?service=x", "not known here: service"),
        ("postgresql://tandem_app:geheim@[db/tandem", "cannot be read"),
    ],
)
def test_an_address_that_is_wrong_is_told_without_its_password(url: str, told: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=told) as error:
        parse(url)
    assert "geheim" not in str(error.value)


def test_the_framework_has_nothing_against_these_settings() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tandem.config.manage", "check", "--deploy", "--fail-level", "INFO"],
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "tandem.config.settings.production",
            **GOOD,
        },
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")


# --- what the database itself tells ---------------------------------------------------------


@pytest.fixture
def role(
    connect_as: ConnectAs,
    transactional_db: None,  # noqa: ARG001
    database_name: str,
) -> Iterator[Callable[[str], None]]:
    """Lets the site sign in as a role that is made from these statements; SPOILED is its name."""
    name = f"{database_name}_spoiled"
    superuser = connect_as("postgres")

    def sign_in_as(statements: str) -> None:
        superuser.execute(f"CREATE ROLE {name} LOGIN;".encode())
        superuser.execute(statements.replace("SPOILED", name).encode())
        connection.close()
        connection.settings_dict["USER"] = name

    yield sign_in_as
    connection.close()
    connection.settings_dict["USER"] = "tandem_app"
    superuser.execute(f"DROP OWNED BY {name}; DROP ROLE {name}".encode())


@pytest.mark.django_db
def test_the_role_of_the_site_is_fit() -> None:
    refuse_unfit_database()


@pytest.mark.parametrize(
    ("statements", "told"),
    [
        ("ALTER USER SPOILED SUPERUSER", "is a superuser"),
        ("ALTER USER SPOILED BYPASSRLS", "is free of row-level security"),
        ("ALTER USER SPOILED CREATEROLE", "is one that makes roles"),
        ("GRANT tandem_owner TO SPOILED", "may become their owner"),
        ("CREATE TABLE mine (); ALTER TABLE mine OWNER TO SPOILED", "owns 1 tables"),
    ],
)
def test_a_role_that_could_see_everything_is_refused(
    role: Callable[[str], None], statements: str, told: str
) -> None:
    role(statements)
    with pytest.raises(ImproperlyConfigured, match=told):
        refuse_unfit_database()


@pytest.mark.django_db
def test_the_server_that_comes_along_is_refused(settings: Settings) -> None:
    settings.TANDEM_DEMO = False
    with pytest.raises(ImproperlyConfigured, match="comes along for the demo"):
        refuse_unfit_database()


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(sql: str) -> list[str]:
        raise OperationalError(sql)

    monkeypatch.setattr("tandem.config.checks._rows", fail)
    with pytest.raises(ImproperlyConfigured, match="does not answer"):
        refuse_unfit_database()


@pytest.mark.django_db
def test_the_second_step_cannot_be_left_out(settings: Settings) -> None:
    settings.TANDEM_DEMO, settings.TANDEM_SECOND_STEP = False, False
    with pytest.raises(ImproperlyConfigured, match="second step of signing in is switched off"):
        refuse_unfit_database()
