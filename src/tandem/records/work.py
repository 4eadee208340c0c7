"""The one door to the database: `work(actor, at)`.

It opens the transaction (READ COMMITTED), tells the database who acts and at which moment, runs,
checks the deferred constraints, and writes what must happen later, the events and the looks last:
their tables are the busiest, so their locks are held shortest. One clock, one actor, one order of
locks: household, item, offer, audit.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypeVar

from django.db import Error, connection, transaction
from django.utils import timezone

from tandem.core.access import Actor
from tandem.records.door import one_work

T = TypeVar("T")

ATTEMPTS = 8
"""How often a change is tried when others hold what it needs."""
LONGEST_PAUSE = 0.4
"""Seconds between two attempts, at most."""

RETRIED = frozenset({"40P01", "40001", "55P03"})
"""Deadlock, serialisation failure, lock not available: the same change may go through next time."""
TAKEN = frozenset({"23P01", "23505", "23514"})
"""Exclusion, unique and check constraints: somebody was first."""


class SomebodyWasFirstError(Exception):
    """The change collides with one that somebody else made a moment earlier.

    `constraint` is the name of the constraint that stopped it, or an empty text.
    """

    def __init__(self, constraint: str) -> None:
        super().__init__(f"somebody was first ({constraint or 'unnamed constraint'})")
        self.constraint = constraint


class BusyError(Exception):
    """Others held what this change needs for too long; trying again later may well work."""


@dataclass(frozen=True, slots=True)
class _Event:
    household: int | None
    verb: str
    subject: str
    subject_id: int | None
    data: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Later:
    household: int | None
    name: str
    payload: Mapping[str, object]
    due: datetime


@dataclass(slots=True)
class Work:
    """An open transaction: who acts, at which moment, and what is to be written last."""

    actor: Actor
    at: datetime
    _events: list[_Event] = field(default_factory=list)
    _looks: dict[tuple[int, str], None] = field(default_factory=dict)
    _later: list[_Later] = field(default_factory=list)

    @property
    def account(self) -> int:
        """The account of the person who acts; Tandem itself has none, and decides nothing."""
        if self.actor.account is None:
            raise PermissionError("a person decides this, and Tandem itself is none")
        return self.actor.account

    @property
    def today(self) -> date:
        """The day of this moment, where the households live."""
        return local_day(self.at)

    def event(
        self,
        verb: str,
        /,
        *,
        household: int | None,
        subject: str,
        subject_id: int | None = None,
        **data: object,
    ) -> None:
        """Note what changed; `data` holds what it was and what it became, as plain values."""
        self._events.append(_Event(household, verb, subject, subject_id, data))

    def look(self, household: int, page: str) -> None:
        """Note that the actor looked at a page of a household."""
        self._looks[household, page] = None

    def later(
        self,
        name: str,
        /,
        *,
        household: int | None = None,
        due: datetime | None = None,
        **payload: object,
    ) -> None:
        """Put something that must happen later in the outbox, in this same transaction."""
        self._later.append(_Later(household, name, payload, due or self.at))

    def finish(self) -> None:
        """Check what was deferred, then write outbox, events and looks; `work` calls this."""
        if self._events:
            connection.check_constraints()
        _insert_later(self)
        _insert_events(self)
        _insert_looks(self)


@dataclass(frozen=True, slots=True)
class Door:
    """What `work` returns: `run` what may be tried again, or enter it `once`."""

    actor: Actor
    at: datetime
    reads: bool = False
    """Whether it changes nothing that decides which households the actor has to do with."""

    @property
    def today(self) -> date:
        """The day of this moment, where the households live."""
        return local_day(self.at)

    @contextmanager
    def once(self) -> Iterator[Work]:
        """Open one transaction, without another attempt.

        Raises NestedWorkError inside another work.
        """
        with one_work(), transaction.atomic():
            opened = Work(self.actor, self.at)
            _tell_the_database(opened, reads=self.reads)
            yield opened
            opened.finish()

    def run(self, do: Callable[[Work], T]) -> T:
        """Do a change in one transaction, again when it may be tried again; return its result.

        Raises SomebodyWasFirstError when a constraint says so, BusyError when all attempts failed.
        """
        failed: Error | None = None
        for attempt in range(ATTEMPTS):
            if attempt:
                time.sleep(random.uniform(0, min(LONGEST_PAUSE, 0.01 * 2**attempt)))  # noqa: S311
            try:
                with self.once() as opened:
                    return do(opened)
            except Error as error:
                _raise_unless_retried(error)
                if connection.in_atomic_block:
                    raise
                failed = error
        raise BusyError from failed


@lru_cache(maxsize=100)
def local_day(at: datetime) -> date:
    """Return the day of a moment, where the households live; a page asks it for every row."""
    return timezone.localdate(at)


def work(actor: Actor, at: datetime, *, reads: bool = False) -> Door:
    """Return the door through which `actor` acts at the moment `at` (with a time zone).

    With `reads` the scope of the actor is worked out once, for all statements: for pages, which
    change nothing that decides what the actor may see.
    """
    if at.tzinfo is None:
        raise ValueError("a moment has a time zone")
    return Door(actor, at, reads)


_TELL = (
    "SELECT set_config('app.actor', %s, true), set_config('app.at', %s, true), "
    "set_config('app.scope', {}, true)"
)
_CHANGES = _TELL.format("''")
_READS = _TELL.format("tandem_actor_scope()::text")


def _tell_the_database(opened: Work, *, reads: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            _READS if reads else _CHANGES,
            [str(opened.actor.account or ""), opened.at.isoformat()],
        )


def _raise_unless_retried(error: Error) -> None:
    """Raise what a person can act on; return when the same change may simply be tried again."""
    cause = error.__cause__ or error
    state = getattr(cause, "sqlstate", None)
    if state in TAKEN:
        diagnosis = getattr(cause, "diag", None)
        raise SomebodyWasFirstError(getattr(diagnosis, "constraint_name", None) or "") from error
    if state not in RETRIED:
        raise error


def _insert_later(opened: Work) -> None:
    rows = [
        (later.household, later.name, json.dumps(later.payload), later.due, 0, "")
        for later in opened._later  # noqa: SLF001 - the same module
    ]
    if rows:
        columns = "household_id, name, payload, due_at, attempts, error"
        _insert("coordination_outbox", columns, rows)


def _insert_events(opened: Work) -> None:
    rows = [
        (
            event.household,
            opened.at,
            opened.actor.account,
            event.verb,
            event.subject,
            event.subject_id,
            json.dumps(event.data),
        )
        for event in opened._events  # noqa: SLF001 - the same module
    ]
    if rows:
        columns = "household_id, at, actor_id, verb, subject, subject_id, data"
        _insert("audit_event", columns, rows)


def _insert_looks(opened: Work) -> None:
    rows = [
        (household, opened.at, opened.actor.account, page)
        for household, page in opened._looks  # noqa: SLF001 - the same module
    ]
    if rows:
        _insert("audit_look", "household_id, at, actor_id, page", rows)


def _insert(table: str, columns: str, rows: Sequence[tuple[Any, ...]]) -> None:
    one = "(" + ", ".join(["%s"] * len(rows[0])) + ")"
    values = ", ".join([one] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({columns}) VALUES {values}",  # noqa: S608 - fixed names
            [value for row in rows for value in row],
        )
