"""Variables of the environment, read strictly: what is written and not understood is refused."""

from __future__ import annotations

import os

from django.core.exceptions import ImproperlyConfigured

YES = frozenset({"1", "true", "yes", "on"})
NO = frozenset({"0", "false", "no", "off", ""})


def text(name: str, default: str = "") -> str:
    """Return a variable without the spaces around it."""
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool = False) -> bool:
    """Return whether a variable says yes."""
    found = text(name, "1" if default else "0").lower()
    if found not in YES | NO:
        raise ImproperlyConfigured(f"{name} is yes or no (1 or 0), not {found!r}")
    return found in YES


def number(name: str, default: int, *, least: int = 0) -> int:
    """Return a variable as a whole number."""
    found = text(name, str(default))
    if not found.isdecimal() or int(found) < least:
        raise ImproperlyConfigured(f"{name} is a whole number from {least}, not {found!r}")
    return int(found)


def names(name: str) -> list[str]:
    """Return a variable as a list; a comma stands between two names."""
    return [part.strip() for part in text(name).split(",") if part.strip()]
