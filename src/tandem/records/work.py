"""The one door to the database: `work(actor, at)`.

It opens the transaction (READ COMMITTED), tells the database who acts and at which moment, runs,
checks the deferred constraints, and writes what must happen later, the events and the looks last:
their tables are the busiest, so their locks are held shortest. One clock, one actor, one order of
locks: household, item, offer, audit.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TypeVar

from django.db import Error, connection, transaction
from django.utils import timezone

from tandem.core.access import Actor, Standing
from tandem.records.door import one_work
from tandem.records.ledger import write

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
    activity: str = ""
    """The processing activity that what changes here is part of; empty for none."""
    _began: float = field(default_factory=time.perf_counter)
    _events: list[_Event] = field(default_factory=list)
    _looks: dict[tuple[int, str], write.Look] = field(default_factory=dict)
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

    def look(
        self, household: int, page: str, standing: Standing | None = None, activity: str = ""
    ) -> None:
        """Note that the actor looked at a page of a household.

        `standing` says as whom and why; `activity` is the processing activity it is part of.
        """
        known = standing or Standing(name=self.actor.name)
        self._looks[household, page] = write.Look(household, page, known, activity)

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
        if not self._events and not self._looks:
            return
        took = timedelta(seconds=time.perf_counter() - self._began)
        moment = write.Moment(os.urandom(16), self.at, self.at + took, self.actor.account)
        _insert_events(self, moment)
        write.looks(moment, list(self._looks.values()))


@dataclass(frozen=True, slots=True)
class Door:
    """What `work` returns: `run` what may be tried again, or enter it `once`."""

    actor: Actor
    at: datetime
    reads: bool = False
    """Whether it changes nothing that decides which households the actor has to do with."""
    activity: str = ""
    """The processing activity that what changes here is part of; empty for none."""

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
            opened = Work(self.actor, self.at, self.activity)
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


def after(began: datetime, at: datetime) -> datetime:
    """Return the moment at which something that began ends: a period always lasts a moment."""
    return max(at, began + timedelta(microseconds=1))


@lru_cache(maxsize=100)
def local_day(at: datetime) -> date:
    """Return the day of a moment, where the households live; a page asks it for every row."""
    return timezone.localdate(at)


def work(actor: Actor, at: datetime, *, reads: bool = False, activity: str = "") -> Door:
    """Return the door through which `actor` acts at the moment `at` (with a time zone).

    With `reads` the scope of the actor is worked out once, for all statements: for pages, which
    change nothing that decides what the actor may see. `activity` is the processing activity that
    changes are part of, by its name in the register.
    """
    if at.tzinfo is None:
        raise ValueError("a moment has a time zone")
    return Door(actor, at, reads, activity)


_TELL = (
    "SELECT set_config('app.actor', %s, true), set_config('app.at', %s, true), "
    "set_config('app.guest', %s, true), set_config('app.household', '', true), "
    "set_config('app.scope', {}, true)"
)
_CHANGES = _TELL.format("''")
_READS = _TELL.format("tandem_actor_scope()::text")


def _tell_the_database(opened: Work, *, reads: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            _READS if reads else _CHANGES,
            [
                str(opened.actor.account or ""),
                opened.at.isoformat(),
                "" if opened.actor.guest is None else str(opened.actor.guest.link),
            ],
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
        write.insert_with("coordination_outbox", columns, rows)


def _insert_events(opened: Work, moment: write.Moment) -> None:
    events = opened._events  # noqa: SLF001 - the same module
    if not events:
        return
    rows = [
        (
            event.household,
            opened.at,
            opened.actor.account,
            event.verb,
            event.subject,
            event.subject_id,
            json.dumps(_with_guest(opened.actor, event.data)),
        )
        for event in events
    ]
    touched = {one.household: one.verb for one in events if one.household is not None}
    processings = write.changes(moment, opened.activity, touched) if opened.activity else []
    columns = "household_id, at, actor_id, verb, subject, subject_id, data"
    write.insert_with("audit_event", columns, rows, processings)


def _with_guest(actor: Actor, data: Mapping[str, object]) -> Mapping[str, object]:
    """Note also by which link a guest was here: there is no account that tells it."""
    guest = actor.guest
    return data if guest is None else {**data, "guest": guest.link, "guest_name": actor.name}
