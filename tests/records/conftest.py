"""A database of its own with two households, for tests that ask it as each role."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
import pytest

from tandem.config.embedded import Place
from tests.database import clone
from tests.records.rows import Database
from tests.records.scene import Home, home


@dataclass(frozen=True, slots=True)
class Scene:
    """The database, and the two households in it."""

    place: Place
    name: str
    mine: Home
    other: Home

    def connect(self, role: str) -> Database:
        told = self.place.conninfo(role=role, database=self.name)
        return psycopg.connect(told, autocommit=True)


@pytest.fixture(scope="session")
def scene(postgres: Place, database_name: str) -> Scene:
    name = f"{database_name}_scene"
    clone(postgres, name)
    told = postgres.conninfo(role="tandem_owner", database=name)
    with psycopg.connect(told, autocommit=True) as database:
        return Scene(postgres, name, home(database, "mine"), home(database, "other"))


@pytest.fixture
def app(scene: Scene) -> Iterator[Database]:
    """Connected as the site is; what a test writes is taken back."""
    yield from _taken_back(scene, "tandem_app")


@pytest.fixture
def worker(scene: Scene) -> Iterator[Database]:
    yield from _taken_back(scene, "tandem_worker")


@pytest.fixture
def owner(scene: Scene) -> Iterator[Database]:
    yield from _taken_back(scene, "tandem_owner")


@pytest.fixture
def superuser(scene: Scene) -> Iterator[Database]:
    yield from _taken_back(scene, "postgres")


def _taken_back(scene: Scene, role: str) -> Iterator[Database]:
    with scene.connect(role) as database, database.transaction(force_rollback=True):
        yield database
