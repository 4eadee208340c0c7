"""The households of somebody, page by page: all of them, those of a name, or those of a verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import connection

from tandem.records.work import Work

PAGE = 25
"""Households on a page."""


class Fit(StrEnum):
    """What the plan check said last of a plan."""

    NOT_YET = "not-yet"
    FITS = "fits"
    SO_FAR = "so-far"
    """It fits as far as is known."""
    UNKNOWN = "unknown"
    """Nothing was asked yet, or there was no time for an answer."""


@dataclass(frozen=True, slots=True)
class HouseholdLine:
    """A household in a list."""

    code: str
    name: str
    members: tuple[str, ...]
    leader: str
    """Who leads, or else the team leader of the area."""
    fit: Fit
    clashes: int
    limits: int
    """How many limits are passed: more contacts, or less money, than there may be."""


@dataclass(frozen=True, slots=True)
class HouseholdList:
    """One page of a list, and how long the whole list is."""

    rows: tuple[HouseholdLine, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-self.total // PAGE))


# How a plan stands, by the last verdict `v` of it.
FIT = """
    CASE v.verdict
        WHEN 'infeasible' THEN 'not-yet'
        WHEN 'feasible' THEN CASE WHEN v.known = v.total THEN 'fits' ELSE 'so-far' END
        ELSE 'unknown'
    END
"""
# Who is only asked to lead sees that question, and not the plan yet; and so does whoever only has a
# question about a look, or a notice, to answer.
_MORE_THAN_ASKED = """
    (w.team_leader_id = %(me)s OR NOT EXISTS (
        SELECT FROM coordination_leadoffer o WHERE o.household_id = h.id
            AND o.professional_id = %(me)s AND o.answered_at IS NULL)
        AND NOT EXISTS (
        SELECT FROM coordination_item t WHERE t.household_id = h.id
            AND t.holder_id = %(me)s AND t.closed_at IS NULL)
        AND NOT EXISTS (
        SELECT FROM coordination_offer f WHERE f.household_id = h.id
            AND f.to_id = %(me)s AND f.answered_at IS NULL)
        AND NOT EXISTS (
        SELECT FROM coordination_commission c WHERE c.household_id = h.id
            AND c.carried_out_by_id = %(me)s)
     OR EXISTS (
        SELECT FROM coordination_standin s WHERE s.household_id = h.id
            AND s.professional_id = %(me)s AND s.period @> %(at)s)
     OR EXISTS (
        SELECT FROM people_involvement i WHERE i.household_id = h.id
            AND i.professional_id = %(me)s AND (i.until IS NULL OR i.until > %(at)s))
     OR EXISTS (
        SELECT FROM coordination_lead l WHERE l.household_id = h.id
            AND l.professional_id = %(me)s AND l.period @> %(at)s))
"""
_NAMED = """
    (h.name ILIKE %(wanted)s::text OR EXISTS (
        SELECT FROM people_membership m JOIN people_person n ON n.id = m.person_id
        WHERE m.household_id = h.id AND n.name ILIKE %(wanted)s::text
          AND (m.until IS NULL OR m.until > %(at)s)))
"""
_MINE = """
    (EXISTS (
        SELECT FROM people_involvement i WHERE i.household_id = h.id
            AND i.professional_id = %(me)s AND i.since <= %(at)s
            AND (i.until IS NULL OR i.until > %(at)s))
     OR EXISTS (
        SELECT FROM coordination_lead l WHERE l.household_id = h.id
            AND l.professional_id = %(me)s AND l.period @> %(at)s)
     OR EXISTS (
        SELECT FROM coordination_standin s WHERE s.household_id = h.id
            AND s.professional_id = %(me)s AND s.period @> %(at)s))
"""
_LAST = """
    SELECT verdict, clashes, limits, known, total FROM plans_verdict
    WHERE household_id = {0}.id ORDER BY id DESC LIMIT 1
"""
# Only when somebody asks for one verdict is that of every household looked up.
_STANDS_SO = f"""
    ({_MINE} AND coalesce((SELECT {FIT} FROM ({_LAST.format("h")}) v), 'unknown') = %(fit)s::text)
"""  # noqa: S608 - fixed parts
_FOUND = f"""
    SELECT h.id, h.code, h.name, w.team_leader_id
    FROM people_household h JOIN people_area w ON w.id = h.area_id
    WHERE {_MORE_THAN_ASKED} AND (%(wanted)s::text IS NULL OR {_NAMED})
        AND (%(fit)s::text IS NULL OR {_STANDS_SO})
"""  # noqa: S608 - fixed parts
_SQL = f"""
WITH found AS MATERIALIZED ({_FOUND}),
page AS MATERIALIZED (
    SELECT * FROM found ORDER BY lower(name), id LIMIT {PAGE} OFFSET %(offset)s
)
SELECT (SELECT count(*) FROM found), p.code, p.name, {FIT}, coalesce(v.clashes, 0),
    coalesce(v.limits, 0),
    (SELECT array_agg(n.name ORDER BY m.position, m.id)
        FROM people_membership m JOIN people_person n ON n.id = m.person_id
        WHERE m.household_id = p.id AND m.since <= %(at)s
          AND (m.until IS NULL OR m.until > %(at)s)),
    coalesce(
        (SELECT q.name FROM coordination_lead l JOIN people_professional q
            ON q.id = l.professional_id WHERE l.household_id = p.id AND l.period @> %(at)s),
        (SELECT q.name FROM people_professional q WHERE q.id = p.team_leader_id))
FROM page p LEFT JOIN LATERAL ({_LAST.format("p")}) v ON true
ORDER BY lower(p.name), p.id
"""  # noqa: S608 - fixed parts
_COUNT = f"SELECT count(*) FROM ({_FOUND}) found"  # noqa: S608 - fixed parts


def households(
    work: Work, *, wanted: str = "", fit: Fit | None = None, page: int = 1
) -> HouseholdList:
    """Return a page of the households within the actor's scope, by name.

    `wanted` is a piece of the name of the household or of somebody who lives there; `fit` asks
    for those that the actor helps in or leads, and whose plan stands so. Beyond the last page one
    gets the last.
    """
    values: dict[str, Any] = {
        "me": work.actor.professional or 0,
        "at": work.at,
        "wanted": f"%{_literal(wanted)}%" if wanted else None,
        "fit": fit.value if fit else None,
    }
    found = _page(values, page)
    if found.rows or page == 1:
        return found
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, values)
        total = int(cursor.fetchone()[0])
    return _page(values, max(1, -(-total // PAGE)))


def _page(values: Mapping[str, Any], page: int) -> HouseholdList:
    with connection.cursor() as cursor:
        cursor.execute(_SQL, {**values, "offset": (page - 1) * PAGE})
        rows = cursor.fetchall()
    lines = tuple(
        HouseholdLine(code, name, tuple(members or ()), leader, Fit(fit), clashes, limits)
        for _, code, name, fit, clashes, limits, members, leader in rows
    )
    return HouseholdList(lines, rows[0][0] if rows else 0, page)


def _literal(text: str) -> str:
    """Return a text in which no sign means anything else to LIKE."""
    return text.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")


@dataclass(frozen=True, slots=True)
class OwnHousehold:
    """A household that the actor lives in."""

    code: str
    name: str
    with_whom: tuple[str, ...]


def own_households(work: Work) -> tuple[OwnHousehold, ...]:
    """Return the households that the actor lives in; none for a professional."""
    with connection.cursor() as cursor:
        cursor.execute(_OWN, {"me": work.actor.person or 0, "at": work.at})
        rows = cursor.fetchall()
    return tuple(OwnHousehold(code, name, tuple(others or ())) for code, name, others in rows)


def own_circle(work: Work) -> str:
    """Return the code of the household in whose own circle the actor is; empty for nobody's."""
    with connection.cursor() as cursor:
        cursor.execute(_CIRCLE, {"me": work.actor.supporter or 0, "at": work.at})
        row = cursor.fetchone()
    return str(row[0]) if row else ""


_CIRCLE = """
SELECT h.code FROM people_supporter u JOIN people_household h ON h.id = u.household_id
WHERE u.id = %(me)s AND u.since <= %(at)s AND (u.until IS NULL OR u.until > %(at)s)
"""
_OWN = """
SELECT h.code, h.name,
    (SELECT array_agg(n.name ORDER BY o.position, o.id)
        FROM people_membership o JOIN people_person n ON n.id = o.person_id
        WHERE o.household_id = h.id AND o.person_id <> %(me)s AND o.since <= %(at)s
          AND (o.until IS NULL OR o.until > %(at)s)
          AND NOT EXISTS (
              SELECT FROM plans_shield s WHERE s.person_id = o.id AND s.member_id = m.id
                AND s.aspect = '' AND s.lifted_at IS NULL
          ))
FROM people_membership m JOIN people_household h ON h.id = m.household_id
WHERE m.person_id = %(me)s AND m.since <= %(at)s AND (m.until IS NULL OR m.until > %(at)s)
ORDER BY m.id
"""


@dataclass(frozen=True, slots=True)
class NamedHousehold:
    """A household to choose."""

    code: str
    name: str


_CHOICES = f"""
SELECT h.code, h.name FROM people_household h JOIN people_area w ON w.id = h.area_id
WHERE {_MORE_THAN_ASKED} ORDER BY h.name, h.id LIMIT %(most)s
"""  # noqa: S608 - fixed texts


def my_households(work: Work, most: int) -> tuple[NamedHousehold, ...]:
    """Return the households that the actor has more to do with than one question, by name."""
    values = {"me": work.actor.professional, "at": work.at, "most": most}
    with connection.cursor() as cursor:
        cursor.execute(_CHOICES, values)
        return tuple(NamedHousehold(*row) for row in cursor.fetchall())
