"""A database of its own, written for good, in which tests work as the worker does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pytest_django import Settings

if TYPE_CHECKING:
    from tests.tasks.town import Town


@pytest.fixture
def town(transactional_db: None, settings: Settings) -> Town:  # noqa: ARG001
    """What is done in the town is over and done with by the clock of the worker."""
    from tests.tasks.town import AHEAD, build

    settings.TANDEM_AHEAD = AHEAD
    return build()
