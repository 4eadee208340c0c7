"""Fixtures for the tests of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.examples import FITS, NOT_A_HOUSEHOLD, Runner


@pytest.fixture
def tandem() -> Runner:
    return Runner()


@pytest.fixture
def fits(tmp_path: Path) -> Path:
    path = tmp_path / "fits.yaml"
    path.write_text(FITS, encoding="utf-8")
    return path


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.yaml"
    path.write_text(NOT_A_HOUSEHOLD, encoding="utf-8")
    return path
