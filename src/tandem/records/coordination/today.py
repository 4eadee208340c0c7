"""*Vandaag*: the households of who looks, and everything that waits for him or her.

Three statements, however many households there are. Row-level security keeps them within scope;
they ask only for what is the actor's own all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import connection
from django.utils import timezone

from tandem.core.access import AGE_OF_OWN_YES, AGE_OF_SHARED_YES, AsWhom
from tandem.core.check.answer import Verdict
from tandem.records.coordination import today_sql
from tandem.records.plans.states import AnswerKind
from tandem.records.raw import parsed
from tandem.records.work import Work


@dataclass(frozen=True, slots=True)
class LastVerdict:
    """What the plan check said last of a plan."""

    verdict: Verdict
    clashes: int
    limits: int
    complete: bool
    known: int
    total: int
    asked_at: datetime
    is_current: bool
    """Whether nothing the check looks at has changed since."""


@dataclass(frozen=True, slots=True)
class MyHousehold:
    """A household that the actor lives in, helps in or leads."""

    id: int
    code: str
    name: str
    members: tuple[str, ...]
    leader: str
    """Who leads; empty when it is not on the one-plan track."""
    accepted: bool
    """Whether who leads accepted it; else the team leader does until somebody accepts."""
    i_lead: bool
    i_stand_in: bool
    agreements: int
    """How many stand in the plan; what is over aside."""
    agreed: int
    verdict: LastVerdict | None
    """None when the plan was never checked."""


@dataclass(frozen=True, slots=True)
class WaitingAgreement:
    """An agreement that waits for a word of the actor."""

    household: int
    agreement: int
    key: str
    title: str
    version: int
    as_whom: AsWhom
    for_member: str
    """The name of the child for whom a parent is asked; else empty."""
    since: datetime


class WaitingKind(StrEnum):
    """What else waits."""

    CHANGE = "change"
    """A proposed change waits for the actor's word."""
    LEAD_OFFER = "lead-offer"
    """The actor is asked to lead."""
    AGAINST = "against"
    """Somebody said "dit lukt niet" or "niet akkoord" in a household that the actor leads."""


@dataclass(frozen=True, slots=True)
class WaitingElse:
    """Something else that waits for the actor."""

    kind: WaitingKind
    household: int
    code: str
    name: str
    """The household's name: who is asked to lead may not have to do with it yet."""
    subject: int
    """The change, the question to lead, or the answer, by number."""
    key: str
    """The agreement it is about, by its short name; empty for the lead."""
    title: str
    answer: AnswerKind | None
    """What was said, for AGAINST."""
    who: str
    """Who said it, or who asks."""
    reason: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Today:
    """Everything of *Vandaag*."""

    households: tuple[MyHousehold, ...]
    agreements: tuple[WaitingAgreement, ...]
    others: tuple[WaitingElse, ...]


def today_of(work: Work) -> Today:
    """Return the actor's households and what waits for him or her, at the moment of the work."""
    values = {
        "professional": work.actor.professional,
        "person": work.actor.person,
        "at": work.at,
        "day": timezone.localdate(work.at),
        "own_yes": AGE_OF_OWN_YES,
        "shared_yes": AGE_OF_SHARED_YES,
    }
    return Today(
        tuple(_household(one) for one in _rows(today_sql.HOUSEHOLDS, values)),
        tuple(_agreement(one) for one in _rows(today_sql.AGREEMENTS, values)),
        tuple(_other(one) for one in _rows(today_sql.OTHERS, values)),
    )


def _rows(sql: str, values: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        yield from cursor.fetchall()


def _household(row: tuple[Any, ...]) -> MyHousehold:
    *plain, verdict, clashes, limits, complete, known, total, asked_at, is_current = row
    number, code, name, members, leader, accepted, i_lead, i_stand_in, agreements, agreed = plain
    last = None
    if verdict is not None:
        last = LastVerdict(
            Verdict(verdict), clashes, limits, complete, known, total, asked_at, is_current
        )
    return MyHousehold(
        number,
        code,
        name,
        tuple(parsed(members) or ()),
        leader,
        accepted,
        i_lead,
        i_stand_in,
        agreements,
        agreed,
        last,
    )


def _agreement(row: tuple[Any, ...]) -> WaitingAgreement:
    household, agreement, key, title, version, as_whom, for_member, since = row
    return WaitingAgreement(
        household, agreement, key, title, version, AsWhom(as_whom), for_member, since
    )


def _other(row: tuple[Any, ...]) -> WaitingElse:
    kind, household, code, name, subject, key, title, answer, who, reason, since = row
    return WaitingElse(
        WaitingKind(kind),
        household,
        code,
        name,
        subject,
        key,
        title,
        AnswerKind(answer) if answer else None,
        who,
        reason,
        since,
    )
