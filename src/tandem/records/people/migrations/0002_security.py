"""Scope: which households and persons an actor has to do with, and the policies on these tables."""

from django.db import migrations

from tandem.records.row_security import (
    APPLICATION,
    WORKER,
    may_be_pointed_at,
    never_deleted,
    of_no_household,
    same_household,
    secured,
)

ACTOR = """
    CREATE FUNCTION tandem_actor() RETURNS bigint LANGUAGE sql STABLE AS $$
        SELECT nullif(current_setting('app.actor', true), '')::bigint
    $$;
    CREATE FUNCTION tandem_moment() RETURNS timestamptz LANGUAGE sql STABLE AS $$
        SELECT nullif(current_setting('app.at', true), '')::timestamptz
    $$;
"""

# The body grows in `coordination`, when stand-ins and offers exist.
SCOPE = """
    CREATE FUNCTION tandem_scope() RETURNS bigint[]
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        SELECT coalesce(array_agg(mine.household_id), '{}') FROM (
            SELECT i.household_id
            FROM people_account a JOIN people_involvement i ON i.professional_id = a.professional_id
            WHERE a.id = tandem_actor() AND i.since <= tandem_moment()
              AND (i.until IS NULL OR i.until > tandem_moment())
            UNION
            SELECT m.household_id
            FROM people_account a JOIN people_membership m ON m.person_id = a.person_id
            WHERE a.id = tandem_actor() AND m.since <= tandem_moment()
              AND (m.until IS NULL OR m.until > tandem_moment())
            UNION
            SELECT h.id
            FROM people_account a
                JOIN people_area w ON w.team_leader_id = a.professional_id
                JOIN people_household h ON h.area_id = w.id
            WHERE a.id = tandem_actor()
        ) mine
    $$;
    CREATE FUNCTION tandem_person_scope() RETURNS bigint[]
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        SELECT coalesce(array_agg(DISTINCT m.person_id), '{}')
        FROM people_membership m WHERE m.household_id = ANY (tandem_scope())
    $$;
"""

# The first row of a household cannot lie within a scope that it is to make itself.
OPEN = f"""
    CREATE FUNCTION tandem_open_household(
        new_code text, new_name text, new_area bigint, new_key text, new_role text,
        new_purpose text, new_ground text
    ) RETURNS bigint
        LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
    DECLARE
        opener bigint := (SELECT professional_id FROM people_account WHERE id = tandem_actor());
        opened bigint;
    BEGIN
        IF opener IS NULL THEN
            RAISE EXCEPTION 'only a professional opens a household' USING ERRCODE = '42501';
        END IF;
        INSERT INTO people_household (code, name, area_id, opened_at)
            VALUES (new_code, new_name, new_area, tandem_moment()) RETURNING id INTO opened;
        INSERT INTO people_involvement
            (household_id, professional_id, key, role, discipline, purpose, legal_ground, since)
            VALUES (opened, opener, new_key, new_role, '', new_purpose, new_ground,
                    tandem_moment());
        RETURN opened;
    END
    $$;
    REVOKE ALL ON FUNCTION tandem_open_household FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION tandem_open_household TO {APPLICATION}, {WORKER};
"""

# A new person has no membership yet, and so lies in nobody's scope.
PERSONS = f"""
    ALTER TABLE people_person ENABLE ROW LEVEL SECURITY;
    CREATE POLICY within_scope ON people_person TO {APPLICATION}
        USING (id = ANY ((SELECT tandem_person_scope())::bigint[]));
    CREATE POLICY somebody_new ON people_person FOR INSERT TO {APPLICATION} WITH CHECK (true);
    CREATE POLICY everything ON people_person TO {WORKER} USING (true) WITH CHECK (true);
"""

# Whoever could make anybody a member of an own household would see who that is.
MAY_JOIN = f"""
    CREATE FUNCTION tandem_may_join(person bigint) RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        SELECT NOT EXISTS (SELECT FROM people_membership m WHERE m.person_id = person)
            OR person = ANY (tandem_person_scope())
    $$;
    CREATE POLICY somebody_known_or_new ON people_membership AS RESTRICTIVE FOR INSERT
        TO {APPLICATION} WITH CHECK (tandem_may_join(person_id));
    CREATE POLICY somebody_known ON people_membership AS RESTRICTIVE FOR UPDATE
        TO {APPLICATION} USING (true) WITH CHECK (tandem_may_join(person_id));
"""

# Whose account it is, and who leads the team of an area, decide what somebody sees: the site cannot
# change these, whatever goes wrong in it.
ACCOUNTS = f"""
    REVOKE UPDATE ON people_account, people_area FROM {APPLICATION}, {WORKER};
    GRANT UPDATE (password, last_login, language, informal, is_active)
        ON people_account TO {APPLICATION}, {WORKER};
"""

TABLES = ["people_membership", "people_parentalauthority", "people_supporter", "people_involvement"]
KEPT = ["people_household", "people_person", "people_account", "people_professional"]
KEPT += ["people_organisation", "people_area"]
POINTED_AT = ["people_membership", "people_supporter", "people_involvement"]


class Migration(migrations.Migration):
    """Row-level security for people, and for the log of events and looks."""

    dependencies = [("people", "0001_initial"), ("audit", "0002_security")]

    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop)
        for sql in (
            ACTOR,
            SCOPE,
            OPEN,
            PERSONS,
            secured("people_household", "id = ANY ((SELECT tandem_scope())::bigint[])"),
            *(secured(table) for table in [*TABLES, "audit_event", "audit_look"]),
            of_no_household("audit_event"),
            MAY_JOIN,
            *(may_be_pointed_at(table) for table in POINTED_AT),
            same_household("people_parentalauthority", "child_id", "people_membership"),
            same_household("people_parentalauthority", "parent_id", "people_membership"),
            never_deleted([*KEPT, *TABLES]),
            ACCOUNTS,
        )
    ]
