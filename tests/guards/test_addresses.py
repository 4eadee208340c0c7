"""No committed file names a registry, or a place on somebody's machine."""

import re

from tests.guards.house import texts

# A letter in brackets keeps this file from holding what it forbids.
REGISTRIES = re.compile(
    r"\b(?:p[y]pi\.org|python[h]osted\.org|npm[j]s\.(?:org|com)|yarn[p]kg\.com|g[h]cr\.io"
    r"|d[o]cker\.io|(?:deb|security|ftp)\.d[e]bian\.org|archive\.u[b]untu\.com)\b",
    re.IGNORECASE,
)
MACHINES = re.compile(r"(?<![\w.$}])/(?:home|root|Users|work|workspace|opt|srv)/[\w.-]+")
INDEX_OPTIONS = re.compile(
    r"^\s*(?:--)?(?:(?:extra-)?index-url|find-links|trusted-host|registry)\b\s*[= ]", re.MULTILINE
)


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path}:{text.count(chr(10), 0, hit.start()) + 1}: {hit.group()}"
        for path, text in texts().items()
        for hit in pattern.finditer(text)
    ]


def test_no_registry_is_named() -> None:
    assert lines_with(REGISTRIES) == []


def test_no_place_on_a_machine_is_named() -> None:
    assert lines_with(MACHINES) == []


def test_no_requirement_or_setting_names_an_index() -> None:
    assert lines_with(INDEX_OPTIONS) == []
