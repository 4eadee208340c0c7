"""*Vandaag*: the households of who looks, and everything that waits for him or her.

Three statements, however many households there are. Row-level security keeps them within scope;
they ask only for what is the actor's own all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db import connection
from django.utils import timezone

from tandem.core.access import AGE_OF_OWN_YES, AGE_OF_SHARED_YES, AsWhom, Theme
from tandem.records.coordination import today_sql
from tandem.records.coordination.lists import Fit
from tandem.records.coordination.matters import MatterKind
from tandem.records.plans.consent import kinds_about
from tandem.records.plans.states import AnswerKind
from tandem.records.work import Work


@dataclass(frozen=True, slots=True)
class NotYet:
    """A household whose plan does not fit yet."""

    code: str
    name: str
    clashes: int
    limits: int


@dataclass(frozen=True, slots=True)
class MyPlans:
    """How the plans stand of the households that the actor lives in, helps in or leads."""

    fits: Mapping[Fit, int]
    """How many stand so, by what the plan check said last."""
    leading: int
    """How many the actor leads, or stands in for who leads."""
    not_yet: tuple[NotYet, ...]
    """Those with most clashes that do not fit yet: a few."""

    @property
    def total(self) -> int:
        """How many households there are."""
        return sum(self.fits.values())


@dataclass(frozen=True, slots=True)
class WaitingAgreement:
    """An agreement that waits for a word of the actor."""

    household: int
    code: str
    name: str
    """The household's name."""
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
    LOOK_QUESTION = "look-question"
    """A resident asks why somebody looked."""
    EMERGENCY = "emergency-notice"
    """Somebody opened the household in an emergency."""
    MATTER = "matter"
    """A matter that the actor holds: `key` says which sort, `reason` is what it is about."""
    NO_LEAD = "no-lead"
    """Nobody said yes to leading yet, in an area that the actor leads."""
    REQUEST = "request"
    """A resident asks for a correction or for destruction, and the actor holds it: `key` says
    which, and `reason` is the last day of the term."""
    # Of these `key` is the kind of item, and `title` its words.
    ITEM = "item"
    """The actor holds it; `reason` says why Tandem opened it."""
    ITEM_REPORT = "item-report"
    """The report of a commission is to be read."""
    ITEM_OFFER = "item-offer"
    """It is offered to the actor."""
    ITEM_WORK = "item-work"
    """The actor carries out a commission."""
    ITEM_STUCK = "item-stuck"
    """Nobody answers an offer in a household that the actor leads, or in the own area."""
    OUTSIDE = "outside"
    """A signal of no known household yet: `key` is its concern."""


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
    due: date | None = None
    """The last day on which it is to be answered; None when no day was set."""


@dataclass(frozen=True, slots=True)
class Today:
    """Everything of *Vandaag*."""

    plans: MyPlans
    agreements: tuple[WaitingAgreement, ...]
    """All that wait of the households that wait longest."""
    others: tuple[WaitingElse, ...]
    """Those that wait longest."""
    waiting: int
    """How many things wait, with those that are not here: all agreements of one household that
    wait for the actor in one quality are one thing."""


def today_of(work: Work) -> Today:
    """Return the actor's households and what waits for him or her, at the moment of the work."""
    values = {
        "professional": work.actor.professional,
        "person": work.actor.person,
        "at": work.at,
        "day": timezone.localdate(work.at),
        "own_yes": AGE_OF_OWN_YES,
        "shared_yes": AGE_OF_SHARED_YES,
        "supporter": work.actor.supporter,
        "money_kinds": kinds_about(Theme.MONEY),
        "care_kinds": kinds_about(Theme.CARE),
        "matters": [one.value for one in MatterKind],
    }
    agreements = list(_rows(today_sql.AGREEMENTS, values))
    others = list(_rows(today_sql.OTHERS, values))
    return Today(
        _plans(_rows(today_sql.HOUSEHOLDS, values)),
        tuple(_agreement(one) for one in agreements),
        tuple(_other(one) for one in others),
        waiting=sum(rows[0][-1] for rows in (agreements, others) if rows),
    )


def _rows(sql: str, values: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        yield from cursor.fetchall()


def _plans(rows: Iterable[tuple[Any, ...]]) -> MyPlans:
    fits, not_yet, leading = {}, [], 0
    for what, which, name, count, limits in rows:
        if what == "fit":
            fits[Fit(which)] = count
        elif what == "leading":
            leading = count
        else:
            not_yet.append(NotYet(which, name, count, limits))
    return MyPlans(fits, leading, tuple(not_yet))


def _agreement(row: tuple[Any, ...]) -> WaitingAgreement:
    household, code, name, agreement, key, title, version, as_whom, for_member, since, _ = row
    return WaitingAgreement(
        household, code, name, agreement, key, title, version, AsWhom(as_whom), for_member, since
    )


def _other(row: tuple[Any, ...]) -> WaitingElse:
    kind, household, code, name, subject, key, title, answer, who, reason, since, due, _ = row
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
        due,
    )
