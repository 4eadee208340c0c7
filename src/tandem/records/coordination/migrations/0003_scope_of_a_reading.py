"""The scope is worked out once for a page that only reads, not in each of its statements."""

from django.db import migrations

# What `tandem_scope` was in `0002_security`, with the account looked up once.
OF_ACTOR = """
    CREATE FUNCTION tandem_actor_scope() RETURNS bigint[]
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        WITH me AS MATERIALIZED (
            SELECT professional_id, person_id FROM people_account WHERE id = tandem_actor()
        )
        SELECT coalesce(array_agg(mine.household_id), '{}') FROM (
            SELECT i.household_id
            FROM me JOIN people_involvement i ON i.professional_id = me.professional_id
            WHERE i.since <= tandem_moment() AND (i.until IS NULL OR i.until >= tandem_moment())
            UNION
            SELECT m.household_id
            FROM me JOIN people_membership m ON m.person_id = me.person_id
            WHERE m.since <= tandem_moment() AND (m.until IS NULL OR m.until >= tandem_moment())
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
        ) mine
    $$;
"""

# Without rights of its own and without settings, so that the planner puts its body in its place:
# then a statement of a reading costs no more than reading a setting. Who may set `app.scope` may
# set `app.actor` as well, so nobody can do more with it.
REMEMBERED = """
    CREATE OR REPLACE FUNCTION tandem_scope() RETURNS bigint[] LANGUAGE sql STABLE AS $$
        SELECT coalesce(
            nullif(current_setting('app.scope', true), '')::bigint[],
            public.tandem_actor_scope()
        )
    $$;
"""


class Migration(migrations.Migration):
    """`tandem_scope()` takes what the door remembered for this transaction, when it did."""

    dependencies = [("coordination", "0002_security")]

    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (OF_ACTOR, REMEMBERED)]
