"""What happened to a household's plan: who changed what, when, in readable rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from tandem.core.flow.asks import AskState
from tandem.records.raw import parsed
from tandem.records.work import Work

MOST = 50
OF_TALKS = frozenset(
    {
        *("began-talk", "wrote-message", "let-in", "proposed-decision", "gave-voice"),
        *("decided-together", "refused-together", "withdrawn-together"),
    }
)
"""What happens in a conversation: known to who reads along in it, and to nobody else."""
ELSEWHERE = OF_TALKS | frozenset(
    {
        "asked-why",
        "answered-why",
        "took-copy",
        "asked-correction",
        "asked-destruction",
        "answered-correction",
        "answered-destruction",
        "decided-destruction",
        "added-file",
        "removed-file",
        "kept-number",
        "showed-number",
        "spent",
        "spending-taken-back",
        "refused",
        "raised-obstacle",
        "answered-matter",
        "asked-to-change",
        "answered-lead",
        *("handover-begun", "handover-closed", "handover-text-given", "handover-gone-through"),
        *("handover-talk-planned", "handover-talk-told"),
        *(f"ask-{state.value}" for state in AskState),
    }
)
"""What stands on a page of its own, for who may know of it: what a resident asks about herself,
which files there are, and what was spent, refused or in the way. What somebody holds, and what was
tried before, changes nothing in the plan and is left out by its subject."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """Something that changed."""

    id: int
    at: datetime
    actor: str
    """The name of who did it; empty for what Tandem does by the clock."""
    verb: str
    subject: str
    subject_id: int | None
    title: str
    """The agreement or the goal it is about, as it is called now; empty for anything else."""
    data: Mapping[str, Any]
    """What it was and became, as plain values."""
    person: int | None = None
    """Who did it, when it is somebody who lives there."""
    professional: int | None = None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What somebody changed in one field since it was opened."""

    field: str
    was: object
    became: object
    by: str
    """The name of who changed it last."""
    at: datetime


# Names and titles are read once, as a set, and not event by event.
_SQL = """
WITH wanted AS MATERIALIZED (
    SELECT e.id, e.at, e.actor_id, e.verb, e.subject, e.subject_id, e.data FROM {events} e
    WHERE e.household_id = %(household)s AND {where}
    ORDER BY e.id {direction} LIMIT %(most)s
), actor AS MATERIALIZED (
    SELECT k.id, k.name, k.person_id, k.professional_id FROM people_account k
    WHERE k.id = ANY (ARRAY(SELECT actor_id FROM wanted))
), change AS MATERIALIZED (
    SELECT c.id, c.agreement_id FROM plans_change c
    WHERE c.household_id = %(household)s
        AND c.id = ANY (ARRAY(SELECT subject_id FROM wanted WHERE subject = 'change'))
), agreement AS MATERIALIZED (
    SELECT a.id, a.title FROM plans_agreement a
    WHERE a.household_id = %(household)s AND a.id = ANY (ARRAY(
        SELECT subject_id FROM wanted WHERE subject = 'agreement'
        UNION SELECT agreement_id FROM change
    ))
), goal AS MATERIALIZED (
    SELECT g.id, g.text FROM plans_goal g
    WHERE g.household_id = %(household)s
        AND g.id = ANY (ARRAY(SELECT subject_id FROM wanted WHERE subject = 'goal'))
)
SELECT e.id, e.at, coalesce(k.name, '') AS actor, e.verb, e.subject, e.subject_id,
    coalesce(a.title, g.text, '') AS title, e.data, k.person_id AS person,
    k.professional_id AS professional
FROM wanted e
LEFT JOIN actor k ON k.id = e.actor_id
LEFT JOIN change c ON e.subject = 'change' AND c.id = e.subject_id
LEFT JOIN agreement a
    ON a.id = CASE e.subject WHEN 'agreement' THEN e.subject_id ELSE c.agreement_id END
LEFT JOIN goal g ON e.subject = 'goal' AND g.id = e.subject_id
ORDER BY e.id {direction}
"""
# What is wanted is taken first, by its index, and only then looked up what it is about.
_FIRST = f"""(
    SELECT * FROM audit_event e WHERE e.household_id = %(household)s AND {{where}}
        AND e.verb <> ALL ('{{{{emergency,{",".join(sorted(ELSEWHERE))}}}}}'::text[])
        AND e.subject <> ALL ('{{{{item,tried}}}}'::text[])
    ORDER BY e.id DESC LIMIT %(most)s
)"""  # noqa: S608 - fixed texts
"""What stands on a page of its own, for whom it is meant, takes no place here."""


LATEST = _SQL.format(
    events=_FIRST.format(where="e.verb <> 'checked'"), where="true", direction="DESC"
)
"""The statement for what people did last; takes `household` and `most`."""


def event_from_json(data: Mapping[str, Any]) -> EventRow:
    """Return a row of `LATEST` that was handed over as JSON."""
    return EventRow(**{**data, "at": datetime.fromisoformat(data["at"])})


def history_of(
    _work: Work, household: int, *, before: int | None = None, most: int = MOST
) -> tuple[EventRow, ...]:
    """Return what happened to a household, the latest first; `before` an event for older ones."""
    where = "(%(before)s::bigint IS NULL OR e.id < %(before)s::bigint)"
    events = _FIRST.format(where=where)
    return _events("true", "DESC", events, household=household, before=before, most=most)


def history_of_agreement(_work: Work, household: int, agreement: int) -> tuple[EventRow, ...]:
    """Return what happened to one agreement and to changes asked of it, the oldest first."""
    where = (
        "(e.subject = 'agreement' AND e.subject_id = %(agreement)s OR e.subject = 'change' "
        "AND e.subject_id IN (SELECT id FROM plans_change WHERE agreement_id = %(agreement)s))"
    )
    return _events(where, "ASC", household=household, agreement=agreement, most=500)


def changes_since(
    _work: Work, household: int, agreement: int, version: int
) -> tuple[FieldChange, ...]:
    """Return what others changed in an agreement since a version, field by field.

    For who edited that version: what each field was then, what it is now, who made it so and when.
    """
    where = (
        "e.subject = 'agreement' AND e.subject_id = %(agreement)s "
        "AND (e.data->>'version')::int > %(version)s AND e.data ? 'became'"
    )
    events = _events(
        where, "ASC", household=household, agreement=agreement, version=version, most=500
    )
    found: dict[str, FieldChange] = {}
    for event in events:
        for name, became in event.data["became"].items():
            was = event.data.get("was", {}).get(name)
            before = found[name].was if name in found else was
            found[name] = FieldChange(name, before, became, event.actor, event.at)
    return tuple(one for one in found.values() if one.was != one.became)


def _events(
    where: str, direction: str, events: str = "audit_event", **values: int | None
) -> tuple[EventRow, ...]:
    sql = _SQL.format(events=events, where=where, direction=direction)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return tuple(_event(one) for one in cursor.fetchall())


def _event(row: tuple[Any, ...]) -> EventRow:
    number, at, actor, verb, subject, subject_id, title, data, *account = row
    return EventRow(number, at, actor, verb, subject, subject_id, title, parsed(data), *account)


@dataclass(frozen=True, slots=True)
class Addition:
    """Who put an agreement in the plan, and when."""

    by: str
    """The name of who did; empty for what came in with the plans of everybody."""
    at: datetime


_ADDED = """
SELECT e.subject_id, coalesce(k.name, ''), e.at
FROM audit_event e LEFT JOIN people_account k ON k.id = e.actor_id
WHERE e.household_id = %(household)s AND e.subject = 'agreement' AND e.verb = 'added'
"""


def additions_of(_work: Work, household: int) -> Mapping[int, Addition]:
    """Return for each agreement, by number, who added it to the plan and when, as far as noted."""
    with connection.cursor() as cursor:
        cursor.execute(_ADDED, {"household": household})
        return {number: Addition(by, at) for number, by, at in cursor.fetchall()}
