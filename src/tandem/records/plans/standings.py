"""How a plan stood when it was last checked, in short: for the quiet line and for lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from tandem.core.check.answer import Answer, Clash, Verdict
from tandem.records.plans.codec import Codec
from tandem.records.raw import parsed

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


STANDING = """
SELECT jsonb_build_object(
    'asked_at', v.asked_at, 'plan_version', v.plan_version, 'verdict', v.verdict,
    'complete', v.complete, 'known', v.known, 'total', v.total, 'summary', v.summary)
FROM plans_verdict v
WHERE v.household_id = %(household)s
ORDER BY v.id DESC LIMIT 1
"""
"""The statement for the last answer; takes `household`. It leaves the answer itself alone, which is
a hundred times as long."""


def standing_of(household: int) -> PlanStanding | None:
    """Return how the plan of a household stood last; None when it was never checked."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING, {"household": household})
        row = cursor.fetchone()
    return None if row is None else standing_from_json(parsed(row[0]))


def summary_to_json(answer: Answer) -> dict[str, Any]:
    """Return what lists and lines need of an answer as plain JSON."""
    clashes = [list(one.agreements) for one in answer.clashes]
    return {"clashes": clashes, "limits": LIMITS.to_json(answer.limits)}


def standing_from_json(data: dict[str, Any] | None) -> PlanStanding | None:
    """Return a row of `STANDING` that was handed over as JSON."""
    if data is None:
        return None
    return PlanStanding(
        datetime.fromisoformat(data["asked_at"]),
        data["plan_version"],
        Verdict(data["verdict"]),
        data["complete"],
        data["known"],
        data["total"],
        tuple(tuple(one) for one in data["summary"]["clashes"]),
        LIMITS.from_json(data["summary"]["limits"]),
    )
