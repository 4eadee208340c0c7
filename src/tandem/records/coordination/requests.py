"""Requests of residents and decisions to destroy, as rows for pages and actions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from tandem.core.access import Duty
from tandem.records.coordination.models import (
    Destruction,
    Request,
    RequestAnswer,
    RequestKind,
    Scope,
)
from tandem.records.work import Work


class UnknownRequestError(LookupError):
    """There is no request under this number that the actor has to do with."""


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request, with its answer when there is one."""

    id: int
    household: int
    kind: RequestKind
    member: int
    title: str
    words: str
    wanted: str
    asked_at: datetime
    answer_by: date
    source: str
    holder: int
    holder_name: str
    telephone: str
    answer: RequestAnswer | None
    reason: str
    alternative: str
    caller: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class ListedRequest:
    """A request in the list of the privacy officer: nothing says whose it is."""

    id: int
    kind: RequestKind
    title: str
    words: str
    asked_at: datetime
    answer_by: date
    answer: RequestAnswer | None
    holder: str
    telephone: str


@dataclass(frozen=True, slots=True)
class DestructionRow:
    """A decision to destroy, or a proposal of the nightly round that nobody decided on yet."""

    id: int
    scope: Scope
    household: int
    member: int | None
    request: int | None
    rule: str
    found_at: datetime
    kept_until: date | None
    decided_at: datetime | None
    not_before: datetime | None
    stopped_at: datetime | None
    done_at: datetime | None
    rows: int
    """How many rows went."""

    @property
    def can_be_stopped(self) -> bool:
        """Whether it is still to happen."""
        return self.done_at is None and self.stopped_at is None


_FIELDS = {
    "id": "id",
    "household": "household_id",
    "kind": "kind",
    "member": "member_id",
    "title": "title",
    "words": "words",
    "wanted": "wanted",
    "asked_at": "asked_at",
    "answer_by": "answer_by",
    "source": "source",
    "holder": "item__holder_id",
    "holder_name": "item__holder__name",
    "telephone": "item__holder__telephone",
    "answer": "answer",
    "reason": "reason",
    "alternative": "alternative",
    "caller": "caller",
    "answered_at": "answered_at",
}
"""The fields of a row, and where they stand."""


def requests_of(_work: Work, household: int, members: Collection[int]) -> tuple[RequestRow, ...]:
    """Return what was asked about these members, the last first."""
    rows = Request.objects.filter(household_id=household, member_id__in=members)
    return tuple(_row(one) for one in rows.order_by("-id").values_list(*_FIELDS.values()))


def request_row(work: Work, number: int, *, locked: bool = False) -> RequestRow:
    """Return a request; the privacy officer enters its household for this transaction.

    Raises UnknownRequestError when it is not there, or nothing of the actor's.
    """
    if Duty.PRIVACY_OFFICER in work.actor.duties:
        _enter(number)
    rows = Request.objects.filter(pk=number)
    if locked and not rows.select_for_update(of=("self",)).values_list("pk").exists():
        raise UnknownRequestError(number)
    found = rows.values_list(*_FIELDS.values()).first()
    if found is None:
        raise UnknownRequestError(number)
    return _row(found)


def _enter(number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tandem_enter_request(%s)", [number])


def _row(row: tuple[Any, ...]) -> RequestRow:
    values: dict[str, Any] = dict(zip(_FIELDS, row, strict=True))
    kind, answer = RequestKind(values.pop("kind")), values.pop("answer")
    return RequestRow(**values, kind=kind, answer=RequestAnswer(answer) if answer else None)


_LIST = """
SELECT id, kind, title, words, asked_at, answer_by, answer, holder, telephone
FROM tandem_requests() ORDER BY answer <> '', answer_by, id LIMIT %s
"""


def all_requests(_work: Work, most: int = 200) -> tuple[ListedRequest, ...]:
    """Return every request, what is to be answered first on top; for the privacy officer alone.

    For anybody else the database gives nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LIST, [most])
        return tuple(
            ListedRequest(
                number,
                RequestKind(kind),
                title,
                words,
                asked_at,
                answer_by,
                RequestAnswer(answer) if answer else None,
                holder,
                telephone,
            )
            for number, kind, title, words, asked_at, answer_by, answer, holder, telephone in (
                cursor.fetchall()
            )
        )


def destructions(_work: Work, most: int = 200) -> tuple[DestructionRow, ...]:
    """Return what is to be destroyed or was, the last first, as far as the actor sees them."""
    return tuple(_destruction(one) for one in Destruction.objects.order_by("-id")[:most])


def destruction_of_request(_work: Work, request: int) -> DestructionRow | None:
    """Return the last decision on a request for destruction; None when there is none."""
    found = Destruction.objects.filter(request_number=request).order_by("-id").first()
    return None if found is None else _destruction(found)


def _destruction(one: Destruction) -> DestructionRow:
    return DestructionRow(
        one.pk,
        Scope(one.scope),
        one.subject_household,
        one.subject_member,
        one.request_number,
        one.rule,
        one.found_at,
        one.kept_until,
        one.decided_at,
        one.not_before,
        one.stopped_at,
        one.done_at,
        sum(int(count) for name, count in one.counts.items() if name != "events"),
    )
