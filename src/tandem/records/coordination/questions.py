"""Questions between colleagues, without names: asked and got, as rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from tandem.records.coordination.models import ColleagueQuestion
from tandem.records.work import Work

MOST = 50


class UnknownQuestionError(LookupError):
    """There is no such question that the actor asked or got."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """Who asked, or was asked."""

    id: int
    name: str
    function: str
    organisation: str
    telephone: str


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question, with its answer when there is one."""

    id: int
    by: Colleague
    to: Colleague
    text: str
    asked_at: datetime
    answer: str
    answered_at: datetime | None


_WHO = ("id", "name", "function", "organisation__name", "telephone")
_FIELDS = (
    "id",
    *(f"asked_by__{one}" for one in _WHO),
    *(f"asked_to__{one}" for one in _WHO),
    "text",
    "asked_at",
    "answer",
    "answered_at",
)


def question_of(_work: Work, number: int, *, locked: bool = False) -> QuestionRow:
    """Return a question that the actor asked or got; raises UnknownQuestionError."""
    rows = ColleagueQuestion.objects.filter(pk=number)
    if locked and not rows.select_for_update(of=("self",)).values_list("pk").exists():
        raise UnknownQuestionError(number)
    found = rows.values_list(*_FIELDS).first()
    if found is None:
        raise UnknownQuestionError(number)
    return _row(found)


def questions_of(work: Work, *, waiting: bool = False, most: int = MOST) -> tuple[QuestionRow, ...]:
    """Return the questions that the actor asked or got, the latest first.

    With `waiting` those alone that wait for the actor's answer, the oldest first.
    """
    me = work.actor.professional
    if me is None:
        return ()
    if waiting:
        rows = ColleagueQuestion.objects.filter(asked_to_id=me, answered_at=None).order_by("id")
    else:
        both = Q(asked_to_id=me) | Q(asked_by_id=me)
        rows = ColleagueQuestion.objects.filter(both).order_by("-id")
    return tuple(_row(one) for one in rows.values_list(*_FIELDS)[:most])


def _row(row: tuple[Any, ...]) -> QuestionRow:
    number, *rest = row
    by, to, more = rest[:5], rest[5:10], rest[10:]
    return QuestionRow(number, Colleague(*by), Colleague(*to), *more)
