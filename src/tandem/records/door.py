"""The guard on the door: SQL runs inside `work`, or it does not run.

Sessions and signing in have to read before anybody is known; they use the side entrance,
`plumbing`, which is meant for nothing else. Migrations run as the owner of the tables, in a
process of their own that does not set the guard (`TANDEM_GUARD_DOOR = False`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import local

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created


class OutsideWorkError(RuntimeError):
    """SQL was sent outside `tandem.records.work.work`: nobody would have been named for it."""


class NestedWorkError(RuntimeError):
    """A work was opened inside another: the inner actor would go on acting in the outer one."""


class _Door(local):
    """What stands open in this thread: works and side entrances, and whether one is a work."""

    depth = 0
    working = False


_door = _Door()


@contextmanager
def open_door() -> Iterator[None]:
    """Let SQL through in this thread; only `one_work` and `plumbing` call this."""
    _door.depth += 1
    try:
        yield
    finally:
        _door.depth -= 1


@contextmanager
def one_work() -> Iterator[None]:
    """Let SQL through for a work, of which a thread has one at a time; only `work` calls this."""
    if _door.working:
        raise NestedWorkError(
            "a work inside a work: pass the open one on, so that one actor acts at one moment"
        )
    _door.working = True
    try:
        with open_door():
            yield
    finally:
        _door.working = False


@contextmanager
def plumbing() -> Iterator[None]:
    """Let SQL through for sessions and signing in, where no actor is known yet."""
    with open_door():
        yield


def door_is_open() -> bool:
    """Whether SQL may run in this thread now."""
    return _door.depth > 0


def guard_connections() -> None:
    """Refuse SQL outside the door on every connection that is made from now on."""
    if getattr(settings, "TANDEM_GUARD_DOOR", True):
        connection_created.connect(_guard, dispatch_uid="tandem.records.door")


def _guard(*, connection: BaseDatabaseWrapper, **_: object) -> None:
    if _refuse_outside not in connection.execute_wrappers:
        connection.execute_wrappers.append(_refuse_outside)


def _refuse_outside(execute: Callable[..., object], sql: str, *others: object) -> object:
    if not door_is_open():
        raise OutsideWorkError(
            "SQL outside work(actor, at): open a work, so that the database knows who asks and "
            f"when. The statement begins: {sql[:60]!r}"
        )
    return execute(sql, *others)
