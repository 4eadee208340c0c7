"""Attacks on the town of the permission matrix: one town for a module, taken back afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from pytest_django import DjangoDbBlocker

if TYPE_CHECKING:
    from tests.access.town import Town
    from tests.attacks.site import Site


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Town]:  # noqa: ARG001
    """The town, in a transaction that stays open for the module."""
    from django.db import transaction

    from tandem.records.door import plumbing
    from tests.access.asking import quickly
    from tests.access.town import build

    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        quickly(patch)
        with plumbing():
            opened = transaction.atomic()
            opened.__enter__()
        yield build()
        with plumbing():
            transaction.set_rollback(True)
            opened.__exit__(None, None, None)


@pytest.fixture(scope="module")
def site(town: Town) -> Site:
    """The town with somebody of every role in front of it."""
    from tests.access.asking import Asker
    from tests.access.columns import COLUMNS
    from tests.attacks.site import Site

    return Site(town, {name: Asker(one.find(town)) for name, one in COLUMNS.items()})


@pytest.fixture(autouse=True)
def _each_attack_alone(site: Site) -> Iterator[None]:  # noqa: ARG001
    from tests.access.asking import taken_back

    with taken_back():
        yield
