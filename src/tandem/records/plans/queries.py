"""Reading the plan of a household: one statement, which hands over one piece of JSON.

The database names the fields as the rows do, so that pydantic makes the whole tree of rows in one
go; reading it field by field in Python took ten times as long.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from django.db import connection
from pydantic import TypeAdapter

from tandem.records.plans.rows import PlanRow
from tandem.records.work import Work


class NoPlanError(LookupError):
    """The household has no plan, or it is not within the actor's scope."""


_LAST_ANSWERS = """
    SELECT DISTINCT ON (
        agreement_id, by_involvement_id, by_member_id, by_supporter_id, for_member_id
    ) * FROM given
    ORDER BY agreement_id, by_involvement_id, by_member_id, by_supporter_id, for_member_id,
        id DESC
"""
_AGREEMENT = """
        'id', a.id, 'key', a.key, 'title', a.title, 'kind', a.kind, 'goal', a.goal_id,
        'part', a.part_id,
        'owner', json_build_array(a.owner_involvement_id, a.owner_member_id, a.owner_supporter_id),
        'decided_by', a.decided_by_id, 'state', a.state,
        'mandatory', CASE WHEN a.mandatory_basis <> ''
            THEN json_build_object('basis', a.mandatory_basis, 'text', a.mandatory_text) END,
        'protected', a.protected, 'unknown', a.unknown, 'version', a.version,
        'yes_from_version', a.yes_from_version, 'members', coalesce(m.members, '[]'),
        'answers', coalesce(n.answers, '[]')
"""
_WHAT_IT_ASKS = """,
        'form', a.form, 'alternatives', a.alternatives, 'line', a.line,
        'created_at', a.created_at, 'changed_at', a.changed_at
"""
_AGREEMENTS = """
SELECT json_agg(json_build_object({fields}) ORDER BY a.id)
FROM plans_agreement a
LEFT JOIN concerned m ON m.agreement_id = a.id
LEFT JOIN answered n ON n.agreement_id = a.id
WHERE a.household_id = %(household)s
"""

# Each is worked out once. Left to the planner, which sees two conditions on the household and
# expects one row, they are worked out anew for every agreement.
_ONCE = f"""
WITH concerned AS MATERIALIZED (
    SELECT agreement_id, json_agg(member_id ORDER BY position, id) AS members
    FROM plans_agreementmember WHERE household_id = %(household)s GROUP BY agreement_id
), wanting AS MATERIALIZED (
    SELECT goal_id, json_agg(member_id ORDER BY id) AS members
    FROM plans_goalmember WHERE household_id = %(household)s GROUP BY goal_id
), given AS MATERIALIZED (
    SELECT * FROM plans_answer WHERE household_id = %(household)s
), last AS MATERIALIZED ({_LAST_ANSWERS}), writer AS MATERIALIZED (
    SELECT k.id, k.name FROM people_account k
    WHERE k.id = ANY (ARRAY(SELECT recorded_by FROM last WHERE way <> 'self'))
), answered AS MATERIALIZED (
    SELECT agreement_id, json_agg(json_build_object(
            'id', last.id, 'version', agreement_version,
            'by', json_build_array(by_involvement_id, by_member_id, by_supporter_id),
            'for_member', for_member_id, 'kind', kind, 'reason', reason, 'way', way,
            'given_on', given_on, 'recorded_at', recorded_at,
            'recorded_by', CASE way WHEN 'self' THEN '' ELSE coalesce(writer.name, '') END
        ) ORDER BY last.id) AS answers
    FROM last LEFT JOIN writer ON writer.id = last.recorded_by GROUP BY agreement_id
)
"""  # noqa: S608 - fixed parts

_GOALS = """
SELECT json_agg(json_build_object(
        'id', g.id, 'key', g.key, 'text', g.text, 'own_words', g.own_words, 'part', g.part_id,
        'position', g.position, 'lifecycle', g.lifecycle,
        'achievement', nullif(g.achievement, ''), 'version', g.version,
        'members', coalesce(m.members, '[]')
    ) ORDER BY g.position NULLS LAST, g.id)
FROM plans_goal g
LEFT JOIN wanting m ON m.goal_id = g.id
WHERE g.household_id = %(household)s
"""

_HEAD = f"""
    'id', p.id, 'version', p.version, 'order_version', p.order_version,
    'opened_ground', p.opened_ground,
    'circumstances', coalesce((SELECT json_agg(json_build_object(
            'member', c.member_id, 'question', c.question, 'asked_on', c.asked_on,
            'contacts_a_week', c.contacts_a_week, 'statuses', c.statuses, 'away', c.away
        ) ORDER BY c.member_id)
        FROM plans_circumstances c WHERE c.household_id = %(household)s), '[]'),
    'parts', coalesce((SELECT json_agg(json_build_object(
            'id', t.id, 'key', t.key, 'title', t.title,
            'by', json_build_array(t.by_involvement_id, t.by_member_id, t.by_supporter_id)
        ) ORDER BY t.id)
        FROM plans_part t WHERE t.household_id = %(household)s), '[]'),
    'shields', coalesce((SELECT json_agg(json_build_object(
            'id', s.id, 'agreement', s.agreement_id, 'goal', s.goal_id, 'person', s.person_id,
            'involvement', s.involvement_id, 'supporter', s.supporter_id, 'aspect', s.aspect,
            'member', s.member_id, 'ground', s.ground
        ) ORDER BY s.id)
        FROM plans_shield s
        WHERE s.household_id = %(household)s AND s.lifted_at IS NULL), '[]'),
    'depths', coalesce((SELECT json_agg(json_build_object(
            'part', d.part_id, 'opened_to', d.opened_to_id, 'ground', d.ground
        ) ORDER BY d.id)
        FROM plans_partdepth d
        WHERE d.household_id = %(household)s AND d.lifted_at IS NULL), '[]'),
    'goals', coalesce(({_GOALS}), '[]'),
    'agreements', coalesce(({_AGREEMENTS}), '[]')
"""  # noqa: S608 - fixed parts
_FROM = "FROM plans_plan p WHERE p.household_id = %(household)s"

_PLAN = f"""{_ONCE}
SELECT json_build_object({_HEAD.format(fields=_AGREEMENT + _WHAT_IT_ASKS)},
    'horizon_start', p.horizon_start, 'horizon_weeks', p.horizon_weeks,
    'grid', p.grid, 'accounts', p.accounts,
    'region', nullif(p.region, ''), 'places', p.places
)::text {_FROM}
"""

PLAN_HEAD = f"""{_ONCE}
SELECT json_build_object({_HEAD.format(fields=_AGREEMENT)})::text {_FROM}
"""
"""The statement for a plan without what its agreements ask; takes `household`."""


def plan_of(work: Work, household: int) -> PlanRow:  # noqa: ARG001 - it shows that one is open
    """Return the plan of a household with everything in it; raises NoPlanError without one."""
    with connection.cursor() as cursor:
        cursor.execute(_PLAN, {"household": household})
        row = cursor.fetchone()
    if row is None:
        raise NoPlanError
    return _made().validate_json(row[0])


_PLANS = f"""
SELECT h.id, ({_PLAN.replace("%(household)s", "h.id")})
FROM unnest(%(households)s::bigint[]) AS h(id)
"""  # noqa: S608 - fixed parts


def plans_of(_work: Work, households: Sequence[int]) -> dict[int, PlanRow]:
    """Return the plans of these households by number, in one statement; one without is left out."""
    with connection.cursor() as cursor:
        cursor.execute(_PLANS, {"households": list(households)})
        rows = cursor.fetchall()
    return {number: _made().validate_json(data) for number, data in rows if data is not None}


@lru_cache(maxsize=1)
def _made() -> TypeAdapter[PlanRow]:
    """Return what makes rows of JSON; made once, because that takes longer than using it."""
    return TypeAdapter(PlanRow)
