"""How a plan stood when it was last checked, in short: for the quiet line and for lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from tandem.core.check.answer import Clash, Verdict
from tandem.records.plans.codec import Codec
from tandem.records.plans.history import LATEST, EventRow, event_from_json
from tandem.records.raw import parsed
from tandem.records.work import Work

LIMITS: Codec[tuple[Clash, ...]] = Codec(tuple[Clash, ...])


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """The last answer of the plan check, without its reasons and proposals."""

    asked_at: datetime
    plan_version: int
    verdict: Verdict
    complete: bool
    known: int
    total: int
    clashes: tuple[tuple[str, ...], ...]
    """The agreements of every clash, by short name."""
    limits: tuple[Clash, ...]
    """The limits that are passed."""


_SQL = """
SELECT v.asked_at, v.plan_version, v.verdict, v.complete, v.known, v.total,
    (SELECT jsonb_agg(one -> 'agreements') FROM jsonb_array_elements(v.answer -> 'clashes') one)
        AS clashes,
    v.answer -> 'limits' AS limits
FROM plans_verdict v
WHERE v.household_id = %(household)s
ORDER BY v.id DESC LIMIT 1
"""
_ONE = f"SELECT to_jsonb(s) FROM ({_SQL}) s"  # noqa: S608 - fixed texts
_BOTH = f"SELECT ({_ONE}), (SELECT jsonb_agg(to_jsonb(e)) FROM ({LATEST}) e)"  # noqa: S608


def standing_and_events(
    _work: Work, household: int, most: int = 3
) -> tuple[PlanStanding | None, tuple[EventRow, ...]]:
    """Return how the plan stood last and what happened last, in one statement for the page."""
    with connection.cursor() as cursor:
        cursor.execute(_BOTH, {"household": household, "most": most, "before": None})
        found = cursor.fetchone()
    standing, events = (parsed(one) for one in found or (None, None))
    return _standing(standing), tuple(event_from_json(one) for one in events or ())


def standing_of(household: int) -> PlanStanding | None:
    """Return how the plan of a household stood last; None when it was never checked."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE, {"household": household})
        row = cursor.fetchone()
    return None if row is None else _standing(parsed(row[0]))


def _standing(data: dict[str, Any] | None) -> PlanStanding | None:
    if data is None:
        return None
    return PlanStanding(
        datetime.fromisoformat(data["asked_at"]),
        data["plan_version"],
        Verdict(data["verdict"]),
        data["complete"],
        data["known"],
        data["total"],
        tuple(tuple(one) for one in data["clashes"] or ()),
        LIMITS.from_json(data["limits"] or ()),
    )
