"""What was tried in a household, and provisions that fell short, as rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import F, Q

from tandem.core.coordination.ladder import Rung, Went
from tandem.records.coordination.models import ProvisionGap
from tandem.records.people.models import AreaOffice
from tandem.records.work import Work

SUBSIDY = "subsidy"
"""The office of who is in charge of the subsidy of provisions in an area."""


@dataclass(frozen=True, slots=True)
class TriedRow:
    """Something that was tried."""

    id: int
    item: int | None
    goal: int | None
    rung: Rung
    what: str
    by_whom: str
    tried_on: date
    went: Went | None
    """None while it is tried once more."""
    words: str
    commission: int | None
    gap_answer: str
    """What was answered about the provision, for whom may read it; else empty."""
    gap_due: date | None


_TRIED = """
SELECT t.id, t.item_id, t.goal_id, t.rung, t.what, t.by_whom, t.tried_on, t.went, t.words,
    t.commission_id, coalesce(g.answer, ''), g.due_on
FROM coordination_tried t LEFT JOIN coordination_provisiongap g ON g.id = t.gap_id
WHERE t.household_id = %s ORDER BY t.tried_on, t.id
"""


def tried_of(_work: Work, household: int) -> tuple[TriedRow, ...]:
    """Return everything that was tried in a household, the first first."""
    with connection.cursor() as cursor:
        cursor.execute(_TRIED, [household])
        return tuple(_tried(row) for row in cursor.fetchall())


def _tried(row: tuple[Any, ...]) -> TriedRow:
    number, item, goal, rung, what, by_whom, day, went, words, *rest = row
    how = Went(went) if went else None
    return TriedRow(number, item, goal, Rung(rung), what, by_whom, day, how, words, *rest)


def open_gap(work: Work, household: int, gap: tuple[str, int, int, date]) -> int:
    """Ask who is in charge of the subsidy about a provision; return the number of the question.

    `gap` is the provision, how often it failed, whom to call about it, and the last day.
    """
    provision, times, ask, due_on = gap
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tandem_open_gap(%s::bigint, %s, %s::int, %s::bigint, %s, %s)",
            [household, provision, times, ask, work.at, due_on],
        )
        (number,) = cursor.fetchone() or (0,)
    return int(number)


@dataclass(frozen=True, slots=True)
class GapRow:
    """A provision that fell short in an area."""

    id: int
    area: str
    leader: int
    provision: str
    times: int
    holder: int
    holder_name: str
    ask: int
    ask_name: str
    ask_telephone: str
    opened_at: datetime
    due_on: date
    answered_at: datetime | None
    answer: str


_FIELDS = (
    *("id", "area__name", "area__team_leader_id", "provision", "times", "holder_id"),
    *("holder__name", "asked_by_id", "asked_by__name", "asked_by__telephone", "opened_at"),
    *("due_on", "answered_at", "answer"),
)


def gaps_of(work: Work, most: int = 50) -> tuple[GapRow, ...]:
    """Return the provisions that the actor answers for, asked about or leads the area of.

    What is open comes first, by its day.
    """
    me = work.actor.professional
    mine = Q(holder_id=me) | Q(asked_by_id=me) | Q(area__team_leader_id=me)
    rows = ProvisionGap.objects.filter(mine).order_by(
        F("answered_at").desc(nulls_first=True), "due_on", "id"
    )
    return tuple(GapRow(*row) for row in rows.values_list(*_FIELDS)[:most])


def gap_row(_work: Work, number: int) -> GapRow | None:
    """Return one of them, locked; None when the actor may not know of it."""
    found = ProvisionGap.objects.filter(pk=number)
    if not found.select_for_update(of=("self",)).values_list("pk").exists():
        return None
    return next((GapRow(*row) for row in found.values_list(*_FIELDS)), None)


def subsidy_colleagues(_work: Work) -> dict[int, str]:
    """Return who is in charge of the subsidy, by area."""
    rows = AreaOffice.objects.filter(office=SUBSIDY)
    return dict(rows.values_list("area_id", "professional__name"))


def give_gaps(_work: Work, area: int, to: int) -> None:
    """Let somebody else answer for what is open in an area; the database asks who may."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tandem_give_gaps(%s::bigint, %s::bigint)", [area, to])
