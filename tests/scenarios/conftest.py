"""The municipality, loaded once for a module and taken back after it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from pytest_django import DjangoDbBlocker

if TYPE_CHECKING:
    from tests.scenarios.town import Loaded


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Loaded]:  # noqa: ARG001
    from django.db import transaction

    from tandem.scenarios.load import load
    from tandem.scenarios.moment import NOW
    from tests.scenarios.town import Loaded

    with django_db_blocker.unblock(), transaction.atomic():
        assert load()
        yield Loaded(NOW)
        transaction.set_rollback(True)
