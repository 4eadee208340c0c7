"""Scope with stand-ins and offers, the policies, and the trigger against a plan without a lead."""

from django.db import migrations

from tandem.records.row_security import (
    may_be_pointed_at,
    never_deleted,
    of_no_household,
    same_household,
    secured,
)

TABLES = [
    "coordination_track",
    "coordination_lead",
    "coordination_leadoffer",
    "coordination_standin",
    "coordination_item",
    "coordination_offer",
    "coordination_outbox",
]

# Who was tied to a household until this very moment may still write what ended it: a "no" to the
# question to lead, the passing of the lead, the end of an own involvement.
SCOPE = """
    CREATE OR REPLACE FUNCTION tandem_scope() RETURNS bigint[]
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        SELECT coalesce(array_agg(mine.household_id), '{}') FROM (
            SELECT i.household_id
            FROM people_account a JOIN people_involvement i ON i.professional_id = a.professional_id
            WHERE a.id = tandem_actor() AND i.since <= tandem_moment()
              AND (i.until IS NULL OR i.until >= tandem_moment())
            UNION
            SELECT m.household_id
            FROM people_account a JOIN people_membership m ON m.person_id = a.person_id
            WHERE a.id = tandem_actor() AND m.since <= tandem_moment()
              AND (m.until IS NULL OR m.until >= tandem_moment())
            UNION
            SELECT h.id
            FROM people_account a
                JOIN people_area w ON w.team_leader_id = a.professional_id
                JOIN people_household h ON h.area_id = w.id
            WHERE a.id = tandem_actor()
            UNION
            SELECT l.household_id
            FROM people_account a
                JOIN coordination_lead l ON l.professional_id = a.professional_id
            WHERE a.id = tandem_actor()
              AND (l.period @> tandem_moment() OR upper(l.period) = tandem_moment())
            UNION
            SELECT s.household_id
            FROM people_account a
                JOIN coordination_standin s ON s.professional_id = a.professional_id
            WHERE a.id = tandem_actor()
              AND (s.period @> tandem_moment() OR upper(s.period) = tandem_moment())
            UNION
            SELECT o.household_id
            FROM people_account a
                JOIN coordination_leadoffer o ON o.professional_id = a.professional_id
            WHERE a.id = tandem_actor()
              AND (o.answered_at IS NULL OR o.answered_at = tandem_moment())
        ) mine
    $$;
"""

# Locks the household first, so that two changes at once wait for each other instead of both
# seeing a plan that is still whole.
NO_GAP = """
    CREATE FUNCTION tandem_lead_without_gap() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
    DECLARE
        touched bigint;
        tracks tstzmultirange;
        leads tstzmultirange;
    BEGIN
        FOR touched IN
            SELECT DISTINCT one FROM unnest(ARRAY[OLD.household_id, NEW.household_id]) one
            WHERE one IS NOT NULL ORDER BY one
        LOOP
            PERFORM 1 FROM people_household WHERE id = touched FOR NO KEY UPDATE;
            SELECT coalesce(range_agg(period), '{}') INTO tracks
                FROM coordination_track WHERE household_id = touched;
            SELECT coalesce(range_agg(period), '{}') INTO leads
                FROM coordination_lead WHERE household_id = touched;
            IF tracks <> leads THEN
                RAISE EXCEPTION 'a household on the one-plan track has a lead at every moment'
                    USING ERRCODE = '23514', CONSTRAINT = 'lead_without_gap';
            END IF;
        END LOOP;
        RETURN NULL;
    END
    $$;
    CREATE CONSTRAINT TRIGGER lead_without_gap
        AFTER INSERT OR UPDATE OR DELETE ON coordination_lead
        DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION tandem_lead_without_gap();
    CREATE CONSTRAINT TRIGGER lead_without_gap
        AFTER INSERT OR UPDATE OR DELETE ON coordination_track
        DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION tandem_lead_without_gap();
"""


class Migration(migrations.Migration):
    """Policies, rights, and exactly one lead at every moment of the track."""

    dependencies = [("coordination", "0001_initial"), ("plans", "0002_security")]

    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop)
        for sql in (
            SCOPE,
            NO_GAP,
            *(secured(table) for table in TABLES),
            of_no_household("coordination_outbox"),
            may_be_pointed_at("coordination_item"),
            same_household("coordination_offer", "item_id", "coordination_item"),
            never_deleted(TABLES),
        )
    ]
