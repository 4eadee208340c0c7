"""Row-level security for yeses and representation; the front desk opens in its own areas only."""

from django.db import migrations

from tandem.records.row_security import never_deleted, same_household, secured

TABLES = ["people_givenyes", "people_representation"]
MEMBER, INVOLVEMENT, SUPPORTER = "people_membership", "people_involvement", "people_supporter"
REFERENCES = [
    ("people_givenyes", "involvement_id", INVOLVEMENT),
    ("people_givenyes", "by_member_id", MEMBER),
    ("people_givenyes", "by_involvement_id", INVOLVEMENT),
    ("people_givenyes", "by_supporter_id", SUPPORTER),
    ("people_representation", "member_id", MEMBER),
    ("people_representation", "by_member_id", MEMBER),
    ("people_representation", "by_involvement_id", INVOLVEMENT),
    ("people_representation", "by_supporter_id", SUPPORTER),
]

# What is written past the site, as tests and loaders do, need not name areas.
NO_AREA = "ALTER TABLE people_account ALTER COLUMN areas SET DEFAULT '{}'"

# A consultant of the municipality opens everywhere, the front desk in its own areas, a team leader
# in the areas that he or she leads. Nobody else opens a household, whatever goes wrong in the site.
MAY_OPEN = """
    CREATE FUNCTION tandem_may_open(area bigint) RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        SELECT EXISTS (
            SELECT FROM people_account a
            WHERE a.id = tandem_actor() AND a.is_active AND (
                'consultant' = ANY (a.duties)
                OR ('front-desk' = ANY (a.duties) AND area = ANY (a.areas))
                OR ('team-leader' = ANY (a.duties) AND EXISTS (
                    SELECT FROM people_area w
                    WHERE w.id = area AND w.team_leader_id = a.professional_id))
            )
        )
    $$;
    CREATE FUNCTION tandem_refuse_opening() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
    BEGIN
        IF tandem_actor() IS NOT NULL AND NOT tandem_may_open(NEW.area_id) THEN
            RAISE EXCEPTION 'a household is opened within an own work area'
                USING ERRCODE = '42501';
        END IF;
        RETURN NEW;
    END
    $$;
    CREATE TRIGGER within_own_area BEFORE INSERT ON people_household
        FOR EACH ROW EXECUTE FUNCTION tandem_refuse_opening();
"""


class Migration(migrations.Migration):
    """Policies and rights of two tables, and a trigger on the opening of a household."""

    dependencies = [("people", "0010_roles_yeses_mandates")]

    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop)
        for sql in (
            NO_AREA,
            *(secured(table) for table in TABLES),
            *(same_household(*reference) for reference in REFERENCES),
            never_deleted(TABLES),
            MAY_OPEN,
        )
    ]
