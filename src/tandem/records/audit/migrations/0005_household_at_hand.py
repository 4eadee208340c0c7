"""A page of one household compares its rows with that household, not with the whole scope."""

from django.db import migrations

from tandem.records.row_security import PERSON_AT_HAND, at_hand

# Which household the page is about: the door clears it, and the head of a household sets it, of a
# reading only, once row-level security has let that household through. Who may set this setting
# may set `app.actor` as well, so nobody can do more with it.
AT_HAND = """
    CREATE FUNCTION tandem_at_hand() RETURNS bigint LANGUAGE sql STABLE AS $$
        SELECT nullif(current_setting('app.household', true), '')::bigint
    $$;
"""

# Every policy that had the first shape gets the second; the names of the tables are in the catalog.
POLICIES = f"""
    DO $do$
    DECLARE
        found record;
    BEGIN
        FOR found IN
            SELECT tablename, CASE WHEN qual LIKE '(id = %' THEN 'id' ELSE 'household_id' END AS col
            FROM pg_policies
            WHERE schemaname = 'public' AND policyname = 'within_scope'
              AND qual ~ '^\\((household_)?id = ANY \\(\\( SELECT tandem_scope\\(\\)'
        LOOP
            EXECUTE format(
                'ALTER POLICY within_scope ON %2$I USING ({at_hand("%1$I")})'
                ' WITH CHECK ({at_hand("%1$I")})', found.col, found.tablename);
        END LOOP;
    END
    $do$;
    ALTER POLICY within_scope ON people_person USING ({PERSON_AT_HAND});
"""


class Migration(migrations.Migration):
    """One function, and the second shape of the policies of every table of a household."""

    dependencies = [
        ("audit", "0004_processing"),
        ("coordination", "0008_rights_destroy"),
        ("people", "0012_citizen_number"),
        ("plans", "0010_open_to_helpers"),
    ]

    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (AT_HAND, POLICIES)]
