"""What the documents about safety call a test that shows something is a test that is there."""

from __future__ import annotations

import re

import pytest

from tests.guards.house import ROOT

DOCUMENTS = ("explanation/threat-model.md", "reference/controls.md")
NAMED = re.compile(r"`([a-z0-9_]+(?:/[a-z0-9_]+)+\.py)`")
LEAST = 15


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_test_that_is_named_exists(name: str) -> None:
    found = set(NAMED.findall((ROOT / "docs" / name).read_text(encoding="utf-8")))
    assert len(found) >= LEAST
    assert [one for one in sorted(found) if not (ROOT / "tests" / one).is_file()] == []
