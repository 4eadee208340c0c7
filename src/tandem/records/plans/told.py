"""A plan as it was told when it was last checked, so that a page need not work that out again.

What is said of an agreement ("twee keer per week, 4 uur, en 40 minuten reizen") depends on what it
asks, and on our words. It is written down beside the verdict, in both languages, and holds as long
as the plan has the version that was checked and our words are the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection
from pydantic import TypeAdapter

from tandem.records.plans.history import LATEST, EventRow, event_from_json
from tandem.records.plans.queries import PLAN_HEAD, NoPlanError
from tandem.records.plans.rows import PlanHead
from tandem.records.plans.standings import STANDING, PlanStanding, standing_from_json
from tandem.records.raw import parsed
from tandem.records.work import Work

LAST_EVENTS = 3
"""So many of the last changes are told with a plan."""


class Lines(NamedTuple):
    """What is said of one agreement."""

    when: Sequence[str]
    asks: Sequence[str]
    places: Sequence[str]


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a plan in one language."""

    lines: Mapping[str, Lines]
    """Of each agreement, by its short name."""
    limits: Sequence[str]
    """What is too much: "Kevin heeft een contact per week te veel"."""


@dataclass(frozen=True, slots=True)
class ToldPlan:
    """A plan with how it stood last."""

    plan: PlanHead
    standing: PlanStanding | None
    told: Told | None
    """None when the plan or our words changed since."""
    events: tuple[EventRow, ...]
    """What happened last."""
    busy: frozenset[str] = frozenset()
    """The short names of what its viewer sees only that and when of."""


_SQL = f"""
SELECT ({PLAN_HEAD}), ({STANDING}), (
    SELECT CASE WHEN v.plan_version = p.version AND v.told ->> 'words' = %(words)s
        THEN v.told -> %(lang)s END
    FROM plans_verdict v JOIN plans_plan p ON p.household_id = v.household_id
    WHERE v.household_id = %(household)s ORDER BY v.id DESC LIMIT 1
), (SELECT jsonb_agg(to_jsonb(e)) FROM ({LATEST}) e)
"""  # noqa: S608 - fixed texts


def plan_as_told(
    _work: Work, household: int, lang: str, words: str, most_events: int = LAST_EVENTS
) -> ToldPlan:
    """Return a plan as it was told last in a language, in one statement.

    `words` is the digest of the words it has to be told in. Raises NoPlanError.
    """
    values: dict[str, str | int] = {
        "household": household,
        "lang": lang,
        "words": words,
        "most": most_events,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SQL, values)
        plan, standing, told, events = cursor.fetchone() or (None,) * 4
    if plan is None:
        raise NoPlanError
    return ToldPlan(
        _made().validate_json(plan),
        standing_from_json(parsed(standing)),
        None if told is None else told_from_json(parsed(told)),
        tuple(event_from_json(one) for one in parsed(events) or ()),
    )


def told_to_json(told: Mapping[str, Told], words: str) -> dict[str, Any]:
    """Return what is said in each language as plain JSON, with the digest of our words."""
    data: dict[str, Any] = {"words": words}
    for lang, one in told.items():
        data[lang] = {"lines": dict(one.lines), "limits": list(one.limits)}
    return data


def told_from_json(data: Mapping[str, Any]) -> Told:
    """Return what `told_to_json` wrote, of one language."""
    lines = {key: Lines(*one) for key, one in data["lines"].items()}
    return Told(lines, tuple(data["limits"]))


@lru_cache(maxsize=1)
def _made() -> TypeAdapter[PlanHead]:
    return TypeAdapter(PlanHead)
