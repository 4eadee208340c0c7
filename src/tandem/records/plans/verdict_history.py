"""When a plan began to fit or ceased to, and after which change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from tandem.core.check.answer import Verdict
from tandem.records.plans.history import EventRow
from tandem.records.raw import parsed
from tandem.records.work import Work

MOST = 6

TOUCH_NO_PLAN = (
    "answered",
    "change-answered",
    "checked",
    "proposal-chosen",
    "asked-to-lead",
    "accepted-to-lead",
    "declined-to-lead",
    "lead-passed",
    "stands-in",
    "stepped-down",
    "ticked-one-plan",
)
"""Events after which the check looks at the same plan."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The plan got another verdict than it had."""

    at: datetime
    """When it was found."""
    verdict: Verdict
    was: Verdict | None
    """None for the first verdict that is known."""
    new_rules: bool
    """Whether it was checked with other rules than before."""
    event: EventRow | None
    """The last change of the plan between the two; None when there was none."""


_SQL = """
WITH told AS (
    SELECT id, asked_at, verdict, rules, event_id, lag(verdict) OVER w AS was,
        lag(event_id) OVER w AS after, lag(rules) OVER w AS rules_before
    FROM plans_verdict WHERE household_id = %(household)s WINDOW w AS (ORDER BY id)
), turned AS (
    SELECT * FROM told WHERE was IS DISTINCT FROM verdict ORDER BY id DESC LIMIT %(most)s
)
SELECT t.asked_at, t.verdict, t.was,
    t.rules_before <> '' AND t.rules <> '' AND t.rules <> t.rules_before,
    e.id, e.at, coalesce(k.name, ''), e.verb, e.subject, e.subject_id,
    coalesce(a.title, g.text, ''), e.data
FROM turned t
LEFT JOIN LATERAL (
    SELECT * FROM audit_event e
    WHERE e.household_id = %(household)s AND e.id <= t.event_id
      AND e.id > coalesce(t.after, CASE WHEN t.was IS NULL THEN 0 ELSE t.event_id END)
      AND e.verb <> ALL (%(others)s)
    ORDER BY e.id DESC LIMIT 1
) e ON true
LEFT JOIN people_account k ON k.id = e.actor_id
LEFT JOIN plans_change c ON e.subject = 'change' AND c.id = e.subject_id
LEFT JOIN plans_agreement a
    ON a.id = CASE e.subject WHEN 'agreement' THEN e.subject_id ELSE c.agreement_id END
LEFT JOIN plans_goal g ON e.subject = 'goal' AND g.id = e.subject_id
ORDER BY t.id DESC
"""


def turns_of(_work: Work, household: int, most: int = MOST) -> tuple[Turn, ...]:
    """Return when the verdict of a plan became another, the latest first."""
    others = list(TOUCH_NO_PLAN)
    with connection.cursor() as cursor:
        cursor.execute(_SQL, {"household": household, "most": most, "others": others})
        rows = cursor.fetchall()
    return tuple(
        Turn(at, Verdict(verdict), None if was is None else Verdict(was), bool(rules), _event(*e))
        for at, verdict, was, rules, *e in rows
    )


def _event(
    number: int | None,
    at: datetime,
    actor: str,
    verb: str,
    subject: str,
    subject_id: int | None,
    title: str,
    data: object,
) -> EventRow | None:
    if number is None:
        return None
    return EventRow(number, at, actor, verb, subject, subject_id, title, parsed(data))
