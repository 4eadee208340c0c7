"""Expenses, refusals and obstacles of a household, and the budget they come from, as rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from tandem.core.access import SpendingRole
from tandem.records.raw import parsed
from tandem.records.work import Work


@dataclass(frozen=True, slots=True)
class Written:
    """Who wrote something down, and about whom it is."""

    member: int | None
    person: int | None
    """Who wrote it, when that is somebody who lives there."""
    professional: int | None
    """Who wrote it, when that is somebody who helps."""
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ExpenseRow:
    """Something that was paid from the budget."""

    id: int
    cents: int
    what: str
    taken_back: str
    """Why it was taken back; empty when it was not."""
    written: Written


@dataclass(frozen=True, slots=True)
class RefusalRow:
    """A no, with who calls and what came of that."""

    id: int
    item: int
    asked: str
    reason: str
    alternative: str
    caller: int
    caller_name: str
    telephone: str
    told_on: date
    objection_until: date | None
    source: str
    called: str
    """What came of the call; empty while it is still to be made."""
    written: Written


@dataclass(frozen=True, slots=True)
class ObstacleRow:
    """What stands in the way, with who holds it and the answer."""

    id: int
    item: int
    what: str
    whose: str
    order: int
    holder: int
    holder_name: str
    due_on: date | None
    answer: str
    written: Written


@dataclass(frozen=True, slots=True)
class Pot:
    """The budget of the area of a household in a year, and who may decide up to how much."""

    id: int
    area: str
    year: int
    cents: int
    spent: int
    mandates: Mapping[SpendingRole, int]

    @property
    def left(self) -> int:
        """What is still there."""
        return self.cents - self.spent


@dataclass(frozen=True, slots=True)
class AreaBudget:
    """An area with its budget of a year; zero when none was set."""

    area: int
    name: str
    cents: int
    spent: int
    mandates: Mapping[SpendingRole, int]


@dataclass(frozen=True, slots=True)
class Spent:
    """One line of the account of an area."""

    household: str
    code: str
    cents: int
    what: str
    by: str
    at: datetime
    taken_back: str


_BY = """x.member_id, k.person_id, k.professional_id, coalesce(k.name, ''), x.at"""
_FROM = "LEFT JOIN people_account k ON k.id = x.by WHERE x.household_id = %s ORDER BY x.id DESC"
_EXPENSES = f"""
SELECT x.id, x.cents, x.what, x.taken_back_because, {_BY} FROM coordination_expense x {_FROM}
"""  # noqa: S608 - fixed texts
_REFUSALS = f"""
SELECT x.id, x.item_id, x.asked, x.reason, x.alternative, x.caller_id, p.name, p.telephone,
    x.told_on, x.objection_until, x.source, t.outcome, {_BY}
FROM coordination_refusal x JOIN coordination_item t ON t.id = x.item_id
JOIN people_professional p ON p.id = x.caller_id {_FROM}
"""  # noqa: S608 - fixed texts
_OBSTACLES = f"""
SELECT x.id, x.item_id, t.text, x.whose, x.of_order, t.holder_id, p.name, t.due_on, t.outcome, {_BY}
FROM coordination_obstacle x JOIN coordination_item t ON t.id = x.item_id
JOIN people_professional p ON p.id = t.holder_id {_FROM}
"""  # noqa: S608 - fixed texts
_POT = """
SELECT b.id, w.name, %(year)s::int, coalesce(b.cents, 0), coalesce(b.spent, 0),
    (SELECT jsonb_object_agg(m.role, m.cents) FROM people_spendingmandate m WHERE m.area_id = w.id)
FROM people_household h JOIN people_area w ON w.id = h.area_id
LEFT JOIN people_budget b ON b.area_id = w.id AND b.year = %(year)s
WHERE h.id = %(household)s
"""
_AREAS = """
SELECT w.id, w.name, coalesce(b.cents, 0), coalesce(b.spent, 0),
    (SELECT jsonb_object_agg(m.role, m.cents) FROM people_spendingmandate m WHERE m.area_id = w.id)
FROM people_area w LEFT JOIN people_budget b ON b.area_id = w.id AND b.year = %(year)s
WHERE %(leader)s::bigint IS NULL OR w.team_leader_id = %(leader)s::bigint
ORDER BY w.name
"""
_SPENT = """
SELECT h.name, h.code, x.cents, x.what, coalesce(k.name, ''), x.at, x.taken_back_because
FROM coordination_expense x
JOIN people_household h ON h.id = x.household_id
JOIN people_area w ON w.id = h.area_id
JOIN people_budget b ON b.id = x.budget_id
LEFT JOIN people_account k ON k.id = x.by
WHERE w.team_leader_id = %s AND b.year = %s
ORDER BY x.id DESC LIMIT %s
"""
MOST_LINES = 200


def expenses_of(_work: Work, household: int) -> tuple[ExpenseRow, ...]:
    """Return what was spent for a household, the last first."""
    return tuple(ExpenseRow(*_read(row)) for row in _rows(_EXPENSES, household))


def refusals_of(_work: Work, household: int) -> tuple[RefusalRow, ...]:
    """Return what was refused in a household, the last first."""
    return tuple(RefusalRow(*_read(row)) for row in _rows(_REFUSALS, household))


def obstacles_of(_work: Work, household: int) -> tuple[ObstacleRow, ...]:
    """Return what stands or stood in the way of a household, the last first."""
    return tuple(ObstacleRow(*_read(row)) for row in _rows(_OBSTACLES, household))


def _rows(sql: str, household: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [household])
        return list(cursor.fetchall())


def _read(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a row with who wrote it as one value."""
    return (*row[:-5], Written(*row[-5:]))


def pot_of(work: Work, household: int) -> Pot | None:
    """Return the budget of a household's area in this year; None when none was set."""
    with connection.cursor() as cursor:
        cursor.execute(_POT, {"year": work.today.year, "household": household})
        row = cursor.fetchone()
    if row is None or row[0] is None:
        return None
    number, area, year, cents, spent, mandates = row
    return Pot(number, area, year, cents, spent, _mandates(mandates))


def budgets(_work: Work, year: int, *, leader: int | None = None) -> tuple[AreaBudget, ...]:
    """Return the budget of every area in a year; with `leader` of the areas of one team leader."""
    with connection.cursor() as cursor:
        cursor.execute(_AREAS, {"year": year, "leader": leader})
        rows = cursor.fetchall()
    return tuple(
        AreaBudget(area, name, cents, spent, _mandates(mandates))
        for area, name, cents, spent, mandates in rows
    )


def spent_in_areas_of(_work: Work, leader: int, year: int) -> tuple[Spent, ...]:
    """Return the account of the areas of a team leader, line by line, the last first."""
    with connection.cursor() as cursor:
        cursor.execute(_SPENT, [leader, year, MOST_LINES])
        return tuple(Spent(*row) for row in cursor.fetchall())


def _mandates(found: object) -> Mapping[SpendingRole, int]:
    values = parsed(found) or {}
    return {SpendingRole(role): int(cents) for role, cents in values.items()}
