"""Scope of the new roles: somebody of the own circle, a part that was closed; figures; leaving."""

from django.db import migrations

from tandem.records.row_security import APPLICATION, WORKER

# As in `0005_looks`, with two differences. Somebody of the family's own circle who has
# an account has the household in scope; what of it is his or hers says the policy. A part of which
# the consent was withdrawn opens nothing any more: whoever withdrew it at this very moment may
# still write so, so the moment itself counts as open.
OF_ACTOR = """
    CREATE OR REPLACE FUNCTION tandem_actor_scope() RETURNS bigint[]
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        WITH me AS MATERIALIZED (
            SELECT professional_id, person_id, supporter_id
            FROM people_account WHERE id = tandem_actor() AND is_active
        )
        SELECT coalesce(array_agg(mine.household_id), '{}') FROM (
            SELECT i.household_id
            FROM me JOIN people_involvement i ON i.professional_id = me.professional_id
            WHERE i.since <= tandem_moment() AND (i.until IS NULL OR i.until >= tandem_moment())
              AND (i.closed_at IS NULL OR i.closed_at >= tandem_moment())
            UNION
            SELECT m.household_id
            FROM me JOIN people_membership m ON m.person_id = me.person_id
            WHERE m.since <= tandem_moment() AND (m.until IS NULL OR m.until >= tandem_moment())
            UNION
            SELECT u.household_id
            FROM me JOIN people_supporter u ON u.id = me.supporter_id
            WHERE u.since <= tandem_moment() AND (u.until IS NULL OR u.until >= tandem_moment())
            UNION
            SELECT h.id
            FROM me
                JOIN people_area w ON w.team_leader_id = me.professional_id
                JOIN people_household h ON h.area_id = w.id
            UNION
            SELECT l.household_id
            FROM me JOIN coordination_lead l ON l.professional_id = me.professional_id
            WHERE l.period @> tandem_moment() OR upper(l.period) = tandem_moment()
            UNION
            SELECT s.household_id
            FROM me JOIN coordination_standin s ON s.professional_id = me.professional_id
            WHERE s.period @> tandem_moment() OR upper(s.period) = tandem_moment()
            UNION
            SELECT o.household_id
            FROM me JOIN coordination_leadoffer o ON o.professional_id = me.professional_id
            WHERE o.answered_at IS NULL OR o.answered_at = tandem_moment()
            UNION
            SELECT e.household_id
            FROM me JOIN people_emergencyaccess e ON e.professional_id = me.professional_id
            WHERE e.since <= tandem_moment() AND e.until > tandem_moment()
            UNION
            SELECT t.household_id
            FROM me JOIN coordination_item t ON t.holder_id = me.professional_id
            WHERE (t.closed_at IS NULL AND t.opened_at <= tandem_moment())
               OR t.closed_at = tandem_moment()
        ) mine
    $$;
"""

# Behind the policy: what a resident said could not be done, and the people of the own circle, have
# no path to who is here for enforcement only, whatever a page would ask for.
ENFORCED = f"""
    CREATE FUNCTION tandem_enforced() RETURNS bigint[]
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        SELECT coalesce(array_agg(i.household_id), '{{}}')
        FROM people_account a JOIN people_involvement i ON i.professional_id = a.professional_id
        WHERE a.id = tandem_actor() AND i.role = 'enforcement'
          AND i.since <= tandem_moment() AND (i.until IS NULL OR i.until >= tandem_moment())
    $$;
    GRANT EXECUTE ON FUNCTION tandem_enforced TO {APPLICATION}, {WORKER};
"""
KEPT_FROM_ENFORCEMENT = [
    "plans_answer",
    "plans_changeanswer",
    "plans_circumstances",
    "plans_verdict",
    "people_supporter",
]


def _kept_from_enforcement(table: str) -> str:
    return f"""
        CREATE POLICY not_for_enforcement ON {table} AS RESTRICTIVE FOR SELECT TO {APPLICATION}
            USING (household_id <> ALL ((SELECT tandem_enforced())::bigint[]));
    """


# Figures of the municipality, for who has no household in scope at all. A group under ten is not
# told, nor is a rest under ten, which could be worked out from a group and its whole. By area a
# figure is told when that can be told of every area; else of the municipality alone.
FIGURES = f"""
    CREATE FUNCTION tandem_figures() RETURNS TABLE (measure text, area text, counted bigint)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        WITH allowed AS MATERIALIZED (
            SELECT FROM people_account a WHERE a.id = tandem_actor() AND a.is_active
                AND a.duties && ARRAY['manager', 'policy-staff']::varchar[]
        ), home AS MATERIALIZED (
            SELECT h.id, h.area_id, EXISTS (
                    SELECT FROM coordination_track t
                    WHERE t.household_id = h.id AND t.period @> tandem_moment()
                ) AS one_plan, EXISTS (
                    SELECT FROM coordination_lead l WHERE l.household_id = h.id AND l.accepted
                        AND l.period @> tandem_moment()
                ) AS led, EXISTS (
                    SELECT FROM coordination_leadoffer o
                    WHERE o.household_id = h.id AND o.answered_at IS NULL
                ) AS asked
            FROM people_household h WHERE EXISTS (SELECT FROM allowed)
        ), counts AS MATERIALIZED (
            SELECT w.name AS area, grouping(w.name) = 1 AS is_all, m.measure,
                count(*) FILTER (WHERE m.has) AS has, count(*) FILTER (WHERE m.within) AS within
            FROM home JOIN people_area w ON w.id = home.area_id
            CROSS JOIN LATERAL (VALUES
                ('households', true, true),
                ('one-plan', one_plan, true),
                ('led', one_plan AND led, one_plan),
                ('asked', one_plan AND asked, one_plan)
            ) AS m (measure, has, within)
            GROUP BY GROUPING SETS ((m.measure, w.name), (m.measure))
        ), told AS MATERIALIZED (
            SELECT c.*, c.has >= 10
                AND (c.measure = 'households' OR c.within - c.has >= 10) AS is_large
            FROM counts c
        ), areas AS (
            SELECT t.measure, bool_and(t.is_large) AS by_area FROM told t
            WHERE NOT t.is_all GROUP BY t.measure
        )
        SELECT t.measure, CASE WHEN t.is_all THEN '' ELSE t.area END,
            CASE WHEN t.is_large THEN t.has END
        FROM told t JOIN areas USING (measure)
        WHERE t.is_all OR areas.by_area
    $$;
    REVOKE ALL ON FUNCTION tandem_figures FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION tandem_figures TO {APPLICATION}, {WORKER};
"""

# In how many households somebody still holds something or has a part, and how many areas he or she
# leads: a number alone, for who closes an account without having the households in scope.
STILL_HOLDS = f"""
    CREATE FUNCTION tandem_still_holds(leaver bigint) RETURNS bigint
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        SELECT CASE WHEN NOT EXISTS (
            SELECT FROM people_account a WHERE a.id = tandem_actor() AND a.is_active
                AND a.duties && ARRAY['team-leader', 'administrator']::varchar[]
        ) THEN NULL ELSE (SELECT count(*) FROM (
            SELECT i.household_id FROM people_involvement i
            WHERE i.professional_id = leaver AND (i.until IS NULL OR i.until > tandem_moment())
            UNION
            SELECT l.household_id FROM coordination_lead l
            WHERE l.professional_id = leaver AND upper_inf(l.period)
            UNION
            SELECT s.household_id FROM coordination_standin s
            WHERE s.professional_id = leaver
                AND (upper_inf(s.period) OR upper(s.period) > tandem_moment())
            UNION
            SELECT o.household_id FROM coordination_leadoffer o
            WHERE o.professional_id = leaver AND o.answered_at IS NULL
            UNION
            SELECT t.household_id FROM coordination_item t
            WHERE t.holder_id = leaver AND t.closed_at IS NULL
            UNION
            SELECT f.household_id FROM coordination_offer f
            WHERE f.to_id = leaver AND f.answered_at IS NULL
        ) held) + (SELECT count(*) FROM people_area w WHERE w.team_leader_id = leaver) END
    $$;
    REVOKE ALL ON FUNCTION tandem_still_holds FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION tandem_still_holds TO {APPLICATION}, {WORKER};
"""


class Migration(migrations.Migration):
    """Functions of the owner, and a restrictive policy on five tables."""

    dependencies = [
        ("coordination", "0005_looks"),
        ("people", "0011_roles_security"),
        ("plans", "0010_open_to_helpers"),
    ]

    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop)
        for sql in (
            OF_ACTOR,
            ENFORCED,
            *(_kept_from_enforcement(table) for table in KEPT_FROM_ENFORCEMENT),
            FIGURES,
            STILL_HOLDS,
        )
    ]
