"""What waits for somebody, whatever its kind: items that he or she holds, and what is offered.

Everything is filtered, counted and paged by the database. So kinds that nobody knew of when this
was written are there too, and thousands of items make a page no heavier.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from django.db import connection
from django.utils import timezone

from tandem.core.access.idle import PATIENCE, PRIVATE_KINDS, UNDATED, Standing, is_idle
from tandem.records.coordination.models import SavedView
from tandem.records.work import Work, local_day

A_PAGE = 25
MOST_WEEKS = 4
"""Weeks after this one that are counted one by one; what is due later is counted together."""


class Due(StrEnum):
    """By when."""

    OVERDUE = "overdue"
    THIS_WEEK = "this-week"
    LATER = "later"
    NO_DAY = "no-day"


class Whose(StrEnum):
    """Whose items."""

    MINE = "mine"
    """Held by the actor, or offered to him or her."""
    TEAM = "team"
    """Of others, in households that the actor leads, helps in or leads the team of."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked for."""

    whose: Whose = Whose.MINE
    kind: str = ""
    household: str = ""
    """The code of one household; empty for all."""
    due: Due | None = None
    idle: bool = False
    """Whether only what lies still is asked for."""


@dataclass(frozen=True, slots=True)
class HeldRow:
    """An item that somebody holds, or that is offered."""

    id: int
    kind: str
    text: str
    """Empty for who does not hold it and is not offered it."""
    code: str
    name: str
    holder: int
    holder_name: str
    version: int
    opened_at: datetime
    due_on: date | None
    offered_to: str
    """To whom it is offered; empty when it is not."""
    offered_at: datetime | None
    offered_to_me: bool
    offer: str
    """What stands with the offer to me."""
    is_idle: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A page of items, with how many there are."""

    rows: tuple[HeldRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class WeekCount:
    """How many items are due in a week; `first` is its Monday, None for those without a day."""

    first: date | None
    count: int
    is_past: bool = False


@dataclass(frozen=True, slots=True)
class Caseload:
    """How much waits, by kind and by week."""

    kinds: tuple[tuple[str, int], ...]
    weeks: tuple[WeekCount, ...]

    @property
    def total(self) -> int:
        """How much waits in all."""
        return sum(count for _, count in self.kinds)


_MINE = """(
    SELECT i.* FROM coordination_item i
        WHERE i.holder_id = %(me)s AND i.closed_at IS NULL
    UNION
    SELECT i.* FROM coordination_offer o JOIN coordination_item i ON i.id = o.item_id
        WHERE o.to_id = %(me)s AND o.answered_at IS NULL AND i.closed_at IS NULL
)"""
_TEAM = """(
    SELECT i.* FROM coordination_item i WHERE i.closed_at IS NULL AND i.holder_id <> %(me)s
        AND i.kind <> ALL (%(private)s) AND i.household_id = ANY (ARRAY(
            SELECT h.id FROM people_household h JOIN people_area w ON w.id = h.area_id
                WHERE w.team_leader_id = %(me)s
            UNION SELECT household_id FROM people_involvement
                WHERE professional_id = %(me)s AND role <> 'enforcement' AND since <= %(at)s
                AND (until IS NULL OR until > %(at)s) AND (closed_at IS NULL OR closed_at > %(at)s)
            UNION SELECT household_id FROM coordination_lead
                WHERE professional_id = %(me)s AND period @> %(at)s
            UNION SELECT household_id FROM coordination_standin
                WHERE professional_id = %(me)s AND period @> %(at)s
        ))
)"""
_OF = {Whose.MINE: _MINE, Whose.TEAM: _TEAM}
_DUE = {
    Due.OVERDUE: "i.due_on < %(today)s",
    Due.THIS_WEEK: "i.due_on BETWEEN %(today)s AND %(sunday)s",
    Due.LATER: "i.due_on > %(sunday)s",
    Due.NO_DAY: "i.due_on IS NULL",
}
# The rule of `tandem.core.access.idle.is_idle`, which a test holds this against.
_GONE = """NOT EXISTS (
    SELECT FROM people_account a WHERE a.professional_id = i.holder_id AND a.is_active
)"""
_IDLE = f"""(
    {_GONE}
    OR (i.due_on IS NOT NULL AND i.due_on < %(long_due)s)
    OR (i.due_on IS NULL AND i.opened_at < %(long_open)s)
    OR EXISTS (SELECT FROM coordination_offer o WHERE o.item_id = i.id
        AND o.answered_at IS NULL AND o.offered_at < %(long_offered)s)
)"""
_ROWS = """
WITH wanted AS MATERIALIZED (
    SELECT i.*, count(*) OVER () AS total FROM {of} i WHERE {where}
    ORDER BY i.due_on NULLS LAST, i.opened_at, i.id LIMIT %(most)s OFFSET %(skip)s
), home AS MATERIALIZED (
    SELECT h.id, h.code, h.name FROM people_household h
    WHERE h.id = ANY (ARRAY(SELECT household_id FROM wanted))
)
SELECT i.id, i.kind, i.text, h.code, h.name, i.holder_id, p.name, i.version, i.opened_at, i.due_on,
    coalesce(t.name, ''), o.offered_at, coalesce(o.to_id = %(me)s, false), coalesce(o.answer, ''),
    {gone}, i.total
FROM wanted i
JOIN home h ON h.id = i.household_id
JOIN people_professional p ON p.id = i.holder_id
LEFT JOIN coordination_offer o ON o.item_id = i.id AND o.answered_at IS NULL
LEFT JOIN people_professional t ON t.id = o.to_id
ORDER BY i.due_on NULLS LAST, i.opened_at, i.id
"""
_LOAD = """
SELECT i.kind, CASE WHEN i.due_on IS NULL THEN NULL
        WHEN i.due_on < %(today)s THEN %(past)s::date
        ELSE least(date_trunc('week', i.due_on)::date, %(last)s::date) END AS week, count(*)
FROM {of} i GROUP BY 1, 2
"""


def held(work: Work, wanted: Filter, *, page: int = 1, most: int = A_PAGE) -> Held:
    """Return a page of what waits, overdue first; for a resident there is nothing."""
    if work.actor.professional is None:
        return Held((), 0)
    values = _values(work, wanted) | {"most": most, "skip": (page - 1) * most}
    sql = _ROWS.format(of=_OF[wanted.whose], where=_where(wanted), gone=_GONE)
    found = [_row(work, row) for row in _fetched(sql, values)]
    return Held(tuple(row for row, _ in found), found[0][1] if found else 0)


def caseload(work: Work, whose: Whose) -> Caseload:
    """Return how much waits, by kind and by week."""
    if work.actor.professional is None:
        return Caseload((), ())
    rows = _fetched(_LOAD.format(of=_OF[whose]), _values(work, Filter(whose)))
    kinds: dict[str, int] = {}
    weeks: dict[date | None, int] = {}
    for kind, week, count in rows:
        kinds[kind] = kinds.get(kind, 0) + count
        weeks[week] = weeks.get(week, 0) + count
    ordered = sorted(kinds.items(), key=lambda one: (-one[1], one[0]))
    return Caseload(tuple(ordered), _weeks(work.today, weeks))


def _weeks(today: date, counts: Mapping[date | None, int]) -> tuple[WeekCount, ...]:
    monday = today - timedelta(days=today.weekday())
    past = monday - timedelta(days=7)
    coming = [monday + timedelta(days=7 * week) for week in range(MOST_WEEKS + 1)]
    return (
        WeekCount(past, counts.get(past, 0), is_past=True),
        *(WeekCount(one, counts.get(one, 0)) for one in coming),
        WeekCount(None, counts.get(None, 0)),
    )


def _where(wanted: Filter) -> str:
    parts = ["true"]
    if wanted.kind:
        parts.append("i.kind = %(kind)s")
    if wanted.household:
        parts.append("i.household_id IN (SELECT id FROM people_household WHERE code = %(code)s)")
    if wanted.due is not None:
        parts.append(_DUE[wanted.due])
    if wanted.idle:
        parts.append(_IDLE)
    return " AND ".join(parts)


def _values(work: Work, wanted: Filter) -> dict[str, Any]:
    today = work.today
    monday = today - timedelta(days=today.weekday())
    return {
        "me": work.actor.professional,
        "at": work.at,
        "today": today,
        "sunday": monday + timedelta(days=6),
        "past": monday - timedelta(days=7),
        "last": monday + timedelta(days=7 * MOST_WEEKS),
        "private": list(PRIVATE_KINDS),
        "kind": wanted.kind,
        "code": wanted.household,
        **_idle_since(work),
    }


def _idle_since(work: Work) -> dict[str, Any]:
    return {
        "long_due": work.today - PATIENCE,
        "long_open": _midnight(work.today - UNDATED),
        "long_offered": _midnight(work.today - PATIENCE),
    }


def _midnight(day: date) -> datetime:
    """Return the moment at which a day begins, where the households live."""
    return timezone.make_aware(datetime.combine(day, time()))


def _fetched(sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _row(work: Work, row: tuple[Any, ...]) -> tuple[HeldRow, int]:
    number, kind, text, code, name, holder, holder_name, version, *rest = row
    opened_at, due_on, offered_to, offered_at, to_me, offer, gone, total = rest
    mine = holder == work.actor.professional or to_me
    standing = Standing(
        local_day(opened_at),
        due_on,
        None if offered_at is None else local_day(offered_at),
        holder_is_here=not gone,
    )
    known = HeldRow(
        number,
        kind,
        text if mine else "",
        code,
        name,
        holder,
        holder_name,
        version,
        opened_at,
        due_on,
        offered_to,
        offered_at,
        to_me,
        offer if to_me else "",
        is_idle(standing, work.today),
    )
    return known, total


# --- who can take over, and views of one's own -------------------------------------------------

_RECEIVERS = """
SELECT DISTINCT p.id, p.name, o.name FROM people_involvement v
JOIN people_household h ON h.id = v.household_id
JOIN people_professional p ON p.id = v.professional_id
JOIN people_organisation o ON o.id = p.organisation_id
WHERE h.code = ANY (%(codes)s) AND v.role <> 'enforcement' AND p.left_at IS NULL
    AND v.since <= %(at)s AND (v.until IS NULL OR v.until > %(at)s)
    AND (v.closed_at IS NULL OR v.closed_at > %(at)s)
    AND EXISTS (SELECT FROM people_account a WHERE a.professional_id = p.id AND a.is_active)
ORDER BY p.name, p.id LIMIT %(most)s
"""


def receivers(work: Work, codes: list[str], most: int = 200) -> tuple[tuple[int, str, str], ...]:
    """Return who helps in any of these households: number, name and organisation."""
    values = {"codes": codes, "at": work.at, "most": most}
    return tuple((number, name, home) for number, name, home in _fetched(_RECEIVERS, values))


def views_of(work: Work) -> tuple[tuple[int, str, str], ...]:
    """Return the actor's own views: number, name and filters."""
    rows = SavedView.objects.filter(account_id=work.account).order_by("name")
    return tuple(rows.values_list("id", "name", "query"))
