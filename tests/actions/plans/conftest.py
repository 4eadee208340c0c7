"""The family of the five plans, for every test of what happens to its plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.actions.plans.family import Family


@pytest.fixture
def family(db: None) -> Family:  # noqa: ARG001
    from tests.actions.plans.family import five_plans

    return five_plans()
